"""Pure: what people write, read and made safe. Nothing here opens a table.

canonical, fields         text in its one form; the form and model fields that keep it so
folded                    a text folded for comparing, with the way back to the original
addresses, telephones     the one reading of an e-mail address, a web host, a telephone number
telephone_links           every telephone number in a Markdown text becomes a link that calls
commonmark, markdown      the Markdown we read, and the only renderer to safe HTML
markdown_checks           what an editor did not mean in a source, found before readers see it
fact_tags, numbers        `{{fatto:…}}` in a source and where it may stand; numbers in letters
readability               Gulpease: how easy a text is to read
inner_links               `guida:…`, a link that follows what it leads to
markdown_source           Markdown that we write: plain words in it, a source as part of a document
openings                  how a text begins where it is found: its first whole blocks
plain_text, typography    what a reader wrote, as HTML; what stays on one line
personal_data             a phone number, a card, a tax code that somebody wrote without thinking
slugs, alphabet           an address made of a title; names in an Italian's order
block_diff                 what changed between two texts in Markdown: blocks, then words
word_diff                 what changed between two texts, word by word
dates, day_field          a day as Italians write it, and as they type it
"""
