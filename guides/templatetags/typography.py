"""What readers see in one line stays in one line: {{ edition.summary|unbroken }}."""

import re

from django import template
from django.conf import settings
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from guides.text import typography

register = template.Library()
INSIDE = re.compile(r'<a href="(/[^"]*)"')


@register.filter
def unbroken(text: str) -> SafeString:
    return mark_safe(typography.unbroken(conditional_escape(text)))  # noqa: S308 escaped just here


@register.filter
def on_a_page(html: str) -> SafeString:
    """Our renderer's HTML with what only a page wants: a link inside the site says its whole
    address too, for paper to print, and codes are not translated.
    """
    site = settings.SITE_URL
    whole = INSIDE.sub(rf'<a data-address="{site}\1" href="\1"', html)
    whole = whole.replace("<code>", '<code translate="no">')
    return mark_safe(whole)  # noqa: S308 what came in was safe, and an address stays quoted
