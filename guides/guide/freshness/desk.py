"""What the desk of guides has of their care: a filter, and telling it from words for readers."""

from django.contrib import admin

from guides.guide.freshness.owned import CARE


class ReviewFilter(admin.SimpleListFilter):
    title, parameter_name = "da rivedere", "rivedere"

    def lookups(self, request, model_admin):
        return [("adesso", "Il giorno è passato"), ("senza", "Senza un giorno")]

    def queryset(self, request, queryset):
        if self.value() == "adesso":
            return queryset.past_review()
        return queryset.filter(review_by=None) if self.value() == "senza" else queryset


def only_care(form, changes: list[str]) -> bool:
    """A save that changed who looks after the guide, or the day, and nothing else.

    `changes` are its sentences in the history: the boxes of the form are one, each row another.
    """
    return len(changes) == 1 and bool(form.changed_data) and set(form.changed_data) <= set(CARE)
