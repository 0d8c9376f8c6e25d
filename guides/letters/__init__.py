"""Letters a reader completes and sends: to a company, to a bank, to whom answers for them.

language                what an editor writes, read into a small tree and filled; pure
sheet, plain            a letter ready for paper; the same as plain text, and back; pure
models, fields          FormLetter: the working copy, what it asks, its sample readers, its sources
beginning               how a letter begins, where it is found
editions                LetterEdition: immutable, the only thing that readers see
publishing, freezing    publish and withdraw; what publishing now would freeze
scheduling              a publication or a withdrawal that waits for its moment
fact_uses, fact_change  which fact stands in which letter; a fact's change publishes them again
checking, samples       what stands in the way of publishing: every combination of answers is tried
composing, wording      a letter with its answers; answers, facts and days in words
pdf                     the same on paper, tagged
page, forms, views      what a reader's page shows; the letter still to be changed
terms                   the days that follow a letter, the rules that it says
dossier, dossier_views  what goes with a letter to an authority, under its own headings
inner_links, uses       `lettera:…`; who leads to a letter
pictures                which pictures letters show
asking, completing,
admin, desk_buttons,
versions, preview, work the desk's form of a letter
"""
