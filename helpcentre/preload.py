"""What the first reader of each worker would wait for is read once, before workers are forked.

Half of a first page's CPU (.44 s on a slow core, .02 the second time): all addresses, the desk's
too, and the templates of readers' pages.
"""

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from guides.search import preload as search


def preload() -> None:
    reverse("home")
    folder = settings.BASE_DIR / "templates"
    for path in folder.rglob("*.html"):
        name = path.relative_to(folder)
        if name.parts[0] != "admin":
            get_template(str(name))
    search.preload()
