"""`python -m helpcentre.environment` prints the table of docs/operations.md."""

from helpcentre.environment.variables import table

print(table())
