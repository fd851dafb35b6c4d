"""SVG as Vega wrote it -> SVG fit for all editions: sized in points, only what is drawn, classes for a screen."""

import hashlib
import re

from lxml import etree
from markupsafe import Markup as Html

from octavo.charttheme import ChartTheme

SVG = "{http://www.w3.org/2000/svg}"

ORDERED = ("seq-1", "seq-2", "seq-3", "seq-4", "div-1", "div-2", "div-3")
FILLS = ("1", "2", "3", "hi", "hi-soft", "mute", "paper", "grid", "ink", "ink-2", "hi-ink", *ORDERED)
WORDS = ("ink", "ink-2", "hi-ink", "hi", "paper", "1", "2", "3")
LINES = ("1", "2", "3", "hi", "mute", "grid", "ink-2", "ink", "paper", "hi-soft", "hi-ink")
"""Which role a colour is taken for when a brand uses it for several: the first of these that has it."""


LEGIBLE = {"1": "1", "hi": "hi-ink", "2": "ink-2", "3": "ink-2", "mute": "ink-2", "grid": "ink-2"}


def finish(svg: str, theme: ChartTheme, width: float) -> str:
    """The drawing `width` points wide, its ids made its own, without frames, shields and the roles Vega gives."""
    root = etree.fromstring(svg.encode())
    wide, high = float(root.get("width") or width), float(root.get("height") or 0)
    for element in list(root.iter()):
        parent = element.getparent()
        if parent is not None and _is_blank(element):
            parent.remove(element)
    for text in list(root.iter(SVG + "text")):
        _split_lines(text)
    prefix = "c" + hashlib.sha256(svg.encode()).hexdigest()[:8] + "-"
    for element in root.iter():
        _tidy(element, theme, prefix)
    root.attrib.clear()
    root.set("class", "chart__svg")
    root.set("viewBox", f"0 0 {wide:g} {high:g}")
    root.set("width", f"{width:g}pt")
    root.set("height", f"{high * width / wide:g}pt")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def recolour_classes(theme: ChartTheme, fill: str, stroke: str, is_text: bool) -> str:
    """The classes by which a style sheet recolours a mark: m- for a fill, t- for words, l- for a line, and the role."""
    fills = {theme.colours[role].lower(): role for role in reversed(WORDS if is_text else FILLS)}
    lines = {theme.colours[role].lower(): role for role in reversed(LINES)}
    found = []
    if fill.lower() in fills:
        found.append(("t-" if is_text else "m-") + _short(fills[fill.lower()], is_text))
    if stroke.lower() in lines:
        found.append("l-" + _short(lines[stroke.lower()], False))
    return " ".join(found)


def _split_lines(text: etree._Element) -> None:
    """Make each line of a text an element of its own: WeasyPrint 70 aligns all lines by the longest one's start."""
    parent, down = text.getparent(), 0.0
    lines = list(text)
    if parent is None or not lines:
        return
    for line in lines:
        down += float(line.get("dy") or 0)
        single = etree.Element(SVG + "text", {str(name): str(value) for name, value in text.attrib.items()})
        single.set("transform", f"{text.get('transform', '')} translate(0,{down:g})".strip())
        single.text = line.text
        text.addprevious(single)
    parent.remove(text)


def _legible(fill: str, theme: ChartTheme) -> str:
    """The colour for words where a mark has `fill`: the accent and the greys have twins that are dark enough to read
    (4.5:1, WCAG 2.2, 1.4.3)."""
    for role, twin in LEGIBLE.items():
        if theme.colours[role].lower() == fill.lower():
            return theme.colours[twin]
    return fill


def _short(role: str, is_text: bool) -> str:
    return "hi" if is_text and role == "hi-ink" else role.replace("ink-2", "ink2")


def _is_blank(element: etree._Element) -> bool:
    """Vega's frames and shields, which draw nothing."""
    frame = element.get("class") in ("background", "foreground")
    return frame and element.get("fill") is None and element.get("stroke") is None


def _tidy(element: etree._Element, theme: ChartTheme, prefix: str) -> None:
    """One element without what Vega needs for itself, with ids and classes of ours."""
    for name, value in element.attrib.items():
        key, text = str(name), str(value)
        if key.startswith(("aria-", "role")) or key in ("pointer-events", "class"):
            del element.attrib[name]
        elif key == "id":
            element.set(key, prefix + text)
        elif "url(#" in text:
            element.set(key, text.replace("url(#", f"url(#{prefix}"))
    is_text = etree.QName(element).localname == "text"
    if is_text:
        element.set("fill", _legible(str(element.get("fill", "")), theme))
    own = recolour_classes(theme, str(element.get("fill", "")), str(element.get("stroke", "")), is_text)
    if own:
        element.set("class", own)


def own_ids(svg: str, prefix: str) -> Html:
    """A drawing whose ids no other drawing on the page has, even one that looks the same."""
    return Html(re.sub(r'(?<= id=")|(?<=url\(#)|(?<=href="#)', f"{prefix}-", svg))  # noqa: S704 - drawn by `charts`
