"""The names of the press's own files in an output folder. Imports nothing."""

MANIFEST = "manifest.json"
"""What was made, file by file."""

CACHE = ".cache"
"""What was read to make it, and what is kept to make it faster."""

STAGING = ".staging"
"""What is being made; gone when a build ends, unless it was killed."""

LOCK = ".lock"
"""Held by the one build at work; gone when it ends, unless it was killed."""

REPORT = "check.html"
"""What the last check said, on one page."""
