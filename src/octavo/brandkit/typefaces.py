"""The families of a House -> the font files of a new brand: its own, or those of a brand that is there."""

from pathlib import PurePosixPath

from octavo.brand import Brand, brands, load_brand
from octavo.brandkit.house import House
from octavo.brandkit.sources import Sources
from octavo.brandparts import FOLDER, Face
from octavo.problems import Problem, problem

KINDS = ("text", "display", "mono", "ui")


class Typefaces:
    """`families` names the family of text, display, mono and ui; `files` holds the font files and licences, by their
    paths in the new brand; `found` what is told."""

    def __init__(self, sources: Sources, base: Brand, house: House) -> None:
        self._sources, self._base, self._house = sources, base, house
        self.found: list[Problem] = []
        self.files: dict[str, bytes] = {}
        self._faces: dict[str, list[Face]] = {}
        self._take_own()
        self._others = [base, *(b for n in brands(sources.files) if (b := load_brand(sources.files, n)[0]))]
        text = house.families.get("text", "")
        wanted = {"display": text, "ui": text, **house.families}
        self.families = {kind: self._settled(kind, wanted.get(kind, "")) for kind in KINDS}

    def data(self, kind: str) -> bytes:
        """The font file of a kind that is upright and nearest to normal weight."""
        own = self._faces[self.families[kind]]
        return self.files[min(own, key=lambda face: (face.style != "normal", abs(face.weight - 400))).path]

    def nearest(self, kind: str, weight: int) -> int:
        """The weight of the kind's family that is nearest to `weight`, an upright one if there is any."""
        own = self._faces[self.families[kind]]
        return min(own, key=lambda face: (face.style != "normal", abs(face.weight - weight))).weight

    def listed(self) -> list[dict[str, object]]:
        """`typography.fonts` of the new brand."""
        return [
            {
                "family": family,
                "source": "file",
                "files": [{"path": f.path, "weight": f.weight, "style": f.style} for f in faces],
            }
            for family, faces in self._faces.items()
            if family in self.families.values()
        ]

    def _take_own(self) -> None:
        """Take in the files of the House's own that are there."""
        for face in self._house.faces:
            data = self._sources.beside(face.path)
            if data is None:
                values = {"value": face.path, "used": "another font"}
                self.found.append(problem("import-file", self._sources.place, **values))
                continue
            self._add(Face(face.family, face.weight or 400, face.style, face.path), data)

    def _add(self, face: Face, data: bytes) -> None:
        path = f"fonts/{PurePosixPath(face.path).name}"
        self.files[path] = data
        self._faces.setdefault(face.family, []).append(Face(face.family, face.weight, face.style, path))

    def _settled(self, kind: str, wanted: str) -> str:
        """The family that a kind has: the one that is wanted if its files are anywhere, else the base's."""
        if wanted in self._faces:
            return wanted
        for brand in self._others:
            if wanted and any(face.family == wanted for face in brand.fonts):
                return self._borrowed(brand, wanted)
        used = self._base.families[kind]
        if wanted and kind in self._house.families:
            values = {"family": wanted, "source": self._house.wanted.get(wanted, "elsewhere"), "used": used}
            self.found.append(problem("import-font", self._sources.place, **values))
        return used if used in self._faces else self._borrowed(self._base, used)

    def _borrowed(self, brand: Brand, family: str) -> str:
        """Take over a family of a brand that is there, with the licences that lie beside its files."""
        for face in brand.fonts:
            if face.family == family:
                self._add(face, self._sources.files.read(face.path))
        for path in self._sources.files.list(f"{FOLDER}/{brand.name}/fonts"):
            if path.endswith(".txt"):
                self.files[f"fonts/{PurePosixPath(path).name}"] = self._sources.files.read(path)
        return family
