"""A site in which everything has happened once, and a word in all that must not leave it."""

from uuid import uuid4

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.archive.declared import DECLARED
from guides.archive.shapes import Shape
from guides.authorities.models import Authority
from guides.companies.sectors import Sector
from guides.contributions.update import Update
from guides.facts.law import LawArticle
from guides.feedback.remarks import Remark
from guides.glossary.models import Datum
from guides.guide.fact_check.models import OutsideAnswer
from guides.guide.follower import GuideFollower
from guides.guide.schedule.moment import moment_in
from guides.guide.versions.edits import note_edits
from guides.letters.dossier import DossierScheme
from guides.letters.scheduling import LetterSchedule
from guides.moderation.reasons import Reason
from guides.questions.models import SearchQuestion
from guides.record.models import AdministrativeAct
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from guides.site.models import Page, SiteSettings
from guides.site.shortcuts import Shortcut
from guides.spam.models import BlockedTerm
from guides.stories.attachment import Attachment
from guides.uploads.images import clean
from guides.uploads.pictures import note
from guides.uploads.storage import COVERS, store_picture
from guides.wordpress.models import OldAddress, WordPressSite
from tests.deadlines.making import a_live_rule
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.facts.making import a_fact
from tests.feedback.voting import many_votes
from tests.letters.making import a_live_letter
from tests.solver.making import a_live_flow
from tests.uploads.pictures import a_picture
from tests.voices import a_comment, a_reply, a_story, public

SECRET = "arcobalenosegreto"
EMAIL = "lettrice@posta.example"
READER = {"author_email": EMAIL, "network": "f00dfeed" * 4}
HOSTILE = """Prima riga — «così», 'apostrofi' e "virgolette": 100 % \\

<!-- sezione
---
## Un titolo dentro il testo
\\<!-- sezione
-->

```
--- codice: {a: 1}
```"""


def live_in(editor, colleague) -> None:
    """Everything once, by the verbs of the site."""
    guide = _guides(editor, colleague)
    _errands(guide)
    _around(guide)
    _voices(guide, editor)
    _what_stays(guide, editor)


def _guides(editor, colleague):
    fact = a_fact(key="reso-entro")
    fact.key = "termine-reso"
    fact.save()
    cover = store_picture(clean(a_picture()), COVERS)
    inside = note(store_picture(clean(a_picture(size=(80, 30)))), by=editor, sent_as="foto mia.png")
    sections = [
        {"title": "Prima: «aspetta»", "problem": "Non arriva", "body": HOSTILE},
        {
            "title": "Poi",
            "level": 2,
            "body": f"Hai {{{{fatto:{fact.key}}}}}.\n\n![Pacco](/media/{inside.name})",
        },
        {"title": "Vuota", "body": ""},
    ]
    guide = a_live_guide(
        by=editor,
        slug="pacco",
        title="Il pacco: dov’è?",
        sections=sections,
        company=a_company(),
        cover=cover,
        cover_alt="Un pacco",
        introduction="Ecco.",
        owner=editor,
    )
    _its_life(guide, editor, colleague)
    a_live_guide(by=editor, slug="ritirata").withdraw(by=editor, because="Superata.")
    a_guide(title="Una bozza", slug="bozza", sections=[])
    return guide


def _its_life(guide, editor, colleague) -> None:
    """Shelves, another edition at another address, a draft, what waits for its moment."""
    sector = Sector.objects.create(name="Negozi & co.", every_company="ogni negozio")
    guide.sectors.add(sector)
    guide.other_companies.add(a_company(sector=sector), a_company())
    guide.sources.create(
        title="Codice", address="https://a.example/", publisher="Stato", consulted_on="2026-11-01"
    )
    first = guide.sections.first()
    first.slug, first.body = "aspetta-ancora", f"{first.body}\n\nE poi ancora."
    first.save()
    guide.slug = "pacco-perso"
    guide.save()
    guide.revise()
    guide.publish(by=editor, note="Più chiara.", internal_note="Vista con Bea.")
    first.title, first.question = "Bozza nuova", SearchQuestion.objects.for_question(SECRET)
    first.save()
    guide.revise()
    guide.schedule_publication(by=editor, at=moment_in("domani alle 9"), note="Domani.")
    guide.ask_review(by=editor, of=colleague, note="Guarda qui.")
    guide.reviews.get().notes.create(section_uid=first.uid, section_title=first.title, text="Bene.")
    note_edits(guide, [(first.uid, first.title, "titolo")], by=editor)


def _errands(guide) -> None:
    letter = a_live_letter(sending="Entro {{fatto:termine-reso}}.", company=guide.company)
    letter.sources.create(
        title="Codice", address="https://a.example/", publisher="Stato", consulted_on="2026-11-01"
    )
    LetterSchedule.objects.create(
        letter=letter,
        edition=letter.live,
        due_at=moment_in("domani alle 9").at,
        wall_time="2027-01-01T09:00",
    )
    a_live_flow(guide=guide).revise()
    linked = f"Usa la [lettera](lettera:{letter.slug}) e la [guida](guida:{guide.pk})."
    a_live_guide(slug="con-lettera", sections=[{"title": "Scrivi", "body": linked}])
    letter.terms.create(rule=a_live_rule(note="Controllata."))
    scheme = DossierScheme.objects.create(name="ConciliaWeb", headings="Fatti = testo\nRichieste")
    scheme.topics.add(guide.topic)
    datum = Datum.objects.create(key="consegna", kind="choice", question="A chi?")
    datum.choices.create(key="vicino", words="A un vicino", position=1)


def _around(guide) -> None:
    site = SiteSettings.current()
    site.name, site.footer = "Lo sportello {di prova}", "Due\n\nparagrafi."
    site.save()
    site.links.create(kind="social", name="Noi", address="https://noi.example/")
    guide.company.channels.create(
        kind="telefono", name="Assistenza", value="187", verified_on="2026-11-01"
    )
    guide.author.links.create(kind="profilo", title="Altrove", address="https://b.example/")
    Page.objects.create(title="Regole", slug="regole", body=HOSTILE, in_footer=True)
    authority = Authority.objects.create(
        name="Arbitro",
        slug="arbitro",
        problem="Non rispondono",
        purpose="Decide.",
        cost="20 €",
        when="Dopo.",
        how=HOSTILE,
        website="https://c.example/",
        source_title="Legge",
        source="https://c.example/legge",
        verified_on="2026-11-02",
    )
    authority.topics.add(guide.topic)
    authority.sectors.add(*guide.sectors.all())
    LawArticle.objects.create(urn="urn:nir:stato:legge:2018;5", words="Art. 1")
    Shortcut.objects.create(words="Il pacco", address="/guide/pacco-perso/")
    Synonym.objects.create(wordings="paco", meaning="pacco", replaces=True)
    Signpost.objects.create(wordings="canone rai", says="Altrove.")
    BlockedTerm.objects.create(term="parolaccia")
    key = f"sezione:{guide.sections.first().uid}"
    PromotedAnswer.objects.create(question="dov’è il pacco", document_key=key)


def _from_wordpress(guide, comment, waiting) -> None:
    site = WordPressSite.objects.create(address="https://vecchio.example/", title="Il vecchio")
    site.items.create(number=7, kind="post", outcome="changed", notes=["una nota"], guide=guide)
    for number, each in enumerate((comment, waiting)):
        site.comments.create(number=number, comment=each)
    OldAddress.objects.create(path="vecchio-post", guide=guide)


def _voices(guide, editor) -> None:
    story = a_story(
        title="Mai arrivato: «mai»",
        asked="I soldi.\nSubito.",
        answered="No.",
        used_on="2026-10-01",
        topic=a_topic(),
        **READER,
    )
    public(story, by=editor)
    story.company_answer, story.company_answered_on = "Ci scusiamo.\n\nPagheremo.", "2026-11-03"
    story.save()
    public(
        Update(story=story, author_name="Lei", text="Pagata.", outcome="solved").submit(), by=editor
    )
    first = public(
        a_comment(under=guide, text=HOSTILE, section_uid=guide.sections.first().uid, **READER),
        by=editor,
    )
    for _ in range(2):
        first = public(a_reply(first, **READER), by=editor)
    public(Update(comment=first, author_name="Lui", text="A me\n\nsì.").submit(), by=editor)
    first.publish_answer(by=editor, text="Grazie.")
    gone = public(a_comment(under=guide, text=SECRET, author_name=SECRET, **READER), by=editor)
    public(a_reply(gone), by=editor)
    gone.take_back()
    public(a_comment(under=story, text="Grazie 🙏 a tutti\u2028davvero"), by=editor)
    many_votes(guide, useful=21, of=24)
    _from_wordpress(guide, first, a_comment(under=guide, text=SECRET, **READER))


def _what_stays(guide, editor) -> None:
    """Waiting, refused, spam, private: none of it in a copy."""
    reason, words = Reason.objects.first(), {"author_name": SECRET, "text": SECRET} | READER
    for decide in ("", "reject", "mark_spam", "withdraw"):
        for kept in (a_comment(under=guide, **words), a_story(title=SECRET, **words)):
            if decide:
                extra = {"because": reason} if decide == "reject" else {}
                getattr(kept, decide)(by=editor, **extra)
    hidden = public(a_story(title=SECRET, **words), by=editor)
    public(a_comment(under=hidden, **words), by=editor)
    hidden.withdraw(by=None)
    redacted = public(a_comment(under=guide, text=f"Ha risposto {SECRET}.", **READER), by=editor)
    redacted.redact(by=editor, words=SECRET)
    redacted.note(by=editor, text=SECRET)
    _what_was_private(guide, editor)


def _what_was_private(guide, editor) -> None:
    shown = a_story(title="Con un documento", **READER)
    file = SimpleUploadedFile(f"{SECRET}.pdf", b"%PDF-1.4")
    Attachment.objects.create(
        story=shown,
        file=file,
        name=f"{SECRET}.pdf",
        content_type="application/pdf",
        size=8,
        digest="0" * 64,
    )
    public(shown, by=editor)
    section = guide.sections.first()
    where = {"section_uid": section.uid, "section_title": "Prima"}
    Remark.objects.create(
        edition=guide.live, reason="wrong", text=SECRET, submission_id=uuid4(), **where
    )
    OutsideAnswer.objects.create(
        guide=guide,
        verdict="errore",
        text=SECRET,
        name=SECRET,
        seen_at=guide.created_at,
        submission_id=uuid4(),
        **where,
    )
    SearchQuestion.objects.for_question(SECRET).add_report(uuid4())
    GuideFollower.objects.create(guide=guide, email=EMAIL)
    BlockedTerm.objects.create(kind="address", term=EMAIL)


def empty_the_site() -> None:
    """As it is after `migrate`, but for the acts, which the database lets nobody delete."""
    for model in apps.get_app_config("guides").get_models(include_auto_created=True):
        shape = DECLARED.get(model.__name__)
        is_inborn = isinstance(shape, Shape) and shape.is_inborn
        if not is_inborn and model is not AdministrativeAct:
            rows = model._base_manager.all()
            rows._raw_delete(rows.db)
