"""{% frame %} … {% endframe %}: written once for all readers of an address.

Within stands nothing that a page, a reader or a form decides.
"""

from django import template

from guides.site.frame import OfTheSite

register = template.Library()


@register.tag
def frame(parser, token) -> OfTheSite:
    nodes = parser.parse(("endframe",))
    parser.delete_first_token()
    return OfTheSite(nodes)
