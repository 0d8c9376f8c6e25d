"""Files from outside: pictures of editors, proofs of readers.

admission        whether a reader's files are looked at: token, trap, limits, room on the disk
headers          pure: what a picture announces before anything is decoded
decoding         runs redraw.py and rewrite.py within bounds, two at a time on a machine
redraw           a program of its own: one picture drawn anew
rewrite          a program of its own: one PDF written anew, its pages and nothing else
pdfs             bytes in, a PDF without anything that acts, or an Italian sentence
images           bytes in, a clean picture out, or an Italian sentence
pictures         Picture: a row for each public picture, whose it is
leaving          files whose row is gone, until they are gone too
thumbnails       small copies for the desk
storage, fields  where files lie, and the model field of a public picture
bucket           files on S3-compatible storage: nothing in it is public
"""
