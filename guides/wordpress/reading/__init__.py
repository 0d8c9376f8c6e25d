"""An export's file, read with little memory however large it is.

allowed  the text without what XML forbids
wxr      the file, one child of its channel at a time
items    an item as a plain record; pure
survey   the first reading: whether it is whole, what its items ask of one another
"""
