"""On the desk's first page: what readers ask and nobody has answered."""

from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.questions.models import SearchQuestion
from guides.text.numbers import in_figures


@work.register(90, needs="guides.view_searchquestion")
def unanswered_questions(person) -> list[Task]:
    unanswered = SearchQuestion.objects.counted().unanswered()
    number = unanswered.count()
    if not number:
        return []
    words = either(number, "domanda senza risposta", "domande senza risposta")
    whole = reverse("admin:guides_searchquestion_changelist")
    most = unanswered.order_by("-unmet", "-not_found", "text")[:SHOWN]
    items = [Item(each.text, _answer_to(each), _asked(each)) for each in most]
    return [Task("domande", number, words, whole, items=items)]


def _answer_to(question: SearchQuestion) -> str:
    return reverse("admin:guides_searchquestion_section", args=[question.pk])


def _asked(question: SearchQuestion) -> str:
    times = f"cercata {in_figures(question.asked)} {'volta' if question.asked == 1 else 'volte'}"
    return times if question.asked else "detta alla redazione"
