import pytest

from guides.search import finder, terms
from guides.search.vocabulary import Memory


@pytest.fixture(autouse=True)
def nothing_remembered_from_another_test(monkeypatch):
    memory = Memory()
    monkeypatch.setattr(finder, "MEMORY", memory)
    monkeypatch.setattr(terms, "MEMORY", memory)
