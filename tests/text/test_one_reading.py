"""One reading of an address: what is typed in many ways is one mailbox, one host."""

import pytest

from guides.text.addresses import AddressRefused, email_address, host_of, hosts_in, mailbox, owner

ONE_MAILBOX = [
    "vittima@posta.example",
    "Vittima@Posta.Example",
    "vittima@posta.example\u200b",
    "vittima@posta.example\u2060",
    "vittima@po\u00adsta.example",
    "vittima@\uff50osta.example",
    "vittima\uff20posta\uff0eexample",
    "vittima@posta\u3002example",
    "\ufeffvittima@posta.example",
    " vittima @ posta.example ",
    "<vittima@posta.example>",
    "Anna Vittima <vittima@posta.example>",
    "mailto:vittima@posta.example?subject=ciao",
    "MAILTO:vittima@posta.example",
    "vittima@posta.example.",
    "vittima@posta.example,",
    "«vittima@posta.example»;",
    "\u202evittima@posta.example",
    "vit\u0074ima@posta.example\u00a0",
]
REFUSED = [
    "root@localhost",
    "root@localhost.localdomain",
    "a@[127.0.0.1]",
    "a@[IPv6:::1]",
    "a@127.0.0.1",
    "a@stampante.local",
    "a@router.lan",
    "a@posta",
    "a@posta.1",
    "a@posta.c",
    '"anna rossi"@posta.example',
    '"a"@posta.example',
    "nicolò@posta.example",
    "анна@posta.example",
    "mario@" + "è" * 60 + ".it",
    "mario@" + "a" * 64 + ".it",
    "mario@\u0627b.it",
    "mario@xn--zzzzzz99999.it",
    "mario@😀.it",
    "mario@po_sta.it",
    "mario@-posta.it",
    "mario@posta..it",
    "mario.@posta.it",
    ".mario.@posta.it",
    "ma..rio@posta.it",
    "mario@@posta.it",
    "ma rio@posta.it",
    "mario@gmail,com",
    "mario@posta.it, anna@posta.it",
    "mario@posta.it anna@posta.it",
    "m" * 65 + "@posta.it",
    "m@" + "a." * 130 + "it",
    "@posta.it",
    "mario@",
    "mario",
    "",
    "@",
]


@pytest.mark.parametrize("typed", ONE_MAILBOX)
def test_every_spelling_is_the_same_mailbox(typed):
    assert mailbox(typed) == "vittima@posta.example"
    assert email_address(typed).lower() == "vittima@posta.example"


@pytest.mark.parametrize(
    ("typed", "whose"),
    [
        ("Anna.Rossi+prova@googlemail.com", "annarossi@gmail.com"),
        ("anna.rossi+a+b@pm.me", "annarossi@proton.me"),
        ("Anna.Rossi+prova@libero.it", "anna.rossi@libero.it"),
        ("+39333@posta.example", "+39333@posta.example"),
        ("", ""),
    ],
)
def test_every_address_of_one_person_is_theirs(typed, whose):
    assert owner(typed) == whose


@pytest.mark.parametrize("typed", REFUSED)
def test_what_no_letter_of_ours_reaches_is_refused_with_a_sentence(typed):
    with pytest.raises(AddressRefused) as refused:
        email_address(typed)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("a@faß.de", "a@xn--fa-hia.de"),
        ("a@fass.de", "a@fass.de"),
        ("a@CASINÒ.it", "a@xn--casin-yta.it"),
        ("a@casino\u0300.it", "a@xn--casin-yta.it"),
        ("a@xn--casin-yta.it", "a@xn--casin-yta.it"),
        ("Anna.Rossi+sito@posta.it", "Anna.Rossi+sito@posta.it"),
        ("o’connor@posta.it", "o'connor@posta.it"),
        ("a@sub.posta.co.uk", "a@sub.posta.co.uk"),
    ],
)
def test_a_domain_is_read_as_the_network_knows_it(typed, address):
    assert email_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://www.Vinci.example/x", "vinci.example"),
        ("vinci.example:8080", "vinci.example"),
        ("//vinci.example/x", "vinci.example"),
        ("http://u:p@vinci.example:80?q", "vinci.example"),
        ("https://casinò.example", "xn--casin-yta.example"),
        ("faß.example.", "xn--fa-hia.example"),
        ("", ""),
    ],
)
def test_a_web_address_has_one_host(typed, host):
    assert host_of(typed) == host


def test_a_text_names_hosts_with_and_without_a_scheme():
    text = "Vai su bit.ly/abc, [qui](https://go.T.ME:443/x) o scrivi a x@casinò.example."
    assert hosts_in(text) == {"bit.ly", "go.t.me", "xn--casin-yta.example"}


@pytest.mark.parametrize("hostile", ["a." * 10_000, "@" * 20_000, "." * 20_000, "\u200b" * 20_000])
def test_a_hostile_text_names_no_host_of_two_names_and_is_no_mailbox(hostile):
    assert len(hosts_in(hostile)) <= 1  # "a.a.a…" is one name, however long
    assert host_of(hostile) in {"", hostile.strip(".")}
    assert "@" not in mailbox(hostile).strip("@")
