"""An editor's slip is said before readers see it; what is meant is left alone."""

import time

import pytest
from django.core.exceptions import ValidationError

from guides.text.fields import validate_markdown
from guides.text.markdown import errors, problems

# Each can only be broken on the page: a form refuses it.
ERRORS = [
    "[AGCM](www.agcm.it)",
    "[AGCM](agcm.it/reclami)",
    "[AGCM](agcm.it)",
    "[AGCM](https//www.agcm.it)",
    "[AGCM](https:/www.agcm.it)",
    "[AGCM](http:/www.agcm.it)",
    "[AGCM](https:www.agcm.it)",
    "[AGCM](https;//www.agcm.it)",
    "[AGCM](htp://www.agcm.it)",
    "[AGCM](htps://www.agcm.it)",
    "[AGCM](ttps://www.agcm.it)",
    "[AGCM](hhttps://www.agcm.it)",
    "[AGCM](https://https://www.agcm.it)",
    "[AGCM](https://agcm)",
    "[AGCM](https://)",
    "[AGCM](/www.agcm.it)",
    "[AGCM](/https://www.agcm.it)",
    "[AGCM](ftp://agcm.it)",
    "[AGCM](javascript:alert(1))",
    "[AGCM](file:///C:/modulo.pdf)",
    "[AGCM]()",
    "[AGCM](modulo)",
    "[AGCM](https://www.agcm.it\u200b)",
    "[Scrivi](reclami@azienda.it)",
    "[Scrivi](mailto:reclami)",
    "[Scrivi](mailto:reclami@azienda)",
    "[Chiama](800 123 456)",
    "[Chiama](+390612345678)",
    "[Chiama](tel:numero-verde)",
    "[AGCM] (https://www.agcm.it)",
    "[AGCM](https://www.agcm.it/il modulo)",
    "[AGCM](https://www.agcm.it",
    "AGCM](https://www.agcm.it)",
    "(AGCM)[https://www.agcm.it]",
    "<www.agcm.it>",
    "<https//agcm.it>",
    "[AGCM][1]\n\n[1]: www.agcm.it",
    "![schermata](https://altrove.example/a.png)",
    "![schermata](//altrove.example/a.png)",
    "![schermata](www.altrove.example/a.png)",
    "![schermata](schermata.png)",
    "![schermata](data:image/png;base64,AAAA)",
    "![schermata]()",
    "![schermata] (/media/immagini/a-1x1.webp)",
    "Testo[^1]\n\n[^1]: nota",
    "Testo[^1] e basta",
    "[Nota]: importante",
    "#\u00a0Titolo",
    "\u200b## Titolo",
    "\ufeff# Titolo",
    "\u2060- uno\n- due",
    "##Titolo",
    "####### Titolo",
    ":: attenzione\nTesto",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
    "> [AGCM](www.agcm.it)",
    "- uno\n- [AGCM](www.agcm.it)",
    "| a |\n|---|\n| [AGCM](www.agcm.it) |",
    "::: consiglio\n[AGCM](www.agcm.it)\n:::",
]
# Each is seen by readers as it was typed, or became something else: it is said and saved.
WARNINGS = [
    "#Titolo",
    "#titolo della sezione",
    "**grassetto **",
    "** grassetto **",
    "**grassetto",
    "grassetto**",
    "Un **grassetto senza fine.",
    "Un *corsivo * così",
    "Un * corsivo* così",
    "__ grassetto __",
    "• uno\n• due",
    "· uno",
    "– uno\n– due",
    "— uno\n— due",
    "-uno\n-due",
    "*uno\n*due",
    "a) uno\nb) due",
    "1.Uno\n2.Due",
    "1- uno\n2- due",
    "Prima:\n2) due\n3) tre",
    "<b>grassetto</b>",
    "Una riga<br>e un’altra",
    "<center>In mezzo</center>",
    '<font color="red">rosso</font>',
    '<a href="https://agcm.it">AGCM</a>',
    "<!-- nota -->",
    "[b]grassetto[/b]",
    "[url=https://agcm.it]AGCM[/url]",
    "~~barrato~~",
    "==evidenziato==",
    "[[Un’altra pagina]]",
    "[AGCM][agcm]",
    "[AGCM(https://www.agcm.it)",
    "{AGCM}(https://www.agcm.it)",
    "```\ncodice senza fine",
    "Premi `Invia e aspetta",
    "::: pericolo\nTesto\n:::",
    "::: attenzione\nTesto",
    "[!NOTE]\nTesto",
    "!!! attenzione\n",
    "testo\n---",
    "Una frase lunga.\n-",
    "\tUn capoverso che comincia con una tabulazione.",
    "    Un capoverso che comincia con quattro spazi.",
    "\t# Titolo",
    "| a | b |\n| 1 | 2 |",
    "Nome | Valore\n--- | --- | ---\na | b",
    "| a | b |\n| — | — |\n| 1 | 2 |",
    "| a | b |\n|---|---|\n| 1 | 2 |\nTesto dopo la tabella",
    "![](/media/immagini/a-1x1.webp)",
    "![IMG_1234.jpg](/media/immagini/a-1x1.webp)",
    "[Sito](http://www.agcm.it)",
    "[qui](https://www.agcm.it)",
    "[](https://www.agcm.it)",
    "[1]: https://www.agcm.it",
    "#",
    "- [ ] da fare",
    "Titolo {#titolo}",
    "> #Titolo",
    "- **grassetto **",
    "- ** grassetto **",
]
GOOD = [
    "",
    "Un testo e basta.",
    "# Titolo\n\nTesto.\n\n## Altro\n\nTesto.",
    "Titolo\n======\n\nTesto.",
    "Prima.\n\n---\n\nDopo.",
    "Il linguaggio C# e il do# non sono titoli.",
    "C# ",
    "È il primo in classifica: #1 in Italia.",
    "#1 in Italia",
    "Su X lo dicono tutti: #truffa e #rimborso.",
    "#iorestoacasa è stato il motto, lo ricordi?",
    "#truffa #rimborso #aliexpress",
    "#iorestoacasa",
    "Fa 5 * 3 * 2 euro.",
    "2 ** 3 = 8 e 2**3 = 8",
    "La carta **** 1234 e il PIN ****.",
    "Prezzo* valido fino a giugno.\n\n*Salvo esaurimento.",
    "Vedi n.1) e n. 2).",
    "L’art. 3 bis, lett. a) e b), lo prevede.",
    "a) è il primo caso.",
    "1) Apri il sito\n2) Premi «Reclami»",
    "1. Uno\n2. Due\n   - dentro\n   - dentro",
    "- uno\n- due\n\n  continua",
    "* uno\n* due",
    "+ uno\n+ due",
    "– Un inciso – come questo – va bene.",
    "– Una riga sola che comincia con una lineetta.",
    "Milano – Roma, 10 – 12 euro",
    "-5 gradi\n-7 gradi",
    "e-mail: a@b.it",
    "Scrivi a reclami@azienda.it o a <reclami@azienda.it>.",
    "Il sito è www.agcm.it, oppure <https://www.agcm.it/>.",
    "Vai su https://www.agcm.it e cerca.",
    "[AGCM](https://www.agcm.it)",
    "[AGCM](https://www.agcm.it/portale(1)/a_b?x=1&y=%20#z)",
    "[AGCM](HTTPS://WWW.AGCM.IT)",
    "[Perché](https://it.wikipedia.org/wiki/Perché_no)",
    "[Città](https://città.it/)",
    '[AGCM](https://www.agcm.it "L’Autorità")',
    "[La guida](/guide/aliexpress/) e [la sezione](#rimborso)",
    "[L’altra guida](../recesso/) e [la seconda pagina](?pagina=2)",
    "[Scrivi](mailto:reclami@azienda.it?subject=Reclamo%20n.%201)",
    "[Chiama l’800 123 456](tel:800123456)",
    "[Chiama](tel:+39-06-123.456;ext=12)",
    "[AGCM][agcm]\n\n[agcm]: https://www.agcm.it",
    "[AGCM]\n\n[agcm]: https://www.agcm.it",
    "[AGCM](<https://www.agcm.it/un%20file.pdf>)",
    "![Il modulo](/media/immagini/a-1200x800.webp)",
    "[![Il modulo](/media/immagini/a-1x1.webp)](https://www.agcm.it)",
    "«Il contratto […] è nullo», dice [sic] la sentenza [1].",
    "Scrivi [nome e cognome] e [numero d’ordine].",
    "Scrivi <nome e cognome> al posto dei puntini.",
    "Il sottoscritto ____ nato a ____ il __/__/____",
    "Il file foto_del_pacco.jpg e __init__ fra gli accenti: `__init__`.",
    "Se a < b e b > c, allora <3.",
    "Il tag `<b>` e il comando `**x` sono codice.",
    "```\n<b>**[a](b\n#Titolo\n```",
    "~~~\n• uno\n~~~",
    r"Gli asterischi \*\*così\*\* si vedono, e \# pure.",
    r"\[testo\] \(https://a.it\) e \#Titolo",
    r"\#Titolo",
    "**grassetto**, *corsivo*, ***tutti e due***, __grassetto__, _corsivo_.",
    "**Entro 14 giorni**: scrivi.\n\n**Dopo**: reclama.",
    "Un *a*b e un **a**b.",
    "> Una citazione\n> su due righe",
    "::: attenzione\nNon pagare.\n:::",
    "::: Consiglio Prima di tutto\n- uno\n- due\n:::",
    "| a | b |\n|---|:-:|\n| 1 | `x \\| y` |\n| 2 | \\| |\n\nDopo.",
    "a | b\n--- | ---\n1 | 2",
    "Scegli Sì | No | Non so.",
    "Alle 10:30: chiudono.",
    ": un inciso strano",
    "Costa 10 €/mese (12 € con l’IVA) [prezzi del 2025].",
    "(vedi sotto) [2]",
    "Una riga  \ncon un a capo\\\ne un altro.",
    "&nbsp;e &amp; si leggono.",
    "L`altro giorno, perche` no: accenti alla vecchia.",
    "Attenzione! [Il modulo](/guide/modulo/) è cambiato.",
    "Formula: {x} e {y}.",
    "Il prezzo è ~10 € e ~ 20 giorni.",
    "Se x == y va bene.",
    "5) è il quinto punto della lettera.",
    "3. aprile è una data tedesca.",
    "    10",
    "Titolo vero\n\n    x = 1",
    "🙂 Fatto!",
    "Uno — due — tre.\nQuattro — cinque.",
    "Dalle 9\nalle 18",
    "Il punto 1. Il punto 2.",
]


@pytest.mark.parametrize("source", ERRORS)
def test_what_can_only_be_broken_is_an_error_with_its_line(source):
    found = errors(source)
    assert found
    assert all(sentence.startswith("Riga ") and sentence.endswith(".") for sentence in found)
    assert set(found) <= set(problems(source))
    assert errors(f"Una riga.\n\n{source}")[0].startswith("Riga ")


@pytest.mark.parametrize("source", WARNINGS)
def test_what_was_typed_slightly_wrong_is_said_and_saved(source):
    assert problems(source)
    assert errors(source) == []


@pytest.mark.parametrize("source", GOOD)
def test_what_is_meant_is_left_alone(source):
    assert problems(source) == []


def test_the_line_and_the_words_are_said():
    assert problems("Uno\n\nDue\n[AGCM](www.agcm.it)") == [
        "Riga 4: il link «www.agcm.it» porta dentro questo sito: scrivi «https://www.agcm.it»."
    ]
    assert problems("Uno\nDue <b>tre</b>")[0].startswith("Riga 2: «<b>»")


def test_a_form_refuses_errors_and_no_warning():
    validate_markdown("**grassetto **")
    with pytest.raises(ValidationError) as refused:
        validate_markdown("[AGCM](www.agcm.it)\n\n[Scrivi](a@b.it)")
    assert len(refused.value.messages) == 2


@pytest.mark.parametrize(
    "piece",
    ["[", "](", "[a] (", "**", "* a ", "`", "<b ", "{", "__ ", "~~", "==", "| a ", "(", "\\", "[^"],
)
def test_no_text_holds_a_worker(piece):
    source = (piece * (49_000 // len(piece)))[:49_000]
    start = time.process_time()
    problems(source)
    assert time.process_time() - start < 3
