"""A press of one's own, apart from the engine: how it begins, and what in it stands in the place of Octavo's own."""
