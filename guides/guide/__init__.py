"""A guide: the working copy that editors write, and the editions that readers see.

models                    Guide, Section, Source: the working copy
publishable, freezing     publish and withdraw; what publishing now would freeze
withdrawn_again           what a restore from a backup has to do again
editions, frozen          Edition and EditionSection: immutable, the only thing that readers see
placements                the companies and sectors on whose pages an edition is listed
rerendering               stored HTML made anew when the renderer has changed
composer, related         what a guide's page shows
follower                  GuideFollower: who is told when it changes
comparing                 what changed between two versions: sections, blocks, words
versions                  editions, drafts set aside, restoring, who changed which section
schedule                  a publication or a withdrawal that waits for its moment
review                    a colleague reads a draft before it is published
fact_check                a draft read, and answered section by section, without an account
freshness                 who looks after a guide, its «da rivedere entro», the weekly letter
checks                    what an editor should know before publishing, in one list
outside_links             where published guides lead outside the site
addresses, anchors        addresses and fragments that moved; names a section may not take
with_facts                facts said in an edition, where each is used, changing one everywhere
with_deadlines,
deadline_uses             deadlines in a guide; which guides have one
pictures                  the collection: where each picture is, changing one everywhere
duplicating               a draft begun from another guide
inner_links, link_places  where `guida:…` leads, who links to a guide; what the desk offers to link
links_by_slug             links such as `lettera:…`, to what later rooms publish
hits                      what search finds of a guide
views, urls               the pages
admin, forms,
desk_buttons, trial,
obstacle, found_in        the desk's form of a guide and its buttons
merging, conflict,
presence                  two editors at once: merged piece by piece, asked only where both wrote
work, recent              one's own drafts, reviews and schedules on the desk's first page
preview, begun_section    a draft shown before it is public; a section begun from a question
"""
