"""What a text asks of its export: pictures, reusable blocks, where its links lead here."""

from html import escape
from urllib.parse import urlsplit

from bs4 import Tag

from guides.text.slugs import slug_of
from guides.uploads.images import ALT_TO_WRITE
from guides.wordpress.old_addresses import key_of_address
from guides.wordpress.reading.items import number
from guides.wordpress.reading.survey import Attachment, Survey, file_in, path_of
from guides.wordpress.text.addresses import Shown, in_markdown, secure
from guides.wordpress.writing.pictures import Folder, NotFound, alternative
from guides.wordpress.writing.slugs import Slugs

CLASS = "wp-image-"


class PostContext:
    """Of one post: `missing` are the pictures that were not found, `used` those that were."""

    def __init__(self, survey: Survey, folder: Folder, slugs: Slugs) -> None:
        self.survey, self.folder, self.slugs = survey, folder, slugs
        self.missing: dict[str, str] = {}
        self.used: dict[str, object] = {}

    def picture(self, img: Tag) -> Shown:
        source = str(img.get("data-src") or img.get("src") or "").strip()
        attachment = self._attachment(img, source)
        alt = alternative(str(img.get("alt") or ""), attachment)
        file = attachment.file if attachment else file_in(source)
        try:
            found = self.folder.picture(file)
        except NotFound as why:
            self.missing[source] = str(why)
            words = "" if alt == ALT_TO_WRITE else alt
            return Shown("", words, in_markdown(secure(self.whole(source))))
        self.used[file] = found
        return Shown(found.address, alt)

    def _attachment(self, img: Tag, source: str) -> Attachment | None:
        classes = img.get("class") or []
        numbers = (number(name.removeprefix(CLASS)) for name in classes if CLASS in name)
        found = next((a for n in numbers if (a := self.survey.attachment(n))), None)
        return found or self.survey.attachment_of(file_in(source))

    def whole(self, source: str) -> str:
        """An address that was written for the old site, with its site."""
        if source.startswith("/") and not source.startswith("//"):
            parts = urlsplit(self.survey.address)
            return f"https://{parts.netloc}{source}"
        return source if source.startswith(("http:", "https:", "//")) else ""

    def leads_to(self, address: str) -> str:
        if not self._is_theirs(address):
            return ""
        whole = self.whole(address) or address
        post = self.survey.post_at(path_of(whole)) if path_of(whole) else None
        asked = key_of_address(whole).partition("?p=")[2]
        post = self.survey.post(number(asked)) if asked else post
        if post is None:
            return self.whole(address) and secure(self.whole(address))
        return f"/{slug_of(post.name)}/" if post.kind == "page" else self.slugs.address_of(post)

    def _is_theirs(self, address: str) -> bool:
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            return False
        return host in self.survey.hosts or (address.startswith("/") and not host)

    def reusable(self, pk: int) -> str:
        return self.survey.block(pk)

    def picture_of(self, pk: int) -> str:
        found = self.survey.attachment(pk)
        return f'<img src="{escape(found.address)}" class="{CLASS}{pk}">' if found else ""
