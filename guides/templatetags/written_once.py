"""{% written_once site.state request.path %} … {% endwritten_once %}: kept in memory for as long as
each of its states is equal. Where one of them is missing or empty, it is written each time.
"""

from django import template

from guides.pages.written_once import WrittenOnce

register = template.Library()


@register.tag
def written_once(parser, token) -> WrittenOnce:
    states = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    if not states:
        raise template.TemplateSyntaxError("{% written_once %} wants what it depends on")
    nodes = parser.parse(("endwritten_once",))
    parser.delete_first_token()
    return WrittenOnce(nodes, states)
