"""The newsroom's people as the site lets them in: their sessions, and the letters that invite them.

sessions    DeskSession: one browser that somebody is signed in with
store       what Django keeps sessions with
browsers    a browser and its system, in words
invitation  Invitation: a link, good once, by which somebody chooses a password
"""
