"""Every act upon what readers sent: a small core, and a file for each act.

core        the one door: lock, check what the actor saw, change, keep the Decision, tell the room
together    one press of a button on many things is one act, and is taken back as one
approve, reject, spam, withdraw, undo       acts that move it from a state to another
flag, claim, note, ask, redact, correct     acts that leave it where it is
noted       what a restore from a backup has to do again
answer                                      the newsroom answers in public
receive, revise, contest, resubmit          what its author does, and what a rule does then
lessons                                     what the spam guard learns of a decision
erase                                       how it goes

An act is a function of the contribution that nothing else here needs to know; `Moderated` has
them as methods. `seen` is the version that the moderator was looking at (the row's own when left
out). An act returns its Decision, or None when there was nothing to do, and raises Overtaken when
somebody was faster, CannotDecide when it may not be done.
"""
