"""Index: the rooms that have a place at the desk."""

from guides.authorities import admin as authorities
from guides.authors import admin as authors
from guides.comments import admin as comments
from guides.companies import admin as companies
from guides.feedback import admin as feedback
from guides.guide import admin as guide
from guides.guide.pictures import admin as pictures
from guides.guide.with_facts import admin as facts
from guides.mail import admin as mail
from guides.outside import admin as outside
from guides.questions import admin as search
from guides.queue import admin as moderation
from guides.site import admin as site
from guides.spam import admin as spam
from guides.stories import admin as stories
from guides.topics import admin as topics

__all__ = [
    "authorities",
    "authors",
    "comments",
    "companies",
    "facts",
    "feedback",
    "guide",
    "mail",
    "moderation",
    "outside",
    "pictures",
    "search",
    "site",
    "spam",
    "stories",
    "topics",
]
