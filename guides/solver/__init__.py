"""A guided way through: «Che cosa è successo?», at most six questions, one page that helps.

graph       pure: questions, answers, outcomes, and where a reader's answers lead
faults      pure: what is wrong with a graph before it can be published
paths       pure: the editor's own table of answers and the outcome they must reach
written     pure: a graph as an edition keeps it
address     pure: where a reader stands, in the address
models      Flow and its rows: the working copy
editions    FlowEdition, FlowPlace: immutable, the only thing that readers see
published   publishing and withdrawing
drafting    from the rows to the graph; all that keeps it from being published
helping     the kinds of things that an outcome leads to: found when readers can see them
inner_links, uses
            `risolvi:…`; which ways lead to a letter or a day
pictures    which pictures guided ways show
nearby      what to do now, on the pages of others: ways, letters, days
page, twin  what a step shows; the whole way in Markdown
counting    which answers are given, by day
views, urls the pages
outline     pure: the indented list at the desk
forms, help_rows, admin, desk_buttons, shown, work
            the desk: saved at any time, published when it holds
"""
