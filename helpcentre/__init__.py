"""The project: wiring that would serve any site; the app is `guides`.

settings, urls, wsgi                 Django's own (gunicorn.conf.py: how it is served)
preload, memory                      read before workers are forked; what they go on sharing
environment/                         what settings are read from
desk, people, desk_posts, unsaved    the admin site: who is in it, posts that are big, kept text
sign_in, accounts/                   the desk's door: password, second step, sessions, invitations
desk_errors, database_down, failing  what is answered, and who is told, when something is wrong
published/                           pages as files, served before Django
one_address                          whoever comes by another name of the site is sent to this one
health, healthy, metrics/, logs/     what the site says of itself
databases, pooled, slots,
time_limits, read_only,
replica/, channel                    the database: connections, turns, limits, a copy, its changes
static_files                         static files as they are collected
formats/, locale/                    Italian where Django's own is not
"""
