"""Other people's sites, asked politely and never trusted. Only this room opens a connection to one.

client      one request: bounded in time and size, never to a private address, redirects by hand
robots      what a site lets machines read (RFC 9309)
judging     what an answer says of a link: well, moved, broken, robots kept out
models      OutsideAddress: an address that we lead to and what came of asking for it
checking    the worker's rounds: whose turn it is, where each address is used
"""
