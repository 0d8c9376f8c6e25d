"""The site's own: name, tagline, links, plain pages such as /regole/.

models     SiteSettings (one record), SiteLink, Page
shortcuts  the front page's phrases to tap, and what is urgent
context    what every template knows of the site
reserved   addresses that are the site's own: nothing of an editor's may take one
views      a plain page, and what answers 404 and 500
"""
