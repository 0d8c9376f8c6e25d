"""«Raccontaci la tua storia»: from the form to the page.

models        Story: what a reader says happened with a company
consents      pure: what was agreed to, in the words that were shown
named_company the company as its author named it
telling       the view that leads from its form to the private link
steps         the three steps of its form: which one a reader is shown
resending     files changed when it is corrected or sent again
draft         files sent before the story is: kept for a day
filters       which stories a reader asked to see
attachment    Attachment: a private proof, never public
attachment_files  is it really an image or a PDF, and what of it is kept
"""
