"""Pictures that letters show: «Immagini» keeps them, and says where they are changed."""

from collections.abc import Iterator

from guides.guide.pictures.uses import Use, named_in, register
from guides.letters.editions import LetterEdition
from guides.letters.models import FormLetter

TEXTS = ("body", "sending", "no_answer")
DESK = "guides_formletter_change"


@register
def in_letters() -> Iterator[Use]:
    yield from named_in(FormLetter.objects, TEXTS, called="title", desk=DESK)
    editions = LetterEdition.objects
    yield from named_in(editions, TEXTS, called="title", desk=DESK, pk="letter")
