"""«Ti è stato utile?» under a section: {% section_feedback section %}.

The same for every reader, with neither token nor cookie; one {% include "feedback/_form.html" %}
on the page serves all its buttons.
"""

from django import template

from guides.feedback.standing import wording_of

register = template.Library()


@register.inclusion_tag("feedback/_buttons.html")
def section_feedback(section):
    """The two buttons of an EditionSection, and what is said of its votes.

    No SQL query when its edition was loaded for_page.
    """
    standing = getattr(section.edition.guide, "public_standing", None)
    tenths = standing.tenths.get(wording_of(section)) if standing else None
    return {"section": section, "tenths": tenths}
