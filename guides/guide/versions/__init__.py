"""The versions of a guide: its editions, its working copy, and drafts that were set aside.

version      any of them in one shape that can be compared; their names in addresses
kept         KeptDraft: a working copy as it stood at a moment, ready to be published or restored
restoring    a version brought back into the working copy, as a draft
edits        SectionEdit: who changed which section, and what of it
pages        their pages at the desk: the list, the comparison, an old one read, restoring
"""
