"""What is remembered between one contribution and the next."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from guides.spam import forget_old_traces, forget_traces_of, judge, learn, unlearn
from guides.spam.models import Attempt, BlockedTerm, SpamWord, TextTrace
from tests.factories import an_author

pytestmark = pytest.mark.django_db
TEXT = "Guadagna con il nostro metodo sicuro, scrivimi subito in privato per sapere come si fa"
GOOD = "Il pacco spedito {n} giorni fa non arriva, il venditore chiede di aspettare il corriere"
BAD = "Bonus casinò gratis {n}: registrati ora e vinci premi senza deposito, offerta limitata"


def test_the_same_text_again_is_noticed_and_the_same_submission_is_not():
    first = uuid4()
    assert not judge(TEXT, network="a", submission_id=first).is_suspicious
    assert not judge(TEXT + " grazie", network="a", submission_id=first).is_suspicious
    again = judge(TEXT.replace("sicuro", "facile"), network="a", submission_id=uuid4())
    assert again.sentences == ["Testo quasi uguale già arrivato dalla stessa rete (una volta)."]
    assert judge(TEXT, network="b").sentences == [
        "Testo quasi uguale già arrivato da altre reti (2 volte)."
    ]


def test_a_flood_of_one_text_stays_recognised_and_costs_no_more():
    for _ in range(25):
        verdict = judge(TEXT, network="a", submission_id=uuid4())
    assert verdict.is_suspicious
    assert TextTrace.objects.count() == 20 * 6


def test_an_erased_contribution_leaves_no_trace():
    mine, other = uuid4(), uuid4()
    for one in (mine, other):
        judge(TEXT, network="a", submission_id=one)
    forget_traces_of(mine)
    assert set(TextTrace.objects.values_list("submission_id", flat=True)) == {other}


@pytest.mark.parametrize(
    "line",
    [
        "\x00\x01\x7f",
        "\u202etxet desrever\u202c \u200f\u200e",
        "Z̷̢̛a̸̡l̴g̵o̷ " * 50,
        "﷽ 𝕿𝖍𝖊 ｆｕｌｌ 👩‍👩‍👧 🏳️‍🌈",
        "' OR 1=1; DROP TABLE guides_spamword; --",
        "{{ 7*7 }} ${7*7} %s %n {0}",
        "http:// https://@ www. http://[::1 http://a:b@:99999/",
        "a" * 20_000,
        "<script>alert(1)</script>" * 100,
    ],
)
def test_no_text_makes_the_guard_fail(line):
    judge(line, name=line, email=line, network="a", submission_id=uuid4())
    learn(line, is_spam=True)
    unlearn(line, is_spam=True)
    assert not SpamWord.objects.exclude(word="").exists()


def test_judging_without_a_submission_leaves_no_trace():
    judge(TEXT, network="a")
    assert not TextTrace.objects.exists()


def test_no_word_of_a_judged_text_is_kept():
    judge(TEXT, network="a", submission_id=uuid4())
    assert not SpamWord.objects.exists()
    assert {field.name for field in TextTrace._meta.fields} == {
        "id", "submission_id", "band", "network", "seen_at",
    }  # fmt: skip


def teach() -> None:
    for n in range(25):
        learn(GOOD.format(n=n), is_spam=False)
        learn(BAD.format(n=n), is_spam=True)


def test_the_guard_learns_from_moderators_and_says_which_words(django_assert_max_num_queries):
    assert not judge("Vinci premi con il bonus casinò").reasons
    teach()
    with django_assert_max_num_queries(3):
        verdict = judge("Vinci premi con il bonus casinò, registrati")
    assert verdict.is_spam
    assert "bonus" in verdict.sentences[0]
    assert not judge("Il venditore del pacco chiede di aspettare").reasons


def test_a_lesson_taken_back_leaves_no_trace():
    teach()
    before = set(SpamWord.objects.values_list("word", "spam", "good"))
    learn("Parola nuovissima, bonus", is_spam=True)
    unlearn("Parola nuovissima, bonus", is_spam=True)
    assert set(SpamWord.objects.values_list("word", "spam", "good")) == before
    unlearn("Mai imparato", is_spam=False)
    assert SpamWord.objects.filter(good__lt=0).count() == 0


def test_a_blocked_word_counts_from_the_moment_it_is_kept():
    assert not judge(TEXT).is_spam
    BlockedTerm.objects.create(kind="word", term="  Métodò  SICURO ")
    assert judge(TEXT).is_spam


def test_the_desk_refuses_a_blocked_term_that_means_nothing_or_is_there_already():
    BlockedTerm.objects.create(kind="domain", term="https://www.Vinci.example/x")
    assert BlockedTerm.objects.get().term == "vinci.example"
    for kind, term, sentence in [
        ("word", "!!!", "almeno una lettera"),
        ("address", "senza", "chiocciola"),
        ("address", "root@localhost", "non possiamo scrivere"),
        ("word", "a", "almeno 3 lettere"),
        ("word", "l'", "almeno 3 lettere"),
        ("word", "è", "almeno 3 lettere"),
        ("word", "Perché", "quasi ogni testo"),
        ("word", "\u200b", "almeno una lettera"),
        ("domain", "com", "per intero"),
        ("domain", "vinci.example", "già bloccato"),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            BlockedTerm(kind=kind, term=term).full_clean()


def test_a_blocked_domain_is_kept_as_the_network_knows_it():
    typed = ["https://CASINÒ.example/x", "faß.example", "@Posta.Example.", "vinci.example:8080"]
    for term in typed:
        BlockedTerm.objects.create(kind="domain", term=term)
    kept = set(BlockedTerm.objects.values_list("term", flat=True))
    assert kept == {
        "xn--casin-yta.example",
        "xn--fa-hia.example",
        "posta.example",
        "vinci.example",
    }


def test_who_signs_as_the_site_or_one_of_its_authors_is_noticed():
    an_author(name="Elena Prova")
    for name in ("Sportello Lettori", "Elena Prova"):
        assert "newsroom" in [reason.rule for reason in judge(TEXT, name=name).reasons]
    assert "newsroom" not in [reason.rule for reason in judge(TEXT, name="Anna").reasons]


def test_an_editor_blocks_a_word_at_the_desk_and_signs_it(client, editor):
    client.force_login(editor)
    form = {"kind": "word", "term": "Casinò", "note": "Solo pubblicità"}
    client.post("/admin/guides/blockedterm/add/", form)
    term = BlockedTerm.objects.get()
    assert (term.term, term.added_by) == ("casino", editor)


def test_traces_and_counted_sendings_are_forgotten_by_age():
    judge(TEXT, network="a", submission_id=uuid4())
    Attempt.objects.create(act="comment", network="a", submission_id=uuid4())
    assert forget_old_traces(before=timezone.now() - timedelta(days=1)) == 0
    assert forget_old_traces(before=timezone.now() + timedelta(seconds=1)) == 7
