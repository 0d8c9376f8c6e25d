"""A rehearsed upgrade: the former release serves posts while its database is migrated, then goes.

python bench/upgrade.py [--from 7b9e768] [--seconds 20]

One table: what writers saw while the new release migrates under the old one, at HUP, at the change
of release (a second master on the same socket), at the end of a worker with a post half sent, and
on the way back. DATABASE_URL of an empty PostgreSQL rehearses there, SQLite otherwise.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.measuring import write  # noqa: E402
from tests.published.running_site import a_free_port  # noqa: E402

WRITERS = 3
A_GUIDE = "from tests.factories import a_live_guide; print(a_live_guide().pk)"
STORED = "from guides.comments.models import Comment; print(Comment.objects.count())"
A_TOKEN = "from guides.spam import issue_token; print(issue_token())"
MIGRATIONS = "from django.db.migrations.loader import MigrationLoader as Loader; "
LAST = MIGRATIONS + "print(Loader(None).graph.leaf_nodes('guides')[0][1])"
STEPS = MIGRATIONS + "print(*(name for _, name in Loader(None).graph.nodes))"


class Site:
    """gunicorn in `current`, a link to the code of one release or the other."""

    def __init__(self, folder: Path, former: str) -> None:
        self.port, self.folder = a_free_port(), folder
        self.old, self.new, self.current = folder / "old", BASE, folder / "current"
        git("worktree", "add", "--detach", str(self.old), former)
        self.current.symlink_to(self.old)
        data = folder / "data"
        data.mkdir(mode=0o700)
        self.environment = os.environ | {
            "DATA_DIR": str(data),
            "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{data}/db.sqlite3",
            "SECRET_KEY": "only-for-a-rehearsal-" + "x" * 40,
            "SITE_URL": f"http://localhost:{self.port}",
            "PORT": str(self.port),
            "TRUSTED_PROXIES": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "DJANGO_SETTINGS_MODULE": "helpcentre.settings",
        }

    def manage(self, code: Path, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        kept = {"capture_output": True, "text": True}
        done = subprocess.run(command, cwd=code, env=self.environment, **kept)
        if done.returncode:
            sys.exit(f"{' '.join(arguments[:2])} in {code}:\n{done.stderr[-2000:]}")
        return done.stdout.strip()

    def ask(self, code: Path, question: str) -> str:
        return self.manage(code, "shell", "--verbosity", "0", "--command", question)

    def start(self) -> None:
        gunicorn = [Path(sys.executable).parent / "gunicorn", "--pid", self.folder / "pid"]
        with open(self.folder / "log", "ab") as log:
            subprocess.Popen(
                [*gunicorn, "--config", "helpcentre/gunicorn.conf.py", "helpcentre.wsgi"],
                cwd=self.current,
                env=self.environment | {"PWD": str(self.current)},
                stdout=log,
                stderr=log,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        def answers() -> bool:
            try:
                with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
                    connection.request("GET", "/salute/viva", headers={"Host": "localhost"})
                    return bool(connection.getresponse().read())
            except OSError:
                return False

        if not until(answers):
            sys.exit(f"the site does not answer:\n{self.log()}")

    def log(self) -> str:
        """What it said last, besides its requests."""
        lines = (self.folder / "log").read_text().splitlines()
        return "\n".join([line for line in lines if "POST" not in line][-30:])

    def errors(self) -> list[str]:
        """Of each kind one."""
        lines = (self.folder / "log").read_text().splitlines()
        said = {line.partition('"message"')[2]: line for line in lines if '"error"' in line}
        return list(said.values())[-10:]

    def pid(self, name: str = "pid") -> int:
        return int((self.folder / name).read_text())

    def signal(self, what: signal.Signals, name: str = "pid") -> None:
        os.kill(self.pid(name), what)

    def wait_for_a_second_master(self) -> None:
        """Another master has its workers."""
        place = self.folder / "pid.2"
        if not until(lambda: place.exists() and len(children_of(int(place.read_text()))) >= 2):
            sys.exit(f"no second master:\n{self.log()}")

    def end(self) -> None:
        for name in ("pid.2", "pid"):
            try:
                self.signal(signal.SIGTERM, name)
            except (OSError, ValueError):
                continue
        git("worktree", "remove", "--force", str(self.old))


class Writers:
    """People who post without a pause; each answer is counted."""

    def __init__(self, site: Site, guide: str, token: str) -> None:
        self.site, self.guide, self.token = site, guide, token
        self.answers: Counter[str] = Counter()
        self.acknowledged = 0

    @contextmanager
    def posting(self):
        self.answers, stop = Counter(), threading.Event()
        threads = [threading.Thread(target=self._post_until, args=[stop]) for _ in range(WRITERS)]
        for thread in threads:
            thread.start()
        try:
            yield self.answers
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def _post_until(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                status = str(self.post())
            except (OSError, HTTPException) as error:
                status = type(error).__name__
            self.answers[status] += 1
            self.acknowledged += status == "302"

    def post(self, *, half: float = 0) -> int:
        """The status; with `half`, so many seconds pass in the middle of the body."""
        words = " ".join(
            random.choices(["pacco", "rimborso", "attesa", "vicino", "corriere", "mese"], k=30)
        )
        said = {"gettone": self.token, "sito_web": "", "name": "Chi scrive", "email": ""}
        body = urlencode(said | {"text": f"{words} {random.random()}"}).encode()
        with closing(HTTPConnection("127.0.0.1", self.site.port, timeout=60)) as connection:
            connection.putrequest("POST", f"/commenti/nuovo/guida/{self.guide}/", skip_host=True)
            connection.putheader("Host", f"localhost:{self.site.port}")
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(body)))
            connection.putheader(
                "X-Forwarded-For", ".".join(str(random.randint(1, 223)) for _ in "1234")
            )
            connection.endheaders(body[: len(body) // 2])
            if half:
                time.sleep(half)
            connection.send(body[len(body) // 2 :])
            answer = connection.getresponse()
            answer.read()
            return answer.status


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="former", default="7b9e768", help="a tag or a commit")
    parser.add_argument("--seconds", type=float, default=10, help="of posts in each part")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), options.former)
        try:
            rows = rehearsed(site, options.seconds)
            errors = site.errors()
        finally:
            site.end()
    print(f"{'':58}{'posts':>7}{'taken':>7}{'lost':>6}{'5xx':>6}")
    for what, answers in rows.items():
        total, taken = sum(answers.values()), answers["302"]
        wrong = sum(n for status, n in answers.items() if status.startswith("5"))
        lost = sum(n for status, n in answers.items() if not status.isdigit())
        print(f"{what:58}{total:7}{taken:7}{lost:6}{wrong:6}")
    write("upgrade", {what: dict(answers) for what, answers in rows.items()})
    bad = [status for answers in rows.values() for status in answers if status != "302"]
    sys.exit("\n".join(["not every post was taken", *errors]) if bad else 0)


def rehearsed(site: Site, seconds: float) -> dict[str, Counter]:
    site.manage(site.old, "migrate", "--verbosity", "0")
    for release in (site.old, site.new):
        site.manage(release, "collectstatic", "--noinput", "--verbosity", "0")
    writers = Writers(site, site.ask(site.old, A_GUIDE), site.ask(site.old, A_TOKEN))
    before = site.ask(site.old, LAST)
    site.start()
    rows = {"the old code serves": serving(writers, seconds)}
    with writers.posting() as rows["the new release migrates under the old code"]:
        site.manage(site.new, "migrate", "--verbosity", "0")
    rows["the old code serves the new database"] = serving(writers, seconds)
    with writers.posting() as rows["HUP"]:
        site.signal(signal.SIGHUP)
        time.sleep(seconds)
    with writers.posting() as rows["USR2: the new release on the same socket, TERM to the old"]:
        change_release(site, site.new)
        time.sleep(seconds)
    rows["a post half sent when all of it is told to stop"] = half_sent(site, writers)
    site.start()
    with writers.posting() as rows["back: USR2 to the former release, on the new database"]:
        change_release(site, site.old)
    if before in site.ask(site.new, STEPS).split():  # otherwise one migration stands for it now
        with writers.posting() as rows["back: migrated backwards under the old code"]:
            site.manage(site.new, "migrate", "guides", before, "--verbosity", "0")
        rows["back: the old code on its old database"] = serving(writers, seconds)
    stored = int(site.ask(site.old, STORED))
    print(f"{writers.acknowledged} posts acknowledged, {stored} stored")
    return rows


def serving(writers: Writers, seconds: float) -> Counter:
    with writers.posting() as answers:
        time.sleep(seconds)
    return answers


def change_release(site: Site, to: Path) -> None:
    """The link leads to the other release, a second master starts from it, the first ends."""
    first = site.pid()
    site.current.unlink()
    site.current.symlink_to(to)
    os.kill(first, signal.SIGUSR2)
    site.wait_for_a_second_master()
    os.kill(first, signal.SIGTERM)
    wait_for_the_end_of(first)
    until(lambda: not (site.folder / "pid.2").exists())  # the second takes the first one's name


def half_sent(site: Site, writers: Writers) -> Counter:
    """TERM comes when half of the post is there: it is still taken."""
    answers: Counter[str] = Counter()

    def post() -> None:
        status = str(writers.post(half=3))
        answers[status] += 1
        writers.acknowledged += status == "302"

    thread = threading.Thread(target=post)
    thread.start()
    time.sleep(1)
    last = site.pid()
    os.kill(last, signal.SIGTERM)
    thread.join()
    wait_for_the_end_of(last)
    return answers


def until(condition: Callable[[], bool]) -> bool:
    """Whether it came true within two minutes."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def wait_for_the_end_of(pid: int) -> None:
    state = Path(f"/proc/{pid}/stat")
    until(lambda: not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z")


def children_of(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=BASE, check=True, capture_output=True)


if __name__ == "__main__":
    main()
