"""Facts in guides: said when an edition is frozen, so that a published page asks for none.

saying      an edition and its sections with their facts said
endings     what a page says once one of its facts has ended
uses        FactUse, LiveFactUse: which fact stands in which section, written and live
planning    what a fact's new value would do to the pages, and what stands in its way
changing    a fact changes and every guide that shows it is published again, in one act
work        those that must be looked at, on the desk's first page
forms,
admin       the desk's page of a fact: where it is used, what its change would touch
"""
