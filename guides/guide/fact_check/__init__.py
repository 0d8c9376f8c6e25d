"""A draft read by somebody without an account: a lawyer says of each section whether it is right.

models     OutsideAnswer, and Shared: links to a draft that can be revoked
forms      two buttons and a few words for each section, one name for all
views      what the link opens
buttons    the answers at the desk, by section; revoking the links
"""
