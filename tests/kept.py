"""The folder named by OCTAVO_TESTS_KEPT -> where builds keep what they make, in every process that imports this."""

import os

from octavo import files

PLACE = "OCTAVO_TESTS_KEPT"

if named := os.environ.get(PLACE):
    files.KEPT = named
