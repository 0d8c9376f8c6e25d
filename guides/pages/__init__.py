"""What a page shows, so that a change finds it again; and what pages share.

tags          what the page being rendered shows: `shows`, `public_page`
tracked       rows that pages show: loading one is noted, changing one purges its pages
models        the outbox of changes that every machine's kept pages read
housekeeping  the outbox tidied once a day
once          a row found or made, when two make it at once
prepared      a query composed once and asked many times
written_once  a part of a page that is the same for many requests, kept in memory
addresses     the address of a named page, worked out once
listing       a long list in pages with addresses of their own
moved         an address that has moved, and may come back
replica       which views may read from the replica, which is seconds behind
machines      how a page for machines answers
"""
