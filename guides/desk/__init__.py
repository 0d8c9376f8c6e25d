"""What every page of the desk has.

base        DeskAdmin: the boxes an editor writes in, the one record that opens at once
deleting    what holds a record that cannot be deleted, and what to do
history     what a save changed, in words
kept        what an editor typed and did not save: their private copy
ordering    rows put in order
widgets     fields as the desk shows them
work        what there is to do, asked of every room for the first page
"""
