"""The Italian words that say nothing about what a text is about, with accents folded."""

_ARTICLES_AND_PREPOSITIONS = """
il lo la i gli le l un uno una a ad di d da in con su per tra fra
al allo ai agli all alla alle del dello dei degli dell della delle dal dallo dai dagli dall dalla
dalle nel nello nei negli nell nella nelle sul sullo sui sugli sull sulla sulle col coi
"""
_PRONOUNS = """
io tu lui lei noi voi loro mi ti ci vi si me te se ne li lo la le gli
mio mia miei mie tuo tua tuoi tue suo sua suoi sue nostro nostra nostri nostre vostro vostra vostri
vostre m t s c v n questo questa questi queste quest quello quella quelli quelle quell quel quei
che chi cui quale quali qual quanto quanta quanti quante quant cosa dove dov come com quando perche
"""
_CONJUNCTIONS_AND_ADVERBS = """
e ed o od ma anche non piu se poi cioe tutto tutta tutti tutte tutt
mai sempre ancora gia troppo molto proprio solo ormai
"""
_AUXILIARIES = """
ho hai ha abbiamo avete hanno abbia abbiate abbiano avro avrai avra avremo avrete avranno avrei
avresti avrebbe avremmo avreste avrebbero avevo avevi aveva avevamo avevate avevano ebbi avesti ebbe
avemmo aveste ebbero avessi avesse avessimo avessero avendo avuto avuta avuti avute avere
sono sei siamo siete sia siate siano saro sarai sara saremo sarete saranno sarei saresti sarebbe
saremmo sareste sarebbero ero eri era eravamo eravate erano fui fosti fu fummo foste furono fossi
fosse fossimo fossero essendo essere stato stata stati state
faccio fai fa facciamo fanno faccia facciate facciano faro farai fara faremo farete faranno farei
faresti farebbe faremmo fareste farebbero facevo facevi faceva facevamo facevate facevano feci
facesti fece facemmo faceste fecero facessi facesse facessimo facessero facendo fare
sto stai sta stiamo stanno stia stiate stiano staro starai stara staremo starete staranno stavo
stavi stava stavamo stavate stavano stando
"""

# What people say to whoever answers: in a small index it would look rare, and so important.
_WANTING_AND_GREETING = """
voglio vuoi vuole vogliamo volete vogliono vorrei vorrebbe vorremmo volevo voleva volendo volere
posso puoi puo possiamo potete possono potrei potrebbe potremmo potevo poteva potere poter
devo devi deve dobbiamo dovete devono dovrei dovrebbe dovremmo dovevo doveva dovere dover
ciao salve buongiorno buonasera grazie prego scusate scusa aiuto aiutatemi aiutarmi aiutate help
urgente qualcuno qualcosa niente nessuno insomma oppure quindi pero invece davvero adesso ora
cazzo merda vaffanculo stronzi stronzo bastardi schifo porca miseria minchia boh
"""

STOP_WORDS = frozenset(
    (
        _ARTICLES_AND_PREPOSITIONS
        + _PRONOUNS
        + _CONJUNCTIONS_AND_ADVERBS
        + _AUXILIARIES
        + _WANTING_AND_GREETING
    ).split()
)
