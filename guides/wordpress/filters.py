"""What came from WordPress, by what there is to do with it."""

from django.contrib.admin import SimpleListFilter

from guides.text.numbers import whole_number
from guides.wordpress.looking import LACKS
from guides.wordpress.models import Imported


class ToDoFilter(SimpleListFilter):
    title = "resta da fare"
    parameter_name = "fare"

    def lookups(self, request, model_admin):
        return [("si", "Sì"), ("no", "No")]

    def queryset(self, request, rows):
        left = Imported.objects.with_something_left_to_do().values("pk")
        if self.value() == "si":
            return rows.filter(pk__in=left)
        return rows.exclude(pk__in=left) if self.value() == "no" else rows


class ToLookAtFilter(SimpleListFilter):
    title = "da guardare"
    parameter_name = "guardare"

    def lookups(self, request, model_admin):
        return [(name, words[:1].upper() + words[1:]) for name, words in LACKS.items()]

    def queryset(self, request, rows):
        return rows.lacking(self.value()) if self.value() in LACKS else rows


class BatchFilter(SimpleListFilter):
    title = "lotto"
    parameter_name = "lotto"

    def lookups(self, request, model_admin):
        left = Imported.objects.with_something_left_to_do().exclude(batch=0)
        numbers = left.order_by("batch").values_list("batch", flat=True).distinct()[:MOST]
        return [(str(number), f"Lotto {number}") for number in numbers]

    def queryset(self, request, rows):
        batch = whole_number(self.value() or "", figures=9)
        return rows if batch is None else rows.filter(batch=batch)


MOST = 30
