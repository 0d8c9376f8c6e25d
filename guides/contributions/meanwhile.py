"""What an author is told whose page was overtaken while it was open."""

from guides.moderation.states import State

DECIDED = (
    "Nel frattempo la redazione ha deciso: torna alla tua pagina privata per vedere come. Quello "
    "che hai scritto è ancora qui sotto: copialo, se ti serve."
)
WITHDRAWN = (
    "Nel frattempo hai ritirato quello che avevi inviato, da un’altra pagina o da un altro "
    "dispositivo. Quello che hai scritto adesso è ancora qui sotto: copialo, se ti serve."
)


def what_happened_to(mine) -> str:
    mine.refresh_from_db(fields=["state"])
    return WITHDRAWN if mine.state == State.WITHDRAWN else DECIDED
