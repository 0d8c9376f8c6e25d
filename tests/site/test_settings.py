"""What a start of the site leaves on the disk, and what it promises browsers."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.published.running_site import BASE
from tests.site.public_site import PUBLIC

ASK = """
from django.conf import settings
print(settings.SECURE_HSTS_SECONDS > 0, settings.SECOND_FACTOR, settings.SECURE_HSTS_PRELOAD)
"""


def python(*command: str, **environment: str) -> str:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL",)}
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, *command],
        cwd=BASE,
        env=kept | {"DJANGO_SETTINGS_MODULE": "helpcentre.settings", **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_and_the_database_are_our_own_user_s_alone(tmp_path):
    data = tmp_path / "data"
    before = os.umask(0o022)
    try:
        python("manage.py", "migrate", "--verbosity", "0", DATA_DIR=str(data))
    finally:
        os.umask(before)
    assert mode(data) == 0o700
    assert mode(data / "secret_key") == 0o600
    for file in data.glob("db.sqlite3*"):
        assert mode(file) == 0o600, file


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (PUBLIC, "True True False"),
        (PUBLIC | {"HSTS_PRELOAD": "1"}, "True True True"),
        ({"SITE_URL": "http://localhost", "HSTS_PRELOAD": "1"}, "False False False"),
    ],
)
def test_https_asks_for_a_second_step_and_the_domain_is_carried_for_ever_only_where_asked(
    tmp_path, environment, said
):
    assert python("-c", ASK, DATA_DIR=str(tmp_path), **environment).strip() == said


PLAIN = """
import django
from django.test import Client
django.setup()
for host in ({"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8071"}, {"HTTP_HOST": "127.0.0.1"}):
    print(Client().get("/guide/?pagina=2", **host)["Location"])
"""


def test_plain_http_is_sent_to_the_sites_own_name_and_tells_nobody_the_machines(tmp_path):
    """An old client says no name at all (HTTP/1.0): Django would answer with gunicorn's address."""
    public = PUBLIC | {"ALLOWED_HOSTS": "127.0.0.1"}
    said = python("-c", PLAIN, DATA_DIR=str(tmp_path), LOG_FORMAT="text", **public)
    assert said.split() == ["https://sportello.example/guide/?pagina=2"] * 2


def test_the_web_servers_we_ship_promise_no_more_and_know_their_proxies():
    nginx = (BASE / "docs" / "nginx.conf").read_text(encoding="utf-8")
    assert "includeSubDomains; preload" not in nginx
    compose = (BASE / "compose.yaml").read_text(encoding="utf-8")
    assert "TRUSTED_PROXIES: ${TRUSTED_PROXIES" in compose
    assert all("mem_limit" in service for service in yaml.safe_load(compose)["services"].values())
