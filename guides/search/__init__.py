"""What a model must answer to be found, the index, the question, the page of hits.

hit, findable             what a room's model answers to be found; it is found as it is published
analyzer, stopwords,
query, plan, ranking,
speller, snippets,
anonymous                 pure: text in, words, plans, scores and marked sentences out
index, rebuild, fulltext  what is kept, made anew, and fetched: FTS5 or a tsvector under GIN
memory, terms, choosing,
finder                    a question answered: understood, put right, ranked, a page of it shown
narrowing, forms, views   /cerca/, /cerca.json, "Dillo alla redazione"
questions, counting,
follower, desk, admin     what readers ask and do not find; who waits for an answer; the desk
"""
