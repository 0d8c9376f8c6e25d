"""On the desk's first page: links that lead nowhere any more."""

from django.urls import reverse

from guides.desk import work
from guides.desk.work import SHOWN, Item, Task, either
from guides.outside.models import OutsideAddress


@work.register(70, needs="guides.view_outsideaddress")
def broken_links(person) -> list[Task]:
    broken = OutsideAddress.objects.broken()
    number = broken.count()
    if not number:
        return []
    items = [Item(row.address, _page_of(row), row.reason) for row in broken[:SHOWN]]
    words = either(number, "collegamento rotto", "collegamenti rotti")
    whole = f"{reverse('admin:guides_outsideaddress_changelist')}?state__exact=rotto"
    return [Task("collegamenti", number, words, whole, items=items)]


def _page_of(row: OutsideAddress) -> str:
    return reverse("admin:guides_outsideaddress_change", args=[row.pk])
