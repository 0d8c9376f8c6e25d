"""What an item of an export becomes here.

item            one item, in one transaction
guides, pages   a post, a page of WordPress's
people          authors, topics, companies: by name, or new
post_context    what its text asks of the export: pictures, blocks, links
pictures        pictures of the folder of uploads
comments        its threads, dates and states
slugs           the address that it has here, known before it is written
addresses, rest its old addresses; those of categories, tags, authors, pictures
"""
