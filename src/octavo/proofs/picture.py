"""A page as it was drawn -> its proof: a hash, a mean colour and a small picture; and what two proofs differ in."""

import hashlib
import io
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageChops, ImageStat

State = Literal["same", "slight", "changed", "new", "gone"]

DPI, SHRUNK = 80, 2
"""Pixels an inch as drawn, and how many of them make one of the small picture: a line of text is five pixels high."""
LEVELS = 8
"""Greys of the small picture: fewer hide a tint behind text, and more make the file larger without telling more."""
TOLERANCE = 255 // (LEVELS - 1) + 1
"""Grey, 0 to 255: what differs by one level only may be another rounding of the same edge."""
TINT = 0.5
"""Colour, 0 to 255, as the mean of a page: a tenth of what a heading does in another colour of the brand."""


@dataclass(frozen=True)
class Proof:
    """One page. `sha` is the SHA-256 of its pixels at 80 dpi; `mean` their mean red, green and blue; `png` the page at
    40 dpi in eight greys."""

    sha: str
    mean: tuple[float, float, float]
    png: bytes


def proof_of(page: Image.Image) -> Proof:
    """The proof of a page drawn at DPI, in RGB."""
    sha = hashlib.sha256(f"{page.width} {page.height} ".encode() + page.tobytes()).hexdigest()
    red, green, blue = (round(value, 2) for value in ImageStat.Stat(page).mean)
    return Proof(sha, (red, green, blue), _small(page))


def compare(old: Proof | None, new: Proof | None) -> State:
    """How a page has changed. "slight": its pixels differ, and by less than TOLERANCE and TINT everywhere."""
    if old is None or new is None:
        return "new" if old is None else "gone"
    if old.sha == new.sha:
        return "same"
    is_tinted = any(abs(one - other) > TINT for one, other in zip(old.mean, new.mean, strict=True))
    return "changed" if is_tinted or _differs(opened(old.png), opened(new.png)) else "slight"


def opened(png: bytes) -> Image.Image:
    """A small picture in greys. Raises OSError for what is none."""
    return Image.open(io.BytesIO(png)).convert("L")


def difference(old: Image.Image, new: Image.Image) -> Image.Image:
    """The new picture, pale, with what went in red and what came in blue, also where one is larger."""
    size = (max(old.width, new.width), max(old.height, new.height))
    before, after = (_on_paper(picture, size) for picture in (old, new))
    went, came = ImageChops.subtract(after, before), ImageChops.subtract(before, after)
    pale = after.point([160 + value * 95 // 255 for value in range(256)])
    channels = [ImageChops.subtract(pale, other) for other in (came, ImageChops.lighter(went, came), went)]
    return Image.merge("RGB", channels)


def as_png(picture: Image.Image) -> bytes:
    """PNG without a date or any other chunk that changes from run to run."""
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _small(page: Image.Image) -> bytes:
    top = LEVELS - 1
    small = page.convert("L").reduce(SHRUNK).point([round(value * top / 255) for value in range(256)])
    indexed = Image.frombytes("P", small.size, small.tobytes())
    indexed.putpalette([level * 255 // top for level in range(LEVELS) for _ in range(3)])
    out = io.BytesIO()
    indexed.save(out, "PNG", optimize=True, bits=4)
    return out.getvalue()


def _differs(old: Image.Image, new: Image.Image) -> bool:
    if old.size != new.size:
        return True
    _, most = ImageChops.difference(old, new).getextrema()
    return isinstance(most, int | float) and most > TOLERANCE


def _on_paper(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    paper = Image.new("L", size, 255)
    paper.paste(picture, (0, 0))
    return paper
