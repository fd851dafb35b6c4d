"""Octavo: a policy brief, written once, as PDF, web page and EPUB."""

__version__ = "0.1.0"
