"""Errors of ours, in groups: an administrator gets a letter, not a thousand.

models    a group: what it was, where, how often; who is told and when
emails    the letter
reporting what a process that serves met, on its way to the groups
"""
