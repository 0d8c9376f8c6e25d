"""What the site writes down of itself: one JSON object a line, and nobody's data in it.

request_id  the number by which the lines of one request are found
wording     what may be said: addresses, numbers, links and an error's own words may not
formatters  a record as JSON, or as a line for people who read along
writer      lines are written by a thread of their own, in batches
access      a line a request: gunicorn's logger
crashes     what nobody caught, said in the same way
"""
