"""The glossary: what a reader can tell us, named once for deadlines, letters and questions.

models      Datum, DatumChoice: the question, its kind, whether the answer is personal
boxes       the box of a form in which a datum is answered, with Italian errors
money       an amount as Italians write it
answers     what a reader has answered, and the address that says so to the next page
uses        who needs an answer, who says a question as it was published
live_uses   the rows that hold back a datum that the site asks; each room has its own
desk_forms  answers that something needs are not taken away
admin       the desk's page of a datum
"""
