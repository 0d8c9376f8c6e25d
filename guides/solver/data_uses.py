"""Which data a guided way asks of readers."""

from collections.abc import Iterator

from django.db import models
from django.urls import reverse

from guides.glossary import uses
from guides.glossary.live_uses import LiveUse, note


class FlowDatumUse(LiveUse):
    """A datum that a guided way on the site asks."""

    flow = models.ForeignKey("guides.Flow", models.CASCADE, related_name="live_data")

    class Meta:
        verbose_name = "percorso sul sito"
        verbose_name_plural = "percorsi sul sito"
        constraints = [
            models.UniqueConstraint(fields=["flow", "datum"], name="flow_datum_use_once")
        ]

    def __str__(self) -> str:
        return str(self.flow)


def note_live(flow) -> None:
    note(flow.live_data, flow.live.as_graph.questions if flow.live else ())


@uses.register_old_wordings
def ways_with_other_words(datum) -> Iterator[uses.Use]:
    """The ways on the site that ask it in other words, or with other answers."""
    for use in FlowDatumUse.objects.filter(datum=datum).select_related("flow__live"):
        asked = use.flow.live.as_graph.questions[datum.key]
        answers = [(answer.key, answer.words) for answer in asked.answers]
        if (asked.words, asked.help, answers) != (datum.question, datum.help, datum.answers):
            desk = reverse("admin:guides_flow_change", args=[use.flow_id])
            yield uses.Use(f"percorso «{use.flow}»", desk)
