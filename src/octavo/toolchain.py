"""This installation -> the versions and libraries that an edition's bytes depend on. Imports none of the tools."""

import os
import re
import sys
from pathlib import Path

TOOLS = frozenset({
    "annotated_types", "babel", "brotli", "cffi", "coloraide", "cssselect2", "fonttools", "jinja2", "lxml",
    "markdown_it_py", "markupsafe", "mdit_py_plugins", "mdurl", "pillow", "pycparser", "pydantic", "pydantic_core",
    "pydyf", "pypandoc_binary", "pypdfium2", "pyphen", "pyyaml", "segno", "tinycss2", "tinyhtml5", "typing_extensions",
    "typing_inspection", "vl_convert_python", "weasyprint", "webencodings", "zopfli",
})  # fmt: skip
"""Distributions that work on an edition, by their normalised names. A test holds this to the package's requirements."""

SEARCH = frozenset({"pagefind_bin"})
"""What makes the catalogue's search, when it is here; no edition depends on it."""

_LIBRARY = re.compile(r"/lib(?:pango|pangoft2|harfbuzz|harfbuzz-subset|fontconfig|freetype|fribidi)[-.][^/]*$")
"""The libraries of the system that shape text. WeasyPrint takes them as it finds them."""

_MAPS = Path("/proc/self/maps")


def versions() -> str:
    """Python and the tools with their versions, in one line."""
    return " ".join((f"python-{sys.version_info.major}.{sys.version_info.minor}", *installed(TOOLS)))


def installed(wanted: frozenset[str]) -> tuple[str, ...]:
    """The wanted distributions that are here, as "jinja2-3.1.6". Reads folder names alone: 1 ms, where asking the
    packages takes 30."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries if entry.name.endswith(".dist-info")]
        except OSError:
            continue
        for name in names:
            tool, _, version = name.removesuffix(".dist-info").partition("-")
            tool = re.sub(r"[-_.]+", "_", tool).lower()
            if tool in wanted:
                found.setdefault(tool, version)
    return tuple(f"{tool}-{version}" for tool, version in sorted(found.items()))


def libraries() -> tuple[str, ...]:
    """The paths of the text-shaping libraries that this process has loaded, by the names they were asked for.

    Where the system does not tell (elsewhere than on Linux), nothing: there a new Pango wants an `invoke clean`.
    """
    try:
        maps = _MAPS.read_text("utf-8", "replace")
    except OSError:
        return ()
    paths = {line.split(maxsplit=5)[-1] for line in maps.splitlines() if _LIBRARY.search(line)}
    return tuple(sorted({_as_asked_for(path) for path in paths if not path.startswith(sys.prefix)}))


def _as_asked_for(path: str) -> str:
    """libpango-1.0.so.0.5000.12 -> libpango-1.0.so.0, the link that an upgrade turns to another file."""
    short = re.sub(r"(\.so\.\d+)[.\d]*$", r"\1", path)
    return short if Path(short).exists() else path
