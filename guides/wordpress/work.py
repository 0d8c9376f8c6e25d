"""On the desk's first page: what came from WordPress and nobody has looked at, batch by batch."""

from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.wordpress.models import Imported

WHOLE = "admin:guides_imported_changelist"


@work.register(55, needs="guides.view_imported")
def from_wordpress(person) -> list[Task]:
    left = Imported.objects.with_something_left_to_do()
    number = left.count()
    if not number:
        return []
    first = left.order_by("batch", "pk").values_list("batch", flat=True)[0]
    batch = left.filter(batch=first)
    at = f"{reverse(WHOLE)}?lotto={first}&fare=si"
    items = [Item(row.title or str(row), at) for row in batch.order_by("pk")[:SHOWN]]
    note = f"comincia dal lotto {first}: {batch.count()} da guardare" if first else ""
    words = either(
        number,
        "testo portato da WordPress, da guardare",
        "testi portati da WordPress, da guardare",
    )
    return [Task("wordpress", number, words, at, note=note, items=items)]
