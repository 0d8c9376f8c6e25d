"""A part of a page that is the same for many requests, written once in a process.

A page of hits is made anew for each reader, a guide's page whenever a comment or a vote changes
it: most of what they say is what they said before.
"""

from django.template import Context, NodeList
from django.template.base import FilterExpression, Node

MOST_WRITINGS = 64  # of each part of a template; a guide's whole text is some 60 KB


class WrittenOnce(Node):
    """What stands within says nothing but what its states say, and reads no row that is noted."""

    def __init__(self, nodes: NodeList, states: list[FilterExpression]) -> None:
        self.nodelist = nodes
        self.states = states
        self.written: dict[tuple, str] = {}

    def render(self, context: Context) -> str:
        key = tuple(state.resolve(context, ignore_failures=True) for state in self.states)
        if not all(key):  # a draft, a page of error
            return self.nodelist.render(context)
        written = self.written.get(key)
        if written is None:
            written = self.nodelist.render(context)
            if len(self.written) >= MOST_WRITINGS:
                self.written.clear()
            self.written[key] = written
        return written
