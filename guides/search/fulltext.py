"""The database's part: at most 200 candidates for a plan, by FTS5 or by a tsvector under GIN.

Our analyzer has already split and stemmed both sides; the databases only match and pre-sort, so
that the ranking in Python finds the same best answers on either.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import connections, router

from guides.search.documents import SearchDocument
from guides.search.plan import Plan
from guides.search.term import as_field

MOST_CANDIDATES = 200
FILTERS = ("kind", "topic", "company")


class CandidateRow(NamedTuple):
    """What ranking and narrowing down need to know of a document."""

    id: int
    key: str
    owner: str
    title: str
    body: str
    words: str
    title_length: int
    body_length: int
    kind: str
    topic: str
    company: str


_SELECT = (
    "d.id, d.key, d.owner, d.title_stems, d.body_stems, d.words, d.title_length, d.body_length, "
    "d.kind, d.topic, d.company"
)
# What matches is weighed by its own text, a bounded number of rows: FTS5's bm25() reads every row
# of every word that it is given, a hundred thousand of a common word in a million texts.
_SQLITE = """
    SELECT {select} FROM (
        SELECT d.id AS found FROM (
            SELECT t.rowid AS matching
            FROM guides_searchtext t {join} WHERE guides_searchtext MATCH %s {where}
            LIMIT {rows}
        ) CROSS JOIN guides_searchdocument d ON d.id = matching WHERE {held}
        ORDER BY {worth} DESC, d.body_length, d.id LIMIT {limit}
    ) JOIN guides_searchdocument d ON d.id = found
"""
_HELD = "(instr(d.body_stems, %s) > 0) * %s + (instr(d.title_stems, %s) > 0) * %s"
_IN_TITLE = 0.7
# Of one or two words bm25() is cheap, and says how often they stand there: most texts hold each.
_SQLITE_SHORT = """
    SELECT {select} FROM (
        SELECT found FROM (
            SELECT t.rowid AS found, bm25(guides_searchtext, 1.2, 1.0) AS worth
            FROM guides_searchtext t {join} WHERE guides_searchtext MATCH %s {where}
            LIMIT {rows}
        ) ORDER BY worth, found LIMIT {limit}
    ) JOIN guides_searchdocument d ON d.id = found
"""
# CROSS: first the matching texts, then what each is about. SQLite, which keeps no statistics here,
# would go the other way, through a topic's hundred thousand sections.
_JOIN = "CROSS JOIN guides_searchdocument d ON d.id = t.rowid"
# MATERIALIZED hides from the planner that no more than so many rows are wanted: for a few of many
# it would read the table from its beginning, whatever stands there, and not ask the index. Where a
# word is everywhere that is right: the index gives all its places before the first is read.
_POSTGRESQL = """
    WITH matching AS {materialized} (
        SELECT d.id, {words} AS words, d.{vector} AS vector FROM guides_searchdocument d
        WHERE {matched} {where}
    )
    SELECT {select} FROM (
        SELECT id AS found FROM (SELECT * FROM matching LIMIT {rows}) d WHERE {held}
        ORDER BY ts_rank('{{1.0, 0.4, 0.4, 0.6}}', vector, to_tsquery('simple', %s), 1) DESC,
                 id
        LIMIT {limit}
    ) best JOIN guides_searchdocument d ON d.id = found
"""
_HOLDS = "d.{vector} @@ to_tsquery('simple', %s)"
# Where words stand a tsvector's index does not know: of two common ones side by side each text that
# holds both would be read. 0032_word_pairs has an index that does.
_SIDE_BY_SIDE = "guides_word_pairs(d.words) @> guides_word_pairs(%s)"
_POSTGRESQL_HOLDS = """
    WITH matching AS MATERIALIZED (
        SELECT 1 FROM guides_searchdocument WHERE stems_vector @@ to_tsquery('simple', %s)
    )
    SELECT * FROM matching LIMIT 1
"""


def candidates(
    plan: Plan, filters: Mapping[str, str], exactly: Sequence[str] = ()
) -> list[CandidateRow]:
    """At most 200 documents for the plan; `filters` narrows by kind, topic or company slug.

    `exactly`: runs of unstemmed words, as fields, that the documents must hold as they stand.
    """
    if not plan.in_title_first:
        found = _matching(plan, filters, exactly, rows=plan.most_rows)
        if plan.otherwise and not found:
            return candidates(plan.otherwise, filters, exactly)
        return found
    titled = _matching(plan, filters, exactly, rows=plan.most_rows, only_title=True)
    if len(titled) >= MOST_CANDIDATES:
        return titled
    known = {row.id for row in titled}
    others = _matching(plan, filters, exactly, rows=plan.most_rows // 5)
    return [*titled, *(row for row in others if row.id not in known)][:MOST_CANDIDATES]


def _read():
    """The database that documents are read from now."""
    return connections[router.db_for_read(SearchDocument)]


def holds(run: Sequence[str]) -> bool:
    """Whether any document has these stems in a row."""
    plan = Plan((), runs=(tuple(run),))
    if _read().vendor == "sqlite":
        sql = "SELECT 1 FROM guides_searchtext WHERE guides_searchtext MATCH %s LIMIT 1"
        asked = _for_fts5(plan, only_title=False)
    else:
        sql, asked = _POSTGRESQL_HOLDS, _for_tsquery(plan)
    with _read().cursor() as cursor:
        cursor.execute(sql, [asked])
        return cursor.fetchone() is not None


def _matching(
    plan: Plan,
    filters: Mapping[str, str],
    exactly: Sequence[str],
    *,
    rows: int,
    only_title: bool = False,
) -> list[CandidateRow]:
    narrowed = {name: filters[name] for name in FILTERS if filters.get(name)}
    compose = _of_sqlite if _read().vendor == "sqlite" else _of_postgresql
    template, parts, asked = compose(plan, list(narrowed.values()), exactly, only_title=only_title)
    sql = template.format(
        select=_SELECT,
        where="".join(f" AND d.{name} = %s" for name in narrowed),
        join=_JOIN if narrowed else "",
        rows=rows,
        limit=MOST_CANDIDATES,
        **parts,
    )
    with _read().cursor() as cursor:
        cursor.execute(sql, asked)
        return [CandidateRow._make(row) for row in cursor.fetchall()]


def _of_sqlite(
    plan: Plan, narrowed: list[str], exactly: Sequence[str], *, only_title: bool
) -> tuple[str, dict[str, str], list]:
    """What to ask: the statement, what goes in it, its parameters."""
    asked = [_for_fts5(plan, only_title=only_title), *narrowed]
    if len(plan.rarity) <= 2 and not (plan.weighed or exactly):
        return _SQLITE_SHORT, {}, asked
    worth, of_worth = _worth(plan)
    held = " AND ".join(["instr(d.words, %s) > 0"] * len(exactly)) or "true"
    return _SQLITE, {"held": held, "worth": worth}, [*asked, *exactly, *of_worth]


def _of_postgresql(
    plan: Plan, narrowed: list[str], exactly: Sequence[str], *, only_title: bool
) -> tuple[str, dict[str, str], list]:
    expression = _for_tsquery(plan)
    weighing = " | ".join([expression, *(f"'{stem}'" for stem, _ in plan.weighed)])
    vector = "title_vector" if only_title else "stems_vector"
    # Where only little words are quoted each pair may be everywhere: others are asked with them.
    pairs = [run for run in exactly if len(run.split()) > 1] if plan.phrases else []
    matched, asked = [_SIDE_BY_SIDE] * len(pairs), [*pairs]
    if not pairs or len(pairs) < len(exactly):
        matched, asked = [*matched, _HOLDS.format(vector=vector)], [*asked, expression]
    may_read_all = plan.is_everywhere and not (pairs or only_title)
    parts = {
        "matched": " AND ".join(matched),
        "vector": vector,
        "words": "d.words" if exactly else "''",
        "materialized": "NOT MATERIALIZED" if may_read_all else "MATERIALIZED",
        "held": " AND ".join(["strpos(words, %s) > 0"] * len(exactly)) or "true",
    }
    return _POSTGRESQL, parts, [*asked, *narrowed, *exactly, weighing]


def _worth(plan: Plan) -> tuple[str, list]:
    """How SQLite weighs a text, and what for: the rarity of what it holds, more in its title."""
    asked = [*plan.rarity, *((" ".join(run), 1.0) for run in (*plan.phrases, *plan.runs))]
    values: list[str | float] = []
    for stems, rarity in asked:
        run = as_field(stems.split())
        values += [run, rarity, run, _IN_TITLE * rarity]
    return " + ".join([_HELD] * len(asked)) or "1", values


def _for_fts5(plan: Plan, *, only_title: bool) -> str:
    """FTS5's query language, section 3 of its documentation; stems hold letters and digits only."""
    phrases = [f'"{" ".join(phrase)}"' for phrase in plan.phrases]
    groups = ["(" + " AND ".join(f'"{stem}"' for stem in group) + ")" for group in plan.groups]
    groups += [f'"{" ".join(run)}"' for run in plan.runs]
    expression = " AND ".join(phrases) or " OR ".join(groups)
    return f"({{title_stems}} : ({expression}))" if only_title else expression


def _for_tsquery(plan: Plan) -> str:
    """PostgreSQL's tsquery, section 8.11.2 of its documentation."""
    phrases, runs = (
        ["(" + " <-> ".join(f"'{stem}'" for stem in run) + ")" for run in wanted]
        for wanted in (plan.phrases, plan.runs)
    )
    groups = ["(" + " & ".join(f"'{stem}'" for stem in group) + ")" for group in plan.groups]
    return " & ".join(phrases) or " | ".join([*groups, *runs])
