"""The site's settings, with a machine that is cut off for too long after two seconds."""

from datetime import timedelta

from helpcentre.settings import *  # noqa: F403

PAGES_LONGEST_UNCHECKED = timedelta(seconds=2)
