"""«Ti è stato utile?» under every section of a guide.

standing      PublicStanding: what readers are told of the votes, once they are many
votes         SectionVote: what one reader of a day thought of a section, and why not
remarks       Remark: the sentence that they may leave
forms, views  the vote, its reason, and the page between when a sentence holds personal data
failing       the sections by how many people they failed
history       one section's votes, week by week, next to the edition that was live
chart         pure: the same as bars
work          what of it the desk's first page says
"""
