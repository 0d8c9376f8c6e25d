"""The front page, and the pages that machines read.

views            the front page
topic_problems   the topics, each with a few problems of its freshest guides
atom, feeds      Atom: what our feeds have in common, and each of them
sitemaps         every public page, and when it really changed
structured_data  schema.org's words for each page (pure)
social_image     the picture that a shared link shows
machines         robots.txt, the sitemaps, llms.txt, the Markdown twin, OpenSearch, the pictures
moved            what belongs to a guide, under its old addresses
"""
