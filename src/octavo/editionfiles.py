"""The files that lie beside a web page: their names and media types. Imports nothing of Octavo's."""

from collections.abc import Mapping

SHARE_CARD = "share.png"
CARD_SIZE = (1200, 630)
"""Pixels, width and height: what Open Graph readers show without cropping (developers.facebook.com, "Images")."""

DOWNLOADS: Mapping[str, str] = {"pdf": "application/pdf", "epub": "application/epub+zip"}
"""The editions beside the page -> their media types (RFC 8118; EPUB 3.3, appendix on the media type)."""

RECORDS: Mapping[str, str] = {
    "citation.bib": "application/x-bibtex",
    "citation.json": "application/vnd.citationstyles.csl+json",
}
"""The records for reference managers beside the page -> their media types, as FAIR Signposting links them
(signposting.org/FAIR, "describedby")."""
