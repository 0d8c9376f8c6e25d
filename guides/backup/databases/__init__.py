"""A database as it was at one moment: written into a file, proven, and made again from it.

snapshot     what a backup asks of either
sqlite       the backup interface of SQLite, from within a reader's transaction
postgresql   pg_dump of an exported snapshot, pg_restore
tools        those programs found and run
of_the_site  which of the two the site uses
instead      a piece of work done on another database than the site's
"""
