"""The first reader of a worker does not wait for what every worker reads the same."""

import pytest
from django.template import engines
from django.urls import clear_url_caches, get_resolver

from helpcentre.preload import preload

pytestmark = pytest.mark.django_db


def test_addresses_and_readers_templates_are_known_before_workers_are_forked(settings):
    (cached,) = engines["django"].engine.template_loaders
    cached.reset()
    clear_url_caches()
    preload()
    known = {str(template.name) for template in cached.get_template_cache.values()}
    assert {"base.html", "guide/show.html", "questions/results.html"} <= known
    assert not any(name.startswith("admin/guides") for name in known)
    assert get_resolver()._populated
