"""Sources that are hostile to a Markdown parser, and what each costs ours.

python -m tests.hostile_markdown SIZE   prints the seconds that each source of SIZE characters takes
"""

import sys
import time

from guides.text.markdown import MarkdownRefused, render

REPEATED = {
    "quotations": "> ",
    "list items": "* ",
    "numbered items": "1. ",
    "stars": "*",
    "alternating delimiters": "*_",
    "openers": "_a ",
    "closers": "a_ ",
    "runs of three": "a*** b* c** ",
    "open brackets": "[",
    "open images": "![",
    "links without an end": "[a](",
    "links in angles": "[a](<b",
    "images in images": "![[]()",
    "links and emphasis": "*[a](u)",
    "seven brackets deep": "[" * 7 + "a" + "]" * 7 + " ",
    "seven images deep": "![" * 7 + "a" + "]" * 7 + " ",
    "labels": "[]:",
    "backslashes": "\\",
    "entities": "&#x10FFFF;",
    "comments": "a <!--",
    "processing instructions": "<?",
    "declarations": "a <![CDATA[",
    "tags": '<a href="',
    "international hosts": "[a](//éü) ",
    "tabs": "\t",
    "pipes": "|",
    "nothing": "\0",
    "blank lines": "\n",
}


def hostile_sources(size: int) -> dict[str, str]:
    """Sources of `size` characters on which Markdown parsers are known to have stumbled."""

    def lines(line: str, first: str = "") -> str:
        return first + line * (size // len(line))

    sources = {name: unit * size for name, unit in REPEATED.items()} | {
        "backticks": "".join("e" + "`" * run for run in range(1, size // 50)),
        "strong in emphasis": "*a **a " * (size // 14) + "b" + " a** a*" * (size // 14),
        "brackets in brackets": "[" * (size // 2) + "a" + "]" * (size // 2),
        "parentheses": "[a](" + "(" * size,
        "lists in lists": "".join("  " * level + "* a\n" for level in range(size // 200)),
        "one long address": "[a]: /" + "u" * (size // 2) + "\n\n" + "[a]" * size,
        "one long title": "[a]: u (" + "t" * (size // 2) + ")\n\n" + "![a]" * size,
        "references": "[a]: u\n\n" + "[a] " * size,
        "lazy quotation": lines("aaaaaaaaaaaa\n", "> " * 12),
        "quotations of twelve": lines("> " * 12 + "a\n"),
        "callouts": lines("::: consiglio\n"),
        "rules that are none": lines("* * * * * * a\n"),
        "definitions": lines("[a]: u 'tttttt\n"),
        "table of many columns": lines("|a\n", "|a" * 5000 + "\n" + "|-" * 5000 + "\n"),
        "table of empty cells": lines("|aaaaaaaaaa\n", "|a" * 60 + "\n" + "|-" * 60 + "\n"),
    }
    return {name: source[:size] for name, source in sources.items()}


def main(size: int) -> None:
    for name, source in hostile_sources(size).items():
        print(name, end=": ", flush=True)  # before its turn: whoever stops us sees where we were
        start, outcome = time.perf_counter(), "rendered"
        try:
            render(source)
        except MarkdownRefused:
            outcome = "refused"
        print(f"{outcome} in {time.perf_counter() - start:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
