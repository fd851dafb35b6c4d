"""build/ as it was made and checked -> a folder or an object store that a web server shows: what changed, in order."""
