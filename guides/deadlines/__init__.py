"""Deadlines: rules of law as data, and the day that each gives.

feasts        the days on which a term cannot end
regimes       how a term is counted: a pure function each, with its source
lengths       units and pieces of a length: "14 giorni", "14 giorni e poi 12 mesi"
content       what a rule says to readers, in memory and in an edition
counting      the day by which, the other reading, and how it was counted
examples      dates in and out that must come true before a rule is published
models        Rule, its versions by date and answer, its examples: the working copy
editions      RuleEdition: what readers saw, since when, by whom
publishing    publishing and withdrawing; what stands in the way
changes       what publishing would change for readers
uses          who uses a rule: later rooms say so
tags          {{scadenza:…}} in a text, and what is wrong with it
follower      «Avvisami se questa regola cambia»
calendar_file the .ics of a day
page, views   /scadenze/: «mancano 18 giorni» and the rest of an answer; the addresses
admin, desk   the desk's pages of a rule
"""
