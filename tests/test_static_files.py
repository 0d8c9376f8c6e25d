"""What is collected: a page's script holds the ones that it lists."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

SCRIPTS = Path(__file__).resolve().parent.parent / "static/js"
PAGES = sorted((SCRIPTS / "pages").glob("*.js"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_a_page_s_script_asks_for_no_other_once_collected(page):
    name = staticfiles_storage.stored_name(f"js/pages/{page.name}")
    words = (Path(settings.STATIC_ROOT) / name).read_text()
    listed = [line.split('"')[1] for line in page.read_text().splitlines() if "import " in line]
    assert len(listed) >= 2
    assert all((page.parent / each).read_text() in words for each in listed)
    assert "import " not in words.replace("import(", "")
