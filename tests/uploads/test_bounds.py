"""Whatever a file would make a decoder do, the site goes on: bombs, and a decoder that dies."""

import fcntl
import os
import resource
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.stories.attachment import Attachment
from guides.uploads import decoding, headers, redraw
from guides.uploads.images import ImageRefused, ImagesBusy, clean
from tests.uploads import bombs
from tests.uploads.pictures import a_picture
from tests.voices import WORDS, story_words

FORM = "/raccontaci-la-tua-storia/"


@contextmanager
def costing_less_than(*, cpu: float, memory: int):
    """So many seconds of CPU, children's included, and so many bytes more in this process."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    before, had = spent(), _resident()
    yield
    assert spent() - before < cpu
    assert _resident() - had < memory


def _resident() -> int:
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * resource.getpagesize()


def a_file(content: bytes, name: str = "foto") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture(autouse=True)
def a_busy_machine_is_waited_for(monkeypatch):
    """What is bounded here is CPU, memory and turns; who waits for too long has a test of his."""
    monkeypatch.setattr(decoding, "WALL_SECONDS", 200)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Another program in the place of the one that draws."""

    def write(source: str) -> None:
        path = tmp_path / "programma.py"
        path.write_text("import os, signal, sys, time\nsys.stdin.buffer.read()\n" + source)
        monkeypatch.setattr(decoding, "PROGRAM", path)

    return write


@pytest.mark.parametrize(
    ("bomb", "sentence"),
    [
        (lambda: bombs.many_scans(10_600), "troppi passaggi"),
        (lambda: bombs.many_points("WEBP", side=6400), "40 milioni"),
        (lambda: bombs.many_points("AVIF", side=6400, speed=10), "40 milioni"),
        (lambda: bombs.many_frames(5_000), "troppi fotogrammi"),
    ],
    ids=["scans", "webp", "avif", "frames"],
)
def test_what_a_header_announces_is_refused_before_anything_is_decoded(bomb, sentence, monkeypatch):
    sent = bomb()
    monkeypatch.setattr(decoding, "PROGRAM", Path("/nowhere"))
    with costing_less_than(cpu=1, memory=30_000_000), pytest.raises(ImageRefused, match=sentence):
        clean(sent)


@pytest.mark.parametrize(
    "bomb",
    [
        lambda: bombs.many_scans(100),
        lambda: bombs.many_points("WEBP"),
        lambda: bombs.many_points("AVIF", speed=10, subsampling="4:4:4"),
        lambda: bombs.many_points("PNG"),
    ],
    ids=["scans", "webp", "avif", "png"],
)
def test_the_largest_that_is_taken_costs_seconds_and_this_process_no_memory(bomb):
    sent = bomb()
    with costing_less_than(cpu=redraw.SECONDS, memory=40_000_000):
        assert 0 < clean(sent).width <= 1600


@pytest.mark.django_db
def test_a_post_of_four_bombs_comes_back_soon_with_every_word(client, monkeypatch):
    monkeypatch.setattr(decoding, "WALL_SECONDS", 120)  # their CPU ends them, however busy it is
    heavy = bombs.many_points("WEBP", mode="RGB")
    files = [a_file(bombs.many_scans(10_600), "passaggi.jpg")]
    files += [a_file(heavy + bytes(number), f"{number}.webp") for number in (0, 2, 4)]
    with costing_less_than(cpu=4 * redraw.SECONDS, memory=80_000_000):
        page = client.post(FORM, story_words() | {"attachments": files})
    assert page.status_code == 422
    assert "«passaggi.jpg»: Questo JPEG è fatto di troppi passaggi" in page.text
    assert WORDS in page.text


@pytest.mark.parametrize(
    "source",
    [
        "x = [bytearray(10**7) for _ in range(10**6)]",
        "while True: pass",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "sys.exit(77)",
    ],
    ids=["memory", "seconds", "killed", "crashed", "unknown"],
)
def test_a_decoder_that_dies_is_a_sentence(program, source):
    limits = f"sys.path.append({str(redraw.__file__).rpartition('/')[0]!r})\nimport redraw\n"
    program(f"{limits}redraw.SECONDS = 1\nredraw.limit_ourselves()\n{source}\n")
    with pytest.raises(ImageRefused, match="troppa memoria o troppo tempo"):
        clean(a_picture())


def test_a_decoder_that_only_waits_is_ended_and_the_picture_is_not_blamed(program, monkeypatch):
    """It had no second of CPU on a busy machine: a smaller picture would not do better."""
    monkeypatch.setattr(decoding, "WALL_SECONDS", 0.5)
    program("time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(ImagesBusy, match="aspetta un minuto"):
        clean(a_picture())
    assert time.monotonic() - begun < 10


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["sys.exit(5)", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_readers_and_editors_meet_the_sentence_and_never_a_500(client, editor, program, source):
    program(source)
    page = client.post(FORM, story_words() | {"attachments": [a_file(a_picture(), "foto.png")]})
    assert page.status_code == 422
    assert "«foto.png»: Per aprire questa immagine" in page.text
    client.force_login(editor)
    answer = client.post("/markdownx/upload/", {"image": a_file(a_picture())})
    assert answer.status_code == 400
    assert "troppa memoria" in answer.json()["error"]


@contextmanager
def all_turns_taken(settings):
    """As other workers of this machine would hold them."""
    folder = Path(settings.DATA_DIR) / "turni"
    folder.mkdir(exist_ok=True)
    locks = [os.open(folder / str(n), os.O_CREAT | os.O_RDWR) for n in range(decoding.AT_ONCE)]
    for lock in locks:
        fcntl.flock(lock, fcntl.LOCK_EX)
    yield
    for lock in locks:
        os.close(lock)


@pytest.fixture
def turns(monkeypatch):
    monkeypatch.setattr(decoding, "PATIENCE", 0.2)


def test_when_all_turns_are_taken_nobody_waits_long(turns, settings):
    with all_turns_taken(settings), pytest.raises(ImagesBusy, match="aspetta un minuto"):
        clean(a_picture())
    assert clean(a_picture()).width == 60


@pytest.mark.django_db
def test_when_all_turns_are_taken_a_reader_is_told_and_keeps_every_word(turns, client, settings):
    with all_turns_taken(settings):
        page = client.post(FORM, story_words() | {"attachments": [a_file(a_picture(), "foto.png")]})
    assert page.status_code == 503
    assert page["Retry-After"]
    assert "«foto.png»: In questo momento stiamo preparando altre immagini" in page.text
    assert WORDS in page.text
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_when_all_turns_are_taken_an_editor_is_told(turns, client, editor, settings):
    client.force_login(editor)
    with all_turns_taken(settings):
        answer = client.post("/markdownx/upload/", {"image": a_file(a_picture())})
    assert answer.status_code == 503
    assert "aspetta un minuto" in answer.json()["error"]


def test_of_many_at_once_only_two_are_drawn_and_the_others_know_at_once(program, tmp_path):
    program("time.sleep(1)\nsys.exit(5)")
    said = []

    def send() -> None:
        try:
            clean(a_picture())
        except ImageRefused as refusal:
            said.append(type(refusal))

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count(ImagesBusy) == 6


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_header_says_what_the_picture_is(kind):
    header = headers.read(a_picture(kind, size=(61, 43)))
    assert (header.width, header.height, header.frames) == (61, 43, 1)


def test_scans_are_counted_to_the_end_of_the_image_and_not_beyond():
    ten = bombs.many_scans(10, side=64)
    assert headers.read(ten).scans == 10
    assert headers.read(ten + b"\xff\xda\0\x02" * 500).scans == 10
    assert headers.read(bombs.encoded(_noise(), "JPEG", progressive=True)).scans < 20


def _noise():
    return bombs.Image.effect_noise((400, 300), 90).convert("RGB")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_file_cut_anywhere_never_breaks_what_reads_its_header(kind):
    whole = a_picture(kind)
    size = headers.read(whole)
    for length in range(len(whole)):
        found = headers.read(whole[:length])
        assert found is None or (found.width, found.height) in {(size.width, size.height), (0, 0)}
