"""Somebody else's site, on loopback, that says what a test wants; and a resolver that changes."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """`pages[path]` is (status, headers, body) or a function of the request that gives one."""

    def __init__(self) -> None:
        self.pages: dict = {}
        self.asked: list[tuple[str, str, bytes]] = []
        self.headers: list[dict] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                site.asked.append((self.command, self.path, body))
                site.headers.append(dict(self.headers))
                page = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = page(body) if callable(page) else page
                try:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    for piece in [body] if isinstance(body, bytes) else body:
                        self.wfile.write(piece)
                except OSError:
                    pass

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def a_letter_at_a_time(begins: bytes, *, letters: int = 60):
    """The address of a site that says `begins` at once and then a letter each tenth of a second."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        talking = threading.Thread(target=_talk, args=(server, begins, letters))
        talking.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        talking.join()


def _talk(server: socket.socket, begins: bytes, letters: int) -> None:
    said, _ = server.accept()
    with said, suppress(OSError):
        said.recv(4096)
        said.sendall(begins)
        for _ in range(letters):
            said.sendall(b"x")
            time.sleep(0.1)


@contextmanager
def names(monkeypatch, **answers):
    """A resolver: for each name the addresses that it gives, one look-up after another."""
    real, left = socket.getaddrinfo, {n.replace("_", "."): list(a) for n, a in answers.items()}
    looked_up = []

    def getaddrinfo(host, port, *args, **kwargs):
        if host not in left:
            return real(host, port, *args, **kwargs)
        looked_up.append(host)
        address = left[host].pop(0) if len(left[host]) > 1 else left[host][0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", getaddrinfo)
        yield looked_up
