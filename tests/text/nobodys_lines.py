"""Lines that only look as if they held somebody's data, as people write them.

Numbers that everybody may call, dates, amounts, order numbers; a hard space is \\u00a0.
"""

NOBODYS = """
Ho chiamato l’800 123 456 e il 199, non risponde nessuno.
Il numero verde 800-123456 è sempre occupato
numero verde: 800.123.456
Chiamate il 187 o il 119
il 1522 è gratuito
803 160, da fisso
199 123 456 costa troppo
848 800 800
l’892 424 si paga
il 112 e il 118
chiama il 190
l’840 123 456
Ho aspettato 14 giorni, dal 22/11/2026 al 06/12/2026.
Il 03/04/2025 10:30 ho scritto
il 30/09/2024 2 pacchi
il 03.04.2025 alle 10.30
il 3-4-2025, ore 15
03-04-2025 10:30:15
2025-04-03 10:30
2025/04/03
dal 01/02/2025-28/02/2025
fra il 10/12 e il 12/12
03/04/25 09/05/25 10/06/25
il 3 aprile 2025 alle 9
aperto ore 09.30-18.30
lun-ven 9-18, sab 9-13
dalle 09:00 alle 13:00 e dalle 14:30 alle 18:00
orari 8.30/12.30 14.30/18.30
9:00-13:00 15:00-19:00
09.00-13.00, 15.00-19.00
0900-1300
P.IVA 03970540963 della società
partita IVA 00743110157
P. IVA: IT00743110157
p.iva 03970540963
C.F. e P.IVA 03970540963
codice fiscale 03970540963 della ditta
03970540963 è la società
REA MI-1234567
CAP 00184-00186 Roma
CAP 20121
00184 Roma
fra 00118 e 00199
EAN 0012345678905
EAN 8001234567890
codice a barre 8001120791047
ISBN 978-88-06-12345-6
ISBN 9788806123451
Ordine 4111111111111112, pacco LX123456789CN.
ordine n. 8123456789012345
ordine 3031234567890123
Ordine: 8012345678901234
l’ordine 1109876543210987
ordine Amazon 403-1234567-1234567
404-7654321-7654321
n. ordine 3331234567
ordine numero 02 1234567
numero d’ordine: 0612345678
ORD-2025-0012345
spedizione 1Z999AA10123456784
tracking: 1Z999AA10123456784
LX123456789CN
RR123456789IT non si muove
il pacco CC123456789IT
tracking 00340434161094021501
codice di tracciamento 3S1234567890
lettera di vettura 123456789012
spedizione n. 0123456789
pratica 2025/123456
pratica n. 0012345678
ticket #123456789
segnalazione 3331234567
reclamo n. 202512345678
protocollo 0012345/2025
prot. n. 123456 del 03/04/2025
fattura 2025-0001234
fattura n. 3331234567 del 3 aprile
bolletta n. 0123456789012
contratto 0123456789
polizza 123.456.789
codice cliente 0123456789
codice cliente: 3331234567
codice utente 012345678
POD IT001E12345678
PDR 01234567890123
matricola 0123456789
seriale 3123456789
IMEI 490154203237518
IMEI: 356938035643809
modello 0612345678
articolo 1005006123456789
ASIN B08N5WRWNW
SKU 0123456789
Mi hanno chiesto 1.250,00 euro e 0,50 di bollo.
1.234.567,89 €
€ 3331234567
3331234567 euro, magari
10.000.000 di utenti
1 000 000 000 di euro
da 100,00 a 200,00
12,50 € + 3,90 € di spedizione
0,00 €
consumo di 0123456789 kWh
3.500 kWh e 1.200 Smc
il 50% di 300
sconto 20-30%
Articolo 52 del D.Lgs. 206/2005, comma 1-bis.
legge 104/1992
D.Lgs. 206/2005, artt. 52-59
Reg. UE 2016/679
direttiva 2011/83/UE
delibera 519/15/CONS
sentenza 12345/2024
modello 730 2025
bonus 2024 2025 isee
ISEE 2025 e 730/2026
anni 2019-2020-2021-2022
2019, 2020, 2021, 2022
dal 2015 al 2026
Il 2026-11-22 alle 09:30 ho scritto @assistenza.
Il codice è 0000000000000000.
1111 1111 1111 1111
1234 5678 9012 3456
4111 1111 1111 1112
**** **** **** 1111
carta che finisce con 1111
le ultime quattro cifre 4242
IT60 X054 e basta
IT00 0000
scritto a info@ditta.example
assistenza@negozio.example non risponde
reclami@luce.example
servizioclienti@gas.example
customer.care@negozio.example
noreply@negozio.example
no-reply@corriere.example
mi arriva da donotreply@banca.example
privacy@ditta.example
dpo@ditta.example
protocollo@pec.ditta.example
urp@comune.example
@assistenza non risponde
https://negozio.example/item/3331234567.html
https://it.negozio.example/ordine/4111111111111111
www.negozio.example/p/0612345678
https://corriere.example/?id=IT60X0542811101000000123456
https://negozio.example/?tel=3331234567&c=RSSMRA85T10A562S
192.168.1.1
versione 10.2.3.4
Galaxy S24 256 GB
iPhone 15 Pro Max 512
taglia 42-44, 46-48
90x60x75 cm
1920x1080
scaffale BILLY 80x28x202
volo AZ1234 del 3 aprile
volo FR 4567, posto 12A
treno 9634, carrozza 7, posto 12
bus 64, linea 3
interno 12, scala B
via Roma 12/14
km 123+456
10-15 giorni lavorativi
24/48 ore
24h/24, 7 giorni su 7
1-2-3-4-5-6-7
3 su 10
voto 4/5
pagina 12-14
AB123CD
codice promo AB12CD34
coupon SCONTO2025
""".strip().split("\n")
