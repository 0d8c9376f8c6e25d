"""Files that are whole, files that are not: what is wrong is said, and nothing was changed."""

import tracemalloc
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from guides.guide.models import Guide
from guides.topics.models import Topic
from guides.wordpress.models import WordPressSite
from guides.wordpress.reading.allowed import AllowedText
from guides.wordpress.reading.survey import Survey, survey
from guides.wordpress.reading.wxr import children
from tests.wordpress.exports import FOOT, HEAD, NAMESPACE, SITE, a_post, an_export, bring_in

pytestmark = pytest.mark.django_db
WHOLE = HEAD.format(site=SITE, namespace=NAMESPACE)
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.fixture
def a_file(tmp_path):
    def write(data: bytes | str):
        path = tmp_path / "export.xml"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "è vuoto"),
        (WHOLE + a_post(1) + a_post(2)[:300], "finisce alla riga"),
        (WHOLE + a_post(1) + "<item><title>a & b</title></item>" + FOOT, "è rovinato alla riga"),
        (WHOLE + a_post(1) + "<item><a></b></item>" + FOOT, "è rovinato alla riga"),
        (WHOLE.replace("<!--", f"{BOMB}<!--") + a_post(1, "&c;") + FOOT, "delle entità"),
        (WHOLE.replace("<!--", '<!DOCTYPE x SYSTEM "file:///etc/passwd"><!--') + FOOT, "DOCTYPE"),
        ((WHOLE + a_post(1, "perché") + FOOT).encode("latin-1"), "di essere in UTF-8"),
        (WHOLE.replace("UTF-8", "klingon") + FOOT, "«klingon», che non conosciamo"),
        ("<rss><channel><title>Feed</title><link>https://x.example</link><item/></channel></rss>",
         "Non è un’esportazione"),
        ("<html><body>Accedi</body></html>", "Non è un’esportazione"),
        ("{}", "è rovinato alla riga 1"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_changed(a_file, data, said):
    with pytest.raises(CommandError) as why:
        bring_in(a_file(data))
    assert said in str(why.value)
    assert str(why.value).endswith("Non ho cambiato niente.")
    assert not Guide.objects.exists()
    assert not WordPressSite.objects.exists()
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--topic", "mai"], "L’argomento «mai» non c’è. Ci sono: nessuno."),
        (["--topics", "--media", "/mai/vista"], "La cartella «/mai/vista» non c’è."),
        (["--topics", "--by", "nessuno"], "Nessun utente si chiama «nessuno»."),
    ],
)
def test_what_is_asked_wrongly_is_said(tmp_path, flags, said):
    with pytest.raises(CommandError, match=said):
        bring_in(an_export(tmp_path, a_post()), *flags)
    with pytest.raises(CommandError, match="non c’è"):
        bring_in(tmp_path / "mai.xml")


@pytest.mark.parametrize(
    "namespace", ["http://wordpress.org/export/1.0/", "https://wordpress.org/export/1.2/"]
)
def test_exports_of_any_year_are_read(tmp_path, namespace):
    bring_in(an_export(tmp_path, a_post(excerpt="In breve."), namespace=namespace))
    assert Guide.objects.get().summary == "In breve."


def test_an_export_in_several_files_is_one(tmp_path):
    link = f"Vedi <a href='{SITE}/2019/05/articolo-2/'>due</a>."
    paths = [tmp_path / "uno", tmp_path / "due"]
    for path, post in zip(paths, [a_post(1, link), a_post(2)], strict=True):
        path.mkdir()
        an_export(path, post)
    bring_in(paths[0] / "export.xml", also=(paths[1] / "export.xml",))
    assert (
        Guide.objects.get(slug="articolo-1").sections.get().body
        == "Vedi [due](/guide/articolo-2/)."
    )
    other = an_export(paths[1], a_post(3), site="https://altro.example")
    with pytest.raises(CommandError, match="sono di due siti"):
        bring_in(paths[0] / "export.xml", also=(other,))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252", "iso-8859-15"])
def test_a_file_is_read_as_it_says_it_is_written(a_file, encoding):
    text = (WHOLE + a_post(1, "Perché sì, è così: 10 €.") + FOOT).replace(
        'encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"'
    )
    bring_in(a_file(text.encode(encoding)))
    assert Guide.objects.get().sections.get().body == "Perché sì, è così: 10 €."


def test_a_file_that_says_it_wrongly_can_be_told_how(a_file):
    path = a_file((WHOLE + a_post(1, "Perché.") + FOOT).encode("windows-1252"))
    bring_in(path, "--encoding", "windows-1252")
    assert Guide.objects.get().sections.get().body == "Perché."


def test_what_xml_forbids_is_taken_out_and_counted(a_file):
    text = (
        WHOLE + a_post(1, "U\x01n\x1co\ufffe &#1; d]]>ue").replace("Articolo 1", "A&#x1F; 1") + FOOT
    )
    said = bring_in(a_file(text.encode().replace(b"d" + b"]]", b"\xed\xa0\x80d]]")))
    guide = Guide.objects.get()
    assert guide.title == "A 1"
    assert guide.sections.get().body == "Uno d]]>ue"
    assert "Caratteri che XML vieta, tolti: 6" in said


def test_a_reference_cut_by_the_end_of_a_piece_is_one(a_file):
    for before in range(1000, 1040):
        text = WHOLE.replace("Il vecchio sito", "x" * (before - 700)) + "&#xE8; &#1;" + FOOT
        with a_file(text).open("rb") as file:
            allowed = AllowedText(file)
            read = "".join(iter(partial(allowed.read, 7), ""))
        assert read == text.replace("&#1;", "")
        assert allowed.removed == 1


def test_a_long_export_takes_no_more_memory_than_a_short_one(tmp_path):
    def peak(times: int) -> int:
        items = (a_post(n, "Parole. " * 400) for n in range(times))
        path = an_export(tmp_path, *items)
        tracemalloc.start()
        with path.open("rb") as file:
            found = Survey()
            survey(children(AllowedText(file)), found)
        assert found.items == times
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(1_000) < 2 * peak(100)


@pytest.mark.parametrize("is_a_terminal", [True, False])
def test_the_bar_is_drawn_only_where_somebody_looks_at_it(tmp_path, is_a_terminal):
    drawn = StringIO()
    drawn.isatty = lambda: is_a_terminal
    path = an_export(tmp_path, a_post())
    flags = ["--topics", "--report", str(tmp_path / "r.csv")]
    call_command("import_wordpress", str(path), *flags, stdout=StringIO(), stderr=drawn)
    assert ("100%" in drawn.getvalue()) is is_a_terminal
