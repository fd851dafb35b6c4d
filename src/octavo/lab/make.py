"""A brand -> its lab: the sheet as web page and PDF, page pictures, specimens, and the verdict on them."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2

from octavo import pipeline
from octavo.brand import Brand, load_brand, unused_paper
from octavo.brandparts import FOLDER
from octavo.brandprint import Paper
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckRequest
from octavo.content import read_workspace
from octavo.defaults import DEFAULTS
from octavo.design import WorkspaceLoader
from octavo.files import Files
from octavo.lab import sheet
from octavo.lab.pages import STATE, Page, before, differences, pages_of, pictures
from octavo.lab.paper import printed
from octavo.lab.specimens import DAY, Sample, lay_out
from octavo.lab.told import reasons, told
from octavo.model.house import house_of
from octavo.problems import Problem
from octavo.report import BuildRequest, OnDone

FAMILIES = ("brand", "pdf", "layout", "images", "web", "epub", "parity")
"""The checks that a brand answers for: not what a specimen says."""
OUTPUT, DRAFTS = "output", "drafts"
"""Below the workspace of the specimens."""


@dataclass(frozen=True)
class Specimen:
    """One specimen on one paper: its pages and whether it was built. Where it was not, `reasons` say why, and the pages
    are those of `draft`, a PDF that was printed all the same ("" when it could not be)."""

    sample: Sample
    pages: tuple[Page, ...]
    built: bool
    reasons: tuple[str, ...] = ()
    draft: str = ""


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
    """Where a lab is worked out, the folder of the one before, and the paper that comes first."""

    workspace: Path
    folder: Path
    paper: Paper


def make(root: Path, name: str, folder: Path, on_done: OnDone) -> Lab:
    """Build the lab of a brand and put it into `folder`, whole. A brand that cannot be read has its problems there and
    nothing else."""
    files = Files(root, DEFAULTS)
    brand, said = load_brand(files, name)
    publisher = house_of(read_workspace(files)[0]).publisher
    house = publisher.paper if publisher else None
    workspace = Path(tempfile.mkdtemp(prefix="octavo-lab-"))
    try:
        lab = _tried(files, brand, Bench(workspace, folder, house or brand.paper), on_done) if brand else Lab(name)
        lab = replace(lab, found=(*said, *lab.found, *(unused_paper(brand, house) if brand else ())))
        kept = {**lab.files, "lab.html": _drawn(files, lab, brand).encode()}
        if brand:
            kept["lab.pdf"] = printed(kept["lab.html"].decode(), kept, files)
        _swap(folder, kept, workspace / OUTPUT)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)
    return lab


def _tried(files: Files, brand: Brand, bench: Bench, on_done: OnDone) -> Lab:
    """Everything but the sheet."""
    samples = lay_out(files.root, bench.workspace, brand, bench.paper)
    names = {sample.slug: str(sample) for sample in samples}
    output = bench.workspace / OUTPUT
    request = CheckRequest(bench.workspace, brand=brand.name, only=FAMILIES, output=output)
    report = preflight(request, DAY, lambda result: on_done(replace(result, slug=names[result.slug])))
    parts = _parts(files, brand)
    drafts = _drafts(bench.workspace, [s.slug for s in samples if not _pdf(output, s.slug).is_file()])
    parts |= {_draft(slug): pdf.read_bytes() for slug, pdf in drafts.items()}
    for sample in samples:
        parts |= pictures(sample.slug, drafts.get(sample.slug) or _pdf(output, sample.slug))
    state = {"brand": _state(files, brand.name)}
    old = before(bench.folder, state["brand"])
    specimens = tuple(
        Specimen(
            sample, pages_of(sample, parts, old), _pdf(output, sample.slug).is_file(), reasons(report, sample),
            _draft(sample.slug) if sample.slug in drafts else "",
        )
        for sample in samples
    )  # fmt: skip
    parts |= old
    parts |= differences(tuple(page for specimen in specimens for page in specimen.pages), parts)
    unrun = dict.fromkeys(f"{item.check}: {item.reason}" for verdict in report.verdicts for item in verdict.unrun)
    files_of_it = {**parts, STATE: json.dumps(state).encode()}
    return Lab(brand.name, told(report, samples), tuple(unrun), specimens, files_of_it)


def _pdf(output: Path, slug: str) -> Path:
    return output / slug / f"{slug}.pdf"


def _draft(slug: str) -> str:
    """The name of a draft in the lab."""
    return f"drafts/{slug}.pdf"


def _drafts(workspace: Path, slugs: list[str]) -> Mapping[str, Path]:
    """Print those that were not built in spite of their faults, so that these can be seen. Returns the PDFs."""
    if not slugs:
        return {}
    output = workspace / DRAFTS
    pipeline.build(BuildRequest(workspace, tuple(slugs), formats=("pdf",), output=output, draft=True))
    return {slug: _pdf(output, slug) for slug in slugs if _pdf(output, slug).is_file()}


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
