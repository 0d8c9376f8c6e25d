"""«Ti è stato utile?» under a main section: {% section_feedback section subsections %}.

The same for every reader, with neither token nor cookie; one {% include "feedback/_form.html" %}
on the page serves all its buttons.
"""

from django import template

from guides.feedback.standing import wording_of

register = template.Library()


@register.inclusion_tag("feedback/_buttons.html")
def section_feedback(section, subsections=()):
    """The two buttons of a main EditionSection, and what is said of its votes: one row for it and
    its subsections together, none when they say nothing.

    No SQL query when its edition was loaded for_page.
    """
    if not any(part.body_html for part in (section, *subsections)):
        return {}
    standing = getattr(section.edition.guide, "public_standing", None)
    tenths = standing.tenths.get(wording_of(section)) if standing else None
    return {"section": section, "tenths": tenths}
