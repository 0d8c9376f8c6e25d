"""A publication or a withdrawal that waits for its moment.

moment       a wall clock's day and hour, read as Italians write it; the two nights of each year
models       Schedule, its states, and what first pages ask of it
planning     Schedulable: schedule, recall
carrying     the moment has come: done once, by whoever looks first; what failed is told
emails       the letter of one that could not be kept
buttons      the desk's buttons and their small pages
"""
