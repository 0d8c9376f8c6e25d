"""After a restore: who said «no more letters» since gets none."""

from django.apps import apps

from guides.contributions.addressed import NEVER, RESTARTED, STOPPED, Addressed, RefusedAddress
from guides.pages.once import found_or_made
from guides.privacy import erasures
from guides.privacy.erasures import Line, key_of


def _stop(lines: list[Line]) -> int:
    last = {line.key: line.what for line in lines}
    stopped = {key for key, what in last.items() if what == STOPPED}
    return sum(_stop_those_of(model, stopped) for model in _addressed())


def _stop_those_of(model: type[Addressed], stopped: set[str]) -> int:
    pks = model._base_manager.filter(mail_stopped_at__isnull=True).values_list("pk", flat=True)
    found = [pk for pk in pks.iterator() if key_of(model.link_kind, pk) in stopped]
    for row in model._base_manager.filter(pk__in=found):
        row.stop_mail()
    return len(found)


def _addressed() -> list[type[Addressed]]:
    models = apps.get_app_config("guides").get_models()
    return [model for model in models if issubclass(model, Addressed)]


def _refuse(lines: list[Line]) -> int:
    return sum(found_or_made(RefusedAddress.objects, key=line.key)[1] for line in lines)


erasures.register("lettere di nuovo fermate", STOPPED, RESTARTED, do=_stop)
erasures.register("indirizzi che non vogliono posta", NEVER, do=_refuse)
