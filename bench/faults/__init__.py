"""Rehearsals of what goes wrong: real processes, real servers, loopback only.

people.py (who is there), breaking.py (what breaks), letters.py (a worker killed between each two
lines of a delivery), __main__.py (one table).
"""
