"""A second pair of eyes: a colleague reads the draft before it is published.

models     Review and the notes tied to sections; what first pages ask of them
asking     Reviewable: ask a colleague; what publishing asks when nobody may publish alone
emails     the letters to both
pages      the desk's page of a review, and the button that asks for one
"""
