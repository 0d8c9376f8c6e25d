"""The guide's form at the desk."""

from collections.abc import Sequence

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.core.exceptions import ValidationError

from guides.authors.models import Author
from guides.desk.ordering import ArrangedFormSet
from guides.guide import conflict
from guides.guide.duplicating import free_slug
from guides.guide.freshness.owned import may_own, name_of
from guides.guide.merging import HELD_NOW, with_my_words
from guides.guide.models import Guide
from guides.guide.schedule.moment import Moment, moment_in
from guides.text.canonical import canonical
from guides.text.fields import WordsField
from guides.text.slugs import slug_of

SOMEBODY_SAVED = (
    "Non abbiamo ancora salvato: qualcun altro, o tu in un’altra finestra, ha cambiato questa "
    "guida mentre ci lavoravi. Qui sotto c’è tutto quello che hai scritto tu, insieme a quello "
    "che è cambiato."
)


class SeenField(forms.CharField):
    """What the editor had in front of them: never a change of theirs."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data) -> bool:
        return False


class BesideField(WordsField):
    """A box of the publishing buttons: read only when its own button is pressed."""

    def __init__(self, *, button: str, **kwargs) -> None:
        self.button = button
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial, data) -> bool:
        return False


class GuideForm(forms.ModelForm):
    seen = SeenField(required=False, label="")
    publish_at = BesideField(button="_schedule", label="Quando va online")
    withdraw_at = BesideField(button="_schedule_withdrawal", label="Quando si ritira")
    because_then = BesideField(button="_schedule_withdrawal", label="Perché la ritiri")
    review_of = BesideField(button="_ask_review", label="A chi")
    review_note = BesideField(button="_ask_review", label="Che cosa guardare")
    changed_meanwhile: list[conflict.Change] | None = None
    choices: Sequence[conflict.Change] = ()
    colleagues = None  # who may be asked to read: set by the desk, which knows who is signed in

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = conflict.what_is_seen(self.instance).as_text()
        elif "slug" in self.fields:
            self.fields["slug"].required = False
        if owner := self.fields.get("owner"):
            owner.queryset = may_own(self.instance.owner_id)
            owner.label_from_instance = name_of

    def clean_slug(self) -> str:
        """A new guide whose address nobody wrote gets one from its title."""
        title, slug = self.cleaned_data.get("title"), self.cleaned_data["slug"]
        return slug or (free_slug(slug_of(title, most=46, otherwise="guida")) if title else "")

    def clean_publish_at(self):
        return self._moment("publish_at")

    def clean_withdraw_at(self):
        return self._moment("withdraw_at")

    def clean_because_then(self) -> str:
        because = canonical(self.cleaned_data["because_then"]).strip()
        if not because and self._is_pressed("because_then"):
            raise ValidationError("Scrivi perché la ritiri: i lettori lo leggeranno.")
        return because

    def clean_review_of(self):
        if not self._is_pressed("review_of"):
            return None
        chosen, people = self.cleaned_data["review_of"], self.colleagues or []
        person = next((one for one in people if str(one.pk) == chosen), None)
        if person is None:
            raise ValidationError("Scegli a chi chiedere la revisione.")
        return person

    def _moment(self, name: str) -> Moment | None:
        return moment_in(self.cleaned_data[name]) if self._is_pressed(name) else None

    def _is_pressed(self, name: str) -> bool:
        return self.fields[name].button in self.data

    def clean(self):
        seen = conflict.Seen.from_text(self.data.get("seen", ""))
        if self.instance.pk and self._is_held(seen):
            self.changed_meanwhile = with_my_words(seen.changes or [], self.data)
            self.choices = seen.choices
            raise ValidationError(SOMEBODY_SAVED)
        return super().clean()

    def _is_held(self, seen: conflict.Seen) -> bool:
        """Somebody saved meanwhile: the editor sees what, and says so where both wrote."""
        latest = self.instance.revision
        if seen.revision != latest or HELD_NOW in self.data:
            return True
        return bool(seen.choices) and self.data.get("_overwrite") != str(latest)


def last_author(editor):
    """Whose guides the editor wrote last at the desk; the only author, if there is but one."""
    kind = get_content_type_for_model(Guide)
    written = LogEntry.objects.filter(user=editor, content_type=kind).order_by("-action_time")
    last = written.values_list("object_id", flat=True).first()
    guide = Guide.objects.filter(pk=last).first() if last else None
    authors = Author.objects.values_list("pk", flat=True)[:2]
    return guide.author_id if guide else authors[0] if len(authors) == 1 else None


class SectionForm(forms.ModelForm):
    """A section's row; a long text that nobody touched is not read again at each save."""

    def _get_validation_exclusions(self) -> set[str]:
        touched = {"body"} & set(self.changed_data) or not self.instance.pk
        return super()._get_validation_exclusions() | (set() if touched else {"body"})


class SectionFormSet(ArrangedFormSet):
    """The sections of a guide: those without an address get one before they are compared.

    Django takes two addresses left empty for the same one.
    """

    def clean(self) -> None:
        taken = {form.cleaned_data.get("slug") for form in self._written()}
        for form in self._written():
            if not form.cleaned_data.get("slug") and form.cleaned_data.get("title"):
                form.instance.slug = form.instance.free_slug(besides=taken)
                form.cleaned_data["slug"] = form.instance.slug
                taken.add(form.instance.slug)
        super().clean()

    def _written(self) -> list[forms.ModelForm]:
        """The rows that will be saved."""
        kept = set(self.forms) - set(self.deleted_forms)
        return [
            f for f in self.forms if f in kept and hasattr(f, "cleaned_data") and f.has_changed()
        ]
