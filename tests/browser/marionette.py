"""Firefox over Marionette, its own remote control: no driver to download, no package to add.

A message is its length, a colon and [0, id, command, parameters]; the answer is
[1, id, error, result] (Firefox source docs, "Marionette protocol").
"""

import json
import socket
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path

FIREFOX = Path("/usr/bin/firefox-esr")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's key of an element's reference
PREFERENCES = {
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
    "intl.accept_languages": "it",
}


class Firefox:
    """One window. Used as a context: the browser leaves with it."""

    def __enter__(self) -> "Firefox":
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        port = _free_port()
        lines = PREFERENCES | {"marionette.port": port}
        written = "".join(
            f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in lines.items()
        )
        Path(self.profile.name, "user.js").write_text(written)
        self.process = subprocess.Popen(  # noqa: S603 - our own words
            [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", self.profile.name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.numbers = count(1)
        self.socket = _connected(port)
        self.stream = self.socket.makefile("rwb")
        self._read()  # who it is
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})
        self._ask(
            "WebDriver:SetTimeouts", {"pageLoad": 60_000, "script": 30_000, "implicit": 20_000}
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        self.socket.close()
        self.process.terminate()
        self.process.wait(20)
        self.profile.cleanup()

    def go(self, address: str) -> None:
        self._ask("WebDriver:Navigate", {"url": address})

    def find(self, selector: str) -> str:
        """The first match, waited for."""
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
        return found["value"][ELEMENT]

    def click(self, selector: str) -> None:
        self._ask("WebDriver:ElementClick", {"id": self.find(selector)})

    def write(self, selector: str, words: str) -> None:
        self._ask("WebDriver:ElementSendKeys", {"id": self.find(selector), "text": words})

    def says(self, script: str):
        """What the body of a function returns in the page."""
        return self._ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]

    def wait_for(self, script: str, *, seconds: float = 20) -> None:
        """Until the function's body returns something true."""
        last = time.monotonic() + seconds
        while not self.says(script):
            assert time.monotonic() < last, (
                f"still not: {script}\n{self.says('return location.href')}"
            )
            time.sleep(0.1)

    def _ask(self, command: str, parameters: dict) -> dict:
        message = json.dumps([0, next(self.numbers), command, parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self._read()
        assert error is None, error
        return result

    def _read(self):
        length = b""
        while (sign := self.stream.read(1)) != b":":
            length += sign
        return json.loads(self.stream.read(int(length)))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def _connected(port: int) -> socket.socket:
    """As soon as Firefox listens."""
    last = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=120)
        except OSError:
            assert time.monotonic() < last, "Firefox does not answer"
            time.sleep(0.2)
