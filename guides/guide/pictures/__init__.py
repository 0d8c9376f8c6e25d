"""The newsroom's collection of pictures (the rows are guides/uploads/pictures.py).

uses       where each picture stands, read from every text that readers or editors have
collection the collection as the desk lists it: what lacks words first, found by words
changing   a picture, or its words, changed everywhere in one act
choosing   pictures by words, for the editor's toolbar: JSON
forms,
admin      the desk's pages «Immagini»
"""
