"""Whatever happens to a file of the store, it is thrown away and made anew; no reader notices."""

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from helpcentre.published import counting
from helpcentre.published.cursor import Cursor
from helpcentre.published.front import Front
from helpcentre.published.page import SUFFIXES, Meta
from helpcentre.published.sweeping import recount, tidy
from tests.patience import soon
from tests.published.running_site import RunningSite
from tests.published.test_store import YES, a_page, dropped, make_old, store  # noqa: F401

JSON = [
    b"null",
    b"5",
    b'"x"',
    b"[]",
    b"{}",
    b"[1,2,3]",
    b"[1,2,3,4]",
    b'[1,"x",5]',
    b'["a","b",{}]',
]
NOT_JSON = [b"", b"[[[", b"\xff\xfe\x00\x01", b"\0" * 4096, b"[" * 100_000, b"NaN"]


def _away(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)


def _holding(content: bytes):
    """A damage: in the place of what was there, a file with this."""

    def damage(file: Path) -> None:
        while True:
            _away(file)
            with suppress(IsADirectoryError):  # the site has made its folder anew meanwhile
                return file.write_bytes(content)

    return damage


def _half(file: Path) -> None:
    _holding(b"" if file.is_dir() else file.read_bytes()[: file.stat().st_size // 2])(file)


DAMAGES = {
    "empty": _holding(b""),
    "truncated": _half,
    "binary": _holding(b"\xff\xfe\x00\x01" * 100),
    "number": _holding(b"5"),
    "list": _holding(b"[]"),
    "null": _holding(b"null"),
    "folder": lambda file: (_away(file), file.mkdir()),
    "full folder": lambda file: (_away(file), file.mkdir(), (file / "x").write_text("x")),
    "file": _holding(b"x"),
    "gone": _away,
}
PAGE = "/guide/uno/"


@pytest.mark.parametrize("content", [*JSON, *NOT_JSON], ids=lambda content: repr(content[:12]))
def test_what_was_never_written_is_never_read_as_something_else(content):
    with pytest.raises(ValueError):  # noqa: PT011 - json's own, and ours
        Meta.loads(content)
    with pytest.raises(ValueError):  # noqa: PT011
        Cursor.loads(content.decode("latin-1"))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Its own: what is damaged here would be another test's."""
    site = RunningSite(tmp_path_factory.mktemp("damaged"), WEB_CONCURRENCY="1")
    site.act("build")
    yield site.start()
    site.stop()


def files_of_the_store(root: Path) -> dict[str, Path]:
    page = root / "www" / "http" / "localhost" / PAGE.strip("/")
    name = "%2Fguide%2Funo%2F"
    tags = sorted(folder for folder in (root / "tags").iterdir() if (folder / name).exists())
    return {
        "page": page / "index.html",
        "page.br": page / "index.html.br",
        "page.gz": page / "index.html.gz",
        "meta": root / "meta" / name,
        "marker": tags[0] / name,
        "tag": tags[0],
        "cursor": root / "cursor",
        "tally": root / "tally",
        "emptied": root / "emptied",
        "counts": root / "counts",
        "lock": root / "lock",
        "trash": root / "trash",
        "tmp": root / "tmp",
        "ending": root / "ending",
        "metas": root / "meta",
        "tags": root / "tags",
        "www": root / "www",
    }


FILES = ["page", "page.br", "page.gz", "meta", "marker", "cursor", "tally", "emptied", "lock"]
FOLDERS = ["tag", "counts", "trash", "tmp", "ending", "metas", "tags", "www"]
OF_JSON = {"number", "list", "null"}
CASES = [
    *((name, damage) for name in FILES for damage in DAMAGES if damage not in OF_JSON),
    *((name, damage) for name in ("meta", "cursor") for damage in OF_JSON),
    *((name, damage) for name in FOLDERS for damage in ("file", "gone")),
]
# A page that is in a worker's memory is not read again: these the next sweep finds (below).
CASES = sorted(set(CASES) - {("marker", "gone"), ("tag", "gone"), ("tag", "file")})


@pytest.mark.parametrize(("name", "damage"), CASES)
def test_a_damaged_file_of_the_store_is_thrown_away_and_made_anew(site, name, damage):
    root = (site.folder / "pages" / "live").resolve()
    files: dict[str, Path] = {}

    def is_whole() -> bool:
        """What the damage before this one began may still be under way."""
        if not (site.kept(PAGE, patiently=True) and leads_to_it(root)):
            return False
        try:
            files.update(files_of_the_store(root))
        except (FileNotFoundError, IndexError):
            return False
        return True

    assert soon(is_whole)
    whole = site.kept(PAGE)
    target = files[name]
    if target.exists():
        DAMAGES[damage](target)
    for accepted in ("identity", "br", "gzip"):
        answer = site.get(PAGE, Accept_Encoding=accepted)
        assert (answer.status, bool(answer.content)) == (200, True), site.last_words
    assert site.get("/storie/").status == 200
    assert site.get("/salute/").status == 200
    assert soon(lambda: site.kept(PAGE, patiently=True) == whole)
    # What a worker has in its memory it serves from there; its meta the next reader of it mends.
    of_memory = name in ("meta", "metas")
    assert of_memory or soon(lambda: leads_to_it(root))
    if of_memory:
        shutil.rmtree(root / "www")


def leads_to_it(root: Path) -> bool:
    """Whether a change of what the page shows finds it."""
    name = "%2Fguide%2Funo%2F"
    try:
        meta = Meta.loads((root / "meta" / name).read_bytes())
        return all((root / "tags" / quote(tag, safe="") / name).exists() for tag in meta.tags)
    except (OSError, ValueError):
        return False


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["page", "br", "gz", "meta"])
def test_who_reads_a_damaged_page_first_throws_it_away(store, name, damage):  # noqa: F811
    store.keep("/a/", a_page("a" * 200, "guide:1"), **YES)
    front = Front(None, store, site_url="https://sportello.example", trusts_proxy=False)
    suffix = {"page": "", "br": ".br", "gz": ".gz"}.get(name)
    DAMAGES[damage](store.meta_of("/a/") if suffix is None else store.file_of("/a/", suffix))
    for accepted in ("br", "gzip", "identity"):
        answer = front.find({"PATH_INFO": "/a/", "HTTP_ACCEPT_ENCODING": accepted})
        assert (
            answer is None or answer.body == store.file_of("/a/", SUFFIXES[accepted]).read_bytes()
        )
    assert not store.has("/a/")
    if store.meta_of("/a/").exists():
        os.utime(store.meta_of("/a/"), (1, 1))
    assert store.keep("/a/", a_page("b" * 200, "guide:1"), **YES)
    assert front.find({"PATH_INFO": "/a/", "HTTP_ACCEPT_ENCODING": "identity"}).body == b"b" * 200
    dropped(store, "guide:1")
    assert not store.has("/a/")


def test_a_page_that_nginx_would_send_empty_is_swept(store):  # noqa: F811
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    store.file_of("/a/").write_bytes(b"")
    make_old(store, "/a/")
    tidy(store)
    assert not store.has("/a/")
    recount(store)
    assert store.tally()[0] == 0


def test_a_page_that_a_change_would_not_find_is_swept(store):  # noqa: F811
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    shutil.rmtree(store.tags / "guide%3A1")
    make_old(store, "/a/")
    tidy(store)
    assert not store.has("/a/")


def test_once_all_tags_are_lost_no_page_is_kept_beside_those_that_lead_nowhere(store):  # noqa: F811
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    shutil.rmtree(store.tags)
    assert not store.keep("/b/", a_page("b", "guide:2"), **YES)
    assert not store.has("/a/")
    os.utime(store.root / "emptied", (1, 1))
    assert store.keep("/b/", a_page("b", "guide:2"), **YES)


def test_a_change_whose_list_of_pages_is_lost_drops_every_page(store):  # noqa: F811
    store.keep("/a/", a_page("a", "guide:1"), **YES)
    store.keep("/b/", a_page("b", "guide:2"), **YES)
    shutil.rmtree(store.tags / "guide%3A1")
    (store.tags / "guide%3A1").write_text("x")
    dropped(store, "guide:1")
    assert not store.has("/a/")
    assert not store.has("/b/")


def test_figures_that_cannot_be_read_count_as_none(store):  # noqa: F811
    counting.write(store.root)
    damages = (b"x", b"\xff", b"[1]", b"", b'{"hits": "x"}', b'{"hits": [1]}', b"1")
    for name, content in zip("1234678", damages, strict=True):
        (store.root / "counts" / name).write_bytes(content)
    (store.root / "counts" / "5").mkdir()
    total = counting.total(store.root)
    assert (total["hits"], total["misses"]) == (counting.Count.hits, counting.Count.misses)


def test_an_ending_that_says_no_moment_ends_nothing(store):  # noqa: F811
    (store.ending).mkdir()
    (store.ending / "domani~x").write_text("")
    with store.lock():
        store.drop_ended(by=time.time())
    assert not list(store.ending.iterdir())
