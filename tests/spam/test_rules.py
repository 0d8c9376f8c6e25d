"""Each worry speaks when it should, says why in Italian, and keeps quiet about honest readers."""

import pytest

from guides.spam.bayes import Opinion
from guides.spam.rules import Evidence, History, weigh

HONEST = (
    "Ho ordinato il 3 settembre una giacca e non è mai arrivata. Il venditore dice che il pacco "
    "è stato consegnato, ma il corriere mostra un altro CAP. Ho aperto la contestazione su "
    "https://www.esempio.example/ordini e aspetto da dodici giorni: che cosa posso fare?"
)


def rules_of(text: str = HONEST, **evidence) -> set[str]:
    return {reason.rule for reason in weigh(Evidence(text, **evidence)).reasons}


@pytest.mark.parametrize(
    "text",
    [
        HONEST,
        "Grazie!",
        "ok",
        "Anche a me: PayPal, IBAN, CVV, SMS e PEC non sono serviti a niente.",
        "Perché? Così è più €€ e ÀÈÌÒÙ, no?",
        "Il prezzo era 3 µg, π volte tanto, Ω… boh 😀",
        "",
    ],
)
def test_an_honest_text_raises_no_worry(text):
    assert weigh(Evidence(text, name="Lucia", email="lucia@posta.example")).reasons == ()


def test_a_filled_trap_is_a_worry_and_never_alone_a_verdict():
    verdict = weigh(Evidence(HONEST, honeypot_filled=True))
    assert verdict.is_suspicious
    assert not verdict.is_spam
    assert verdict.sentences == ["È stato compilato il campo che chiediamo di lasciare vuoto."]


def test_a_filled_trap_beside_another_worry_is_spam():
    assert weigh(Evidence(HONEST, honeypot_filled=True, too_fast=True)).is_spam


def test_haste_is_suspicious_and_not_spam():
    verdict = weigh(Evidence(HONEST, too_fast=True))
    assert verdict.is_suspicious
    assert not verdict.is_spam


def test_two_links_are_fine_and_more_weigh_more():
    link = " https://a.example/x"
    assert "links" not in rules_of(HONEST + link)
    assert weigh(Evidence(HONEST + link * 2)).score < weigh(Evidence(HONEST + link * 9)).score
    assert "Contiene 3 link." in weigh(Evidence(HONEST + link * 2)).sentences


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("guarda https://vinci.example/ora", "bare_link"),
        ("Ciao a tutti, compra [url=https://x.example]qui[/url] che conviene davvero", "markup"),
        ("Купить дешёвые часы онлайн", "script"),
        ("最便宜的手表在这里", "script"),
        ("Gioca al саsino e vinci subito, amici miei", "disguise"),
        ("GUADAGNA SUBITO TANTI SOLDI DA CASA", "shouting"),
    ],
)
def test_a_worrying_text_is_told_why(text, rule):
    assert rule in rules_of(text)
    assert all(sentence.endswith(".") for sentence in weigh(Evidence(text)).sentences)


def test_the_foreign_script_is_named():
    (sentence,) = weigh(Evidence("Купить дешёвые часы")).sentences
    assert sentence == "Il 100% delle lettere non è del nostro alfabeto (cirillico)."


def test_a_foreign_name_in_an_italian_text_is_no_worry():
    assert "script" not in rules_of(f"{HONEST} Il venditore firma 王小明.")


@pytest.mark.parametrize(
    ("kind", "term", "evidence"),
    [
        ("word", "casino", {"text": "Il miglior CASINÒ della rete per tutti"}),
        ("word", "casino", {"text": "Il miglior ca\u200bsino della rete"}),
        (
            "word",
            "casino",
            {"text": "Il miglior c\u0430sin\u043e della rete"},
        ),
        ("word", "eredita", {"text": "Le lascio l'eredità di mio marito in banca"}),
        ("word", "eredita", {"text": "Le lascio l’eredita\u0300 di mio marito"}),
        ("word", "eredita", {"text": "Le lascio L\u02bcEREDITÀ di mio marito"}),
        ("word", "eredita", {"text": "Parliamo dell´eredità"}),
        ("word", "investimento", {"text": "Il segreto dell’investimento sicuro"}),
        ("word", "investimento", {"text": "quest'investimento, un'investimento"}),
        ("word", "oro", {"text": "Compro monete d’oro a buon prezzo"}),
        ("word", "d oro", {"text": "Compro monete d’oro a buon prezzo"}),
        ("word", "prestito facile", {"text": "Un prestito-facile per te"}),
        ("word", "soldi facili", {"text": "Vuoi soldi,\nfacili e subito?"}),
        ("address", "truffa@posta.example", {"text": HONEST, "email": "Truffa@posta.example"}),
        ("domain", "vinci.example", {"text": "Vai su https://gioca.vinci.example:8080/x?y"}),
        ("domain", "vinci.example", {"text": HONEST, "email": "a@vinci.example"}),
        ("domain", "vinci.example", {"text": HONEST, "email": "a@Vinci.example\u200b"}),
        ("address", "a@vinci.example", {"text": HONEST, "email": "A@vi\u00adnci.EXAMPLE."}),
        ("domain", "bit.ly", {"text": "Vai su bit.ly/abc adesso per vincere subito"}),
        ("domain", "bit.ly", {"text": "Vai su BIT.LY. Subito"}),
        ("domain", "bit.ly", {"text": "Vai su www.bit.ly:8080/x"}),
        ("domain", "bit.ly", {"text": "Vai [qui](http://go.bit.ly/x) o **bit.ly**"}),
        ("domain", "bit.ly", {"text": "Vai su ｂｉｔ．ｌｙ/abc"}),
        ("domain", "bit.ly", {"text": "Vai su bit\u200b.ly/abc o bit%2Ely"}),
        ("domain", "t.me", {"text": "Scrivimi su t.me/abc e ti spiego tutto"}),
        ("domain", "xn--casin-yta.example", {"text": "Provate https://casinò.example/x"}),
        ("domain", "xn--casin-yta.example", {"text": "Provate CASINO\u0300.example/x"}),
        ("domain", "xn--casin-yta.example", {"text": "Provate xn--casin-yta.example"}),
    ],
)
def test_what_moderators_blocked_is_spam_whatever_its_disguise(kind, term, evidence):
    verdict = weigh(Evidence(**evidence, blocked=[(kind, term)]))
    assert verdict.is_spam


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("word", "giac"),
        ("word", "sette"),
        ("domain", "sempio.example"),
        ("domain", "osta.example"),
        ("domain", "casino.example"),
        ("address", "posta"),
    ],
)
def test_a_blocked_term_is_not_found_inside_other_words(kind, term):
    assert not rules_of(blocked=[(kind, term)], email="lucia@posta.example")


def test_copies_weigh_by_where_they_came_from():
    assert weigh(Evidence(HONEST, copies_here=1)).is_suspicious
    assert weigh(Evidence(HONEST, copies_elsewhere=1)).is_suspicious
    assert not weigh(Evidence(HONEST, copies_elsewhere=1)).is_spam
    assert weigh(Evidence(HONEST, copies_elsewhere=3)).is_spam


def test_learned_words_are_shown_with_their_weight():
    likely = Opinion(0.95, ("vinci", "bonus"))
    assert weigh(Evidence(HONEST, opinion=likely)).sentences == [
        "Somiglia ai testi segnati come spam in passato (parole: vinci, bonus)."
    ]
    assert not weigh(Evidence(HONEST, opinion=Opinion(0.6))).reasons
    assert weigh(Evidence(HONEST, opinion=Opinion(0.999))).is_spam


def test_a_known_good_author_is_given_credit_and_a_spammer_is_not():
    hasty = {"text": HONEST, "too_fast": True}
    assert not weigh(Evidence(**hasty, history=History(approved=5))).is_suspicious
    assert weigh(Evidence(**hasty, history=History(approved=5, spam=1))).score == 4


@pytest.mark.parametrize(
    "name",
    [
        "La redazione", "Redazione", "REDAZIONE", "Re\u200bdazione", "Redazi\u043ene", "Redaz1one",
        "La_Redazione", "R e d a z i o n e", "Staff", "Assistenza", "Assistenza clienti", "Admin",
        "Moderatore", "Sportello Lettori", "sportellolettori.it", "Spοrtellο Lettοri", "ＳＴＡＦＦ",
    ],
)  # fmt: skip
def test_who_signs_as_the_newsroom_is_noticed(name):
    verdict = weigh(Evidence(HONEST, name=name, reserved=["Sportello Lettori"]))
    assert [reason.rule for reason in verdict.reasons if reason.rule == "newsroom"]
    assert verdict.is_suspicious
    assert not verdict.is_spam


@pytest.mark.parametrize("name", ["Anna", "Staffetta", "Lettrice di Torino", "Ada", "Teamosaura"])
def test_who_signs_with_a_name_of_their_own_is_not(name):
    verdict = weigh(Evidence(HONEST, name=name, reserved=["Sportello Lettori", "Ada"]))
    assert "newsroom" not in [reason.rule for reason in verdict.reasons]
