"""Deadlines on pages: what each version holds for, and a box for the day inside a text."""

import re

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from guides.contributions.following import FollowForm
from guides.deadlines.editions import RuleEdition
from guides.deadlines.models import Rule
from guides.deadlines.publishing import LIST
from guides.deadlines.tags import IN_HTML
from guides.glossary.models import Datum
from guides.pages.prepared import Parameter, Prepared, PreparedAmong
from guides.pages.tags import shows
from guides.templatetags.typography import on_a_page
from guides.text import dates

register = template.Library()
register.filter("with_weekday", dates.with_weekday)

CHANGES = 10
_with_a_note = Prepared(
    lambda: (
        RuleEdition.objects.filter(rule=Parameter("rule"))
        .exclude(note="")
        .only("rule", "number", "note", "published_at")
        .order_by("-number")[:CHANGES]
    )
)


@register.simple_tag
def version_holds(said, version) -> str:
    """For which events and answers: ", per i contratti dal 19 giugno 2026 (Era usato? Sì)"."""
    days = []
    if version.valid_from:
        days.append(dates.in_words(version.valid_from, "dal"))
    if version.valid_until:
        days.append(f"fino {dates.in_words(version.valid_until, 'al')}")
    of_what = "per i contratti" if said.judged_by else "se è successo"
    held = f", {of_what} {' '.join(days)}" if days else ""
    return f"{held} ({version.when_words})" if version.when_words else held


@register.inclusion_tag("deadlines/_history.html")
def deadline_history(rule) -> dict:
    return {"changes": _with_a_note(rule=rule.pk)}


@register.simple_tag
def follow_rule_words() -> SafeString:
    """The empty form «Avvisami se questa regola cambia»: the same for every reader."""
    form = FollowForm(auto_id="avviso_%s")
    return render_to_string("contributions/_follow_words.html", {"form": form})


@register.filter
def with_deadlines(html: str) -> SafeString:
    """A page's HTML with a box in the place of each deadline; one withdrawn meanwhile is gone."""
    slugs = list(dict.fromkeys(IN_HTML.findall(html)))
    if not slugs:
        return mark_safe(html)  # noqa: S308 - what came in was safe
    shows(LIST)  # one of them may be published again
    rules = {rule.slug: rule for rule in _live(slugs)}
    data = {datum.key: datum for datum in _data([r.said.starts_from for r in rules.values()])}

    def box(found: re.Match) -> str:
        rule = rules.get(found[1])
        if rule is None or rule.said.starts_from not in data:
            return ""
        datum = data[rule.said.starts_from]
        number = f"{rule.pk}-{found.start()}"
        context = {"rule": rule, "datum": datum, "number": number}
        return on_a_page(render_to_string("deadlines/_in_a_text.html", context))

    return mark_safe(IN_HTML.sub(box, html))  # noqa: S308 - our template, in safe HTML


_live = PreparedAmong(lambda some: Rule.objects.live().filter(slug__in=some))
_data = PreparedAmong(lambda some: Datum.objects.filter(key__in=some))
