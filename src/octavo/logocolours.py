"""The bytes of a logo -> the colours that are painted in it, each with how much of the ground it covers.

Of an SVG all fills and strokes count, once it is cleaned as the build cleans it (styles are attributes then); of a
photograph the colours that take a part of it worth seeing.
"""

import base64
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree
from PIL import Image
from tinycss2.color5 import parse_color

from octavo import svg
from octavo.images import examine
from octavo.problems import Place

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"})
ASIDE = frozenset({
    "defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient", "filter", "title",
    "desc",
})  # fmt: skip
"""What paints nothing where it stands."""
INITIAL: Mapping[str, str] = {
    "fill": "black", "stroke": "none", "color": "black", "visibility": "visible", "fill-opacity": "1",
    "stroke-opacity": "1",
}  # fmt: skip
"""Properties that are inherited, and what they are where nothing is said (SVG 2, 13.3 and 13.5)."""
CURRENT = "currentcolor"
SIDE = 256
"""Pixels: a photograph is looked at in this size."""
SHARE, STEP = 0.05, 32
"""What part of its pixels a colour takes at the least, and how many steps of a channel are taken for one colour: the
edges of letters are mixed from two."""
DEEPEST = 20
"""How far `use` is followed."""


class Paint(NamedTuple):
    """A colour "#rrggbb", and how much of the ground it covers, 0 to 1."""

    colour: str
    cover: float


@lru_cache(maxsize=64)  # a brand's few logos, asked for again by each of its briefs
def paints(data: bytes, path: str) -> tuple[Paint, ...]:
    """The colours of the logo `data`, the content of the file `path`; () for what cannot be drawn, which is told
    elsewhere."""
    info, _ = examine(data, path, Place(path))
    if info is None:
        return ()
    return tuple(
        _of_pixels(data) if info.kind != "svg" else dict.fromkeys(_Drawing(etree.fromstring(info.data)).paints())
    )


class _Drawing:
    """A cleaned drawing, whose elements with an id may be used elsewhere in it."""

    def __init__(self, root: Any) -> None:  # noqa: ANN401 - an lxml element, whose package has no types
        self._root = root
        self._named = {one.get("id"): one for one in root.iter() if one.get("id")}
        self._open: list[Any] = []

    def paints(self) -> Iterator[Paint]:
        yield from self._of(self._root, INITIAL, 1.0, 0)

    def _of(self, element: Any, above: Mapping[str, str], cover: float, depth: int) -> Iterator[Paint]:  # noqa: ANN401
        """What an element paints with what is in it; `above` is what it inherits, `cover` that of its groups."""
        name = etree.QName(element).localname
        said = {**above, **{key: element.get(key) for key in INITIAL if element.get(key, "inherit") != "inherit"}}
        cover *= _part(element.get("opacity", "1"))
        if element.get("display") == "none" or depth > DEEPEST:
            return
        if name in SHAPES and said["visibility"] == "visible":
            for kind in ("fill", "stroke") if name != "line" else ("stroke",):
                yield from self._painted(said[kind], said, cover * _part(said[f"{kind}-opacity"]))
        if name == "image":
            yield from self._pictured(element, cover)
        if name == "use" and (target := self._target(element)) is not None:
            yield from self._within(target, said, cover, depth + 1)
        for child in element:
            if etree.QName(child).localname not in ASIDE:
                yield from self._of(child, said, cover, depth + 1)

    def _within(self, target: Any, said: Mapping[str, str], cover: float, depth: int) -> Iterator[Paint]:  # noqa: ANN401
        """What is used: an element, or what stands in a symbol."""
        parts = target if etree.QName(target).localname in ("symbol", "pattern") else (target,)
        for part in parts:
            yield from self._of(part, said, cover, depth)

    def _painted(self, value: str, said: Mapping[str, str], cover: float) -> Iterator[Paint]:
        """The colour of a fill or a stroke, or those of the gradient or the pattern that it names."""
        if value.startswith("url("):
            server = self._named.get(value[4:].partition(")")[0].strip("#'\" "))
            yield from self._served(server, said, cover) if server is not None else ()
            return
        colour = parse_color(value)
        if colour == CURRENT:
            colour = parse_color(said["color"])
        if colour is not None and colour != CURRENT:
            yield from _paint(colour, cover)

    def _served(self, server: Any, said: Mapping[str, str], cover: float) -> Iterator[Paint]:  # noqa: ANN401
        """The colours of a gradient or a pattern; none for one that is met again inside itself."""
        if server in self._open:
            return
        self._open.append(server)
        if etree.QName(server).localname == "pattern":
            yield from self._within(server, INITIAL, cover, 1)
        else:
            yield from self._stopped(server, said, cover)
        self._open.pop()

    def _stopped(self, server: Any, said: Mapping[str, str], cover: float) -> Iterator[Paint]:  # noqa: ANN401
        stops = list(server.iter(f"{svg.SVG}stop"))
        if not stops and (other := self._target(server)) is not None and other is not server:
            stops = list(other.iter(f"{svg.SVG}stop"))
        for stop in stops:
            yield from self._painted(
                stop.get("stop-color", "black"), said, cover * _part(stop.get("stop-opacity", "1"))
            )

    def _pictured(self, element: Any, cover: float) -> Iterator[Paint]:  # noqa: ANN401
        """The colours of a picture in a data: address."""
        body = (element.get("href") or element.get(f"{svg.XLINK}href") or "").partition(",")[2]
        yield from (Paint(one.colour, one.cover * cover) for one in paints(base64.b64decode(body), "logo"))

    def _target(self, element: Any) -> Any:  # noqa: ANN401
        href = element.get("href") or element.get(f"{svg.XLINK}href") or ""
        return self._named.get(href.strip().removeprefix("#"))


def _paint(colour: Any, cover: float) -> Iterator[Paint]:  # noqa: ANN401 - tinycss2's Color
    """A colour that covers anything at all. One of a space that tinycss2 cannot bring into sRGB is not measured."""
    try:
        channels = (round(min(1.0, max(0.0, part)) * 255) for part in colour.to("srgb").coordinates)
    except NotImplementedError:
        return
    if colour.alpha * cover > 0:
        yield Paint("#" + "".join(f"{part:02x}" for part in channels), min(1.0, colour.alpha * cover))


def _part(text: str) -> float:
    """An opacity: a number, or a percentage; 1 for what is neither."""
    try:
        number = float(text.rstrip("% ")) / (100 if text.strip().endswith("%") else 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, number))


def _of_pixels(data: bytes) -> Iterator[Paint]:
    """The colours that take a twentieth of what is opaque in a photograph, those of most pixels first."""
    with Image.open(BytesIO(data)) as picture:
        picture.thumbnail((SIDE, SIDE), Image.Resampling.NEAREST)
        pixels = picture.convert("RGBA").tobytes()
    seen = [pixels[at : at + 3] for at in range(0, len(pixels), 4) if pixels[at + 3] >= 128]
    kinds = Counter(bytes(part // STEP for part in one) for one in seen)
    first = Counter(seen)
    for kind, count in kinds.most_common():
        if count >= SHARE * len(seen):
            best = max((n, one) for one, n in first.items() if bytes(part // STEP for part in one) == kind)[1]
            yield Paint(f"#{best.hex()}", 1.0)
