"""The two icons that browsers ask for by name, whatever a page says."""

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["favicon.ico", "apple-touch-icon.png"])
def test_an_icon_has_its_well_known_address(client, name):
    answer = client.get(f"/{name}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/static/")
    assert client.post(f"/{name}").status_code == 405
    with Image.open(finders.find(name)) as icon:
        assert icon.info.get("sizes", {icon.size}) in ({(16, 16), (32, 32)}, {(180, 180)})
