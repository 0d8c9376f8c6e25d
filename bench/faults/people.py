"""Who is at the site while something breaks: each acts again and again, and notes the answers."""

import re
import threading
import time
from dataclasses import dataclass, field
from html import unescape
from itertools import count

import requests

PAGE = "/guide/uno/"
QUEUE = "/admin/guides/queueitem/"
FORM = "/commenti/nuovo/guida/1/"
NAME, PASSWORD = "nadia", "una-parola-lunga-per-le-prove"
PATIENCE = 70  # seconds: gunicorn ends a worker that is silent for a minute


NUMBERS = count(1)  # no two comments, addresses or networks of one run are alike


def another_network(number: int) -> str:
    """One of 25,000: who sends for minutes must not seem one house that sends too much."""
    return f"198.{18 + number // 250 % 100}.{number % 250}.9"


@dataclass
class Seen:
    """What one person saw in one phase: how often which answer, and the longest wait."""

    answers: dict[str, int] = field(default_factory=dict)
    longest: float = 0.0

    def add(self, answer: str, seconds: float) -> None:
        self.answers[answer] = self.answers.get(answer, 0) + 1
        self.longest = max(self.longest, seconds)

    def __str__(self) -> str:
        if not self.answers:
            return "nobody asked"
        said = ", ".join(f"{n} × {answer}" for answer, n in sorted(self.answers.items()))
        return f"{said} (≤ {self.longest:.1f} s)"


class Person(threading.Thread):
    """Acts every `pause` seconds until the site has nobody left; `phase` says where it is noted."""

    role, pause = "", 0.2

    def __init__(self, crowd: "Crowd") -> None:
        super().__init__(daemon=True)
        self.crowd, self.session = crowd, requests.Session()
        self.session.headers["Host"] = crowd.host
        # A kept connection may be closed while one asks: a browser asks again, this person cannot.
        self.session.headers["Connection"] = "close"
        self.session.headers["X-Forwarded-For"] = f"198.51.{next(crowd.numbers) % 200}.7"

    def run(self) -> None:
        while not self.crowd.is_over.wait(self.pause):
            begun, phase = time.monotonic(), self.crowd.phase
            try:
                answer = self.act()
            except requests.RequestException as trouble:
                answer = type(trouble).__name__
            self.crowd.note(phase, self.role, answer, time.monotonic() - begun)

    def prepare(self) -> None:
        """What is done before anything breaks."""

    def act(self) -> str:
        raise NotImplementedError

    def ask(self, method: str, path: str, **more) -> requests.Response:
        address = f"http://127.0.0.1:{self.crowd.port}{path}"
        self.crowd.asked += 1
        return self.session.request(
            method, address, timeout=PATIENCE, allow_redirects=False, **more
        )


class Reader(Person):
    role = "reads a kept page"

    def act(self) -> str:
        answer = self.ask("GET", PAGE)
        right = "Guida uno" in answer.text or "Torniamo" in answer.text
        return f"{answer.status_code}{'' if right else ' with something else'}"


class Searcher(Person):
    role, pause = "searches", 0.5

    def act(self) -> str:
        return str(self.ask("GET", "/cerca/?q=guida+uno").status_code)


class Writer(Person):
    """Sends comments, each with an address that has its letter; what is received is looked for."""

    role, pause = "writes", 0.5

    def act(self) -> str:
        token = self.ask("POST", "/modulo/gettone/")
        number = next(self.crowd.numbers)
        words = f"Prova «{number}»: il pacco è fermo\nda un mese."
        address = f"anna@posta-{number}.example"
        answer = self.ask(
            "POST",
            FORM,
            data={
                "name": "Anna",
                "email": address,
                "text": words,
                "gettone": token.json()["gettone"] if token.ok else "x",
            },
            headers={"X-Forwarded-For": another_network(next(self.crowd.numbers))},
        )
        if answer.status_code in (302, 303):
            self.crowd.received.append(words)
            self.crowd.addresses.append(address)
            return "received"
        if "parte di nuovo con le tue parole" in answer.text:  # nginx, which has read none
            return f"{answer.status_code} reload"
        gives_back = words in unescape(answer.text).replace("\r\n", "\n")
        return f"{answer.status_code} {'with' if gives_back else 'WITHOUT'} the words"


class Moderator(Person):
    role, pause = "moderates", 1.0

    def prepare(self) -> None:
        self.act()

    def act(self) -> str:
        page = self.ask("GET", QUEUE)
        if page.status_code == 302:
            return self._sign_in()
        if page.status_code != 200:
            return f"{page.status_code} for the queue"
        found = re.search(r'name="voce" value="([^"]+)"', page.text)
        if found is None:
            return "queue read"
        words = {"atto": "approve", "voce": unescape(found[1])}
        answer = self.ask("POST", f"{QUEUE}atto/", data=words | _secret(page))
        return "approved" if answer.status_code == 302 else f"{answer.status_code} for a decision"

    def _sign_in(self) -> str:
        page = self.ask("GET", "/admin/login/")
        words = {"username": NAME, "password": PASSWORD, "next": QUEUE}
        answer = self.ask("POST", "/admin/login/", data=words | _secret(page))
        return f"signed in: {answer.status_code}"


SOME_OF_ALL = [Reader, Reader, Searcher, Writer, Writer, Writer, Moderator]


def _secret(page: requests.Response) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    return {"csrfmiddlewaretoken": found[1]} if found else {}


class Crowd:
    """The people at one site, and what they saw before, during and after."""

    def __init__(self, site, *, port: int, kinds: list[type[Person]]) -> None:
        self.host, self.port, self.asked = site.host, port, 0
        self.numbers, self.is_over = NUMBERS, threading.Event()
        self.phase, self.received, self.addresses = "before", [], []
        self._seen: dict[tuple[str, str], Seen] = {}
        self._lock = threading.Lock()
        self.people = [kind(self) for kind in kinds]

    def __enter__(self) -> "Crowd":
        for person in self.people:
            person.prepare()
        for person in self.people:
            person.start()
        return self

    def __exit__(self, *_) -> None:
        self.is_over.set()
        for person in self.people:
            person.join(PATIENCE + 5)

    def note(self, phase: str, role: str, answer: str, seconds: float) -> None:
        with self._lock:
            self._seen.setdefault((phase, role), Seen()).add(answer, seconds)

    def seen(self, phase: str, role: str) -> Seen:
        return self._seen.get((phase, role), Seen())

    def wait_until_everybody_acted(self, within: float) -> None:
        """Each role at least once in this phase."""
        roles, deadline = {person.role for person in self.people}, time.monotonic() + within
        while time.monotonic() < deadline:
            if all(self.seen(self.phase, role).answers for role in roles):
                return
            time.sleep(0.1)

    def told(self) -> dict[str, str]:
        return {f"{role}, {phase}": str(seen) for (phase, role), seen in self._seen.items()}
