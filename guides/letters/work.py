"""On the desk's first page: letters whose schedule failed."""

from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.letters.scheduling import LetterSchedule


@work.register(40, needs="guides.change_formletter")
def missed_schedules(person) -> list[Task]:
    missed = LetterSchedule.objects.failed().select_related("letter")
    number = missed.count()
    if not number:
        return []
    items = [
        Item(one.letter.title, reverse("admin:guides_formletter_change", args=[one.letter_id]))
        for one in missed[:SHOWN]
    ]
    one, more = "lettera programmata non è riuscita", "lettere programmate non sono riuscite"
    words = either(number, one, more)
    return [Task("lettere-mancate", number, words, items[0].address, items=items, is_urgent=True)]
