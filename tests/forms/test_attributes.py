"""An element's attributes are what Django's own template would write."""

import re
from pathlib import Path

import pytest
from django import forms as django_forms
from django.template import engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

DJANGOS = Path(django_forms.__file__).parent / "templates/django/forms"
ODD = {
    "id": "id_nome",
    "required": True,
    "disabled": False,
    "data-none": None,
    "data-zero": 0,
    "data-many": 1234567,
    "title": "«Uno» & <due> \"tre\" 'quattro'",
    "data-safe": mark_safe("già &amp; scritto"),
    "data-lazy": gettext_lazy("Yes"),
    "data-list": ["<a>", 1],
    "<odd>": "x",
}


def written(source: str, context: dict) -> str:
    """Django's own includes are ours: it is given what they would have said."""
    for name in ("attrs", "widgets/attrs"):
        source = re.sub(
            rf"""{{% include ['"]django/forms/{name}.html['"] %}}""", _own(name), source
        )
    return engines["django"].from_string(source).render(context).strip()


def _own(name: str) -> str:
    return (DJANGOS / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("attrs", [ODD, {}, {"class": "vTextField"}])
@pytest.mark.parametrize("value", [None, "", "<b>", 0, 1234567, 1.5, mark_safe("&amp;")])
def test_each_of_our_templates_says_what_djangos_says(attrs, value):
    widget = {"type": "text", "name": "nome", "value": value, "attrs": attrs}
    context = {"attrs": attrs, "widget": widget, "use_tag": True, "tag": "label", "label": value}
    for name in ("attrs", "label", "widgets/attrs", "widgets/input"):
        ours = engines["django"].get_template(f"django/forms/{name}.html").render(context)
        assert ours.strip() == written(_own(name), context), name
