"""What guides, letters and guided ways have in common: a working copy, and a live edition.

live_edition   the state, the count of saves, going live and being withdrawn
buttons        «Pubblica» and «Ritira» at the desk
"""
