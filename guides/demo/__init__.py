"""The demo: guides and voices in plain files, and what writes them once.

*.yaml, guide/, pages/  the content
reader, records         the files read, and checked as typed records
loader                  what editors wrote: made when missing, written over only when asked
writing                 a record becomes a row
acts, ways              what leads to the act: glossary, rules, guided ways
letter_record, to_send  letters to send: their files, their rows
voices                  what readers said: sent and moderated by the site's verbs, once
"""
