from guides.search.analyzer import fold, significant, tokens, tokens_of


def stems(text: str) -> list[str]:
    return [token.stem for token in significant(list(tokens(text)))]


def test_both_apostrophes_part_words():
    assert stems("dell'ordine") == stems("dell’ordine") == stems("ordine")


def test_inflected_words_are_the_same():
    assert stems("rimborsi") == stems("rimborso")
    assert stems("ordinato") == stems("ordinare")


def test_case_and_accents_do_not_matter():
    assert stems("CITTÀ") == stems("citta'") == stems("citta\u0300") == stems("città")


def test_offsets_point_into_the_original_text():
    text = "È l'ÀNCORA… 🙂 n° 730/2026"
    assert [text[t.start : t.end] for t in tokens(text)] == ["È", "l", "ÀNCORA", "n", "730", "2026"]


def test_stop_words_go_unless_nothing_else_is_left():
    assert stems("il rimborso della merce") == stems("rimborso merce")
    assert stems("chi siamo") == ["chi", "siam"]


def test_a_word_of_any_length_is_cut_short():
    assert max(len(token.stem) for token in tokens("a" * 10_000)) == 40


def test_folding_leaves_only_letters_without_accents():
    assert fold("Perché ﬁnì Straße") == "perche fini strasse"


def test_the_fast_way_finds_the_same_words():
    text = "Rimborsàti e non rimborsati: l'ordine, gli ordini, “Ordinare” disordine. " * 3
    wanted = set(stems("rimborso ordine"))
    slow = [token for token in tokens(text) if token.stem in wanted]
    assert list(tokens_of(text, wanted)) == slow
    assert slow


def test_the_fast_way_with_nothing_to_look_for_finds_nothing():
    assert list(tokens_of("qualche parola", set())) == []
