"""A sheet as a PDF that anybody can read, also by ear: `making.pdf_of(sheet)`.

It raises `making.NoPdf`, whose `sentence` and `status` are for the page that has the letter whole.

making     from a sheet to bytes, or an Italian sentence
signs      which signs our faces have, and what stands for the others. Pure
typeset    a program of its own: Typst, with so much memory and so many seconds
sheet.typ  how the sheet looks, in Typst; what readers wrote comes to it as data
fonts      the faces, and their licences
"""
