"""A program of ours run within bounds: so many on a machine, so long, told its data and no more.

running   Program: its turns, its run; Busy
"""
