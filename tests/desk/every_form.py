"""For every model at the desk: a saved row of it, and what somebody types into its form.

`TYPED` and `ROWS` are by model; a model at the desk that is in neither fails the tests.
"""

import itertools
import uuid

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group, User
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from guides.authorities.models import Authority
from guides.backup.models import Backup
from guides.companies.models import Company
from guides.companies.sectors import Sector
from guides.letters.dossier import DossierScheme
from guides.mail.models import Letter
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings
from guides.moderation.reasons import Reason
from guides.outside.models import OutsideAddress
from guides.questions.models import SearchQuestion
from guides.record.models import Verb, record
from guides.search.documents import SearchDocument
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from guides.site.models import Page, SiteSettings
from guides.site.shortcuts import Shortcut
from guides.spam.models import BlockedTerm
from guides.uploads.pictures import note
from tests.deadlines.making import a_rule
from tests.desk.forms import filled_form
from tests.desk.rows import a_reason, a_remark, a_result, a_vote, an_arrival
from tests.factories import a_live_guide, a_topic, an_author
from tests.facts.making import a_fact
from tests.glossary.making import a_datum
from tests.letters.making import a_letter
from tests.solver.making import a_flow
from tests.voices import a_comment, a_story

_number = itertools.count(1)
PEOPLE = ("Redazione", "Moderazione", "amministratore")


def somebody(who: str) -> tuple[User, Client]:
    """One of a group, or who administers the site, signed in."""
    user = User.objects.create_user(f"{who}-{next(_number)}", is_staff=True)
    if who == "amministratore":
        user.is_superuser = True
        user.save()
    else:
        user.groups.add(Group.objects.get(name=who))
    client = Client()
    client.force_login(user)
    return user, client


def may(page: ModelAdmin, act: str, user: User, obj=None) -> bool:
    request = RequestFactory().get("/")
    request.user = user
    asked = [request] if act == "add" else [request, obj]
    return getattr(page, f"has_{act}_permission")(*asked)


def address(page: ModelAdmin, name: str, *args) -> str | None:
    """None where the model has no such page at the desk."""
    try:
        return reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_{name}", args=args)
    except NoReverseMatch:
        return None


# ---- a saved row ----


def _one_record(model):
    return lambda: model.objects.get_or_create(pk=1)[0]


SAVED = {
    "guides.Backup": lambda: Backup.objects.note(place="2026-11-27T033000Z"),
    "guides.AdministrativeAct": lambda: record(Verb.EXPORT, command="prova", kind="prova"),
    "auth.Group": lambda: Group.objects.create(name=f"Gruppo {next(_number)}"),
    "auth.User": lambda: User.objects.create_user(f"utente-{next(_number)}"),
    "guides.Author": an_author,
    "guides.Comment": a_comment,
    "guides.Company": lambda: Company.objects.create(
        name=f"Ditta {next(_number)}", slug=f"ditta-{next(_number)}"
    ),
    "guides.Authority": lambda: Authority.objects.create(
        **TYPED["guides.Authority"](next(_number))
    ),
    "guides.Sector": lambda: Sector.objects.create(
        name=f"Settore {next(_number)}", every_company="ogni negozio"
    ),
    "guides.Shortcut": lambda: Shortcut.objects.create(words="Il pacco", address="/guide/"),
    "guides.Signpost": lambda: Signpost.objects.create(wordings="canone rai", says="Altrove."),
    "guides.SectionVote": a_vote,
    "guides.Remark": a_remark,
    "guides.Fact": a_fact,
    "guides.Datum": a_datum,
    "guides.Rule": a_rule,
    "guides.Flow": a_flow,
    "guides.FlowOutcome": lambda: a_flow().outcomes.first(),
    "guides.DossierScheme": lambda: DossierScheme.objects.create(
        name=f"Schema {next(_number)}", headings="Fatti = testo"
    ),
    "guides.FormLetter": a_letter,
    "guides.Guide": a_live_guide,
    "guides.Letter": lambda: Letter.objects.create(template="prova", to="a@example.org"),
    "guides.QueueItem": lambda: QueueItem.objects.get(pk=a_comment().queue_item_id),
    "guides.Reason": a_reason,
    "guides.ModerationSettings": _one_record(ModerationSettings),
    "guides.Synonym": lambda: Synonym.objects.create(wordings="ali express", meaning="aliexpress"),
    "guides.PromotedAnswer": lambda: PromotedAnswer.objects.create(
        question=f"pacco numero {next(_number)}", document_key=_a_document().key
    ),
    "guides.SearchQuestion": lambda: SearchQuestion.objects.create(
        text="zanzariere", key=f"zanz-{next(_number)}", told=1
    ),
    "guides.SiteSettings": _one_record(SiteSettings),
    "guides.Imported": an_arrival,
    "guides.OutsideAddress": lambda: OutsideAddress.objects.create(
        address=f"https://example.org/{next(_number)}"
    ),
    "guides.Picture": lambda: note(f"immagini/{next(_number):016x}-1x1.webp"),
    "guides.Page": lambda: Page.objects.create(title="Chi", slug=f"chi-{next(_number)}"),
    "guides.BlockedTerm": lambda: BlockedTerm.objects.create(term=f"parolaccia{next(_number)}"),
    "guides.Story": a_story,
    "guides.Topic": a_topic,
    "django_tasks_database.DBTaskResult": a_result,
}


def _a_document() -> SearchDocument:
    a_live_guide()
    return SearchDocument.objects.filter(kind="sezione").last()


# ---- what is typed: of a form, given a number that nobody had before ----


def _named(n: int, **more) -> dict:
    return {"name": f"Nome {n}", "slug": f"nome-{n}", "description": "Due parole."} | more


def _titled(n: int, **more) -> dict:
    return {"title": f"Titolo {n}", "slug": f"titolo-{n}", "summary": "In breve."} | more


WEB = "https://www.example.org/"
TYPED = {
    "auth.Group": lambda n: {"name": f"Gruppo scritto {n}"},
    "auth.User": lambda n: {
        "first_name": f"Persona {n}",
        "email": f"persona-{n}@redazione.example",
        "groups": [str(Group.objects.first().pk)],
    },
    "guides.Author": lambda n: _named(n, one_line="Scrive."),
    "guides.Company": _named,
    "guides.Authority": lambda n: (
        {"name": f"Nome {n}", "slug": f"nome-{n}"}
        | dict(
            **{
                "problem": "Non mi rispondono",
                "purpose": "Decide.",
                "cost": "Gratis",
                "when": "Dopo.",
            },
            **{"how": "Scrivi.", "website": WEB, "source_title": "La legge", "source": WEB},
            verified_on="2026-11-22",
        )
    ),
    "guides.Sector": lambda n: {"name": f"Settore {n}", "every_company": "ogni negozio"},
    "guides.Shortcut": lambda n: {"kind": "frase", "words": f"Parole {n}", "address": "/guide/"},
    "guides.Signpost": lambda n: {"wordings": f"canone {n}", "says": "Se ne occupa un altro."},
    "guides.Fact": lambda n: {
        **{"name": f"Fatto scritto {n}", "key": f"fatto-scritto-{n}", "kind": "termine"},
        **{"number": "14", "unit": "giorni", "is_verified": "on", "checked_on": "2026-11-22"},
    },
    "guides.Rule": lambda n: {
        **{"name": f"Scadenza {n}", "slug": f"scadenza-{n}", "lets": "Puoi ripensarci."},
        **{"topic": a_topic().pk, "starts_from": a_datum().pk, "source_title": "La legge"},
    },
    "guides.Datum": lambda n: {
        "question": f"Quando, {n}?",
        "key": f"quando-{n}",
        "kind": "short",  # a choice wants two rows at least
    },
    "guides.Flow": lambda n: _titled(
        n, topic=a_topic().pk, author=an_author().pk, verified_on="2026-11-22"
    ),
    "guides.FlowOutcome": lambda n: {"flow": a_flow().pk, "title": f"Esito {n}"},
    "guides.DossierScheme": lambda n: {"name": f"Ente {n}", "headings": "I fatti = testo"},
    "guides.FormLetter": lambda n: _titled(
        n,
        **{"topic": a_topic().pk, "author": an_author().pk, "verified_on": "2026-11-22"},
        **{"subject": "Recesso", "body": "Recedo.", "recipient": "La ditta", "sender": "Ada"},
    ),
    "guides.Guide": lambda n: _titled(
        n, topic=a_topic().pk, author=an_author().pk, verified_on="2026-11-22"
    ),
    "guides.Reason": lambda n: {
        **{"code": f"motivo-{n}", "label": f"Motivo {n}", "text_for_author": "Perché."},
        "key": next(k for k in "1234567890" if not Reason.objects.filter(key=k)),
    },
    "guides.ModerationSettings": lambda n: {"alarm_hours": "12"},
    "guides.Synonym": lambda n: {"wordings": f"parola{n}", "meaning": "pacco"},
    "guides.PromotedAnswer": lambda n: {
        "question": f"domanda {n}",
        "address": _a_document().address,
    },
    "guides.SearchQuestion": lambda n: {"text": f"domanda di tanti {n}"},
    "guides.Picture": lambda n: {},
    "guides.SiteSettings": lambda n: {"name": f"Sportello {n}"},
    "guides.Imported": lambda n: {},
    "guides.OutsideAddress": lambda n: {},
    "guides.Page": lambda n: _titled(n, body="Chi siamo."),
    "guides.BlockedTerm": lambda n: {"term": f"bloccata{n}"},
    "guides.Remark": lambda n: {},  # to read and handle: it has no box to write in
    "guides.Story": lambda n: {"outcome": "solved"},
    "guides.Topic": _named,
    "django_tasks_database.DBTaskResult": lambda n: {},
}
ROWS = {
    "guides.AuthorLink": lambda n: {"kind": "profilo", "title": f"Link {n}", "address": WEB},
    "guides.FlowPath": lambda n: {"answers": f"No > {n}"},
    "guides.FlowHelp": lambda n: {"what": f"section:{a_live_guide().live.sections.get().uid}"},
    "guides.RuleVersion": lambda n: {"number": "14", "unit": "giorni", "regime": "cc2963"},
    "guides.RuleExample": lambda n: {
        **{"start": "2026-11-30", "end": "2026-12-14"},
        "why": "Non si sposta.",
    },
    "guides.DatumChoice": lambda n: {"key": f"{uuid.uuid4()}", "words": f"Risposta {n}"},
    "guides.ContactChannel": lambda n: {
        **{"kind": "telefono", "name": f"Numero {n}", "value": "800 123 456"},
        "verified_on": "2026-11-22",
    },
    "guides.Section": lambda n: {
        **{"title": "Che cosa fare", "level": "1", "problem": f"Problema {n}"},
        "body": f"Testo {n}.",
    },
    "guides.Source": lambda n: {
        **{"title": f"Fonte {n}", "address": WEB, "publisher": "Autorità"},
        "consulted_on": "2026-11-22",
    },
    "guides.LetterQuestion": lambda n: {"datum": a_datum().pk},
    "guides.LetterTerm": lambda n: {"rule": a_rule().pk},
    "guides.LetterSample": lambda n: {"name": f"Chi {n}", "answers": "esito: si"},
    "guides.LetterSource": lambda n: {
        **{"title": f"Fonte {n}", "address": WEB, "publisher": "Autorità"},
        "consulted_on": "2026-11-22",
    },
    "guides.SiteLink": lambda n: {"kind": "social", "name": f"Social {n}", "address": WEB},
}


def filled(response, page: ModelAdmin, *, rows: int) -> tuple[dict, list]:
    """The page's form with something typed in it and so many new rows in each of its inlines;
    and those inlines' models."""
    fields = filled_form(response, f"{page.opts.model_name}_form")
    fields |= TYPED[page.opts.label](next(_number))
    written = []
    for group in response.context["inline_admin_formsets"]:
        if not group.has_add_permission:
            continue
        written.append(group.opts.model)
        prefix, begun = group.formset.prefix, group.formset.total_form_count()
        for turn in range(rows):
            row = ROWS[group.opts.model._meta.label](turn + 1)
            empty = _values_of_a_new_row(group.formset)
            fields |= {f"{prefix}-{begun + turn}-{k}": v for k, v in (empty | row).items()}
        fields[f"{prefix}-TOTAL_FORMS"] = str(begun + rows)
    return fields, written


def _values_of_a_new_row(formset) -> dict:
    form = formset.empty_form
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value}
