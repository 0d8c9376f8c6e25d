"""A day of readers who write what is theirs everywhere: nothing of it is in the logs."""

import json
import re
import socket
import subprocess
import sys
from contextlib import closing
from urllib.parse import quote, urlencode

import pytest

from tests.logs.failing_settings import FAILURES
from tests.prepared import BASE
from tests.published.running_site import RunningSite
from tests.reading import tree_of

NAME, STREET = "Annamaria Quagliarella", "via dei Ciclamini 27"
MAIL, PHONE = "anna.quagliarella@posta.example", "+39 333 123 4567"
IBAN = "IT60X0542811101000000123456"
TAX_CODE, PASSWORD = "RSSNNA80A41H501L", "correct-horse-Battery9"
ALL = [NAME, STREET, MAIL, PHONE, IBAN, TAX_CODE, PASSWORD]
WORDS = " ".join(ALL)
LINK = "commento-1-1.Qx7bT9_kLm2-ZpR4vW8yNc3d"
CHANCE = "kX3vQ9mZt7Lw2Bn8Rj5Hc4Yd"  # as tokens of invitations and the like are
FORBIDDEN = re.compile(
    r"quagliarella|annamaria|ciclamini|333.?123.?4567|3331234567|RSSNNA80|0542811101|"
    r"battery9|posta\.example|Qx7bT9|kX3vQ9|10\.9\.8\.7|(?<!at: http://)127\.0\.0\.1",
    re.IGNORECASE,
)
PAGES = [
    "/", "/raccontaci-la-tua-storia/", "/cerca/?q=niente", "/guide/uno/", "/storie/",
    "/scadenze/", "/lettere/", "/risolvi/", "/admin/login/", "/storie/storia-uno/",
]  # fmt: skip
ENQUEUE = "from tests.logs.failing_task import fail"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "tests.logs.failing_settings",
    "TRUSTED_PROXIES": "1",
    "LOG_FORMAT": "json",
}


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> list[str]:
    """Every line that the site and its worker wrote."""
    site = RunningSite(tmp_path_factory.mktemp("day"), **ENVIRONMENT)
    site.act("build")
    site.start()
    sent = sum(fill_in(site, page) for page in PAGES)
    assert sent > 10
    ask_oddly(site)
    stumble(site)
    worker = the_worker(site)
    site.stop()
    return (site.folder / "gunicorn.log").read_text().splitlines() + worker.splitlines()


def headers() -> dict[str, str]:
    return {
        "Content_Type": "application/x-www-form-urlencoded",
        "Sec_Fetch_Site": "same-origin",
        "X_Forwarded_For": "10.9.8.7",
        "User_Agent": WORDS,
        "Referer": f"http://localhost/{quote(WORDS)}",
        "Cookie": f"nome={quote(WORDS)}; sessionid={CHANCE}",
    }


def fill_in(site: RunningSite, page: str) -> int:
    """Send every form of a page with everything in every field, as it asks to be sent."""
    sent = 0
    for form in tree_of(site.get(page)).iterfind(".//form"):
        names = {element.get("name") for element in form.iter() if element.get("name")}
        fields = {name: MAIL if "mail" in name else WORDS for name in names}
        path, body = form.get("action") or page, urlencode(fields)
        if form.get("method", "get").lower() == "get":
            site.get(f"{path}?{body}", **headers())
        else:
            site.request("POST", path, body=body, **headers())
            site.request("POST", path, body=urlencode(fields | {"gettone": CHANCE}), **headers())
        sent += 1
    return sent


def ask_oddly(site: RunningSite) -> None:
    for part in (MAIL, PHONE, IBAN, TAX_CODE, CHANCE, PHONE.replace(" ", "")):
        site.get(f"/{quote(part)}/")
        site.get(f"/guide/{quote(part)}/?q={quote(WORDS)}")
    for word in ("ricevuta", "niente-posta", "segui", "anteprima"):
        site.get(f"/{word}/{LINK}/", **headers())
        site.request("POST", f"/{word}/{LINK}/", body=urlencode({"testo": WORDS}), **headers())
    site.get("/", Host=f"{MAIL}")
    site.request("POST", "/admin/login/", body=b"\xff" + WORDS.encode(), **headers())
    for line in (f"GET /{quote(MAIL)} HTTP/9.{PHONE}", f"{NAME} / HTTP/1.1", f"GET /{MAIL}"):
        raw(site, f"{line}\r\nHost: x\r\n\r\n")
    raw(site, f"GET / HTTP/1.1\r\nHost: x\r\n{NAME}: {WORDS}\r\n\r\n")
    raw(site, f"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: {MAIL}\r\n\r\n{WORDS}")


def raw(site: RunningSite, request: str) -> None:
    with closing(socket.create_connection(("127.0.0.1", site.port), timeout=10)) as connection:
        connection.sendall(request.encode())
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass


def stumble(site: RunningSite) -> None:
    for name in FAILURES:
        question = urlencode({"inciampa": name, "parole": WORDS})
        answer = site.get(f"/cerca/?{question}", **headers())
        assert answer.status == (200 if name == "thread" else 500), name
    site.manage("shell", "--verbosity", "0", "-c", f"{ENQUEUE}; fail.enqueue({WORDS!r})")


def the_worker(site: RunningSite) -> str:
    """What the worker says of a task that fails with the words, and of a letter."""
    done = subprocess.run(
        [sys.executable, "manage.py", "db_worker", "--batch"],
        cwd=BASE,
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout + done.stderr


def test_nothing_that_a_person_wrote_is_in_the_logs(day):
    assert len(day) > 60
    assert not [line for line in day if FORBIDDEN.search(line)]


def test_every_line_is_a_json_object_of_known_fields(day):
    known = {"time", "level", "logger", "request_id", "worker", "message", "error", "trace"}
    access = {"time", "level", "logger", "request_id", "method", "path", "status", "bytes", "ms"}
    for line in day:
        said = json.loads(line)
        assert set(said) <= (access if said["logger"] == "access" else known), line
        assert len(line.encode()) < 4096


def test_a_line_about_a_task_says_which_worker_did_it(day):
    """By machine and process: the number that the library draws looks like somebody's key."""
    about = [
        said for line in day if (said := json.loads(line))["logger"].startswith("django_tasks")
    ]
    assert any("fail" in said["message"] for said in about)
    (name,) = {said.get("worker") for said in about if "Task id" in said["message"]} - {None}
    assert re.fullmatch(r"[\w.-]+-\d+", name)


def test_an_error_says_what_it_was_and_where_without_its_words(day):
    errors = [said for line in day if (said := json.loads(line)).get("error")]
    said = "\n".join(f"{one['error']} {' '.join(one['trace'])}" for one in errors)
    assert "ValueError" in said
    assert "RuntimeError < KeyError" in said
    assert "IntegrityError" in said
    assert "tests/logs/failing_settings.py" in said
    assert any(one["logger"] == "uncaught" for one in errors)
    assert any(one["logger"].startswith("django_tasks") for one in errors)


def test_an_error_and_the_request_that_met_it_bear_one_number(day):
    lines = [json.loads(line) for line in day]
    failed = {one["request_id"] for one in lines if one["logger"] == "django.request"}
    asked = {one["request_id"] for one in lines if one.get("status") == 500}
    assert asked
    assert asked <= failed
