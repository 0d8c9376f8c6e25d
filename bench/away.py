"""A machine of its own for a site: a network of its own, and one cable that can be pulled.

What is sent through a pulled cable is lost without an answer, as it is when a switch dies: no
connection is refused or closed. Root makes it; nobody else on the machine notices.
"""

import os
import shutil
import subprocess
import sys
from typing import Self

from tests.published.running_site import RunningSite

HERE, THERE = "198.51.100.1", "198.51.100.2"  # addresses for documentation: nobody has them
ASK = """
import http.client, sys, time
begun = time.monotonic()
there = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
try:
    there.request("GET", sys.argv[2], headers={"Host": sys.argv[3]})
    status = there.getresponse().status
except OSError:
    status = 0
print(status, time.monotonic() - begun)
"""


class Away:
    def __init__(self) -> None:
        self.name = f"hc{os.getpid() % 100_000}"
        self.cable = f"{self.name}-c"
        self.within = ["ip", "netns", "exec", self.name]

    @staticmethod
    def is_possible() -> bool:
        return os.geteuid() == 0 and shutil.which("ip") is not None

    def __enter__(self) -> Self:
        far = f"{self.name}-f"
        self._ip("netns", "add", self.name)
        self._ip("link", "add", self.cable, "type", "veth", "peer", far, "netns", self.name)
        self._ip("addr", "add", f"{HERE}/30", "dev", self.cable)
        self._ip("link", "set", self.cable, "up")
        for said in (f"addr add {THERE}/30 dev {far}", f"link set {far} up", "link set lo up"):
            self._ip("-n", self.name, *said.split())
        return self

    def __exit__(self, *_) -> None:
        subprocess.run(["ip", "link", "del", self.cable], check=False)
        subprocess.run(["ip", "netns", "del", self.name], check=False)

    def pull(self) -> None:
        self._ip("link", "set", self.cable, "down")

    def plug(self) -> None:
        self._ip("link", "set", self.cable, "up")

    def ask(self, site: RunningSite, path: str) -> tuple[int, float]:
        """(status, seconds) of somebody beside that machine; 0 without an answer in a minute."""
        host = site.url.removeprefix("http://")
        command = [*self.within, sys.executable, "-c", ASK, str(site.port), path, host]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        return int(said[0]), float(said[1])

    def _ip(self, *said: str) -> None:
        subprocess.run(["ip", *said], check=True)


def cut_off(r, stories: str) -> None:
    """A third machine, whose cable is pulled while a story that it keeps is taken back."""
    site = _a_site_away(r)
    try:
        r.tell(r.one, "Storia letta altrove")
        r.other.act("decide_story", title="Storia letta altrove", verb="approve")
        r.until(site, lambda page: "letta altrove" in page)
        r.keep(site)
        r.away.pull()
        r.other.act("decide_story", title="Storia letta altrove", verb="reject")
        status, took = r.away.ask(site, stories)
        r.show("cut off: a kept page", f"{status} in {took:.1f} s", "200 in 2 s", took < 2)
        for what, path in (("a search", "/cerca/?q=storia"), ("is it ready", "/salute/pronta")):
            status, took = r.away.ask(site, path)
            is_good = status == 503 and took < 25
            r.show(f"cut off: {what}", f"{status} in {took:.1f} s", "503 in 25 s", is_good)
        r.away.plug()
        gone = r.until(site, lambda page: "letta altrove" not in page)
        r.show("the cable is back: the story is gone after", f"{gone:.1f} s", "5 s", gone < 5)
        status = r.request(site, "GET", "/cerca/?q=storia").status
        r.show("and a search", f"{status}", "200", status == 200)
    finally:
        site.stop()


def _a_site_away(r) -> RunningSite:
    (r.folder / "away").mkdir()
    near = r.one.environment
    from_there = {
        name: near[name].replace("127.0.0.1", HERE)
        for name in ("DATABASE_URL", "CACHE_URL", "STATIC_ROOT", "SITE_URL", "TRUSTED_PROXIES")
    }
    url = from_there.pop("DATABASE_URL")
    site = RunningSite(r.folder / "away", url, **from_there, BIND="0.0.0.0")
    site.address, site.within = THERE, r.away.within
    return site.start()
