"""Enormous, deep and hostile sources: rendered or refused with a sentence, never cut in silence."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guides.text.commonmark import MAX_CHARACTERS, MAX_LINES
from guides.text.markdown import MarkdownRefused, plain_text, preview, problems, render


@pytest.mark.parametrize("size", [MAX_CHARACTERS, 200_000])
def test_hostile_sources_are_rendered_or_refused(size):
    # In a process of its own, which can be stopped. A parser that is quadratic in one of the
    # sources needs minutes for it; ours needs seconds for all: the limit is far from both.
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.hostile_markdown", str(size)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-200:] + done.stderr[-2000:]


def test_a_text_at_the_bound_is_rendered():
    assert render("a" * MAX_CHARACTERS)
    assert render("a b c d \n" * MAX_LINES)


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("a" * 50_001, "Il testo è troppo lungo: 50.001 caratteri, il massimo è 50.000. Dividilo"),
        ("\n" * 5_001, "Il testo ha troppe righe: 5.001 righe, il massimo è 5.000. Dividilo"),
        ("> " * 20 + "a", "Nel testo ci sono troppi livelli uno dentro l’altro"),
        ("*a **a " * 20 + "a** a*" * 20, "Nel testo ci sono troppi livelli uno dentro l’altro"),
        ("[" * 20 + "a", "Nel testo ci sono troppi livelli uno dentro l’altro"),
        ("|a" * 90 + "\n" + "|-" * 90 + "\n" + "|b\n" * 90, "Il testo ha troppi elementi"),
        (
            "[a]: /" + "u" * 5_000 + "\n\n" + "[a] " * 50,
            "Gli indirizzi dei link sono troppo lunghi",
        ),
    ],
)
def test_a_source_past_a_bound_is_refused_with_an_italian_sentence(source, sentence):
    for read in (render, plain_text):
        with pytest.raises(MarkdownRefused, match=sentence):
            read(source)
    (problem,) = problems(source)
    assert problem.startswith(sentence)
    assert problem.endswith(".")
    assert preview(source) == f'<p class="markdown-refused">{problem}</p>\n'


def test_six_lists_in_each_other_keep_the_innermost_words():
    source = "".join("  " * level + f"- livello {level}\n" for level in range(6))
    assert "<li>livello 5</li>" in render(source)
    assert "livello 5" in plain_text(source)


def test_brackets_and_emphasis_in_each_other_keep_the_innermost_words():
    assert '<a href="/x">a</a>' in render("[" * 6 + "[a](/x)" + "]" * 6)
    assert render("*a **b " * 3 + "c" + " b** a*" * 3).count("<strong>") == 3


def test_what_no_page_can_hold_is_dropped_and_lines_stay_lines():
    pasted = "Uno\x0b due\x0c\ufffe.\r\nTre\rquattro\x1f"
    assert render(pasted) == "<p>Uno due.\nTre\nquattro</p>\n"


def test_what_is_no_character_is_replaced():
    assert render("prima \ud800 dopo") == "<p>prima ? dopo</p>\n"
    assert render("prima &#xD800; \0 dopo") == "<p>prima \ufffd \ufffd dopo</p>\n"


def test_many_threads_render_what_one_renders():
    sources = [f"# {n}\n\n> - **{n}** [x](/{n}/)\n\n::: consiglio\n{n}\n:::" for n in range(200)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(render, sources)) == [render(source) for source in sources]
