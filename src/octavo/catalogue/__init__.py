"""Cards of what was built -> build/ as a site: index, topics, regions, authors, search, feeds, records for trade."""
