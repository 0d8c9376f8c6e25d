"""The pure parts: where answers lead, and how a graph is broken so that it is not published."""

import pytest

from guides.solver.faults import faults
from guides.solver.graph import Outcome
from guides.solver.paths import Path, as_row
from guides.solver.written import as_graph, as_written
from tests.solver.making import a_graph

ALL = ("si", "no", "non-so")


def ending(**answers) -> dict:
    return dict.fromkeys(ALL, "fine") | answers


SHORT = {"a": ending(si="b"), "b": ending(no="altra fine")}
TABLE = [Path("si > no", "altra fine", "strada-1"), Path("no", "fine", "strada-2")]
LONG = {f"q{n}": ending(si=f"q{n + 1}") for n in range(6)} | {"q6": ending()}
WIDE = {f"q{n}": dict.fromkeys("abcdefg", f"q{n + 1}") | {"non-so": "fine"} for n in range(3)}
WIDE |= {"q3": dict.fromkeys("abcdefg", "fine") | {"non-so": "fine"}}

BROKEN = {
    "no first question": ({}, [], "Scegli la prima domanda."),
    "an answer that leads nowhere": ({"a": ending(no="")}, TABLE[1:], "non porta da nessuna parte"),
    "a cycle": (SHORT | {"b": ending(no="a")}, TABLE, "gira in tondo"),
    "a question that leads to itself": ({"a": ending(si="a")}, TABLE, "gira in tondo"),
    "more than six questions": (LONG, [Path("no", "fine", "s")], "Una strada ha 7 domande"),
    "no «Non lo so»": ({"a": {"si": "fine", "no": "fine"}}, TABLE[1:], "«Non lo so»"),
    "a question that nobody comes to": (SHORT | {"c": ending()}, TABLE, "alla domanda «c?»"),
    "a way that reaches another outcome": (SHORT, [Path("si > no", "fine", "s")], "ma doveva"),
    "a row with an answer that is not there": (SHORT, [Path("forse", "fine", "s")], "non è una"),
    "a row that stops half way": (SHORT, [Path("si", "fine", "s")], "si ferma a «b?»"),
    "a row with answers too many": (SHORT, [Path("no > no", "fine", "s")], "finisce prima"),
    "an empty table": (SHORT, [], "La tabella delle strade è vuota"),
    "a row without an outcome": (SHORT, [Path("no", "", "s")], "a quale esito"),
    "more pages than anybody reads": (WIDE, [Path("non-so", "fine", "s")], "troppe"),
}


def test_a_way_that_always_ends_has_no_fault():
    assert faults(a_graph(SHORT), TABLE) == []


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_way_is_told_in_words_that_lead_to_a_row(how):
    ways, table, expected = BROKEN[how]
    found = faults(a_graph(ways), table)
    assert any(expected in fault.words and fault.place for fault in found), found


def test_an_outcome_that_nobody_reaches_is_told():
    graph = a_graph(SHORT)
    graph.outcomes["sola"] = Outcome("sola", "Esito solo")
    assert any("all’esito «Esito solo»" in fault.words for fault in faults(graph, TABLE))


def test_six_questions_are_not_too_many():
    six = {key: leads for key, leads in LONG.items() if key != "q6"} | {"q5": ending()}
    assert faults(a_graph(six), [Path("no", "fine", "s")]) == []


def test_answers_are_followed_as_far_as_they_hold():
    graph = a_graph(SHORT)
    assert graph.position_of({}).question.key == "a"
    assert graph.position_of({"b": "no"}).question.key == "a"
    assert graph.position_of({"a": "boh"}).question.key == "a"
    assert graph.position_of({"a": "si"}).question.key == "b"
    there = graph.position_of({"b": "no", "a": "si"})
    assert there.outcome.key == "altra fine"
    assert there.answers == {"a": "si", "b": "no"}


def test_a_cycle_does_not_hold_who_walks_it():
    assert a_graph({"a": ending(si="a")}).position_of({"a": "si"}).question.key == "a"


def test_a_row_is_read_as_people_write_it():
    graph = a_graph(SHORT)
    for answers in ("si > no", "SÌ→No.", " si ; no ;", "Si -> no", "sì > no >"):
        assert faults(graph, [Path(answers, "altra fine", "s")]) == [], answers


def test_every_way_is_written_out_as_a_row():
    graph = a_graph(SHORT)
    ways = [as_row(way) for way in graph.ways(100)]
    assert ways == ["si > si", "si > no", "si > non-so", "no", "non-so"]
    assert len(list(graph.ways(2))) == 2
    rows = [Path(as_row(way), way.outcome.key, "s") for way in graph.ways(100)]
    assert faults(graph, rows) == []


def test_an_edition_gives_back_the_graph_it_was_given():
    graph = a_graph(SHORT)
    assert as_graph(as_written(graph)) == graph
