"""compose.yaml, read as YAML: docker is not on every machine that runs the tests."""

import re

import pytest
import yaml

from helpcentre.environment.reading import Environment
from helpcentre.environment.variables import VARIABLES
from tests.published.running_site import BASE
from tests.site.public_site import PUBLIC

WRITTEN = (BASE / "compose.yaml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(WRITTEN)
SERVICES = COMPOSE["services"]
DOCKERFILE = (BASE / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = (BASE / ".env.example").read_text(encoding="utf-8")
OURS = ("prepare", "web", "worker", "backup")
PINNED = re.compile(r"[\w./-]+:\d+\.\d+[\w.-]*")


def filled_in(value: str) -> str:
    """${NAME:-default} and ${NAME:?sentence} as somebody fills them in."""
    return re.sub(
        r"\$\{(\w+)(?::([-?])([^}]*))?\}",
        lambda found: found[3] if found[2] == "-" else PUBLIC.get(found[1], "0123456789abcdef" * 3),
        str(value),
    )


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_one_that_the_site_knows_and_can_be_read(name):
    written = {key: filled_in(value) for key, value in SERVICES[name]["environment"].items()}
    assert set(written) <= {variable.name for variable in VARIABLES}
    environment = Environment(written | {"TRUSTED_PROXIES": "1", "EMAIL_PORT": "25"})
    assert not environment.wrong
    assert environment["REPLICA_URL"]["HOST"] == "replica"
    assert environment["DATABASE_URL"]["NAME"] == environment["REPLICA_URL"]["NAME"]
    assert environment["FILES_URL"] is None  # until somebody asks for the bucket


def test_the_bucket_of_the_example_is_the_one_that_compose_starts():
    (address,) = re.findall(r"FILES_URL=(.*)", EXAMPLE)
    files = Environment({"FILES_URL": address.replace("<FILES_SECRET>", "abc")})["FILES_URL"]
    assert files["endpoint_url"] == "http://files:8333"
    assert SERVICES["files"]["profiles"] == ["s3"]
    assert not SERVICES["prepare"]["depends_on"]["files"]["required"]
    assert files["access_key"] in COMPOSE["configs"]["keys"]["content"]


def test_every_address_in_it_leads_to_a_service_of_it():
    for value in map(filled_in, SERVICES["web"]["environment"].values()):
        for host in re.findall(r"(?:postgres|redis|s3\+http)://(?:[^@/]*@)?([\w-]+)", value):
            assert host in SERVICES, value


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned_and_memory_is_bounded(name):
    service = SERVICES[name]
    assert "mem_limit" in service
    if "build" not in service:
        assert PINNED.fullmatch(service["image"]), service["image"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare", "worker", "backup"}))
def test_who_serves_others_is_asked_how_it_is(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_web_and_worker_are_two_and_none_of_them_migrates():
    for name in ("web", "worker"):
        assert SERVICES[name]["deploy"]["replicas"] == 2
        assert "migrate" not in " ".join(SERVICES[name]["command"])
        waits_for = SERVICES[name]["depends_on"]
        assert waits_for == {"prepare": {"condition": "service_completed_successfully"}}
    assert "migrate" in " ".join(SERVICES["prepare"]["command"])


def test_whatever_is_waited_for_volumes_and_configs_are_there():
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        assert {one["source"] for one in service.get("configs", [])} <= set(COMPOSE["configs"])
        named = [filled_in(one).split(":")[0] for one in service.get("volumes", [])]
        assert {one for one in named if not one.startswith(".")} <= set(COMPOSE["volumes"])


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_the_example_has_all_that_compose_asks_for_and_git_never_takes_what_was_filled_in():
    demanded = set(re.findall(r"\$\{(\w+):\?", WRITTEN))
    assert demanded <= set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))
    assert "/.env" in (BASE / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_shared_folders_are_alike_in_both_images_and_nginx_passes_through_the_one_it_serves():
    """A volume is made as the first image has it that happens to mount it."""
    made = re.findall(r"install -d -o helpcentre -g helpcentre -m (\d+)((?: /\w+)+)", DOCKERFILE)
    assert len(made) == DOCKERFILE.count("install -d")
    modes = [(folder, mode) for mode, folders in made for folder in folders.split()]
    assert [mode for folder, mode in modes if folder == "/data"] == ["711", "711"]
    assert [mode for folder, mode in modes if folder == "/erasures"] == ["700", "700"]
    assert DOCKERFILE.count("useradd --uid 10001 --gid 10001 ") == 2
    assert "chmod 711 /data" in SERVICES["prepare"]["command"][-1]  # made by an older image


def test_the_database_is_ready_once_others_reach_it():
    """The first start sets it up with a server that answers on its socket alone, and then ends."""
    for name in ("database", "replica"):
        assert SERVICES[name]["healthcheck"]["test"][1:4] == ["pg_isready", "-h", "127.0.0.1"]


def test_valkey_may_write_where_it_starts():
    assert SERVICES["valkey"]["read_only"]
    assert "/data" in SERVICES["valkey"]["tmpfs"]


def test_nginx_serves_kept_pages_while_the_site_is_changed_and_finds_the_new_one():
    assert "depends_on" not in SERVICES["nginx"]  # or it is made anew together with the site
    conf = (BASE / "docs" / "nginx.conf").read_text(encoding="utf-8")
    (host,) = re.findall(r"set \$site (\w+):8000;", conf)
    assert host in SERVICES
    assert "proxy_pass http://$site;" in conf


def test_the_image_and_compose_ask_the_same_of_a_server():
    (asked,) = re.findall(r"HEALTHCHECK .*CMD (\[.*\])", DOCKERFILE)
    assert SERVICES["web"]["healthcheck"]["test"] == ["CMD", *yaml.safe_load(asked)]
