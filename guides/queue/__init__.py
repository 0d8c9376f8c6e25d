"""The page «Da moderare»: one queue for everything that readers send.

queue         which items a tab shows, in which order, with all that a row reads
rows          a contribution as the queue shows it, whole
coming_back   what its author sent again or contests, beside what it was
finding       what the queue is asked for: words, author, company, kind, day, moderator
acts, act_result  what a moderator pressed, as one of moderation's verbs; what came of it
setting_aside an author is blocked, and what else of theirs waits is put aside
undoing       one press of a button taken back, however many items it touched
forms, views  the page
empty_search  «Cerca e filtra» while nothing is looked for, drawn once
reports       what is said of the act that led to the page, with its one undo
recent        the latest decisions, an act at a time
entries       «Ultime decisioni» as the page shows them
news          what changed since the page was opened
alerts        what moderators are told by the clock
emails        the letters of it
work          what waits, on the desk's first page
admin         the queue's place at the desk, reasons, settings
"""
