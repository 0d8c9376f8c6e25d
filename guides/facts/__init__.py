"""Facts: a term, an amount, an address, a number to call, said once and used by every guide.

kinds       the kinds of fact and the columns of each; units of time
models      Fact: typed columns by kind, valid from–to, source, who checks it and by when
sourced     where something comes from, who keeps it true: of a fact, and of a rule of a later room
keys        the keys a fact once had, which keep working
formats     the ways a fact of each kind can be written in a text
saying      a text with tags as readers see it; what is wrong with its tags
one_line    a short text that can stand in any sentence
fields      the check of a Markdown field whose text may use facts
law, normattiva  the article a fact comes from, read once a week; a change makes a doubt
sources     where facts come from on the web: what changed there is a doubt
completing  facts by words, for the desk: JSON
"""
