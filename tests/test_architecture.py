"""The house keeps its shape: imports run one way, libraries have one gatekeeper, rooms stay small."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
MODULES = sorted(SOURCE.rglob("octavo/**/*.py"))

ROOMS = (
    "problems", "artifact", "layout", "files", "yamltext", "pieces", "prose", "blocks", "plaintext", "walk", "anchors",
    "tabular", "markdown", "content", "model", "bibtex", "bibliography", "citeproc", "citations", "doctypes", "labels",
    "matter", "document", "numbering", "settle",
    "brand", "stylesheet", "design", "charts", "drawing", "markup", "index", "formats", "catalogue", "press", "report",
    "publish", "cache", "workers", "pipeline", "cli", "release", "members", "copies", "mail", "campaign", "upload",
)  # fmt: skip
"""The order of docs/architecture.md: a room imports only rooms that stand before it."""

LATE = {
    "octavo.charts": {"vl_convert"},
    "octavo.cli": None,
    "octavo.doctor": None,
    "octavo.environment": None,
    "octavo.job": None,
    "octavo.mail.credentials": {"keyring"},
    "octavo.pipeline": None,
    "octavo.release.command": {"octavo", "octavo.release.sign", "octavo.release.sign.key_of"},
    "octavo.release.verify": {"octavo", "octavo.release.sign", "octavo.release.sign.signer_of"},
    "octavo.tasks.brands": None,
    "octavo.tasks.members": None,
    "octavo.tasks.press": None,
    "octavo.tasks.site": None,
    "octavo.workers": None,
}
"""Modules that import inside a function on purpose, and what (None: what only some commands need)."""

GATEKEEPERS = {
    "weasyprint": {"octavo.formats.engine"},
    "pydyf": {"octavo.formats.finish", "octavo.formats.tagging"},
    "markdown_it": {"octavo.markdown.syntax"},
    "mdit_py_plugins": {"octavo.markdown.syntax"},
    "vl_convert": {"octavo.charts"},
    "pypdfium2": {"octavo.formats.raster", "octavo.checks.printed"},
    "pikepdf": {"octavo.copies"},
    "segno": {"octavo.qr"},
    "sqlalchemy": {"octavo.campaign", "octavo.members.query"},
    "email_validator": {"octavo.members.check", "octavo.mail.address"},
    "css_inline": {"octavo.mail.page"},
    "coloraide": {"octavo.brandkit.colourtext", "octavo.colourvision"},
    "watchfiles": {"octavo.preview.watch"},
    "obstore": {"octavo.upload.target"},
    "pyhanko": {"octavo.release.sign"},
}
"""Library -> the rooms (and what is inside them) that know it."""

LONGEST = 250
"""Lines of a module: the budget of docs/architecture.md."""


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path, late: bool = False) -> tuple[str, ...]:
    """The modules that a file imports at its top; with `late`, those that it imports inside functions."""
    return tuple(_imports(path, late))


def _imports(path: Path, late: bool) -> Iterator[str]:
    tree = tree_of(path)
    inside = {id(node) for fn in ast.walk(tree) if isinstance(fn, ast.FunctionDef) for node in ast.walk(fn)}
    checking = {
        id(node)
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and ast.unparse(test.test) == "TYPE_CHECKING"
        for node in ast.walk(test)
    }
    for node in ast.walk(tree):
        if id(node) in checking or (id(node) in inside) != late:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from inner
            if not inner <= names():
                yield node.module


@cache
def names() -> frozenset[str]:
    return frozenset(map(name_of, MODULES))


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def test_no_circle() -> None:
    graph = {name_of(path): {m for m in imports(path) if m in names() and m != name_of(path)} for path in MODULES}
    tuple(TopologicalSorter(graph).static_order())


def test_rooms_import_only_rooms_before_them() -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in MODULES
        if room_of(name_of(path)) in ROOMS
        for module in imports(path)
        if module.startswith("octavo.") and room_of(module) in ROOMS
        if ROOMS.index(room_of(module)) > ROOMS.index(room_of(name_of(path)))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    found = set(imports(path, late=True))
    allowed = LATE.get(name_of(path), set())
    assert allowed is None or found <= allowed


@pytest.mark.parametrize("library", GATEKEEPERS)
def test_a_library_has_one_gatekeeper(library: str) -> None:
    users = {
        name_of(path)
        for path in MODULES
        if any(m.split(".")[0] == library for late in (False, True) for m in imports(path, late))
    }
    strangers = {user for user in users if not any(user.startswith(room) for room in GATEKEEPERS[library])}
    assert strangers == set()
    assert users


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_introduces_itself_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(tree_of(path)), "the first line says what comes in and what goes out"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_components_keep_one_name_everywhere() -> None:
    root = SOURCE.parent
    templates = {path.stem for path in (root / "templates/components").glob("*.html")} - {"caption"}
    styles = {path.stem for path in (root / "styles/components").glob("*.css")}
    assert templates <= styles
