"""The engine: what a model answers to be found, the index, a question understood, hits in order.

hit, kinds, findable      what a room's model answers to be found; it is found as it is published
analyzer, stopwords,
query, plan, term, candidate,
ranking, second_look, evidence,
speller, slips, italian,
verdict, snippets         pure: text in, words, plans, scores, worth and marked sentences out
models, documents,
index, rebuild, fulltext  what is kept, made anew, and fetched: FTS5 or a tsvector under GIN
editors_words,
vocabulary, wordings,
guesses, slot, terms,
corrections, preload      a question understood: editors' words, known words, words put right
finder, finding           and answered: a page of hits, and what they are worth
"""
