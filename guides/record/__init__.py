"""The log of administrative acts: rows that are written once and that nobody changes.

models      AdministrativeAct, and `record`, which writes one
comparing   what a save at the desk changed, before and after
hooks       Recorded: what a page of the desk does so that its saves and deletions are acts
password    which acts want the password again
spreadsheet the acts as a file of comma-separated values
admin       the page of the acts, for administrators
"""
