"""What an editor writes in a letter, read into a small tree and filled. Pure, without power.

tree          Words, Mention, Question: what a text is made of
reading       a text to its tree; what is wrong with it, line by line
filling       a tree with what was answered: plain lines, paragraphs and lists
combinations  every way in which a tree can be filled, as long as they can be counted
"""
