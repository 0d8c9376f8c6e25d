"""What is moderated, whatever it is: its state, every act upon it.

states, redaction       pure: the states, the words to omit
item                    QueueItem: what the queue lists, of every kind
decisions, reasons      Decision: the audit row of every act; Reason: why something is refused
conversation, originals what is said around it; what it was before a redaction
contest, refused        what an author answers to a refusal, and who may decide on it
files                   which files something had before its author sent it again
tokens, queue_text      what the queue is searched by, and the table that holds it
correction, blocks      a typing error corrected in the open; an author who is blocked
contributors            what was decided so far about an address
preferences             ModerationSettings and what each moderator wants by mail
exceptions              why an act was not done, in Italian
verbs                   every act, a file each, through one door (verbs/core.py)
moderated               Moderated: the mixin of content models
described               what a content room says of its things, and its hooks
done_again              what a restore from a backup has to do again
expiries, holdings      what it keeps for how long, and what is held about an author
"""
