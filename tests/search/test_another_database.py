"""What a worker remembers of the index is of this database; one restored meanwhile is another."""

import pytest
from django.db import OperationalError

from guides.search import preload, vocabulary
from guides.search.documents import SearchDocument
from guides.search.finder import find
from guides.search.models import IndexedStem, IndexedWord, SearchIndex
from guides.search.vocabulary import LoadedWords
from tests.factories import a_live_guide

pytestmark = pytest.mark.django_db


def found(question: str) -> list[str]:
    return [hit.document.title for hit in find(question).hits]


def emptied() -> None:
    """The index of a database that was restored is made anew, from its first number on."""
    for model in (SearchDocument, IndexedStem, IndexedWord, SearchIndex):
        model.objects.all().delete()


def test_words_of_the_database_that_was_put_in_its_place_are_proposed():
    a_live_guide(title="Il corriere non trova la portineria")
    assert "Il corriere non trova la portineria" in found("portinreia")
    newest = IndexedWord.objects.order_by("pk").last()
    emptied()
    a_live_guide(title="La bolletta sbagliata")
    # A table that was restored counts on from where it was: below what this worker has read.
    for number, row in enumerate(IndexedWord.objects.order_by("pk"), start=1):
        IndexedWord.objects.filter(pk=row.pk).update(id=number)
    assert IndexedWord.objects.order_by("pk").last().pk < newest.pk
    assert "La bolletta sbagliata" in found("bollteta")


def test_the_words_are_read_once_and_only_newer_ones_after(django_assert_num_queries):
    a_live_guide(title="Il corriere non trova la portineria")
    loaded = LoadedWords()
    with django_assert_num_queries(1):
        assert "portineria" in loaded.words()
    a_live_guide(title="La bolletta sbagliata")
    with django_assert_num_queries(1):
        assert "bolletta" in loaded.words()
    assert len(loaded.words()) == IndexedWord.objects.count()


def test_when_the_newest_word_was_withdrawn_none_is_known_twice():
    a_live_guide(title="Il corriere non trova la portineria")
    loaded = LoadedWords()
    loaded.words()
    IndexedWord.objects.order_by("pk").last().delete()
    a_live_guide(title="La bolletta sbagliata")
    known = loaded.words()
    assert len(known) == IndexedWord.objects.count()
    assert "bolletta" in known


def test_a_word_withdrawn_just_now_does_not_make_the_others_be_read_again(
    django_assert_num_queries,
):
    a_live_guide(title="Il corriere non trova la portineria")
    loaded = LoadedWords()
    loaded.words()
    newest = IndexedWord.objects.order_by("pk").last()
    newest.delete()
    with django_assert_num_queries(1):
        assert newest.word not in loaded.words()
    assert "portineria" in loaded.words()


def test_what_a_worker_starts_with_it_does_not_read_again(monkeypatch, django_assert_num_queries):
    a_live_guide(title="Il corriere non trova la portineria")
    loaded = LoadedWords()
    monkeypatch.setattr(preload, "LOADED", loaded)
    monkeypatch.setattr(preload.connections, "close_all", lambda: None)  # the test's own too
    preload.preload()
    assert len(loaded.newest) > 1
    with django_assert_num_queries(1) as asked:
        assert "portineria" in loaded.words()
    assert f">= {loaded.newest[0][0]}" in asked.captured_queries[0]["sql"]


def test_a_worker_starts_without_words_while_the_database_does_not_answer(monkeypatch):
    def down(*_):
        raise OperationalError

    loaded = LoadedWords()
    monkeypatch.setattr(preload, "LOADED", loaded)
    monkeypatch.setattr(preload.connections, "close_all", lambda: None)
    with monkeypatch.context() as patched:
        patched.setattr(vocabulary, "_words_from", down)
        preload.preload()
    assert not loaded.newest
    a_live_guide(title="Il corriere non trova la portineria")
    assert "portineria" in loaded.words()
