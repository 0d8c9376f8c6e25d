"""Doorplate: the rooms that have a place at the desk."""

from guides.authors import admin as authors
from guides.companies import admin as companies
from guides.guide import admin as guide
from guides.site import admin as site
from guides.topics import admin as topics

__all__ = ["authors", "companies", "guide", "site", "topics"]
