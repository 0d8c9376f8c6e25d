"""What the environment may say, read once; with something wrong in it the site does not start.

kinds       how one value is read: a switch, a number, an address, a database
variables   every variable with its default and what it does; docs/operations.md is written from it
__main__    prints that table
production  the habits of development that a public site must not keep
reading     Environment: the values, and the sentences of those that cannot be used
"""
