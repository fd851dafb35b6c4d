"""Saved and unsaved texts -> a page in the browser that shows each brief as it will be, and what is wrong with it.

Nothing here is published: renders are kept in memory, and what must lie on the disk lies in .octavo/preview/.
"""
