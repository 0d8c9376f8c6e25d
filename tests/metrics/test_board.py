"""The board and the alerts ask for figures that there are, and every figure is on the board."""

import json
import re

import pytest
import yaml

from helpcentre.metrics.views import OfTheSite
from tests.prepared import BASE

NAME = re.compile(r"helpcentre_\w+")


def asked_on_the_board() -> set[str]:
    board = json.loads((BASE / "docs/grafana.json").read_text(encoding="utf-8"))
    targets = [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    assert len(targets) >= len(board["panels"]) > 10
    return set(NAME.findall("\n".join(targets)))


def asked_by_the_alerts() -> set[str]:
    rules = yaml.safe_load((BASE / "docs/alerts.yml").read_text(encoding="utf-8"))
    (group,) = rules["groups"]
    assert all(rule["annotations"]["summary"] and rule["for"] for rule in group["rules"])
    return set(NAME.findall("\n".join(rule["expr"] for rule in group["rules"])))


def there_are() -> set[str]:
    """Every name under which Prometheus keeps a figure of ours."""
    names: set[str] = set()
    for family in OfTheSite().collect():
        ends = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}
        names |= {family.name + end for end in ends.get(family.type, [""])}
    return names


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [asked_on_the_board, asked_by_the_alerts])
def test_only_figures_that_there_are_are_asked_for(asked, settings):
    settings.KEEPS_PAGES = True
    assert asked()
    assert asked() <= there_are()


@pytest.mark.django_db
def test_each_figure_is_on_the_board_or_in_an_alert(settings):
    settings.KEEPS_PAGES = True
    left = there_are() - asked_on_the_board() - asked_by_the_alerts()
    of_one_histogram = {"helpcentre_request_seconds_sum", "helpcentre_request_seconds_count"}
    assert left == of_one_histogram | {
        "helpcentre_mail_oldest_age_seconds",
        "helpcentre_store_bytes",
    }


def test_the_panels_have_a_place_each():
    board = json.loads((BASE / "docs/grafana.json").read_text(encoding="utf-8"))
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in board["panels"]]
    assert len(set(places)) == len(places)
