"""One form for a whole draft: two answers for each section, and who gives them."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from guides.contributions.fields import LineField, WordsField
from guides.guide.fact_check.models import OutsideAnswer
from guides.guide.preview import SHARED_FOR
from guides.spam import GuardedForm

FORM = "controllo"  # its id: fields stand all over the page
ANSWER = re.compile(r"(?:esito|parole)-([0-9a-f]{32})")
MOST_GONE = 100
Verdict = OutsideAnswer.Verdict


@dataclass
class GoneSection:
    """A section that somebody at the desk took away while its reader was writing about it."""

    uid: UUID
    title: str
    check: tuple[forms.BoundField, ...] = ()


def gone_sections(guide, posted, *, there) -> list[GoneSection]:
    """Those that an answer speaks of and the draft has no more: no word of it is lost."""
    named = {found[1] for name in posted or {} if (found := ANSWER.fullmatch(name))}
    gone = {UUID(key) for key in named} - {section.uid for section in there}
    edits = guide.section_edits.filter(section_uid__in=list(gone)[:MOST_GONE]).order_by("pk")
    titles = {edit.section_uid: edit.section_title for edit in edits}
    return [GoneSection(uid, title) for uid, title in titles.items()]


class CheckForm(GuardedForm):
    """Bound, it keeps whatever was typed."""

    name = LineField(
        label="Il tuo nome",
        max_length=80,
        help_text="Lo legge solo la redazione.",
        error_messages={
            "required": "Scrivi il tuo nome: la redazione deve sapere chi ha controllato."
        },
    )
    seen_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, sections, **kwargs):
        super().__init__(data, auto_id=f"{FORM}:%s", label_suffix="", **kwargs)
        self.sections = list(sections)
        self.initial["seen_at"] = timezone.now().isoformat()
        for section in self.sections:
            key = section.uid.hex
            self.fields[f"esito-{key}"] = forms.ChoiceField(
                label=f"«{section.title}»: è giusto?",
                choices=Verdict.choices,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Scegli una delle due risposte."},
            )
            self.fields[f"parole-{key}"] = WordsField(
                label="Che cosa è sbagliato, o che cosa aggiungeresti",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        for field in self.fields.values():
            field.widget.attrs["form"] = FORM

    def row(self, section) -> tuple[forms.BoundField, forms.BoundField]:
        key = section.uid.hex
        return self[f"esito-{key}"], self[f"parole-{key}"]

    def clean(self):
        said = super().clean()
        verdicts = [said.get(f"esito-{section.uid.hex}") for section in self.sections]
        for section, verdict in zip(self.sections, verdicts, strict=True):
            words = f"parole-{section.uid.hex}"
            if verdict == Verdict.WRONG and not said.get(words) and words not in self.errors:
                self.add_error(words, "Scrivi che cosa è sbagliato: basta una frase.")
            elif not verdict and said.get(words):
                self.add_error(f"esito-{section.uid.hex}", "Scegli una delle due risposte.")
        if not any(verdicts) and not self.errors:
            raise forms.ValidationError("Scegli una risposta sotto almeno una sezione.")
        return said

    def answers_of(self, guide) -> list[OutsideAnswer]:
        """An unsaved OutsideAnswer for each section that was answered."""
        said = self.cleaned_data
        answered = [s for s in self.sections if said.get(f"esito-{s.uid.hex}")]
        return [
            OutsideAnswer(
                guide=guide,
                section_uid=section.uid,
                section_title=section.title,
                verdict=said[f"esito-{section.uid.hex}"],
                text=said[f"parole-{section.uid.hex}"],
                name=said["name"],
                seen_at=self._seen_at(),
                submission_id=self.submission_id,
            )
            for section in answered
        ]

    def _seen_at(self) -> datetime:
        """When the page was made, as far as it can be true."""
        now = timezone.now()
        try:
            seen = parse_datetime(self.cleaned_data["seen_at"])
        except ValueError:
            return now
        if not seen or not timezone.is_aware(seen):
            return now
        return max(min(seen, now), now - SHARED_FOR)  # no database keeps the year 1 of the east
