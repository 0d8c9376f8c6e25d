"""What readers ask: /cerca/, what is not found, who waits for an answer.

forms, views        /cerca/, /cerca.json, «Dillo alla redazione»
facets              a search narrowed by kind, topic, company
models              SearchQuestion: what was asked and not found, counted by day
tally               counts gathered in memory and written together
anonymous           a question without what was personal in it
follower            who left an address to be told of the answer
answering           where the newsroom answers: the room that writes answers says it
work                those without an answer, on the desk's first page
admin, remedies     the desk: what was not found; promoted answers, synonyms, signposts
"""
