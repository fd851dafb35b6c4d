"""An edition and the members who are to have it -> a copy for each of them, with a number of its own.

`make.make_copies` makes them, `verify.verify` says whose copy a file is. Who has which number is told by the ledger
alone: here are numbers, and names only while they are printed.
"""
