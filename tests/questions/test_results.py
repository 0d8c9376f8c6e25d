import html
import json

import pytest

from guides.search.documents import SearchDocument
from guides.search.editors_words import PromotedAnswer, Signpost, Synonym
from tests.factories import a_company, a_guide, a_live_guide, a_topic
from tests.search.test_query import ODD

pytestmark = pytest.mark.django_db


@pytest.fixture
def refunds():
    return a_live_guide(
        title="AliExpress",
        slug="aliexpress",
        topic=a_topic(name="Acquisti online", slug="acquisti"),
        company=a_company(name="AliExpress", slug="aliexpress"),
        sections=[
            {
                "title": "Il rimborso",
                "problem": "Il venditore non mi restituisce i soldi",
                "body": "Apri la contestazione. Il **Rimborso** dell’ordine arriva in 20 giorni.",
            },
            {
                "title": "Il codice di verifica",
                "problem": "Non mi arriva il codice",
                "body": "Chiedi un altro codice di verifica. Il gestore può bloccare gli SMS.",
            },
        ],
    )


def page(client, q: str, **more):
    return html.unescape(client.get("/cerca/", {"q": q, **more}).content.decode())


def found(client, q: str, **more) -> list[str]:
    response = client.get("/cerca.json", {"q": q, **more})
    assert response.status_code == 200
    return [hit["title"] for hit in json.loads(response.content)["hits"]]


def test_a_hit_opens_the_page_at_its_section(client, refunds):
    shown = page(client, "rimborso")
    assert 'href="/guide/aliexpress/#il-rimborso"' in shown
    assert "Dalla guida «AliExpress»" in shown


def test_the_words_are_marked_as_the_text_spells_them(client, refunds):
    a_live_guide(sections=[{"title": "Altro", "body": "Dopo: il Rimborsò dell’Ordine, tardi."}])
    shown = page(client, "rimborsi ordini codice")
    assert "il <mark>Rimborsò</mark> dell’<mark>Ordine</mark>, tardi." in shown


def test_inflected_words_without_accents_are_found(client, refunds):
    assert found(client, "contestazioni")[0] == "Il rimborso"


def test_a_certain_slip_is_put_right_in_silence(client, refunds):
    assert found(client, "contestasione")[0] == "Il rimborso"
    assert "Forse cercavi" not in page(client, "contestasione")


def test_a_doubtful_slip_is_a_question(client):
    a_live_guide(sections=[{"title": "Corto", "body": "Il pacco."}])
    a_live_guide(sections=[{"title": "Lungo", "body": "Il pasco."}])
    assert "Forse cercavi" in page(client, "pabco")


def test_the_context_chooses_among_slips(client):
    a_live_guide(sections=[{"title": "Posta", "body": "Il pacco del corriere."}])
    a_live_guide(sections=[{"title": "Prato", "body": "Il pasco delle mucche."}])
    assert found(client, "pabco mucche")[0] == "Prato"
    assert found(client, "pabco corriere")[0] == "Posta"


def test_a_name_written_in_two_words_is_found(client, refunds):
    assert "Forse cercavi" not in page(client, "ali express rimborso")
    assert set(found(client, "ali express")) == set(found(client, "aliexpress"))


def test_a_short_word_that_the_index_lacks_is_not_taken_for_another_in_silence(client):
    a_live_guide(sections=[{"title": "Il pacco", "body": "Vai alla posta centrale."}])
    assert "Forse cercavi" in page(client, "paco")
    assert found(client, "vacco") == ["Il pacco"]
    assert found(client, "osta") == []


def test_the_beginning_of_a_last_word_is_enough(client, refunds):
    assert found(client, "contest")[0] == "Il rimborso"


def test_a_phrase_in_quotes_must_stand_as_written(client, refunds):
    assert found(client, '"codice di verifica"') == ["Il codice di verifica"]
    assert found(client, '"verifica di codice"') == []
    assert "Forse cercavi" in page(client, '"verifica di codice"')


def test_a_question_that_quotes_what_nobody_wrote_is_answered_by_its_words(client, refunds):
    assert found(client, 'gestore "verifica del mio codice"') == ["Il codice di verifica"]
    assert "fra virgolette proprio così" in page(client, 'gestore "verifica del mio codice"')
    assert "fra virgolette proprio così" not in page(client, 'gestore "codice di verifica"')


def test_a_phrase_is_found_among_many_texts_with_its_words(client):
    many = [{"title": f"Caso {n}", "body": "Chiedi il rimborso."} for n in range(250)]
    a_live_guide(sections=[*many, {"title": "Quello", "body": "Senza rimborso da mesi."}])
    assert found(client, '"senza rimborso da"') == ["Quello"]


def test_words_without_quotes_are_joined_by_or(client, refunds):
    assert set(found(client, "contestazione gestore")) == {"Il rimborso", "Il codice di verifica"}


@pytest.mark.parametrize("typed", [typed for typed in ODD if typed != "\ud800"])
def test_no_input_is_an_error(client, refunds, typed):
    for address in ("/cerca/", "/cerca.json"):
        assert client.get(address, {"q": typed}).status_code == 200
    assert client.get("/cerca/", {"q": "rimborso", "tipo": typed[:500]}).status_code == 200
    assert client.get("/cerca/", {"q": "rimborso", "pagina": typed[:500]}).status_code == 200


@pytest.mark.parametrize("raw", ["%", "%ff%fe", "%00", "%ED%A0%80", "&q", "+", "%F0%9F"])
def test_bytes_that_are_no_text_are_no_error(client, refunds, raw):
    assert client.get(f"/cerca/?q={raw}").status_code == 200


def test_results_can_be_narrowed_by_kind_topic_and_company(client, refunds):
    a_live_guide(title="Rimborso del treno", sections=[{"title": "Ritardo", "body": "Il treno."}])
    assert "Rimborso del treno" in found(client, "rimborso")
    assert "Rimborso del treno" not in found(client, "rimborso", azienda="aliexpress")
    assert "Rimborso del treno" not in found(client, "rimborso", argomento="acquisti")
    assert found(client, "rimborso", tipo="guida") == ["Rimborso del treno"]
    assert "Restringi la ricerca" in page(client, "rimborso")


def test_a_topic_and_a_company_are_found(client):
    a_topic(name="Telefonia")
    a_company(name="Poste Volanti")
    assert found(client, "telefonia") == ["Telefonia"]
    assert found(client, "poste volanti") == ["Poste Volanti"]


def test_more_than_ten_hits_are_paged(client):
    a_live_guide(sections=[{"title": f"Caso {n}", "body": "Un bonifico."} for n in range(23)])
    assert len(found(client, "bonifico")) == 10
    assert len(found(client, "bonifico", pagina=3)) == 3
    assert found(client, "bonifico", pagina=99) == []
    assert "pagina 2 di 3" in page(client, "bonifico", pagina=2)


def test_past_the_last_page_one_is_led_back_to_the_first(client):
    a_live_guide(sections=[{"title": f"Caso {n}", "body": "Un bonifico."} for n in range(23)])
    shown = page(client, "bonifico", pagina=9)
    assert "Qui i risultati sono finiti" in shown
    assert 'href="?q=bonifico"' in shown
    assert "non abbiamo ancora una guida" not in shown


def test_the_words_of_a_signpost_are_never_taken_for_slips(client):
    a_live_guide(sections=[{"title": "La testa", "body": "Il mal di testa."}])
    assert "Forse cercavi" in page(client, "tesla")
    Signpost.objects.create(wordings="tesla, auto elettrica", says="Di automobili non parliamo.")
    shown = page(client, "tesla")
    assert "Forse cercavi" not in shown
    assert "Su questo non abbiamo ancora una guida" in shown
    assert "Di automobili non parliamo." in shown
    assert "Di automobili non parliamo." in page(client, "la mia auto è elettrica")
    assert "Di automobili non parliamo." not in page(client, "auto")


def test_what_filters_leave_out_is_not_said_to_be_missing(client, refunds):
    shown = page(client, "rimborso", tipo="storia")
    assert "Niente con questi filtri" in shown
    assert "cerca «rimborso» in tutto il sito" in shown
    assert "non abbiamo ancora una guida" not in shown


def test_a_page_that_finds_nothing_helps(client, refunds):
    shown = page(client, "zanzara velenosa")
    assert "Su questo non abbiamo ancora una guida" in shown
    assert "Acquisti online" in shown
    assert "/raccontaci-la-tua-storia/?titolo=zanzara+velenosa" in shown


def test_without_a_question_the_topics_are_shown(client, refunds):
    assert "Acquisti online" in page(client, "")


def test_a_misspelt_brand_kept_by_editors_is_found(client, refunds):
    Synonym.objects.create(wordings="alì baba expres, alix", meaning="aliexpress", replaces=True)
    assert "AliExpress" in found(client, "alix")
    assert "AliExpress" in found(client, "ali baba expres")


def test_a_synonym_works_both_ways(client, refunds):
    Synonym.objects.create(wordings="reso dei soldi", meaning="rimborso")
    assert found(client, "reso dei soldi")[0] == "Il rimborso"


def test_a_word_that_editors_explain_is_not_taken_for_a_slip(client, refunds):
    Synonym.objects.create(wordings="contestasione", meaning="rimborso")
    answer = client.get("/cerca.json", {"q": "contestasione"}).json()
    assert answer["hits"]
    assert not answer["corrected"]


def test_editors_can_take_a_synonym_back(client, refunds):
    synonym = Synonym.objects.create(wordings="zanzara", meaning="rimborso")
    assert found(client, "zanzara")
    synonym.delete()
    assert not found(client, "zanzara")


def test_the_answer_that_editors_promote_comes_first(client, refunds):
    document = SearchDocument.objects.get(title="Il codice di verifica")
    PromotedAnswer.objects.create(question="rimborsi ordine", document_key=document.key)
    assert found(client, "Ordine: il rimborso")[0] == "Il codice di verifica"
    assert "Scelto dalla redazione" in page(client, "ordine rimborso")
    assert found(client, "rimborso")[0] == "Il rimborso"


def test_a_promoted_answer_that_was_withdrawn_is_not_shown(client, refunds, editor):
    document = SearchDocument.objects.get(title="Il codice di verifica")
    PromotedAnswer.objects.create(question="rimborso", document_key=document.key)
    refunds.withdraw(by=editor, because="Prova")
    assert found(client, "rimborso") == []


def test_the_data_has_stable_ids_and_the_same_hits(client, refunds):
    ids = [hit["id"] for hit in client.get("/cerca.json?q=rimborso").json()["hits"]]
    refunds.title = "AliExpress e i pacchi"
    refunds.save()
    refunds.publish(by=None)
    assert [h["id"] for h in client.get("/cerca.json?q=rimborso").json()["hits"]] == ids
    assert ids[0] == f"sezione:{refunds.sections.first().uid}"


def test_a_draft_is_not_found(client):
    a_guide(title="Bozza segreta", sections=[{"title": "Segretissima", "body": "Zibaldone."}])
    assert found(client, "segretissima zibaldone bozza") == []


def test_text_is_escaped(client):
    a_live_guide(sections=[{"title": "Il <script>alert(1)</script>", "body": "`<b>grasso</b>`"}])
    raw = client.get("/cerca/?q=script+grasso+%3Cimg%3E").content.decode()
    assert "<script>alert" not in raw
    assert "<b>" not in raw
    assert "<img>" not in raw


def test_a_search_costs_few_queries(client, refunds, django_assert_max_num_queries):
    client.get("/cerca.json?q=rimborso")
    with django_assert_max_num_queries(4):
        client.get("/cerca.json?q=rimborso+ordine")
    with django_assert_max_num_queries(8):
        client.get("/cerca.json?q=rimbrso+ordne")


def test_no_cookie_is_set(client, refunds):
    assert not client.get("/cerca/?q=rimborso").cookies


def test_quotation_marks_within_the_question_are_the_inner_ones(client):
    page = client.get("/cerca/", {"q": "dicono «zanzariere» e basta"}).text
    assert "«dicono “zanzariere” e basta»" in page
