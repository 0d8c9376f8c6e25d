"""Published pages, kept on disk and served without Django: docs/decisions/0012-published-pages.md.

store.py         the folder: keep a page, drop those with a tag, empty it
page.py          a page as it is kept, with its headers and its ETag
files.py         files put in place whole; an address as a file's name
current.py       the store of this release on this machine
sweeping.py      the folder kept within its bounds
counting.py      what was counted, for the health page and the metrics
trust.py         whether the folder can still be changed
cursor.py        how far this machine has read the changes
changes.py       reads the changes from the database and drops what they name
watch.py         does so twice a second
front.py         the WSGI application that answers from the folder before Django
negotiation.py   which encoding a reader takes, and whether they have the page already
middleware.py    offers what Django rendered to the folder
release.py       which templates, static files and code a page was made with
"""
