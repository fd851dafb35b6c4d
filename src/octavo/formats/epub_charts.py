"""A chart's SVG + the book's fonts -> the same SVG with the font files of its labels inside.

A drawing that is shown as an image sees no font of the page around it: its labels would be set in whatever the device
has, and run into one another. The files go in whole: cutting a font down to some letters costs more time than a book
has, and the Open Font License asks that a changed font bear another name.
"""

import base64
import re
from collections.abc import Iterable

from lxml import etree

from octavo.artifact import Artifact
from octavo.flatten.rules import WEIGHTS, Face, read

SVG_TYPE = "image/svg+xml"
ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")


def with_letters(drawing: Artifact, css: str, resources: Iterable[Artifact]) -> Artifact:
    """`drawing` with the faces of `css` that its labels ask for; unchanged if it has no text or they are not there."""
    if drawing.media_type != SVG_TYPE or b"<text" not in drawing.data:
        return drawing
    root = etree.fromstring(drawing.data)
    fonts = {resource.name: resource.data for resource in resources if resource.media_type == "font/woff2"}
    families, weights = _families(root), _weights(root)
    rules = [
        _rule(face, fonts[path])
        for face in read(css).faces
        for path in ADDRESS.findall(face.text)
        if path in fonts and face.family.lower() in families and face.weight in weights and face.style == "normal"
    ]
    if not rules:
        return drawing
    style = etree.Element("{http://www.w3.org/2000/svg}style")
    style.text = "".join(rules)
    root.insert(0, style)
    return Artifact(drawing.name, drawing.media_type, etree.tostring(root, encoding="utf-8"))


def _families(root: etree._Element) -> set[str]:
    """The families that the drawing asks for. Their names are put in quotes where they would not be read as names
    without: `Source Sans 3` is no family in CSS, since no word of a bare name may begin with a digit."""
    found: set[str] = set()
    for element in root.iter(etree.Element):
        names = [name.strip(" \"'") for name in (element.get("font-family") or "").split(",")]
        if names != [""]:
            element.set(
                "font-family", ", ".join(name if re.fullmatch(r"[a-z-]+", name) else f"'{name}'" for name in names)
            )
            found.update(name.lower() for name in names)
    return found


def _weights(root: etree._Element) -> set[str]:
    said = {element.get("font-weight") or "" for element in root.iter(etree.Element)}
    return {"400"} | {WEIGHTS.get(weight, weight) for weight in said}


def _rule(face: Face, font: bytes) -> str:
    data = base64.b64encode(font).decode()
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
