"""A reply under a guide or a story.

discussion    Discussion: the thread of one guide or one story, and its counters
models        Comment: what is written there
page          one page of a discussion, gathered
threads       pure: rows in reading order become a tree three levels deep
follower      Follower: an address that wants to know of new comments
announcing    who follows is told by the worker, in batches
emails        the letters to those who were answered and to followers
"""
