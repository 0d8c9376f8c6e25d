"""Names in the order an Italian looks for them in, the same on every database.

SQLite puts "eBay" after "Zalando" and PostgreSQL does as its server was set up: so a key is kept
beside each name, made of a-z, digits and spaces wherever the name allows, and compared by byte.
"""

import re
import unicodedata

from django.db import models

LONGEST = 200
DIGITS = re.compile(r"\d+")
NOT_SAID = re.compile(r"[\W_]+")
WITHOUT_SIGNS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


def sort_key(name: str) -> str:
    """Without capitals, accents and signs; a word ends before a letter follows; 2 before 10."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(WITHOUT_SIGNS)
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf"))
    words = DIGITS.sub(lambda number: number[0].zfill(8), NOT_SAID.sub(" ", plain).strip())
    return words[:LONGEST]


class SortKeyField(models.CharField):
    """The sort key of another field, made anew at each save; order by it, then by "pk"."""

    def __init__(self, of: str, **kwargs) -> None:
        self.of = of
        kwargs |= {"max_length": LONGEST, "editable": False, "default": "", "blank": True}
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for same in ("max_length", "editable", "default", "blank"):
            del kwargs[same]
        return name, path, [self.of, *args], kwargs

    def db_parameters(self, connection) -> dict:
        """PostgreSQL's own order of letters is its server's; SQLite compares bytes anyway."""
        collation = {"collation": "C"} if connection.vendor == "postgresql" else {}
        return super().db_parameters(connection) | collation

    def pre_save(self, instance: models.Model, add: bool) -> str:
        key = sort_key(getattr(instance, self.of))
        setattr(instance, self.attname, key)
        return key
