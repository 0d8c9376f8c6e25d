"""A typing error is corrected in the open: a mark for readers, a word to its author, an undo."""

import pytest

from guides.contributions.update import Update
from guides.mail.models import Letter
from guides.moderation.correction import Correction
from guides.moderation.exceptions import CannotDecide, Overtaken
from guides.moderation.originals import Original
from guides.privacy.retention import forget_old_data
from guides.search.documents import SearchDocument
from guides.stories.models import Story
from tests.factories import a_live_guide
from tests.privacy.test_forgetting import later
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db
MARK = "corretto dalla redazione"
EMAIL = "lettrice@posta.example"


def confirmed(contribution):
    contribution.confirm_email()
    return contribution


def test_readers_search_and_feeds_have_the_new_words_and_the_mark(client, anna):
    story = public(a_story(text="Il paco non arriva.", title="Il paco perso"), by=anna)
    assert MARK not in client.get(story.get_absolute_url()).content.decode()
    story.correct(by=anna, wrong="paco", right="pacco", everywhere=True)
    story = Story.objects.get()
    page = client.get(story.get_absolute_url()).content.decode()
    assert "Il pacco non arriva." in page
    assert "Il pacco perso" in page
    assert MARK in page
    assert SearchDocument.objects.get(key=f"storia:{story.pk}").title == "Il pacco perso"
    assert "Il paco" not in client.get("/storie/feed/").content.decode()


def test_a_comment_and_an_update_have_the_mark_too(client, anna):
    guide = a_live_guide()
    comment = public(a_comment(under=guide, text="Il paco."), by=anna)
    update = Update(comment=comment, author_name="Lei", text="Arivato.").submit()
    public(update, by=anna)
    comment.correct(by=anna, wrong="paco", right="pacco")
    update.correct(by=anna, wrong="Arivato", right="Arrivato")
    page = client.get(guide.get_absolute_url()).content.decode()
    assert "Il pacco." in page
    assert "Arrivato." in page
    assert page.count(MARK) == 2


def test_undo_gives_the_authors_own_words_back_and_takes_the_mark_away(anna):
    story = a_story(text="Il paco non ariva.")
    story.correct(by=anna, wrong="paco", right="pacco")
    story.correct(by=anna, wrong="ariva", right="arriva")
    story.undo(by=anna)
    assert (Story.objects.get().text, bool(story.corrected_at)) == ("Il pacco non ariva.", True)
    story.undo(by=anna)
    kept = Story.objects.get()
    assert (kept.text, kept.corrected_at) == ("Il paco non ariva.", None)
    assert not Original.objects.exists()
    assert kept.corrections == []


def test_its_author_is_told_and_reads_the_difference(client, anna):
    story = public(confirmed(a_story(text="Il paco.", author_email=EMAIL)), by=anna)
    story.correct(by=anna, wrong="paco", right="pacco")
    letter = Letter.objects.get(template__endswith="corrected.txt")
    assert letter.to == EMAIL
    assert "«paco»" in letter.text
    page = client.get(story.private_path).content.decode()
    assert "<del>paco</del>" in page
    assert "<ins>pacco</ins>" in page


def test_what_is_corrected_before_it_is_public_is_said_in_the_one_letter(anna):
    story = confirmed(a_story(text="Il paco.", author_email=EMAIL))
    story.correct(by=anna, wrong="paco", right="pacco")
    story.approve(by=anna)
    assert (
        "correggendo qualche errore" in Letter.objects.get(template__endswith="approved.txt").text
    )
    assert not Letter.objects.filter(template__endswith="corrected.txt").exists()


@pytest.mark.parametrize(
    ("wrong", "right", "why"),
    [
        ("paccco", "pacco", "non ci sono"),
        ("", "pacco", "tutte e due"),
        ("e", "", "tutte e due"),
        ("paco", "paco", "uguali"),
        ("e", "è", "Ci sono 2 volte"),
        ("IL", "Il", "non ci sono"),  # capitals are part of what is corrected
        ("pac", "pacc", "non ci sono"),  # whole words only
        ("paco", "p" * 101, "Al massimo 100"),
    ],
)
def test_what_is_no_correction_is_refused_with_a_reason(anna, wrong, right, why):
    text = "Il paco e la busta e basta."
    story = a_story(text=text, title="Titolo")
    with pytest.raises(CannotDecide, match=why):
        story.correct(by=anna, wrong=wrong, right=right)
    assert (Story.objects.get().text, Story.objects.get().corrected_at) == (text, None)


def test_more_words_say_which_one(anna):
    story = a_story(text="Lui e tornato e basta.")
    story.correct(by=anna, wrong="Lui  e", right="Lui è")
    assert Story.objects.get().text == "Lui è tornato e basta."


@pytest.mark.parametrize("right", [r"\1", r"\g<0>", "(?i)", "$1"])
def test_the_words_are_words_and_no_pattern(anna, right):
    story = a_story(text="Il paco.*")
    story.correct(by=anna, wrong="paco", right=right)
    assert Story.objects.get().text == f"Il {right}.*"


def test_a_title_does_not_grow_past_its_length(anna):
    story = a_story(title=f"{'x' * 112} e vero")
    with pytest.raises(CannotDecide, match="più lungo"):
        story.correct(by=anna, wrong="vero", right="verissimo")


def test_a_text_changed_meanwhile_is_not_corrected_unread(anna):
    story = a_story(text="Il paco.")
    on_screen = Story.objects.get()
    story.revise(text="Il paco è arrivato.")
    with pytest.raises(Overtaken):
        on_screen.correct(by=anna, wrong="paco", right="pacco")


def test_what_its_author_writes_anew_has_no_mark(anna):
    story = a_story(text="Il paco.")
    story.correct(by=anna, wrong="paco", right="pacco")
    story.revise(text="Tutto nuovo.")
    assert Story.objects.get().corrected_at is None


def test_the_difference_goes_after_its_term_and_the_mark_stays(anna):
    story = public(a_story(text="Il paco."), by=anna)
    story.correct(by=anna, wrong="paco", right="pacco")
    forget_old_data(now=later(61))
    assert not Correction.objects.exists()
    assert not Original.objects.exists()
    assert Story.objects.get().corrected_at


def test_erasing_takes_the_difference_too(anna):
    story = a_story(text="Il paco di Rossi.")
    story.correct(by=anna, wrong="paco di Rossi", right="pacco")
    story.erase()
    assert not Correction.objects.exists()
