"""What is moderated, whatever it is: its state, every act upon it, and the one queue.

states, redaction     pure: the states, the words to omit
item                  QueueItem: what the queue lists, of every kind
decisions             Decision (the audit row of every act) and Reason
conversation          InternalNote among moderators, Question to the author
originals             what was written before a redaction
standing              what was decided so far about an address
preferences           ModerationSettings and what each moderator wants by mail
described             what a content room tells the queue, and its hooks
deciding, handling    the verbs
moderated             Moderated: the behaviour that content rooms wear
"""
