"""The real nginx with docs/nginx.conf, before a running site."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.published.running_site import BASE, RunningSite, a_free_port

MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
include /etc/nginx/modules-enabled/*.conf;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    # As Debian's own nginx.conf, which compose uses.
    sendfile on;
    tcp_nopush on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class Nginx:
    """docs/nginx.conf as it is, with this machine's ports and folders in place of compose's."""

    def __init__(self, site: RunningSite, folder: Path) -> None:
        self.site = site
        self.port = a_free_port()
        self.folder = folder
        folder.chmod(0o755)
        conf = (BASE / "docs" / "nginx.conf").read_text()
        for theirs, ours in (
            ("listen 80;", f"listen 127.0.0.1:{self.port};"),
            ("set $site web:8000;", f"set $site 127.0.0.1:{site.port};"),
            ("root /data", f"root {site.folder}"),
        ):
            assert theirs in conf, theirs
            conf = conf.replace(theirs, ours)
        (folder / "site.conf").write_text(conf)
        user = "user root;\n" if _is_root() else ""  # the tests' folder is this user's
        (folder / "nginx.conf").write_text(user + MAIN.format(folder=folder))
        self.process: subprocess.Popen | None = None
        if not (site.folder / "static").exists():  # the image copies them there
            (site.folder / "static").symlink_to(site.environment["STATIC_ROOT"])

    def start(self) -> "Nginx":
        nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin")
        assert nginx, "nginx is not installed"
        errors, main = self.folder / "error.log", self.folder / "nginx.conf"
        command = [nginx, "-e", str(errors), "-c", str(main)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
        for _ in range(100):
            try:
                self.get("/salute/")
                return self
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise AssertionError(errors.read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def request(self, method: str, path: str, **keywords):
        return self.site.request(method, path, port=self.port, **keywords)

    def get(self, path: str, **headers):
        return self.request("GET", path, **headers)


def _is_root() -> bool:
    return os.geteuid() == 0
