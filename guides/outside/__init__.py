"""Other people's sites, asked politely and never trusted. Only this room opens a connection to one.

client      one request: bounded in time and size, never to a private address, redirects by hand
in_time     a site that drips is cut off, in its head as in its body
robots      what a site lets machines read (RFC 9309)
judging     what an answer says of a link: well, moved, broken, robots kept out
uses        what each room says it leads to
models      OutsideAddress: an address that we lead to and what came of asking for it
checking    the worker's rounds: whose turn it is
admin, work the desk's list, what its first page says
"""
