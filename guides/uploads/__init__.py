"""Files from outside: pictures of editors, proofs of readers.

admission        whether a reader's files are looked at: token, trap, limits, room on the disk
headers          pure: what a picture announces before anything is decoded
decoding         runs redraw.py within bounds, two at a time on a machine
redraw           a program of its own: one picture drawn anew
images           bytes in, a clean picture out, or an Italian sentence
pictures         Picture: a row for each public picture, whose it is
thumbnails       small copies for the desk
storage, fields  where public pictures lie, and the model field
"""
