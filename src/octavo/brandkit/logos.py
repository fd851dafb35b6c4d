"""The logos of a House -> the image files of a new brand; where one is missing, it is drawn from the house's name."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from octavo import svg
from octavo.brandkit.house import House
from octavo.brandkit.legible import Colours
from octavo.brandkit.sources import Sources
from octavo.brandkit.wordmark import mark, wordmark
from octavo.problems import Problem, problem

IMAGES: Mapping[str, tuple[str, ...]] = {
    "lockup": ("medium-light", "large-light", "small-light"),
    "lockup-reverse": ("medium-dark", "large-dark", "small-dark"),
    "mark": ("small-light", "medium-light", "large-light"),
    "mark-reverse": ("small-dark", "medium-dark", "large-dark"),
}
"""The images of a new brand -> the logos of a House that will do, best first."""
KINDS = (".svg", ".png")


class Logos:
    """`files` holds the images, by their paths in the new brand; `found` is what is told."""

    def __init__(self, sources: Sources, house: House) -> None:
        self._sources = sources
        self.title = house.full or "New House"
        self.found: list[Problem] = []
        self.files: dict[str, bytes] = {}
        self._given = {name: self._take(house, names) for name, names in IMAGES.items()}
        for name in ("lockup", "mark"):  # one file for both grounds was drawn for paper
            if self._given[f"{name}-reverse"] == self._given[name]:
                self._given[f"{name}-reverse"] = ""

    @property
    def stands_on_dark(self) -> bool:
        """Whether the house's logo has a form for dark grounds, or is to be drawn."""
        return bool(self._given["lockup-reverse"]) or not self._given["lockup"]

    def images(self, face: bytes, colours: Colours) -> dict[str, str]:
        """The images of the brand by name: their paths in it. Those that are missing are drawn with the font `face`."""
        colour, light = colours.shown("heading"), "#ffffff"
        drawn: dict[str, Callable[[], bytes]] = {
            "lockup": lambda: wordmark(self.title, face, colour),
            "lockup-reverse": lambda: wordmark(self.title, face, light),
            "mark": lambda: mark(self.title, face, colour, light),
            "mark-reverse": lambda: mark(self.title, face, light, colour),
        }
        paths = {}
        for name, draw in drawn.items():
            paths[name] = self._given[name] or f"{name}.svg"
            if not self._given[name]:
                self.files[paths[name]] = draw()
        return paths

    def _take(self, house: House, names: tuple[str, ...]) -> str:
        """Take in the first of the named logos that is there. Returns its path in the brand, or ""."""
        for name in names:
            picture = house.logos.get(name)
            if picture is None or "://" in picture.path:
                continue
            path = PurePosixPath(picture.path)
            data = self._sources.beside(picture.path) if path.suffix.lower() in KINDS else None
            if data is None:
                self._tell("import-file", value=picture.path, used="the name, drawn as a logo,")
            elif clean := self._clean(data, path):
                self.files[path.name] = clean
                return path.name
        return ""

    def _clean(self, data: bytes, path: PurePosixPath) -> bytes:
        """An SVG without what it may not hold."""
        if path.suffix.lower() != ".svg":
            return data
        clean, found = svg.clean(data, path.name)
        self.found += [one for one in found if one not in self.found]
        return clean

    def _tell(self, code: str, **values: str) -> None:
        told = problem(code, self._sources.place, **values)
        if told not in self.found:
            self.found.append(told)
