"""An SVG file as drawn by anyone -> one that is safe to embed and draws alike everywhere.

What could run, load or link is an error with its line. What only an editor needs (its own namespaces, metadata,
comments) goes without a word, for it draws nothing. Style rules and `style=""` become attributes, since the PDF engine,
browsers and reading systems agree on those alone.
"""

import base64
import re
from typing import Any

from lxml import etree

from octavo.imageheaders import MAX_PIXELS, kind_of, read_header, strip
from octavo.problems import Place, Problem, problem
from octavo.svgstyle import line_of, to_attributes

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
XML = "{http://www.w3.org/XML/1998/namespace}"

DRAWN_NAMES = """
    svg g defs title desc symbol use path rect circle ellipse line polyline polygon text tspan textPath image switch
    linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix feComponentTransfer
    feComposite feConvolveMatrix feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence feDiffuseLighting
"""
DRAWN = frozenset(DRAWN_NAMES.split())
UNSEEN = frozenset(("metadata", "view", "cursor", "color-profile"))
"""Elements that draw nothing."""

FORBIDDEN = frozenset(("script", "foreignObject", "handler", "listener", "iframe", "audio", "video"))
MAX_SHAPES = 200_000
"""Elements to draw, with every <use> followed. A detailed map has about 50,000."""

EMBEDDED = re.compile(r"data:image/(?:png|jpeg|jpg|gif|webp);base64,", re.IGNORECASE)
TARGETS = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*$", re.IGNORECASE)
UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "q": 96 / 101.6}
"""CSS pixels in a unit (CSS Values and Units 4, section 6.2)."""

Found = list[Problem]


def clean(data: bytes, path: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The drawing in `data`, the content of the file `path`, made safe; b"" when it cannot be had at all.

    The result has a viewBox and its width and height in pixels, no DOCTYPE, and no namespace but SVG's and XLink's.
    """
    root, fault = _parse(data, path)
    if root is None:
        return b"", (fault,) if fault else ()
    found: Found = []
    _prune(root, path, found)
    sheets = list(root.iter(SVG + "style"))
    found += to_attributes(root, sheets, path)
    for style in sheets:
        _drop(style)
    for element in root.iter():
        _clean_attributes(element, path, found)
        if element.tag == SVG + "image":
            _strip_embedded(element)
    if _shapes(root) > MAX_SHAPES:
        return b"", (*found, problem("svg-too-heavy", Place(path, 1), limit=f"{MAX_SHAPES:,}"))
    if not _give_size(root):
        found.append(problem("svg-no-size", Place(path, line_of(root))))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8"), tuple(sorted(found, key=lambda fault: fault.place))


def size(data: bytes) -> tuple[float, float] | None:
    """Width and height in pixels of a drawing that `clean` returned; None if it has none."""
    root = etree.fromstring(data, _parser())
    width, height = root.get("width"), root.get("height")
    return (float(width), float(height)) if width and height else None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _parse(data: bytes, path: str) -> tuple[etree._Element | None, Problem | None]:
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        if "entit" in str(fault).lower() and b"<!ENTITY" in data:
            return None, problem("svg-entities", Place(path, _line_of(data, b"<!ENTITY")))
        return None, problem("svg-broken", Place(path, line or 0, column), detail=fault.msg)
    doctype: Any = root.getroottree().docinfo.internalDTD
    declared = doctype is not None and any(True for _ in doctype.iterentities())
    if declared or any(True for _ in root.iter(etree.Entity)):
        return None, problem("svg-entities", Place(path, _line_of(data, b"<!ENTITY")))
    if root.tag != SVG + "svg":
        return None, problem("svg-no-namespace", Place(path, line_of(root)), root=root.tag)
    return root, None


def _line_of(data: bytes, mark: bytes) -> int:
    at = data.find(mark)
    return data.count(b"\n", 0, at) + 1 if at >= 0 else 1


def _prune(root: etree._Element, path: str, found: Found) -> None:
    """Take out every element that is not drawn; say so when it could have shown or done something."""
    ahead = [root]
    while ahead:
        for element in list(ahead.pop()):
            name = element.tag.removeprefix(SVG)
            if name in DRAWN or name == "style":
                ahead.append(element)
            elif name == "a":
                element.tag = SVG + "g"
                for link in ("href", XLINK + "href", "target"):
                    element.attrib.pop(link, "")
                ahead.append(element)
            else:
                if element.tag.startswith(SVG) and name not in UNSEEN and not _has_stand_in(element):
                    code = "svg-forbidden" if name in FORBIDDEN else "svg-unknown"
                    found.append(problem(code, Place(path, line_of(element)), name=name))
                _drop(element)
    for choice in root.iter(SVG + "switch"):
        choice.tag = SVG + "g"
        for rejected in list(choice)[1:]:
            _drop(rejected)


def _has_stand_in(element: etree._Element) -> bool:
    """True for the first choice of a <switch> that goes on to offer plain SVG, as drawing programs write."""
    parent = element.getparent()
    return parent is not None and parent.tag == SVG + "switch" and element.getnext() is not None


def _drop(element: etree._Element) -> None:
    """Remove `element`, keeping the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _clean_attributes(element: etree._Element, path: str, found: Found) -> None:
    for name, value in list(element.attrib.items()):
        key, text = str(name), str(value)
        local = key.rpartition("}")[2].lower()
        foreign = key.startswith("{") and not key.startswith((XLINK, XML))
        reason = "" if foreign else _refusal(element, local, text)
        if reason:
            place = Place(path, line_of(element))
            found.append(problem(reason, place, name=local, value=text, element=etree.QName(element).localname))
        if reason or foreign or local == "class":
            del element.attrib[name]


def _refusal(element: etree._Element, local: str, text: str) -> str:
    """The code of the problem with an attribute, "" if it may stay."""
    if local.startswith("on"):
        return "svg-handler"
    if local in ("href", "src") and not text.strip().startswith("#"):
        if element.tag != SVG + "image" or not EMBEDDED.match(text.strip()):
            return "svg-remote"
        return "" if _is_picture(text) else "svg-bad-image"
    if any(not target.startswith("#") for target in TARGETS.findall(text)) or "javascript:" in text.lower():
        return "svg-remote"
    return ""


def _is_picture(text: str) -> bool:
    """True if a data: URL holds a picture of a size that can be decoded."""
    try:
        data = base64.b64decode(text.partition(",")[2])
    except ValueError:
        return False
    kind = kind_of(data)
    header = read_header(kind, data) if kind and kind != "svg" else None
    return header is not None and header.width * header.height <= MAX_PIXELS


def _strip_embedded(element: etree._Element) -> None:
    """Take camera notes out of a picture in a data: URL; it goes on lying as it lay."""
    for name in ("href", XLINK + "href"):
        head, _, body = (element.get(name) or "").partition(",")
        data = base64.b64decode(body) if EMBEDDED.match(f"{head.strip()},") else b""
        kind = kind_of(data)
        header = read_header(kind, data) if kind and kind != "svg" else None
        if header and header.private and kind and kind != "svg":
            bare = strip(kind, data, header.orientation)
            element.set(name, f"{head},{base64.b64encode(bare).decode()}")


def _shapes(root: etree._Element) -> int:
    """How many elements are drawn when every <use> is followed; above MAX_SHAPES when they run in a circle."""
    named = {str(element.get("id")): element for element in root.iter() if element.get("id")}
    counts: dict[etree._Element, int] = {}

    def count(element: etree._Element, depth: int) -> int:
        if depth > 400:
            return MAX_SHAPES + 1
        if element not in counts:
            counts[element] = MAX_SHAPES + 1  # what a circle would find
            total = 1 + sum(count(child, depth + 1) for child in element)
            if element.tag == SVG + "use":
                target = named.get((element.get("href") or element.get(XLINK + "href") or "").strip().removeprefix("#"))
                total += count(target, depth + 1) if target is not None else 0
            counts[element] = total
        return counts[element]

    return count(root, 0)


def _give_size(root: etree._Element) -> bool:
    """Write viewBox, width and height (pixels) on the root; False if neither a size nor a viewBox is there."""
    box = _numbers(root.get("viewBox") or "")
    wide, high = _pixels(root.get("width")), _pixels(root.get("height"))
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        if not wide or not high:
            return False
        box = [0, 0, wide, high]
        root.set("viewBox", " ".join(f"{n:g}" for n in box))
    if wide and not high:
        high = wide * box[3] / box[2]
    elif high and not wide:
        wide = high * box[2] / box[3]
    root.set("width", f"{wide or box[2]:g}")
    root.set("height", f"{high or box[3]:g}")
    return True


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in re.split(r"[\s,]+", text.strip()) if part]
    except ValueError:
        return []


def _pixels(text: str | None) -> float:
    """An absolute length in pixels; 0 for none, a percentage or an em."""
    match = LENGTH.match(text or "")
    return float(match[1]) * UNITS[(match[2] or "").lower()] if match else 0.0
