"""Controlli: what an editor should know of a guide before it is published.

inside      links to our own pages, followed to the page and to the place in it
page        «Controlli»: the page itself
checking    everything in one list: errors stop a publication, warnings only say
"""
