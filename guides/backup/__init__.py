"""Backups while the site is in use, proven by restoring them; and the site made again from one.

making        a backup from its first file to its proof, written beside and renamed at the end
databases/    the database of one moment, SQLite or PostgreSQL
files, places uploaded files of that moment; where they lie
manifest      what a backup says of itself
rotation      which backups stay
nightly       one each night: compose's service
restoring     the site made again from one: aside first, then put in place
settling      what a restored database does not know yet: erasures, letters, sessions
exceptions    why it was not done: sentences and exit codes
models        which were made, and when the last good one was
work, admin   «Copie di sicurezza» on the desk: the last good one is too old; which were made
"""
