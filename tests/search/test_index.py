import pytest
from django.core.management import call_command
from django.db import transaction

from guides.guide.models import Guide
from guides.search import fulltext
from guides.search.documents import SearchDocument
from guides.search.finder import find
from guides.search.models import IndexedStem, IndexedWord, SearchIndex
from guides.search.rebuild import rebuild
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db

TEXTS = [
    "pacco corriere rimborso",
    "reso codice verifica reso",
    "banca carta truffa pacco",
    "bolletta luce gas banca codice",
]


def titles(question: str) -> list[str]:
    return [hit.document.title for hit in find(question).hits]


def what_is_kept() -> tuple:
    """The vocabulary and sums as kept, and as counted again from the documents."""
    documents = SearchDocument.objects.all()
    counted: dict[str, int] = {}
    for document in documents:
        for stem in set(document.body_stems.split()):
            counted[stem] = counted.get(stem, 0) + 1
    kept = dict(IndexedStem.objects.values_list("stem", "documents"))
    state = SearchIndex.current()
    sums = (sum(d.title_length for d in documents), sum(d.body_length for d in documents))
    return (kept, state.documents, (state.title_words, state.body_words)), (
        counted,
        len(documents),
        sums,
    )


def test_what_is_published_is_found_at_once(editor):
    guide = a_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    assert titles("pacco") == []
    guide.publish(by=editor)
    assert titles("pacco") == ["Il pacco"]


def test_what_is_withdrawn_is_gone_at_once(editor):
    guide = a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    guide.withdraw(by=editor, because="Prova")
    assert titles("pacco") == []


def test_an_edit_is_not_found_before_it_is_published(editor):
    guide = a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    guide.sections.update(body="Zibaldone")
    assert titles("zibaldone") == []
    guide.publish(by=editor)
    assert titles("zibaldone") == ["Il pacco"]


def test_a_publication_that_fails_leaves_the_index_as_it_was(editor):
    guide = a_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    with transaction.atomic():
        guide.publish(by=editor)
        transaction.set_rollback(True)
    assert titles("pacco") == []
    assert what_is_kept()[0] == what_is_kept()[1]


def test_a_section_taken_away_is_found_no_more(editor):
    sections = [{"title": "Il pacco", "body": ""}, {"title": "La banca", "body": ""}]
    guide = a_live_guide(sections=sections)
    guide.sections.filter(title="La banca").delete()
    guide.publish(by=editor)
    assert titles("banca") == []
    assert titles("pacco") == ["Il pacco"]


def test_what_is_deleted_is_found_no_more():
    a_topic(name="Il pacco").delete()
    assert titles("pacco") == []


def test_a_renamed_company_is_found_by_its_new_name():
    company = a_company(name="Vecchia insegna")
    company.name = "Nuova marca"
    company.save()
    assert titles("insegna") == []
    assert titles("marca") == ["Nuova marca"]


def test_a_topic_with_a_new_address_still_narrows():
    topic = a_topic(name="Viaggi", slug="viaggi")
    a_live_guide(topic=topic, sections=[{"title": "Il treno", "body": ""}])
    topic.slug = "viaggi-e-treni"
    topic.save()
    assert find("treno", filters={"topic": "viaggi-e-treni"}).total == 1


def test_vocabulary_and_sums_stay_true_whatever_happens(editor):
    guides = [a_guide(sections=[{"title": "Uno", "body": "due"}]) for _ in range(3)]
    for step in range(24):
        guide = guides[step % 3]
        guide.sections.update(body=TEXTS[step % 4])
        guide.refresh_from_db()
        if step % 7 == 4:
            guide.withdraw(by=editor, because="Prova")
        else:
            guide.publish(by=editor)
    kept, counted = what_is_kept()
    assert kept == counted


def test_no_word_of_a_withdrawn_guide_stays_in_the_vocabulary(editor):
    guide = a_live_guide(sections=[{"title": "Zibaldone", "body": ""}])
    assert IndexedWord.objects.filter(word="zibaldone").exists()
    guide.withdraw(by=editor, because="Prova")
    assert not IndexedWord.objects.filter(word="zibaldone").exists()
    assert find("zibaldoni").did_you_mean == ""


def test_a_rebuild_mends_what_is_wrong():
    a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    SearchDocument.objects.filter(title="Il pacco").update(title="Altro", body_stems=" altr ")
    list(rebuild())
    assert titles("pacco") == ["Il pacco"]


def test_a_rebuild_drops_what_is_not_public(editor):
    guide = a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    Guide.objects.filter(pk=guide.pk).update(live=None)
    assert titles("pacco") == ["Il pacco"]
    list(rebuild())
    assert titles("pacco") == []


def test_a_rebuild_finds_what_the_index_lost():
    a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    for model in (SearchDocument, IndexedStem, IndexedWord, SearchIndex):
        model.objects.all().delete()
    list(rebuild())
    assert titles("pacco") == ["Il pacco"]
    assert what_is_kept()[0] == what_is_kept()[1]


def test_a_rebuild_has_no_empty_moment():
    for _ in range(3):
        a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    counts = [len(titles("pacco")) for _ in rebuild()]
    assert counts
    assert set(counts) == {3}


def test_a_rebuild_touches_nothing_that_is_right():
    a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    before = list(SearchDocument.objects.order_by("pk").values())
    list(rebuild())
    assert list(SearchDocument.objects.order_by("pk").values()) == before


def test_a_story_is_found_from_its_approval_to_its_withdrawal(editor):
    story = a_story(title="Il frigorifero", text="Non arriva.")
    assert titles("frigorifero") == []
    story.approve(by=editor)
    assert titles("frigorifero") == ["Il frigorifero"]
    story.undo(by=editor)
    assert titles("frigorifero") == []


def test_words_omitted_from_a_story_are_not_found(editor):
    story = public(a_story(title="Il frigorifero", text="Il signor Zibaldone."), by=editor)
    assert titles("zibaldone") == ["Il frigorifero"]
    story.redact(by=editor, words="Zibaldone")
    assert titles("zibaldone") == []


def test_an_erased_story_leaves_nothing(editor):
    story = public(a_story(title="Il frigorifero", text="Zibaldone."), by=editor)
    story.erase()
    assert titles("frigorifero") == []
    assert not IndexedWord.objects.filter(word="zibaldone").exists()


def test_an_index_that_an_earlier_version_made_is_made_anew_once(django_assert_num_queries):
    a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    assert not SearchIndex.current().is_old
    SearchIndex.objects.update(made_by=1)
    SearchDocument.objects.filter(title="Il pacco").update(body_stems=" altr ")
    call_command("rebuild_search", "--if-old", verbosity=0)
    assert titles("pacco") == ["Il pacco"]
    with django_assert_num_queries(1):
        call_command("rebuild_search", "--if-old", verbosity=0)


def test_the_index_of_words_follows_each_document_whatever_migrations_did():
    """SQLite loses the triggers of a table that a migration writes anew."""
    a_live_guide(sections=[{"title": "Il pacco", "body": "Testo."}])
    SearchDocument.objects.filter(title="Il pacco").update(body_stems=" zibaldon ")
    assert fulltext.holds(("zibaldon",))
    SearchDocument.objects.all().delete()
    assert not fulltext.holds(("zibaldon",))
