"""What an answer says of a link. Pure. The words are alphagov/link-checker-api's."""

from dataclasses import dataclass

from guides.outside.client import Answer

REDIRECTS_TO_SAY = 2  # of one, sites are full


@dataclass(frozen=True)
class Verdict:
    """`state` is one of OutsideAddress.State; `reason` an Italian sentence, "" when all is well."""

    state: str
    reason: str = ""
    leads_to: str = ""

    @property
    def is_failure(self) -> bool:
        return self.state == "fallito"


KEPT_OUT = Verdict("robot", "Il sito chiede ai robot di non leggere questa pagina: guardala tu.")


def judged(answer: Answer) -> Verdict:
    """The verdict on one answer; one failure is no broken link: see OutsideAddress."""
    if _is_a_challenge(answer):
        return Verdict("robot", "Il sito blocca i robot: guardala tu.")
    if answer.status in (401, 403):
        return Verdict("riservato", f"Il sito chiede di entrare (risponde {answer.status}).")
    if answer.status in (404, 410):
        return Verdict("fallito", f"La pagina non c’è più (risponde {answer.status}).")
    if answer.status >= 400:
        return Verdict("fallito", f"Il sito risponde {answer.status}.")
    if len(answer.through) >= REDIRECTS_TO_SAY:
        reason = "Rimanda da un indirizzo all’altro: collega direttamente a quello a cui arriva."
        return Verdict("spostato", reason, answer.address)
    return Verdict("bene")


def _is_a_challenge(answer: Answer) -> bool:
    """A wall against machines: Cloudflare says so, others answer 403 with a page of theirs."""
    if answer.headers.get("cf-mitigated") == "challenge" or answer.status == 429:
        return True
    walls = ("akamaighost", "datadome", "imperva", "sucuri", "cloudflare")
    server = answer.headers.get("server", "").lower() + " ".join(answer.headers)
    return answer.status in (401, 403, 503) and any(wall in server for wall in walls)
