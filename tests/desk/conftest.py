import pytest


@pytest.fixture
def staff(client, editor):
    """The editor's own browser."""
    client.force_login(editor)
    return client
