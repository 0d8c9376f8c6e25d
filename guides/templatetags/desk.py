"""Lists at the desk: {{ result|with_labels:result_headers }} gives each cell its column's name."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()
BOX = re.compile(r'<(?:input|select)(?=[^>]*name="form-)(?![^>]*type="hidden")')


@register.filter
def with_labels(cells, headers) -> list[SafeString]:
    """The cells of a row, each with its column's name in the tag that Django began it with."""
    return [_named(cell, header["text"]) for cell, header in zip(cells, headers, strict=False)]


def _named(cell: SafeString, name: str) -> SafeString:
    if not cell.startswith("<td") or "<input" in name:  # the first column is the box that chooses
        return cell
    label = format_html(' data-label="{}"', capfirst(name))
    named = BOX.sub(lambda box: box.group() + format_html(' aria-label="{}"', capfirst(name)), cell)
    return mark_safe(f"<td{label}{named[3:]}")  # noqa: S308 - Django's own cell, our escaped label
