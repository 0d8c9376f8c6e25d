"""One letter = template + address, kept with the change it speaks of, sent after commit.

models      Letter (the outbox) and Appointment (the timetable's next times)
kinds       what a letter is about, in words, for the desk
message     template -> subject and text -> the message that travels
delivery    the tasks that send, retry and rescue
outbox      what other rooms call
work        letters that did not go, on the desk's first page
timetable   what the worker does by the clock
housekeeping  finished tasks deleted
"""

from guides.mail.outbox import can_be_written_to, forget_sent_letters, send_letter

__all__ = ["can_be_written_to", "forget_sent_letters", "send_letter"]
