"""The bytes of a file that is no picture which can be published -> in plain words what it seems to be."""

LOOKS: tuple[tuple[bytes, str], ...] = (
    (b"%!PS", "EPS or PostScript"),
    (b"\xc5\xd0\xd3\xc6", "EPS or PostScript"),
    (b"%PDF", "a PDF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "a Windows bitmap (BMP)"),
    (b"8BPS", "a Photoshop file (PSD)"),
    (b"PK\x03\x04", "a ZIP archive or Office file"),
    (b"\x00\x00\x01\x00", "a Windows icon"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\xd7\xcd\xc6\x9a", "a Windows metafile (WMF)"),
    (b"version https://git-lfs", "a Git LFS pointer instead of the picture"),
)
BRANDS: dict[bytes, str] = {b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC"}
"""ISO base media files: the brand that follows "ftyp"."""

NOTHING = "no picture format"
"""What bytes look like that are neither text nor known."""


def looks_like(data: bytes) -> str:
    """In plain words what a file that is no picture seems to be."""
    for magic, words in LOOKS:
        if data.startswith(magic):
            return words
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], "a video")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "HTML"
    if start.startswith(b"<"):
        return "XML or HTML"
    try:
        data[:1024].decode("utf-8", errors="strict" if len(data) <= 1024 else "ignore")
    except UnicodeDecodeError:
        return NOTHING
    return "text" if b"\x00" not in data[:1024] else NOTHING
