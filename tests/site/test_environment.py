"""What the environment may say: a wrong value stops the start with a sentence."""

import os
import subprocess
import sys

import pytest
from django.core import signing

from guides.contributions.addressed import RefusedAddress, address_key
from guides.moderation.contributors import Contributor
from helpcentre.environment import kinds
from helpcentre.environment.reading import Environment
from helpcentre.environment.variables import VARIABLES, table
from tests.published.running_site import BASE
from tests.site.public_site import PUBLIC


def wrong(**written: str) -> list[str]:
    return Environment(written).wrong


def started(tmp_path, *command: str, **written: str) -> subprocess.CompletedProcess:
    """A command of ours with this environment and nothing else of the site's."""
    names = {variable.name for variable in VARIABLES}
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, *command],
        cwd=BASE,
        env=kept | {"DATA_DIR": str(tmp_path), **written},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_empty_environment_serves_make_run():
    assert not wrong()
    assert Environment({"PORT": ""})["PORT"] == 8000


def test_a_public_site_that_says_all_it_must_starts():
    assert not wrong(**PUBLIC)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "ottomila", "un numero intero, da 1 a 65535"),
        ("PORT", "0", "da 1 a 65535"),
        ("WEB_CONCURRENCY", "0", "da 1 a 256"),
        ("TRUSTED_PROXIES", "-1", "da 0 a 9"),
        ("UPLOADS_MB_A_DAY", "2 GB", "un numero intero"),
        ("DEBUG", "forse", "1 per sì, 0 per no"),
        ("CHECK_LINKS", "ogni ora", "1 per sì, 0 per no"),
        ("DATABASE_URL", "mysql://utente@macchina/nome", "postgres://"),
        ("DATABASE_URL", "postgres://utente@macchina", "postgres://"),
        ("DATABASE_URL", "postgres://u:p@macchina:porta/nome", "postgres://"),
        ("REPLICA_URL", "altrove", "postgres://"),
        ("REPLICA_LATE", "0", "da 1 a 3600"),
        ("CACHE_URL", "memcached://macchina", "redis://"),
        ("CACHE_URL", "redis://", "redis://"),
        ("FILES_URL", "https://macchina/secchio", "s3://"),
        ("FILES_URL", "s3://k:s@macchina", "secchio"),
        ("FILES_URL", "s3+http://k:s@altrove.example/secchio", "senza TLS"),
        ("SITE_URL", "sportello.example", "l’indirizzo intero"),
        ("SITE_URL", "https://sportello.example/aiuto", "senza percorso"),
        ("SITE_URL", "http://sportello.example", "vuole https"),
        ("SITE_URL", "http://8.8.8.8:8000", "vuole https"),
    ],
)
def test_a_value_that_cannot_be_used_is_said_with_what_to_write(name, value, said):
    (sentence,) = wrong(**{name: value})
    assert sentence.startswith(f"{name}: ")
    assert said in sentence


def test_files_on_s3_want_what_is_not_installed_everywhere(monkeypatch):
    assert not wrong(FILES_URL="s3://k:s@macchina/secchio")
    monkeypatch.setattr(kinds.importlib.util, "find_spec", lambda name: None)
    (sentence,) = wrong(FILES_URL="s3://k:s@macchina/secchio")
    assert "requirements-s3.txt" in sentence


def test_a_secret_in_an_address_may_hold_any_sign():
    said = kinds.bucket("s3://chi%40ave:se%2Fgreto@macchina:9000/secchio?region=eu-south-1")
    assert (said["access_key"], said["secret_key"]) == ("chi@ave", "se/greto")
    assert said["endpoint_url"] == "https://macchina:9000"
    assert said["region_name"] == "eu-south-1"


@pytest.mark.parametrize("where", ["localhost", "127.0.0.1:8001", "192.168.1.5", "web", "pc.local"])
def test_plain_http_serves_this_machine_and_the_network_at_home(where):
    assert not wrong(SITE_URL=f"http://{where}")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"DEBUG": "1"}, ["DEBUG"]),
        ({"SECRET_KEY": ""}, ["SECRET_KEY"]),
        ({"SECRET_KEY": "short"}, ["SECRET_KEY"]),
        ({"SECRET_KEY": "x" * 80}, ["SECRET_KEY"]),
        ({"SECRET_KEY": "django-insecure-" + "0123456789" * 6}, ["SECRET_KEY"]),
        ({"SECRET_KEY_FALLBACKS": "short"}, ["SECRET_KEY_FALLBACKS"]),
        ({"ALLOWED_HOSTS": "*"}, ["ALLOWED_HOSTS"]),
        ({"SECOND_FACTOR": "0"}, ["SECOND_FACTOR"]),
        ({"EMAIL_HOST": ""}, ["EMAIL_HOST"]),
        ({"EMAIL_FOLDER": "posta"}, ["EMAIL_FOLDER"]),
        ({"DEFAULT_FROM_EMAIL": ""}, ["DEFAULT_FROM_EMAIL"]),
        ({"DEBUG": "1", "EMAIL_HOST": "", "PORT": "x"}, ["PORT", "DEBUG", "EMAIL_HOST"]),
    ],
)
def test_a_public_site_does_not_keep_the_habits_of_development(change, named):
    assert [sentence.split(":")[0] for sentence in wrong(**PUBLIC | change)] == named


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "check"),
        ("-m", "gunicorn", "-c", "helpcentre/gunicorn.conf.py", "helpcentre.wsgi"),
    ],
)
def test_the_start_stops_with_sentences_and_no_traceback(tmp_path, command):
    done = started(tmp_path, *command, SITE_URL="https://a.example", PORT="x", SECRET_KEY="segreta")
    assert done.returncode
    assert "- PORT: scrivi un numero intero" in done.stderr
    assert "- EMAIL_HOST: manca il server di posta" in done.stderr
    assert "Traceback" not in done.stderr
    assert "segreta" not in done.stderr + done.stdout


def test_the_example_for_compose_has_what_compose_asks_for():
    example = (BASE / ".env.example").read_text(encoding="utf-8")
    compose = (BASE / "compose.yaml").read_text(encoding="utf-8")
    asked = {part.split(":")[0] for part in compose.split("${")[1:] if ":?" in part.split("}")[0]}
    assert asked <= {line.split("=")[0] for line in example.splitlines()}
    assert {name for name in asked if name != "POSTGRES_PASSWORD"} <= {v.name for v in VARIABLES}


def test_the_table_of_the_documentation_is_the_one_of_the_code():
    assert table() in (BASE / "docs" / "operations.md").read_text(encoding="utf-8")


def test_a_link_of_the_former_key_works_for_as_long_as_the_key_is_kept(settings):
    settings.SECRET_KEY = "former"
    signed = signing.dumps("something")
    settings.SECRET_KEY = "new"
    with pytest.raises(signing.BadSignature):
        signing.loads(signed)
    settings.SECRET_KEY_FALLBACKS = ["former"]
    assert signing.loads(signed) == "something"


@pytest.mark.django_db
def test_who_wanted_no_more_mail_is_known_after_the_key_was_turned(settings, tmp_path):
    def address_key_of(**written: str) -> str:
        ask = "from django.conf import settings; print(settings.ADDRESS_KEY)"
        told = {"DJANGO_SETTINGS_MODULE": "helpcentre.settings", **written}
        return started(tmp_path, "-c", ask, **told).stdout.strip()

    first, second = "a" * 60, "b" * 60
    settings.ADDRESS_KEY = address_key_of(SECRET_KEY=first)
    RefusedAddress.objects.create(key=address_key("anna@example.org"))
    Contributor.objects.known_as("anna@example.org")
    for turned in (
        {"SECRET_KEY": second, "SECRET_KEY_FALLBACKS": first},
        {"SECRET_KEY": second, "ADDRESS_KEY": first},
    ):
        settings.ADDRESS_KEY = address_key_of(**turned)
        assert RefusedAddress.objects.refuses("Anna@example.org")
        assert Contributor.objects.of("anna@example.org").pk
        assert Contributor.objects.filter(key=Contributor.objects.of("anna@example.org").key)
    settings.ADDRESS_KEY = address_key_of(SECRET_KEY=second)
    assert not RefusedAddress.objects.refuses("anna@example.org")
