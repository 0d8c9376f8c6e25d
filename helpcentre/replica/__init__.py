"""Readers' pages that are not kept, and search, read from a copy of the database (REPLICA_URL).

router       which of the two is read, which is written
middleware   who reads the copy: a reader, a view that says it may, a copy that is in time
lateness     how far behind the copy is, looked at once a second
writers      networks that wrote a moment ago: they read what they wrote where they wrote it
"""

ALIAS = "replica"
