"""How deep a text may nest, in markdown-it's levels. Imports nothing."""

BLOCK_DEPTH = 40
"""A list takes two levels (list, item), a quotation, a div or a note one: 20 lists, or 40 quotations. Layout engines
fail with a RecursionError from 80 nested lists or 140 nested boxes, and no reader follows more than four."""

INLINE_DEPTH = 100
"""Brackets within brackets within one passage; markdown-it stops looking for markup below this."""

IMAGE_DEPTH = 5
"""Images within the alternative text of images."""
