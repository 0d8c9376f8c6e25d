"""What is held about an author: what they sent, and what was decided about it."""

from guides.moderation.blocks import Block
from guides.moderation.contributors import Contributor, author_key
from guides.moderation.moderated import kinds
from guides.privacy import held
from guides.privacy.held import Holder
from guides.spam import forget_traces_of


def _of_everything_moderated() -> list[Holder]:
    return [_of_a_kind(model) for model in kinds().values()]


def _of_a_kind(model) -> Holder:
    def about(email: str) -> list[dict]:
        return [content.held_data() for content in model._default_manager.written_by(email)]

    def erase(email: str) -> int:
        contents = list(model._default_manager.written_by(email))
        for content in contents:
            forget_traces_of(content.submission_id)
            content.erase()
        return len(contents)

    return Holder(str(model._meta.verbose_name_plural), about, erase)


def _counted(email: str) -> list[dict]:
    known = Contributor.objects.filter(key=author_key(email))
    return list(known.values("approved", "rejected", "spam"))


def _forget_counted(email: str) -> int:
    return Contributor.objects.filter(key=author_key(email)).delete()[0]


def _blocks(email: str) -> list[dict]:
    found = Block.objects.on(address=author_key(email), network="")
    return list(found.values("because", "at", "by_name", "lifted_at"))


held.register_source(_of_everything_moderated)
held.register(Holder("decisioni contate", _counted, _forget_counted))
# Who is blocked stays so: whoever wants it lifted asks a moderator.
held.register(Holder("blocchi", _blocks, lambda email: 0))
