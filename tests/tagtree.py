"""A PDF's structure tree as a text that a person can read, and the words in its order: what a screen reader is told."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Thing = Any
"""A dictionary of the PDF, or a number."""
INLINE = ("Span", "Link", "Reference", "Em", "Strong", "Code", "Quote", "Figure")
CODE = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


class TagTree:
    """The tree of one PDF, read from its bytes."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self._texts = [texts(page) for page in self.pdf.pages]
        self.root = self.pdf.Root.StructTreeRoot.K[0]

    def outline(self) -> str:
        """Every element on a line of its own, with what it says of itself and what it holds."""
        return "\n".join(self._lines(self.root, 0)) + "\n"

    def words(self) -> str:
        """What is read, in order: the alternatives of pictures, and ActualText where there is one."""
        return " ".join("".join(self._spoken(self.root)).split())

    def elements(self, role: str) -> list[Thing]:
        """All elements of a type, in order."""
        return [element for element in _walk(self.root) if str(element.S) == f"/{role}"]

    def said(self, element: Thing) -> str:
        """What is read of one element."""
        return " ".join("".join(self._spoken(element)).split())

    def _lines(self, element: Thing, depth: int) -> Iterator[str]:
        yield "  " * depth + " ".join([str(element.S)[1:], *_notable(element)])
        silent = "/Alt" in element or "/ActualText" in element
        for kid in _kids(element):
            if _is_element(kid):
                yield from self._lines(kid, depth + 1)
            elif _is_annotation(kid):
                yield "  " * (depth + 1) + f"-> {_target(kid.Obj)} ({kid.Obj.get('/Contents')})"
            elif not silent:
                yield "  " * (depth + 1) + repr(self._text(element, kid))

    def _spoken(self, element: Thing) -> Iterator[str]:
        said = element.get("/ActualText", element.get("/Alt"))
        end = "" if str(element.S)[1:] in INLINE else "\n"
        yield end
        for kid in _kids(element):
            if _is_element(kid):
                yield from self._spoken(kid)
            elif not _is_annotation(kid):
                yield (
                    self._text(element, kid)
                    if said is None
                    else f" {said} "
                    if said and "/Alt" in element
                    else str(said)
                )
                said = "" if said is not None else None
        yield end

    def _text(self, element: Thing, kid: Thing) -> str:
        page, mcid = (kid.Pg, kid.MCID) if isinstance(kid, pikepdf.Dictionary) else (element.Pg, kid)
        return self._texts[self._numbers[page.objgen]][int(mcid)]


def texts(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked-content sequence of a page, by MCID, decoded as its fonts say."""
    found: dict[int, str] = {}
    maps = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    own, codes = None, dict[int, str]()
    for operands, operator in _operations(page):
        match operator:
            case "BDC" if "/MCID" in operands[1]:
                own = int(operands[1].MCID)
                found[own] = ""
            case "EMC":
                own = None
            case "Tf":
                codes = maps[str(operands[0])]
            case "TJ" if own is not None:
                shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                pairs = [int.from_bytes(shown[n : n + 2]) for n in range(0, len(shown), 2)]
                found[own] += "".join(codes[code] for code in pairs)
    return found


def artifacts(page: pikepdf.Page) -> list[tuple[str, str]]:
    """Type and subtype of each artifact on a page that has any."""
    found = []
    for operands, operator in _operations(page):
        if operator == "BDC" and operands[0] == "/Artifact":
            found.append((str(operands[1].get("/Type", "")), str(operands[1].get("/Subtype", ""))))
    return found


def _operations(page: pikepdf.Page) -> Iterator[tuple[list[Thing], str]]:
    for operation in pikepdf.parse_content_stream(page):
        yield list(operation.operands), str(operation.operator)


def _unicode(font: Thing) -> dict[int, str]:
    data = font.ToUnicode.read_bytes().lower()
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in CODE.findall(data)}


def _walk(element: Thing) -> Iterator[Thing]:
    yield element
    for kid in _kids(element):
        if _is_element(kid):
            yield from _walk(kid)


def _kids(element: Thing) -> list[Thing]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _is_element(kid: Thing) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def _is_annotation(kid: Thing) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def _notable(element: Thing) -> Iterator[str]:
    """What an element says of itself, but for places on the page, which fonts change."""
    if "/ID" in element:
        yield f"#{element.ID}"
    for name in ("Lang", "Alt", "ActualText"):
        if f"/{name}" in element:
            yield f"{name}={str(element[f'/{name}'])!r}"
    own = element.get("/A", pikepdf.Array())
    for entries in own if isinstance(own, pikepdf.Array) else [own]:
        for key, value in entries.items():
            if key not in ("/O", "/BBox"):
                shown = [str(v) for v in value] if isinstance(value, pikepdf.Array) else str(value).removeprefix("/")
                yield f"{key[1:]}={shown}"
    if "/Ref" in element:
        yield "Ref=" + ",".join(str(other.S)[1:] for other in element.Ref)


def _target(link: Thing) -> str:
    if "/Dest" in link:
        return f"#{link.Dest}"
    action = link.A
    return str(action.URI) if "/URI" in action else f"element {str(action.SD[0].S)[1:]}"
