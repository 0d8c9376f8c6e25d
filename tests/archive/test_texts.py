"""Whatever people write comes back from Markdown with front matter as it was."""

import itertools

import pytest

from guides.archive import front_matter
from guides.text.canonical import canonical, in_one_line
from tests.archive.lived_in import HOSTILE
from tests.hostile_lines import HOSTILE_LINES

TEXTS = [
    *("", "a", "---", "---\n---", "-->", "<!-- parte", "\\<!-- parte", "\\\\<!-- parte\n-->"),
    *("## Titolo\n\n<!-- parte\nlevel: 2\n-->\n\nfinto", "a\n\n\n\nb", "# ", "...", "\ufefftesto"),
    *(
        "x: {y}",
        "- a: 1\n- b",
        "«così»\u2028e\u2029poi\u0085qui",
        "🙏\U000e0001",
        "tab\tqui",
        HOSTILE,
    ),
]


def lines_of(text: str):
    """As a file gives them: a line ends where there is a \\n."""
    return iter([*(f"{line}\n" for line in text.split("\n")[:-1]), text.split("\n")[-1]])


@pytest.mark.parametrize(
    "text", [canonical(text) for text in [*TEXTS, "\n".join(HOSTILE_LINES), *HOSTILE_LINES[::8]]]
)
def test_a_text_comes_back_alone_between_others_and_above_them(text):
    known = {
        "name": in_one_line(text),
        "text": text,
        "empty": "",
        "ends": f"{text}\n\n",
        "n": 0,
        "no": None,
        "l": [text],
    }
    written = front_matter.opening(known, text)
    for title, below in itertools.product(("Titolo", in_one_line(text)), (text, "")):
        written += front_matter.part(2, title, "parte", known, below)
    found = list(front_matter.read(lines_of(written), "parte"))
    assert found[0] == front_matter.Part(0, "", known, text)
    assert found[1:] == [
        front_matter.Part(2, title, known, below)
        for title, below in itertools.product(("Titolo", in_one_line(text)), (text, ""))
    ]
