"""What a reader sent, seen by the reader: the private link, its page, and the letters.

links         pure: signed addresses, and how a log line hides them
private       from a private link to the row that it opens
addressed     Addressed: an address that confirmed, that can be written to, that said stop
mail_stopped_again  after a restore from a backup
opt_in        OptIn: an address that asked to be told of something, and said yes by mail
following     its form, and the page of its letter's link
contribution  Contribution: what a story and a comment have in common
rewritable    Rewritable: what its author may correct
attached      files that go with it: the room that keeps them says how they change
update        Update: what an author adds after publication
outcome       how a story ended so far
meanwhile     what is told whose page was overtaken
pace          how long decisions take here, as measured
fields        form fields for a reader's own words
receiving     the last step of a public form
emails        the letters to an author, each with a reason to be sent
"""
