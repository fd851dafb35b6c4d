"""The text of a brand.yml, as Quarto and Shiny read it -> House, with what cannot be taken over and why.

Read after the schema of posit-dev/brand-yml (schema/brand.schema.yml), which is wider than what Octavo needs: fonts
from services, system fonts, fields for code and for Bootstrap.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from octavo.brandfile import BrandFile
from octavo.brandhints import hint_for
from octavo.brandkit import colourtext
from octavo.brandkit.house import POINTS, WEIGHTS, Face, House, Picture
from octavo.colours import Palette
from octavo.problems import Problem, errors, problem
from octavo.yamltext import Loc, Marks, load

THEME = tuple(name for name in BrandFile.model_fields["color"].annotation.model_fields if name != "palette")  # type: ignore[union-attr]
UNUSED: Mapping[str, Mapping[str, str]] = {
    "color": {"link": "set typography.link.color"},
    "typography": {
        "monospace-inline": "Octavo sets code as the text around it",
        "monospace-block": "Octavo sets code as the text around it",
    },
}
"""Fields of brand.yml that Octavo has no use for -> why."""
KNOWN: Mapping[str, tuple[str, ...]] = {
    "": ("meta", "logo", "color", "typography", "defaults"),
    "logo": ("images", "small", "medium", "large"),
    "color": ("palette", *THEME, "link"),
    "typography": ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link"),
}
TAKEN: Mapping[str, tuple[str, ...]] = {
    "base": ("family", "size", "line-height"),
    "headings": ("family", "weight", "color"),
    "monospace": ("family",),
    "link": ("color",),
}
"""Sections of `typography` -> the fields that are taken over."""
LATER = ("base.weight", "headings.style", "headings.line-height", "monospace.weight")
"""Fields that a brand may have, once its fonts are known to have such a face."""
LENGTH = re.compile(r"(?P<number>\d*\.?\d+)(?P<unit>[a-z]+)")


def read(text: str, path: str) -> House:
    """A House; when it has errors in `found`, nothing may be made of it."""
    data, marks, found = load(text, path)
    if errors(found):
        return House(found=found)
    if not isinstance(data, dict):
        return House(found=(*found, problem("import-shape", marks.place(()), field="the file", wanted="a mapping")))
    reader = _Reader(data, marks)
    house = reader.house()
    return House(**{**vars(house), "found": (*found, *reader.found)})


class _Reader:
    """Reads one file; every fault is noted in `found`."""

    def __init__(self, data: dict[str, Any], marks: Marks) -> None:
        self.marks = marks
        self.found: list[Problem] = []
        self.data = {name: self._mapping(data, (name,)) for name in KNOWN[""] if name != "logo"}
        self.logo = data.get("logo")
        self._known(data, ())
        for name in ("color", "typography"):
            self._known(self.data[name], (name,))

    def house(self) -> House:
        meta, kinds, color = self.data["meta"], self.data["typography"], self.data["color"]
        name, link = meta.get("name") or "", meta.get("link") or ""
        name = name if isinstance(name, dict) else {"full": str(name)}
        base, headings, mono, anchor = (
            self._short(kinds, key, first)
            for key, first in (("base", "family"), ("headings", "family"), ("monospace", "family"), ("link", "color"))
        )
        for key in TAKEN:
            self._left_out(kinds, key)
        faces, wanted = self._fonts(kinds.get("fonts") or [])
        palette = {str(k): self._colour(v, ("color", "palette", k), color) for k, v in self._palette(color).items()}
        self._circles(palette)
        return House(
            full=str(name.get("full") or name.get("short") or ""),
            short=str(name.get("short") or ""),
            link=str(link.get("home", "") if isinstance(link, dict) else link),
            palette=palette,
            theme={n: self._colour(color[n], ("color", n), color) for n in THEME if color.get(n)},
            families={
                kind: str(part["family"]).partition(",")[0].strip("\"' ")
                for kind, part in (("text", base), ("display", headings), ("mono", mono))
                if part.get("family")
            },
            wanted=wanted,
            faces=faces,
            size=self._points(base.get("size"), ("typography", "base", "size")),
            line=self._line(base.get("line-height")),
            heading_weight=_weight(headings.get("weight", 0)),
            heading=self._colour(headings.get("color"), ("typography", "headings", "color"), color),
            link_colour=self._colour(anchor.get("color"), ("typography", "link", "color"), color),
            logos=dict(self._logos()),
        )

    # Shapes -------------------------------------------------------------------------------------

    def _say(self, code: str, loc: Loc, key: bool = False, hint: str | None = None, **values: object) -> None:
        self.found.append(problem(code, self.marks.place(loc, key), hint=hint, **values))

    def _known(self, section: Mapping[str, Any], loc: tuple[str, ...]) -> None:
        """Tell of every field of a section that brand.yml has not, or that is not taken over."""
        name = loc[-1] if loc else ""
        for field in section:
            if field not in KNOWN[name]:
                self._say("import-field", (*loc, field), key=True, hint=hint_for(field, KNOWN[name]), value=field)
            elif reason := UNUSED.get(name, {}).get(field, ""):
                self._say("import-left-out", (*loc, field), key=True, field=field, reason=reason)

    def _left_out(self, kinds: Mapping[str, Any], key: str) -> None:
        """Tell of every field of a section of type that is not taken over."""
        section = kinds.get(key)
        for field in section if isinstance(section, dict) else ():
            name = f"{key}.{field}"
            if field not in TAKEN[key]:
                reason = "write it into _brand.yml yourself" if name in LATER else "Octavo has no use for it"
                self._say("import-left-out", ("typography", key, field), key=True, field=name, reason=reason)

    def _mapping(self, data: Mapping[str, Any], loc: tuple[str, ...]) -> dict[str, Any]:
        value = data.get(loc[-1])
        if value is not None and not isinstance(value, dict):
            self._say("import-shape", loc, field=".".join(loc), wanted="a mapping")
        return value if isinstance(value, dict) else {}

    def _short(self, section: Mapping[str, Any], name: str, first: str) -> dict[str, Any]:
        """A field that is a mapping, or a bare value for its first key."""
        value = section.get(name)
        return value if isinstance(value, dict) else {first: value} if value else {}

    # Colours ------------------------------------------------------------------------------------

    def _palette(self, color: Mapping[str, Any]) -> dict[str, Any]:
        value = color.get("palette")
        return value if isinstance(value, dict) else {}

    def _colour(self, value: object, loc: Loc, color: Mapping[str, Any]) -> str:
        """A name that the file has, or "#rrggbb" for what CSS takes as a colour; "" and an error for anything else."""
        if not value:
            return ""
        text = str(value)
        names = [*self._palette(color), *THEME]
        if text in names and text != loc[-1]:
            return text
        try:
            colour, alpha = colourtext.of_css(text)
        except colourtext.NoColour:
            self._say("import-colour", loc, hint=hint_for(text, names), value=text)
            return ""
        if alpha < 1:
            self._say("import-left-out", loc, field=f"the transparency of {text}", reason="print has none")
        return colour

    def _circles(self, palette: Mapping[str, str]) -> None:
        """Tell of every name of the palette that leads back to itself."""
        for name in palette:
            try:
                Palette(palette, {}).resolve(name)
            except ValueError:
                self._say("import-alias", ("color", "palette", name), value=name)

    # Type ---------------------------------------------------------------------------------------

    def _fonts(self, fonts: object) -> tuple[tuple[Face, ...], dict[str, str]]:
        """The font files that lie beside the file, and the families that come from elsewhere."""
        faces: list[Face] = []
        wanted: dict[str, str] = {}
        for number, font in enumerate(fonts if isinstance(fonts, list) else []):
            family, source = (
                (str(font.get(key) or "") for key in ("family", "source")) if isinstance(font, dict) else ("", "")
            )
            if source != "file":
                wanted[family] = source or "a service"
                continue
            for place, file in enumerate(font.get("files") or []):
                file = file if isinstance(file, dict) else {"path": str(file)}
                path = str(file.get("path", ""))
                if "://" in path:
                    self._say("import-address", ("typography", "fonts", number, "files", place), value=path)
                    wanted.setdefault(family, "an address")
                else:
                    faces.append(Face(family, path, _weight(file.get("weight", 400)), str(file.get("style", "normal"))))
        return tuple(faces), wanted

    def _points(self, value: object, loc: Loc) -> float:
        match = LENGTH.fullmatch(str(value or "").strip())
        if value and (not match or match["unit"] not in POINTS):
            self._say("import-left-out", loc, field=f"the size {value}", reason="it is not a length")
            return 0
        return round(float(match["number"]) * POINTS[match["unit"]], 2) if match else 0

    def _line(self, value: object) -> float:
        return float(value) if isinstance(value, int | float) else 0

    # Logos --------------------------------------------------------------------------------------

    def _logos(self) -> Iterator[tuple[str, Picture]]:
        """Each size and ground, and its file."""
        logo = self.logo if isinstance(self.logo, dict) else {"medium": self.logo} if self.logo else {}
        self._known(logo, ("logo",))
        images = self._short(logo, "images", "")
        for size in ("small", "medium", "large"):
            value = logo.get(size)
            both = value if isinstance(value, dict) and "path" not in value else {"light": value, "dark": value}
            for ground in ("light", "dark"):
                named = both.get(ground)
                image = images.get(named, named) if isinstance(named, str) else named
                if isinstance(image, dict) and image.get("path"):
                    yield f"{size}-{ground}", Picture(str(image["path"]), str(image.get("alt") or ""))
                elif isinstance(image, str):
                    yield f"{size}-{ground}", Picture(image)


def _weight(value: object) -> int:
    """A weight as CSS has it; 0 when it is neither a number nor a name of WEIGHTS."""
    return value if isinstance(value, int) else WEIGHTS.get(str(value), 0)
