"""A file's path -> what a server says of it: its media type, and how long a reader's browser may keep it."""

import re

_TEXT = "; charset=utf-8"

NAMED = {
    "atom.xml": f"application/atom+xml{_TEXT}",
    "feed.json": "application/feed+json",
    "opds.json": "application/opds+json",
    "llms.txt": f"text/markdown{_TEXT}",
}
"""Files whose names say more than their endings (RFC 4287, 7; jsonfeed.org; OPDS 2.0, 2)."""

TYPES = {
    "html": f"text/html{_TEXT}",
    "css": f"text/css{_TEXT}",
    "js": f"text/javascript{_TEXT}",
    "json": "application/json",
    "xml": f"application/xml{_TEXT}",
    "txt": f"text/plain{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
}
"""Endings -> IANA media types; the machine's own table is not asked, so that every machine says the same."""

PLAIN = "application/octet-stream"

HASHED = re.compile(r"pagefind/.*_[0-9a-f]{6,}\.pf_\w+")
"""Names that carry a hash of what they hold: another content has another name."""

FOREVER = "public, max-age=31536000, immutable"
"""RFC 8246."""
LONG = "public, max-age=604800"
HOUR = "public, max-age=3600"
SHORT = "public, max-age=300"

LASTING = frozenset({"woff2"})
DRESS = frozenset({"css", "js", "svg", "png", "jpg", "jpeg", "webp", "gif", "csv", "pagefind"})


def media_type(path: str) -> str:
    """What the file is."""
    if path.startswith("opds/"):
        return "application/opds-publication+json"
    return NAMED.get(path) or TYPES.get(path.rpartition(".")[2].lower(), PLAIN)


def cache_control(path: str) -> str:
    """How long it may be kept without asking again: pages, feeds and editions briefly, for their names stay."""
    ending = path.rpartition(".")[2].lower()
    if HASHED.fullmatch(path):
        return FOREVER
    if ending in LASTING:
        return LONG
    return HOUR if ending in DRESS else SHORT
