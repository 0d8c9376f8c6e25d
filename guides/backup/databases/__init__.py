"""A database as it was at one moment: written into a file, proven, and made again from it.

moment       what a backup asks of either, and which one the site uses
sqlite       the backup interface of SQLite, from within a reader's transaction
postgresql   pg_dump of an exported snapshot, pg_restore
tools        those programs found and run
instead      a piece of work done on another database than the site's
"""
