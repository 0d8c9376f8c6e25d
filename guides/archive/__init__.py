"""A copy of the site that a person can read, and a site made from a copy.

declared            every model: how its rows are written, or why they stay. A new model: one line
models_there        the same for what the site has: each model with its shape, which is within which
shapes, which_rows  the ways of writing rows; which rows of what readers wrote may leave
whole               `export` and `import_`: the two acts, whole or not at all
columns, naming     a row as plain values and back; rows and people by the names people call them
front_matter        Markdown with front matter, and with parts under headings of their own
exporting, snapshot the copy written, while the site is in use, from one moment
folder, manifest,
readme              files written beside and renamed; their hashes; what a person reads first
importing, reading,
inserting           a copy read back into an empty site, in one transaction
checking            a copy that is half, changed, of a newer version; a site that is not empty
derived, pictures   what the site makes anew from the rows; the files of pictures
progress, exceptions  the bar on a terminal; what is said when it cannot be done
"""
