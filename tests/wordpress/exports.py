"""Small exports in the shapes that WordPress writes, and the command that brings them in."""

from html import escape
from io import StringIO
from pathlib import Path

from django.core.management import call_command

SITE = "https://vecchio.example"
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.6" created="2026-11-20 10:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{namespace}">
<channel><title>Il vecchio sito</title><link>{site}</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>{site}</wp:base_site_url>
<wp:base_blog_url>{site}</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[anna]]></wp:author_login>
<wp:author_email><![CDATA[anna@vecchio.example]]></wp:author_email>
<wp:author_display_name><![CDATA[Anna Verdi]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>spesa</wp:category_nicename>
<wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Spesa]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>online</wp:category_nicename>
<wp:category_parent>spesa</wp:category_parent>
<wp:cat_name><![CDATA[Spesa online]]></wp:cat_name></wp:category>
"""
FOOT = "</channel></rss>\n"
NAMESPACE = "http://wordpress.org/export/1.2/"


def an_export(folder: Path, *items: str, site: str = SITE, namespace: str = NAMESPACE) -> Path:
    path = folder / "export.xml"
    text = HEAD.format(site=site, namespace=namespace) + "\n".join(items) + FOOT
    path.write_text(text, encoding="utf-8")
    return path


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def a_post(number: int = 10, content: str = "Un testo.", **said) -> str:
    """An item; `said` are its elements by their local name, `more` is put in as it is."""
    slug = said.get("post_name", f"articolo-{number}")
    said = {
        "title": f"Articolo {number}",
        "link": f"{SITE}/2019/05/{slug}/",
        "guid": f"{SITE}/?p={number}",
        "creator": "anna",
        "excerpt": "",
        "post_type": "post",
        "status": "publish",
        "post_name": slug,
        "post_date": "2019-05-03 12:00:00",
        "post_date_gmt": "2019-05-03 10:00:00",
        "post_modified_gmt": "2020-06-04 10:00:00",
        "post_parent": "0",
        "more": "",
    } | said
    more, excerpt, creator = said.pop("more"), said.pop("excerpt"), said.pop("creator")
    plain = "".join(
        f"<{name}>{escape(said.pop(name))}</{name}>" for name in ("title", "link", "guid")
    )
    own = "".join(f"<wp:{name}>{cdata(str(value))}</wp:{name}>" for name, value in said.items())
    return (
        f"<item>{plain}<dc:creator>{cdata(creator)}</dc:creator>"
        f"<content:encoded>{cdata(content)}</content:encoded>"
        f"<excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id>{own}{more}</item>"
    )


def a_page(number: int, content: str = "Chi siamo noi.", **said) -> str:
    slug = said.setdefault("post_name", f"pagina-{number}")
    said.setdefault("link", f"{SITE}/{slug}/")
    return a_post(number, content, post_type="page", **said)


def in_category(name: str, slug: str, domain: str = "category") -> str:
    return f'<category domain="{domain}" nicename="{slug}">{cdata(name)}</category>'


def meta(key: str, value: object) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key>"
        f"<wp:meta_value>{cdata(str(value))}</wp:meta_value></wp:postmeta>"
    )


def a_comment(number: int, text: str = "Grazie!", **said) -> str:
    said = {
        "author": "Bruno",
        "author_email": "bruno@posta.example",
        "author_IP": "203.0.113.9",
        "date_gmt": "2019-05-04 08:00:00",
        "approved": "1",
        "type": "",
        "parent": "0",
        "user_id": "0",
    } | said
    own = "".join(
        f"<wp:comment_{name}>{cdata(str(value))}</wp:comment_{name}>"
        for name, value in said.items()
    )
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id>{own}"
        f"<wp:comment_content>{cdata(text)}</wp:comment_content></wp:comment>"
    )


def a_picture(number: int, file: str, alt: str = "", parent: int = 0) -> str:
    return a_post(
        number,
        "",
        title=file.rpartition("/")[2].partition(".")[0],
        link=f"{SITE}/allegato-{number}/",
        guid=f"{SITE}/wp-content/uploads/{file}",
        post_type="attachment",
        status="inherit",
        post_parent=str(parent),
        attachment_url=f"{SITE}/wp-content/uploads/{file}",
        more=meta("_wp_attached_file", file) + meta("_wp_attachment_image_alt", alt),
    )


def bring_in(path: Path, *flags: str, also: tuple[Path, ...] = ()) -> str:
    """What the command said."""
    said = StringIO()
    flags = flags if {"--topic", "--topics"} & set(flags) else ("--topics", *flags)
    report = path.with_name("resoconto.csv")
    files = [str(file) for file in (path, *also)]
    call_command("import_wordpress", *files, "--report", str(report), *flags, stdout=said)
    return said.getvalue()


def the_report(path: Path) -> str:
    return path.with_name("resoconto.csv").read_text(encoding="utf-8-sig")
