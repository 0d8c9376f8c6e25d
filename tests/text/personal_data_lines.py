"""Lines as people write them: with somebody's data, and with what only looks like it.

Every number is invented, or is the example of a standard; a hard space is \\u00a0, a hyphen that
does not break \\u2011.
"""

TELEPHONES = """
il mio numero è 333 1234567, chiamatemi
Anna,3331234567
333\u00a01234567
333\u2011123\u20114567
+44 7911 123456
+39 (0)2 1234567
Il mio numero è 333 123 4567.
chiamatemi al +39 06/1234567
tel.0612345678
(02 1234567)
cell. 347-7654321
cell:3477654321
cell3477654321
3477654321grazie
Tel 02/1234567
tel: 02.12.34.567
tel. (06) 1234567
telefono 0541 123456
fisso 081-1234567
Mi chiamo Ugo (333.123.45.67) e aspetto
whatsapp 3 3 3 1 2 3 4 5 6 7
il 333/1234567 è il mio
3331234567
+393331234567
+39 333 1234567
+39 333 12 34 567
0039 333 1234567
(+39) 333 1234567
[333 1234567]
numero=3331234567;
Ugo Bianchi - 3331234567 - Torino
chiamate mia madre allo 011 1234567 dopo le 18
mia figlia: 348 11 22 333!
«333 1234567»
333 1234567/347 7654321
333\u202f123\u202f4567
333\u20131234567
333 – 1234567
o 06 12345678?
06-1234.5678
chiamatemi dalle 9 alle 12 al 333 1234567
il 12/03/2026 ho chiamato dal 333 1234567
il corriere mi ha chiamata dal 351 2345678 alle 10:30
mi ha scritto un certo Luca, 0039 3471234567
il numero del tecnico: 392.1234567
+33 6 12 34 56 78
+49 1512 3456789
+41 79 123 45 67
+34 612 345 678
+1 (415) 555-2671
+351 912 345 678
0044 7911 123456
+40 721 234 567
Numero di mia moglie 3292345678 e basta
３３３ １２３４５６７
il 03.04.2025 mi ha chiamata dallo 02 7654321
tra le 09.00-13.00 al 333 1234567
telefonatemi ore pasti:3331234567!
Numero,nome,ora: 347 7654321,Ugo,18:30
cellulare +39.333.1234567
+39-333-1234567
il papà di Luca (tel 0721 123456)
333 1234567?
"""

EMAILS = """
Scrivetemi a anna.rossi+x@posta.example, grazie
anna@posta.example
la mia mail è ANNA.ROSSI@POSTA.EXAMPLE
<anna@posta.example>
mailto:anna@posta.example
anna_rossi-80@sotto.posta.example
(anna@posta.example)
anna.rossi@posta.example.
scrivi a ugo@posta.example o passa
ugo(at)posta.example
ugo [at] posta.example
ugo chiocciola posta punto example
ugo(chiocciola)posta.example
anna@pòsta.example
mario85@posta.example;
il venditore è l.bianchi@ditta.example
anna@posta.example,ugo
mail anna . no: anna-rossi@posta.example
"""

IBANS = """
IBAN IT60 X054 2811 1010 0000 0123 456 e poi niente
it60x0542811101000000123456
IT60X0542811101000000123456
IT60\u00a0X054\u00a02811\u00a01010\u00a00000\u00a00123\u00a0456
IT60-X054-2811-1010-0000-0123-456
IT60 X 05428 11101 000000123456
il mio conto è IT70L0760103200001012345678.
bonifico su IT94H0306909606100000012345, intestato a me
IBAN:IT60X0542811101000000123456
IBAN IT60X0542811101000000123457 (forse ho sbagliato una cifra)
SM86U0322509800000000270100
DE89370400440532013000
DE89 3704 0044 0532 0130 00
FR14 2004 1010 0505 0001 3M02 606
ES91 2100 0418 4502 0005 1332
GB29 NWBK 6016 1331 9268 19
LT35 3250 0123 4567 8901
NL91ABNA0417164300
CH93 0076 2011 6238 5295 7
IE29 AIBK 9311 5212 3456 78
LU28 0019 4006 4475 0000
RO49 AAAA 1B31 0075 9384 0000
de89370400440532013000 è il suo conto
IT60.X054.2811.1010.0000.0123.456
ho pagato su LT35\u20113250\u20110123\u20114567\u20118901
"""

TAX_CODES = """
Sono RSSMRA85T10A562S
il mio codice fiscale è RSS MRA 85T10 A562S
rssmra85t10a562s
RSSMRA 85T10 A562S
RSS-MRA-85T10-A562S
RSS\u00a0MRA\u00a085T10\u00a0A562S
C.F. BNCLCU90A41F205Z
CF: VRDGPP70C15H501K
cod. fisc. frrnna62s55l219a
(CSTFNC01D12G273A)
LMBSRA99E67D612Y,
MRTGNN45B03C351T e ZNTPLA
ZNTPLA88H48A944O
RSSMRA85T1LA5SNW
RSSMRAURTMLA5SNQ
codice fiscale RSSMRA85T10A562X
codice fiscale: RSS MRA 85 T10 A562 S
rss mra 85t10 a562s
R S S M R A 8 5 T 1 0 A 5 6 2 S
""".replace("R S S M R A 8 5 T 1 0 A 5 6 2 S\n", "")

CARDS = """
la carta 4111 1111 1111 1111 è bloccata
carta 4111-1111-1111-1111
4111\u00a01111\u00a01111\u00a01111
4111\u20111111\u20111111\u20111111
4111111111111111
4111.1111.1111.1111
5555 5555 5555 4444
5425233430109903 scade a giugno
2223 0031 2200 3222
3782 822463 10005
378282246310005
6011000990139424
(5555555555554444)
numero carta:4111 1111 1111 1111, CVV no
4111  1111  1111  1111
Visa 4111 11 11 11 11 11 11
36259600000004
carta 5018 0000 0000 0009
"""

PAPERS = """
la mia auto targata AB123CD
targa AB 123 CD
Targa: ab123cd
targa della mia auto FX456YZ
carta d’identità CA12345AB
carta d'identità n. CA 12345 AB
carta d’identità numero AX1234567
passaporto YA1234567
passaporto n. YB 7654321
patente U1234567X
patente n. TO1234567A
"""

SOMEBODYS = [
    (what, line)
    for what, lines in {
        "un numero di telefono": TELEPHONES,
        "un indirizzo e-mail": EMAILS,
        "un IBAN": IBANS,
        "un codice fiscale": TAX_CODES,
        "il numero di una carta": CARDS,
        "una targa o un documento": PAPERS,
    }.items()
    for line in lines.strip().split("\n")
]
