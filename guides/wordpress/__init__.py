"""In from WordPress: an export (WXR) becomes drafts at the desk; every old address goes on working.

reading/        the file: what XML forbids taken out, one item at a time, an index of all of them
text/           a post's text: classic or blocks -> HTML without shortcodes and embeds -> sections
writing/        guides, pages, comments, pictures, authors and topics, one item a transaction
importing       both passes, the bar, the report
models          what came from where (a second run changes nothing), old addresses
old_addresses   who asks for an address of WordPress is sent where that is now
report          kept, changed, left out: a file
looking         what an imported guide still lacks
filters, admin, work  all of it at the desk
"""
