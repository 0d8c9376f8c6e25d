"""The alternative texts of a body, which publishing asks for."""

from guides.text.markdown import alternatives


def test_each_image_gives_its_words_or_the_lack_of_them():
    assert alternatives("![una foto](a.webp)\n\n- ![](b.webp) [![c](c.webp)](/x)") == [
        *("una foto", "", "c"),
    ]


def test_a_text_past_the_bounds_has_none():
    assert alternatives("![](a.webp)" * 60_000) == []
