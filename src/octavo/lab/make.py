"""A brand -> its lab: the sheet as web page and PDF, page pictures, specimens, and the verdict on them."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2

from octavo.brand import Brand, load_brand
from octavo.brandparts import FOLDER
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckReport, CheckRequest
from octavo.content import read_workspace
from octavo.defaults import DEFAULTS
from octavo.design import WorkspaceLoader
from octavo.files import Files
from octavo.formats.raster import pages
from octavo.lab import sheet
from octavo.lab.paper import printed
from octavo.lab.specimens import DAY, lay_out
from octavo.model.house import house_of
from octavo.problems import Problem
from octavo.proofs.picture import as_png, difference, opened
from octavo.report import OnDone

FAMILIES = ("brand", "pdf", "layout", "images", "web", "epub", "parity")
"""The checks that a brand answers for: not what a specimen says."""
DPI = 72
"""Pixels an inch of the page pictures: a Letter page is 612 by 792."""
STATE = "lab.json"
OUTPUT = "output"
"""Below the workspace of the specimens."""
SHOWN_BEFORE = "before"
"""Folder of the pages as they were before the brand changed."""


@dataclass(frozen=True)
class Page:
    """A page of a specimen. `before` and `difference` are pictures, "" when it did not change."""

    specimen: str
    number: int
    picture: str
    before: str = ""
    difference: str = ""


@dataclass(frozen=True)
class Specimen:
    """One specimen: its slug, what it shows, its pages and whether it was built."""

    slug: str
    shows: str
    pages: tuple[Page, ...]
    built: bool


@dataclass(frozen=True)
class Lab:
    """What came of it. `found` is what stands against the brand; `unrun` what was not judged; `files` is the lab's
    folder, by path."""

    brand: str
    found: tuple[Problem, ...] = ()
    unrun: tuple[str, ...] = ()
    specimens: tuple[Specimen, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Whether the brand may be used."""
        return not any(one.severity == "error" for one in self.found)


@dataclass(frozen=True)
class Bench:
    """Where a lab is worked out, and the folder of the one before."""

    workspace: Path
    folder: Path


def make(root: Path, name: str, folder: Path, on_done: OnDone) -> Lab:
    """Build the lab of a brand and put it into `folder`, whole. A brand that cannot be read has its problems there and
    nothing else."""
    files = Files(root, DEFAULTS)
    brand, said = load_brand(files, name)
    workspace = Path(tempfile.mkdtemp(prefix="octavo-lab-"))
    try:
        lab = _tried(files, brand, Bench(workspace, folder), on_done) if brand else Lab(name)
        lab = replace(lab, found=(*said, *lab.found))
        kept = {**lab.files, "lab.html": _drawn(files, lab, brand).encode()}
        if brand:
            kept["lab.pdf"] = printed(kept["lab.html"].decode(), kept, files)
        _swap(folder, kept, workspace / OUTPUT)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return lab


def _tried(files: Files, brand: Brand, bench: Bench, on_done: OnDone) -> Lab:
    """Everything but the sheet."""
    shows = lay_out(files.root, bench.workspace, brand)
    output = bench.workspace / OUTPUT
    report = preflight(CheckRequest(bench.workspace, brand=brand.name, only=FAMILIES, output=output), DAY, on_done)
    parts = {**_parts(files, brand), **dict(_pictures(output, shows))}
    state = {"brand": _state(files, brand.name)}
    before = _before(bench.folder, state["brand"])
    specimens = tuple(_specimen(slug, words, parts, before) for slug, words in shows.items())
    parts |= before | {p.difference: _difference(parts, before, p) for s in specimens for p in s.pages if p.difference}
    unrun = dict.fromkeys(f"{item.check}: {item.reason}" for verdict in report.verdicts for item in verdict.unrun)
    files_of_it = {**parts, STATE: json.dumps(state).encode()}
    return Lab(brand.name, tuple(_told(report)), tuple(unrun), specimens, files_of_it)


def _told(report: CheckReport) -> Iterator[Problem]:
    """What stands against the brand, each said once, whatever the specimens that show it. What would make a better
    site of them is no matter of the brand's."""
    every = [
        *(problem for problem in report.problems if problem.severity != "advice"),
        *(problem for verdict in report.verdicts for problem in verdict.problems),
        *(finding.problem for verdict in report.verdicts for finding in verdict.open if finding.severity != "advice"),
    ]
    yield from {(one.code, one.text): one for one in reversed(every)}.values()


def _state(files: Files, name: str) -> str:
    """What tells one state of a brand from another."""
    own = files.list(f"{FOLDER}/{name}")
    return hashlib.sha256(
        "".join(f"{path} {hashlib.sha256(files.read(path)).hexdigest()}\n" for path in own).encode()
    ).hexdigest()


def _parts(files: Files, brand: Brand) -> dict[str, bytes]:
    """Fonts and logos, by the names that the sheet gives them."""
    paths = [*(face.path for face in brand.fonts), *(logo.path for logo in brand.logos.values())]
    return {part(path): files.read(path) for path in paths}


def part(path: str) -> str:
    """The name of a brand's file in the lab."""
    return f"parts/{path.rpartition('/')[2]}"


def _pictures(output: Path, shows: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """A picture of every page of every specimen that was built."""
    for slug in shows:
        pdf = output / slug / f"{slug}.pdf"
        if pdf.is_file():
            for number, image in enumerate(pages(pdf.read_bytes(), DPI), 1):
                yield f"pages/{slug}-{number:02}.png", as_png(image)


def _before(folder: Path, brand: str) -> dict[str, bytes]:
    """The pages of the lab that is there: as they were before this change, or before the last one when nothing changed
    since."""
    try:
        is_same = json.loads((folder / STATE).read_bytes())["brand"] == brand
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    source = folder / SHOWN_BEFORE if is_same else folder / "pages"
    return {f"{SHOWN_BEFORE}/{path.name}": path.read_bytes() for path in sorted(source.glob("*.png"))}


def _specimen(slug: str, shows: str, parts: Mapping[str, bytes], before: Mapping[str, bytes]) -> Specimen:
    own = sorted(path for path in parts if path.startswith(f"pages/{slug}-") and path[len(f"pages/{slug}-")].isdigit())
    return Specimen(slug, shows, tuple(_page(slug, n, path, parts, before) for n, path in enumerate(own, 1)), bool(own))


def _page(slug: str, number: int, path: str, parts: Mapping[str, bytes], before: Mapping[str, bytes]) -> Page:
    old = f"{SHOWN_BEFORE}/{path.removeprefix('pages/')}"
    if not before or before.get(old) == parts[path]:
        return Page(slug, number, path)
    return Page(slug, number, path, old if old in before else "", f"changed/{path.removeprefix('pages/')}")


def _difference(parts: Mapping[str, bytes], before: Mapping[str, bytes], page: Page) -> bytes:
    """Where two pages differ; the new page itself when there was none."""
    if not page.before:
        return parts[page.picture]
    return as_png(difference(opened(before[page.before]), opened(parts[page.picture])))


def _drawn(files: Files, lab: Lab, brand: Brand | None) -> str:
    """The sheet. Its template is Octavo's own, whatever the workspace has."""
    environment = jinja2.Environment(
        loader=WorkspaceLoader(Files(DEFAULTS)), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    shown: dict[str, object] = {}
    if brand:
        house = house_of(read_workspace(files)[0]).publisher
        languages = (*([house.language] if house else ()), "es", "fr", "de")
        shown = {
            "meetings": sheet.meetings(brand), "families": sheet.families(brand), "sights": sheet.sights(brand),
            "stands": sheet.stands(brand), "letters": sheet.letters(languages),
        }  # fmt: skip
    return environment.get_template("lab/lab.html").render(
        lab=lab, brand=brand, part=part, pangram=sheet.PANGRAM, **shown
    )


def _swap(folder: Path, files: Mapping[str, bytes], specimens: Path) -> None:
    """Put the lab in the place of the one that was there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    for path, data in files.items():
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).write_bytes(data)
    if specimens.is_dir():
        shutil.copytree(specimens, draft / "specimens", ignore=shutil.ignore_patterns(".cache", "check.html"))
    draft.chmod(0o755)
    old = draft.with_suffix(".old")
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
