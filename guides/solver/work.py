"""What there is to do about guided ways, said on the desk's first page."""

from collections.abc import Iterator

from django.urls import reverse

from guides.desk import work
from guides.solver.editions import FlowEdition
from guides.solver.shown import missing_of


@work.register(75, needs="guides.change_flow")
def ways_that_lead_nowhere(person) -> Iterator[work.Task]:
    """The published ways with an outcome that leads to what readers can no longer see."""
    broken = [e for e in FlowEdition.objects.live().order_by("sort_key", "pk") if missing_of(e)]
    if broken:
        yield work.Task(
            name="percorsi",
            number=len(broken),
            words=work.either(
                len(broken),
                "percorso porta a qualcosa che non è più online",
                "percorsi portano a qualcosa che non è più online",
            ),
            address=reverse("admin:guides_flow_changelist"),
            items=[
                work.Item(e.title, reverse("admin:guides_flow_change", args=[e.flow_id]))
                for e in broken[: work.SHOWN]
            ],
        )
