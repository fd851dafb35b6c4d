"""The tasks brand.*: a request -> brands listed, begun, taken in and written out, and what the person is told."""

from pathlib import Path

from octavo import terminal
from octavo.anchors import nearest
from octavo.brand import Brand, brands, load_brand
from octavo.brandkit import dtcg, folder, foreign, start
from octavo.brandkit.adopt import adopt
from octavo.brandkit.sources import Sources
from octavo.brandnames import require_brand
from octavo.brandparts import FOLDER
from octavo.cli import command
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.problems import Place, Problem, Rejected, errors
from octavo.report import Misuse
from octavo.slugs import slug_of
from octavo.utf8 import NotText, decode

FORMATS = ("dtcg",)
COLUMNS = ("brand", "name", "layout", "text", "titles", "own")
OWN = ("house.yaml", "words.txt", "templates/")
"""What a brand may have of its own beside its look: files, and folders, which end in "/"."""


@command
def show(root: Path, as_json: bool) -> int:
    """List all brands. One that cannot be used is told, and the exit code is then 1."""
    files = Files(root, DEFAULTS)
    rows: list[tuple[str, ...]] = []
    found: list[Problem] = []
    for name in brands(files):
        brand, said = load_brand(files, name)
        found += said
        if brand:
            faces = (brand.families["text"], brand.families["display"])
            rows.append((name, brand.meta.full, brand.layout, *faces, ", ".join(own(files, name))))
    terminal.show_problems(found)
    if as_json:
        terminal.say_json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    else:
        terminal.say(terminal.table(COLUMNS, rows))
    return int(len(rows) < len(brands(files)))


def own(files: Files, name: str) -> tuple[str, ...]:
    """The files that a brand has of its own beside its look, by their paths in its folder."""
    inside = (path.removeprefix(f"{FOLDER}/{name}/") for path in files.list(f"{FOLDER}/{name}"))
    return tuple(path for path in inside if path in OWN or path.startswith(tuple(one for one in OWN if one[-1] == "/")))


@command
def new(root: Path, name: str, source: str, title: str) -> int:
    """Begin a brand from another one. Raises Misuse, and Rejected when that one cannot be used."""
    files = Files(root, DEFAULTS)
    folder.check_name(root, name)
    base = used(files, source)
    written = folder.write(root, name, start.begin(files, base, title or name.replace("-", " ").title()))
    terminal.say(f"{written} is there. See it: ./invoke build --brand {name} --output build-{name}")
    terminal.say(
        "Next: put your logos in place of the drawn ones, then change _brand.yml: every key that may be set is there."
    )
    return 0


@command
def take_in(root: Path, path: Path, name: str, source: str) -> int:
    """Make a brand of a brand.yml or of design tokens. Raises Misuse, and Rejected for a file that has errors."""
    files = Files(root, DEFAULTS)
    name = name or slug_of(path.parent.name if path.stem in ("_brand", "tokens") else path.stem)
    folder.check_name(root, name)
    base = used(files, source)
    try:
        text = decode(path.read_bytes(), path.name)
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {(error.strerror or '').lower()}") from None
    except NotText as fault:
        raise Misuse(f"{path} is not UTF-8 text: {fault.reason}") from None
    shown = terminal.shown(path)
    house = (dtcg if path.suffix.lower() == ".json" else foreign).read(text, shown)
    if errors(house.found):
        raise Rejected(house.found)
    adopted = adopt(Sources(files, path.parent, Place(shown)), base, house)
    written = folder.write(root, name, adopted.files)
    brand, said = load_brand(Files(root, DEFAULTS), name)
    terminal.show_problems((*house.found, *adopted.found, *said))
    terminal.say(f"{written} is there. See it: ./invoke build --brand {name} --output build-{name}")
    return int(brand is None)


@command
def write_out(root: Path, name: str, form: str, output: Path | None) -> int:
    """Write a brand in one of FORMATS, to a file or to standard output. Raises Misuse and Rejected."""
    if form not in FORMATS:
        raise Misuse(f'there is no format "{form}"; {nearest(form, FORMATS)}')
    brand = used(Files(root, DEFAULTS), name)
    text = dtcg.exported(brand, points(brand.tokens["--root"]), float(brand.tokens["--leading"]))
    if output is None:
        terminal.say(text.rstrip())
    else:
        output.write_text(text, "utf-8", newline="\n")
        terminal.say(f"{terminal.shown(output)} is written.")
    return 0


def points(length: str) -> float:
    """The number of "10.5pt"."""
    return float(length.removesuffix("pt"))


def used(files: Files, name: str) -> Brand:
    """A brand to begin from. Raises Misuse when it is not there, Rejected when it has errors."""
    require_brand(files, name)
    brand, said = load_brand(files, name)
    if brand is None:
        raise Rejected(said)
    return brand
