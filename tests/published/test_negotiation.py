"""RFC 9110: which encoding, and whether the reader has the page already."""

import pytest

from helpcentre.published.negotiation import best_encoding, has_it_already


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br; q=0.001", "br"),
        ("br;q=x", "identity"),
        (",,;;q=1,=", "identity"),
    ],
)
def test_the_best_encoding_that_is_accepted(accepted, best):
    assert best_encoding(accepted) == best


@pytest.mark.parametrize(
    ("if_none_match", "if_modified_since", "has_it"),
    [
        (None, None, False),
        ('"a"', None, True),
        ('W/"a"', None, True),
        ('"b", "a"', None, True),
        ("*", None, True),
        ('"b"', "Mon, 23 Nov 2026 08:00:00 GMT", False),
        (None, "Mon, 23 Nov 2026 08:00:00 GMT", True),
        (None, "Mon, 23 Nov 2026 09:00:00 GMT", False),
    ],
)
def test_the_etag_decides_and_the_date_only_without_one(if_none_match, if_modified_since, has_it):
    ours = {"etag": '"a"', "last_modified": "Mon, 23 Nov 2026 08:00:00 GMT"}
    assert has_it_already(if_none_match, if_modified_since, **ours) is has_it
