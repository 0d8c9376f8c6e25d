"""The picture that a shared link shows."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from guides.home import social_image
from tests.factories import a_company, a_live_guide
from tests.hostile_lines import HOSTILE_LINES
from tests.voices import a_story, public

pytestmark = pytest.mark.django_db
LONG = "Perché è così: l’ordine non arriva " * 4


@pytest.fixture
def pictures_in_a_folder_of_their_own(tmp_path):
    return tmp_path / "social"


def drawn(title: str) -> Image.Image:
    return Image.open(BytesIO(social_image.draw(title=title, site_name="Sito", note=""))).convert()


def box_of_the_title(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is drawn between the rule and the note."""
    paper = Image.new("RGB", picture.size, social_image.PAPER)
    below_the_rule = (0, 140, *picture.size)
    difference = ImageChops.difference(picture.convert("RGB"), paper).crop(below_the_rule)
    left, top, right, bottom = difference.convert("L").point(lambda p: 255 * (p > 40)).getbbox()
    return left, top + 140, right, bottom + 140


@pytest.mark.parametrize("title", ["Corto", LONG[:140], "W" * 140])
def test_a_shared_link_shows_a_picture_that_is_drawn_once(
    client, title, pictures_in_a_folder_of_their_own
):
    guide = a_live_guide(title=title)
    for _ in range(2):  # drawn, then kept
        response = client.get(f"/guide/{guide.slug}/immagine.png")
        picture = Image.open(BytesIO(response.content))
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(list(pictures_in_a_folder_of_their_own.iterdir())) == 1
    page = client.get(f"/guide/{guide.slug}/").content.decode()
    address = f"http://localhost:8000/guide/{guide.slug}/immagine.png"
    assert f'<meta property="og:image" content="{address}">' in page


def test_old_pictures_make_room(monkeypatch, pictures_in_a_folder_of_their_own):
    monkeypatch.setattr(social_image, "MOST_KEPT", 2)
    words = {"site_name": "Sito", "note": ""}
    first, *_, last = [social_image.kept(title=title, **words) for title in ("A", "B", "C", "D")]
    left = {path.read_bytes() for path in pictures_in_a_folder_of_their_own.iterdir()}
    assert len(left) == 2
    assert last in left
    assert first not in left


@pytest.mark.parametrize("title", ["W" * 140, LONG[:140], "Precipitevolissimevolmente " * 5])
def test_the_longest_title_is_whole_and_inside_the_picture(title):
    _, lines = social_image._fitted(title.strip())
    assert "".join(lines).replace(" ", "") == title.replace(" ", "")
    left, _, right, bottom = box_of_the_title(drawn(title))
    margin = social_image.MARGIN
    assert left >= margin - 5
    assert right <= social_image.SIZE[0] - margin + 5
    assert bottom <= social_image.BOTTOM + 5 < social_image.SIZE[1] - 96


def test_a_sign_that_the_type_lacks_leaves_no_empty_box():
    plain = drawn("Il pacco non arriva")
    assert drawn("Il pacco 😀 non arriva 🇮🇹\ufffe\u202e").tobytes() == plain.tobytes()
    assert drawn("Perché così").tobytes() != drawn("Perch cos").tobytes()


def test_no_title_breaks_the_picture():
    for title in HOSTILE_LINES:
        assert drawn(title[:140]).size == (1200, 630)


def test_a_story_and_a_company_have_pictures_of_their_own(client, editor, settings):
    company = a_company()
    story = public(a_story(company=company), by=editor)
    for place in (story.get_absolute_url(), company.get_absolute_url()):
        address = f"{place}immagine.png"
        assert Image.open(BytesIO(client.get(address).content)).size == (1200, 630)
        page = client.get(place).content.decode()
        assert f'<meta property="og:image" content="{settings.SITE_URL}{address}">' in page


def test_a_storys_picture_keeps_none_of_the_readers_words(client, editor, monkeypatch):
    said = []
    monkeypatch.setattr(social_image, "draw", lambda **words: said.append(words) or b"png")
    story = public(a_story(), by=editor)
    client.get(f"{story.get_absolute_url()}immagine.png")
    assert len(said) == 1
    assert story.title not in str(said)
    assert story.author_name not in str(said)


def test_a_story_that_is_not_public_has_no_picture(client):
    story = a_story()
    assert client.get(f"/storie/{story.pk}-{story.slug}/immagine.png").status_code == 404


def test_the_mark_stands_beside_the_name():
    picture = drawn("Titolo").convert("RGB")
    left, top = social_image.MARGIN, 48
    assert picture.getpixel((left + 4, top + 32)) == picture.getpixel((left + 32, top + 36))
    assert picture.getpixel((left + 16, top + 16)) == picture.getpixel((10, 10))  # the pane
