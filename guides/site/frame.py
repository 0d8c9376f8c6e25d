"""What surrounds every page, written once for as long as the site's own record says the same.

A page of hits is made anew for each reader: head, header and footer were a third of its template's
time, and are the same for all.
"""

from django.template import Context, NodeList
from django.template.base import Node

MOST_PLACES = 64  # addresses that a header knows as "here", and states of the record


class OfTheSite(Node):
    """A part that says nothing but what the site's record says, and which page this is."""

    def __init__(self, nodes: NodeList) -> None:
        self.nodelist = nodes
        self.written: dict[tuple, str] = {}

    def render(self, context: Context) -> str:
        site, request = context.get("site"), context.get("request")
        if not site or request is None:  # a page of error
            return self.nodelist.render(context)
        key = site.state, request.path
        written = self.written.get(key)
        if written is None:
            written = self.nodelist.render(context)
            if len(self.written) >= MOST_PLACES:
                self.written.clear()
            self.written[key] = written
        return written
