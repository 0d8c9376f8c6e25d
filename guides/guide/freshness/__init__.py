"""Who looks after a guide, and by when it must be looked at again.

owned     the two boxes of a guide, and what is past its day
desk      the filter of their list
letters   once a week, to each who looks after something that needs it
models    the week in which each was last written to
"""
