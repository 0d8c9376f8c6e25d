"""After a restore: what was erased, taken back or taken down since stays so."""

from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.moderated import Moderated, kinds
from guides.moderation.states import State
from guides.moderation.verbs.core import acting
from guides.moderation.verbs.noted import ERASED, HIDDEN, OMITTED, SHOWN, TAKEN_BACK
from guides.privacy import erasures
from guides.privacy.erasures import Line, key_of

RULES = {
    HIDDEN: "tolto dalla redazione dopo la copia",
    OMITTED: "dopo la copia ne erano state omesse delle parole",
}


def _do(lines: list[Line]) -> int:
    """What its author did stands whatever came after; of the newsroom's acts the last one."""
    last = {line.key: line.what for line in lines}
    last |= {line.key: line.what for line in lines if line.what == TAKEN_BACK}
    last |= {line.key: line.what for line in lines if line.what == ERASED}
    return sum(_act_on(content, last[key]) for key, content in _there(last))


def _there(keys):
    for name, model in kinds().items():
        rows = model._base_manager.values_list("pk", "uid").iterator()
        found = {pk: key for pk, uid in rows if (key := key_of(name, uid)) in keys}
        for pk, key in found.items():
            if content := model._base_manager.filter(pk=pk).first():
                yield key, content


def _act_on(content: Moderated, what: str) -> bool:
    if what == ERASED and not content.is_forgotten:
        content.erase()
        return True
    if what == TAKEN_BACK and not content.was_withdrawn_by_its_author:
        content.take_back()
        return True
    if what in RULES and content.is_public:
        return bool(_take_down(content, RULES[what]))
    return False


def _take_down(content: Moderated, rule: str) -> Decision:
    """Moderators find it among what is withdrawn, and may publish it again."""
    with acting(content, agent=Agent.RULE) as act:
        return act.record(Verb.WITHDRAW, to=State.WITHDRAWN, rule=rule)


erasures.register(
    "testi cancellati, ritirati o tolti di nuovo",
    *(ERASED, TAKEN_BACK, HIDDEN, SHOWN, OMITTED),
    do=_do,
)
