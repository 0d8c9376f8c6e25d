"""A post's text, from what WordPress keeps to our Markdown. Pure: pictures and links are asked.

post               the whole way, and what an editor should look at
blocks, autop      the block editor's text, the classic text, to HTML
shortcodes, code   `[caption]` and its like; code as it was typed
harmless           frames, scripts, forms, players become links
converter, signs,
emphasis           HTML to Markdown, and words that Markdown would take for signs
addresses          where links lead here, what is said of a picture
cutting            an introduction and sections
fidelity           how much of the words arrived
"""
