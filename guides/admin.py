"""Index: the rooms that have a place at the desk."""

from guides.authorities import admin as authorities
from guides.authors import admin as authors
from guides.backup import admin as backup
from guides.comments import admin as comments
from guides.companies import admin as companies
from guides.deadlines import admin as deadlines
from guides.feedback import admin as feedback
from guides.glossary import admin as glossary
from guides.guide import admin as guide
from guides.guide.pictures import admin as pictures
from guides.guide.with_facts import admin as facts
from guides.letters import admin as letters
from guides.mail import admin as mail
from guides.outside import admin as outside
from guides.questions import admin as search
from guides.queue import admin as moderation
from guides.record import admin as record
from guides.site import admin as site
from guides.solver import admin as solver
from guides.spam import admin as spam
from guides.stories import admin as stories
from guides.topics import admin as topics
from guides.wordpress import admin as wordpress

__all__ = [
    "authorities",
    "authors",
    "backup",
    "comments",
    "companies",
    "deadlines",
    "facts",
    "feedback",
    "glossary",
    "guide",
    "letters",
    "mail",
    "moderation",
    "outside",
    "pictures",
    "record",
    "search",
    "site",
    "solver",
    "spam",
    "stories",
    "topics",
    "wordpress",
]
