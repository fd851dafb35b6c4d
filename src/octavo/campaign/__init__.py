"""A release and a list of members -> who is to get which copy, who got it, and a record of both.

`plan.py` settles it, `ledger.py` remembers it, `send.py` does it, `status.py` tells of it. The ledger is the only place
that knows whose a copy's number is.
"""
