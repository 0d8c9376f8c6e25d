"""A firm that readers have a problem with, and the ways to reach it.

models     Company
channel    ContactChannel: what a reader does with it (call, write, open the form)
sectors    Sector: what a company deals in, so that a guide of the sector stands on its page
named      the company that a reader means by a name
outside_links  where companies' pages lead outside the site
admin      the desk's page of a company, with its channels as rows
"""
