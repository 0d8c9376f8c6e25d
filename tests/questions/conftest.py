from tests.search.conftest import nothing_remembered_from_another_test  # noqa: F401
