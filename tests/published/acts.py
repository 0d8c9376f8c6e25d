"""What readers, editors and moderators do to a running site, from a process of their own.

`python -m tests.published.acts` reads one act a line: ["publish", {"slug": "uno"}].
"""

import json
import sys
import time
import traceback
from contextlib import redirect_stdout
from datetime import date
from io import StringIO

import django
from django.db import connection

TODAY = date(2026, 11, 23)


def serve() -> None:
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"result": getattr(acts, name)(**arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        connection.close()  # the next act may find another server
        print(json.dumps(answer), flush=True)


class Acts:
    """Each method is one act; it returns what JSON can say."""

    def __init__(self) -> None:
        from django.apps import apps
        from django.contrib.auth import get_user_model

        self.model = lambda name: apps.get_model("guides", name)
        self.editor = lambda: get_user_model().objects.get_or_create(username="elena")[0]

    def run(self, program: str):
        """A program of its own; what it prints last is JSON."""
        with redirect_stdout(StringIO()) as said:
            exec(program, {"__name__": "__main__"})  # noqa: S102 - our own
        return json.loads((said.getvalue().splitlines() or ["null"])[-1])

    def squeeze(self) -> None:
        """No free page is left in SQLite's file."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM")

    def build(self) -> None:
        """Guides "uno" and "due" have nothing in common; "tre" shares a topic with "uno"."""
        from tests.factories import a_company, a_live_guide, a_topic, an_author

        self.model("SiteSettings").current().save()
        for slug, title in (("chi-siamo", "Chi siamo"), ("note", "Note")):
            self.create("Page", slug=slug, title=title, body="Testo.", in_footer=True)
        for name in ("uno", "due"):
            a_live_guide(
                slug=name,
                title=f"Guida {name}",
                topic=a_topic(name=f"Argomento {name}", slug=name),
                company=a_company(name=f"Azienda {name}", slug=name),
                author=an_author(name=f"Autrice {name}", slug=name),
            )
            self.approve_story(title=f"Storia {name}", about=name)
        self.publish_new(slug="tre", title="Guida tre", company=None)

    def publish(self, slug: str, slug_: str = "", topic: str = "", **fields) -> None:
        guide = self.model("Guide").objects.get(live__slug=slug)
        guide.slug = slug_ or slug
        if topic:
            guide.topic = self.model("Topic").objects.get(slug=topic)
        for name, value in fields.items():
            setattr(guide, name, value)
        guide.save()
        guide.publish(by=self.editor())

    def slowly(self, act: str, seconds: float, **arguments) -> None:
        """Do it in a transaction that stays open for a while after."""
        from django.db import transaction

        with transaction.atomic():
            getattr(self, act)(**arguments)
            time.sleep(seconds)

    def publish_new(self, slug: str, title: str, company: str | None = "uno") -> None:
        from tests.factories import a_live_guide

        a_live_guide(
            slug=slug,
            title=title,
            topic=self.model("Topic").objects.get(slug="uno"),
            company=self.model("Company").objects.filter(slug=company).first(),
            author=self.model("Author").objects.get(slug="uno"),
            verified_on=TODAY,
        )

    def withdraw(self, slug: str) -> None:
        guide = self.model("Guide").objects.get(live__slug=slug)
        guide.withdraw(by=self.editor(), because="Non vale più.")

    def change(self, model: str, find: dict, **fields) -> None:
        """Save a row as the desk does."""
        row = self.model(model).objects.get(**find)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    def update(self, model: str, find: dict, **fields) -> None:
        """Change rows without loading them."""
        self.model(model).objects.filter(**find).update(**fields)

    def create(self, model: str, **fields) -> None:
        self.model(model).objects.create(**fields)

    def delete(self, model: str, find: dict) -> None:
        """As the desk does with several rows at once."""
        self.model(model).objects.filter(**find).delete()

    def add_channel(self, company: str, **fields) -> None:
        company = self.model("Company").objects.get(slug=company)
        company.channels.create(kind="telefono", verified_on=TODAY, **fields)

    def add_link(self, author: str, **fields) -> None:
        author = self.model("Author").objects.get(slug=author)
        author.links.create(kind="pubblicazione", address="https://example.com/", **fields)

    def add_site_link(self, name: str) -> None:
        self.create("SiteLink", site_id=1, kind="social", name=name, address="https://example.com/")

    def approve_story(self, title: str, about: str) -> None:
        from tests.voices import a_story

        company = self.model("Company").objects.get(slug=about)
        topic = self.model("Topic").objects.get(slug=about)
        story = a_story(title=title, company=company, topic=topic, text="È successo a Roma.")
        story.approve(by=self.editor())

    def send_comment(self, slug: str, text: str):
        from tests.voices import a_comment

        return a_comment(under=self.model("Guide").objects.get(slug=slug), text=text) and None

    def approve_comment(self, slug: str, text: str) -> None:
        self.send_comment(slug, text)
        self._comment(text).approve(by=self.editor())

    def approve_and_count(self, slug: str) -> int:
        """One comment more under a guide; how many it has now."""
        from django.db.models import Max

        number = self.model("Comment").objects.aggregate(last=Max("pk"))["last"] or 0
        self.approve_comment(slug, f"Commento della tempesta {number + 1}")
        return self.model("Discussion").objects.get(guide__slug=slug).public_comments

    def approve_story_comment(self, title: str, text: str) -> None:
        from tests.voices import a_comment

        a_comment(under=self._story(title), text=text).approve(by=self.editor())

    def approve_update(self, title: str, text: str) -> None:
        update = self.model("Update")(
            story=self._story(title), text=text, author_name="Lei"
        ).submit()
        update.approve(by=self.editor())

    def send_comment_update(self, of: str, text: str) -> None:
        self.model("Update")(comment=self._comment(of), text=text, author_name="Lei").submit()

    def decide(self, model: str, text: str, verb: str) -> None:
        because = {"because": self._a_reason()} if verb == "reject" else {}
        getattr(self.model(model).objects.get(text=text), verb)(by=self.editor(), **because)

    def take_back(self, model: str, text: str) -> None:
        """As its author does."""
        self.model(model).objects.get(text=text).withdraw(by=None)

    def vote(self, slug: str, times: int) -> None:
        section = self.model("Guide").objects.get(slug=slug).live.sections.first()
        for number in range(times):
            reader = f"{slug}-{number}"
            self.model("SectionVote").objects.cast(section, reader=reader, useful=True)

    def decide_story(self, title: str, verb: str) -> None:
        because = {"because": self._a_reason()} if verb == "reject" else {}
        getattr(self._story(title), verb)(by=self.editor(), **because)

    def reject_story(self, title: str) -> None:
        self._story(title).reject(by=self.editor(), because=self._a_reason())

    def undo_story(self, title: str) -> None:
        self._story(title).undo(by=self.editor())

    def redact_story(self, title: str, words: str) -> None:
        self._story(title).redact(by=self.editor(), words=words)

    def erase_story(self, title: str) -> None:
        self._story(title).erase()

    def reject_comment(self, text: str) -> None:
        self._comment(text).reject(by=self.editor(), because=self._a_reason())

    def undo_comment(self, text: str) -> None:
        self._comment(text).undo(by=self.editor())

    def erase_comment(self, text: str) -> None:
        self._comment(text).erase()

    def _story(self, title: str):
        return self.model("Story").objects.get(title=title)

    def _comment(self, text: str):
        return self.model("Comment").objects.get(text=text)

    def _a_reason(self):
        return self.model("Reason").objects.first()


if __name__ == "__main__":
    django.setup()
    acts = Acts()
    serve()
