"""Whatever the program that sets a letter does, its reader gets a PDF or a sentence, and soon."""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from guides.letters.pdf import making, typeset
from guides.letters.pdf.making import NoPdf, PdfsBusy, pdf_of
from guides.letters.sheet import Points
from tests.letters.pdf.sheets import a_sheet
from tests.uploads.test_bounds import costing_less_than

# The program is ended at its seconds, so a PDF means fewer; as many again are ours to prepare it,
# where a busy machine counts a second as two.
WHOLE = 2 * typeset.SECONDS
LARGE = [
    "parola " * 5_500,
    "a\n" * 12_000,
    "你 " * 13_000,
    "e" + "\u0301\u0302\u0316" * 12_000,
    "مرحبا بك " * 4_000,
]


@pytest.mark.parametrize("words", LARGE, ids=["words", "lines", "boxes", "accents", "arabic"])
def test_the_largest_that_is_taken_costs_its_seconds_and_no_memory_of_ours(words):
    with costing_less_than(cpu=WHOLE, memory=40_000_000):
        assert pdf_of(a_sheet(words)).startswith(b"%PDF-1.7")


def test_many_small_points_weigh_most_and_are_still_within_bounds():
    with costing_less_than(cpu=WHOLE, memory=40_000_000):
        assert pdf_of(a_sheet(blocks=(Points(("a",) * 4_000),)))


def test_a_letter_costs_half_a_second_of_cpu_at_most():
    pdf_of(a_sheet())  # the faces are read once
    with costing_less_than(cpu=0.5, memory=10_000_000):
        pdf_of(a_sheet())


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Another program in the place of the one that sets."""

    def write(source: str) -> None:
        path = tmp_path / "programma.py"
        folder = str(Path(typeset.__file__).parent)
        begin = f"import sys, time\nsys.path.append({folder!r})\nimport typeset\n"
        path.write_text(f"{begin}typeset.SECONDS = 1\ntypeset.limit_ourselves()\n{source}\n")
        monkeypatch.setattr(making, "PROGRAM", path)

    return write


@pytest.mark.parametrize(
    "source",
    [
        "x = [bytearray(10**7) for _ in range(10**6)]",
        "while True: pass",
        "sys.exit(3)",
        "with open(f'{__file__}.txt', 'w') as file: file.write('x')",
    ],
    ids=["memory", "seconds", "refused", "a file"],
)
def test_a_program_that_dies_is_a_sentence(program, source):
    program(source)
    with pytest.raises(NoPdf) as refused:
        pdf_of(a_sheet())
    assert "non si riesce a fare. La lettera è qui sotto, intera" in refused.value.sentence
    assert refused.value.status == 503


def test_a_machine_that_is_too_busy_for_a_pdf_has_a_sentence(program, monkeypatch):
    monkeypatch.setattr(making, "WALL_SECONDS", 3.0)
    program("time.sleep(60)")
    with pytest.raises(PdfsBusy) as refused:
        pdf_of(a_sheet())
    assert "riprova fra un minuto. La lettera è qui sotto, intera" in refused.value.sentence
    assert refused.value.status == 503


@contextmanager
def all_turns_taken(settings):
    """As other workers of this machine would hold them."""
    folder = Path(settings.DATA_DIR) / "turni-pdf"
    folder.mkdir(exist_ok=True)
    locks = [os.open(folder / str(n), os.O_CREAT | os.O_RDWR) for n in range(making.AT_ONCE)]
    for lock in locks:
        fcntl.flock(lock, fcntl.LOCK_EX)
    yield
    for lock in locks:
        os.close(lock)


def test_when_two_are_being_made_the_third_is_told_to_wait(settings, monkeypatch):
    monkeypatch.setattr(making, "PATIENCE", 0.2)
    with all_turns_taken(settings), pytest.raises(PdfsBusy) as refused:
        pdf_of(a_sheet())
    assert "riprova fra un minuto" in refused.value.sentence
    assert pdf_of(a_sheet())


def test_nothing_of_a_letter_is_left_on_the_disk_or_in_the_logs(tmp_path, caplog):
    pdf_of(a_sheet("Il segreto di Lucia"))
    assert [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()] == [b""]
    assert "segreto" not in caplog.text
