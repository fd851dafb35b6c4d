"""templates/types/<type>.yaml -> DocType: which parts a document is made of, in what order. Tables, not code."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from octavo.content import as_problem
from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place, Problem, Rejected, problem
from octavo.utf8 import NotText
from octavo.yamltext import Marks, load

FOLDER = "templates/types"


class Region(BaseModel):
    """A wrapper drawn round some parts: `back`, `columns`, `sheet`, `main` or `aside`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    parts: "tuple[str | Region, ...]"


class DocType(BaseModel):
    """One kind of publication.

    `notes` says where a printed page has them; `contents` is a list with page numbers, a rail beside the
    web page, or nothing; `may-have-cover`: a brand may give it one in place of the masthead; `pages` is the
    number of pages a document of this type must have, or None.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"))
    name: str
    opening: Literal["band", "plain", "cover", "sheet"]
    notes: Literal["foot", "end"]
    numbered_sections: bool
    contents: Literal["pages", "rail", "none"]
    may_have_cover: bool = False
    pages: int | None = None
    parts: tuple[str | Region, ...]

    def opened(self, opening: str) -> "DocType":
        """This type as a brand opens it, with "masthead" or "cover"."""
        if opening != "cover" or not self.may_have_cover:
            return self
        parts = tuple("cover" if part == "opening" else part for part in self.parts)
        return self.model_copy(update={"opening": "cover", "parts": parts})

    def has(self, part: str) -> bool:
        """Whether `part` occurs, in a region or outside one."""
        return part in _names(self.parts)


def load_type(files: Files, name: str) -> DocType:
    """Read one type's table. Raises Rejected when it is missing or not of the right form."""
    path = f"{FOLDER}/{name}.yaml"
    try:
        text = files.text(path)
    except (FileMissing, FileRefused, NotText) as error:
        raise Rejected((as_problem(error, Place(path)),)) from None
    data, marks, found = load(text, path)
    if found:
        raise Rejected(tuple(found))
    if isinstance(data, dict) and isinstance(data.get("parts"), list):
        data = {**data, "parts": [_region(part) for part in data["parts"]]}
    try:
        return DocType.model_validate(data)
    except ValidationError as error:
        raise Rejected(tuple(_fault(e["loc"], e["msg"], marks) for e in error.errors())) from None


def types(files: Files) -> tuple[str, ...]:
    """The names of all types the workspace and Octavo offer, sorted."""
    return tuple(sorted(p.rsplit("/", 1)[-1].removesuffix(".yaml") for p in files.list(FOLDER) if p.endswith(".yaml")))


def _region(part: object) -> object:
    """`{back: [...]}` in the file becomes a Region's fields; anything else stays for pydantic to judge."""
    if isinstance(part, dict) and len(part) == 1:
        ((name, inner),) = part.items()
        if isinstance(inner, list):
            return {"name": name, "parts": [_region(p) for p in inner]}
    return part


def _names(parts: tuple[str | Region, ...]) -> set[str]:
    names: set[str] = set()
    for part in parts:
        names |= _names(part.parts) if isinstance(part, Region) else {part}
    return names


def _fault(loc: tuple[int | str, ...], message: str, marks: Marks) -> Problem:
    return problem("bad-type-table", marks.place(loc), field=".".join(map(str, loc)), reason=message)
