"""Imports WeasyPrint in about half the time, with the same result.

Two things are slow and not needed (measured on Debian 12, CPython 3.11: 1.0 s down to 0.45 s):
`ctypes.util.find_library`, which runs ldconfig and gcc for every name that the dynamic linker does not know, before
the right name is tried; and fontTools' subsetter and instancer, which print uses only for fonts that HarfBuzz
cannot subset. While WeasyPrint is imported, the first finds nothing and the second two are stand-ins that import
the real ones when they are called. OCTAVO_PLAIN_IMPORT=1 switches this off.
"""

import ctypes.util
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

STAND_INS = {"fontTools.subset": ("Options", "Subsetter"), "fontTools.varLib.instancer": ("instantiateVariableFont",)}


@contextmanager
def quick_import() -> Iterator[None]:
    """Import WeasyPrint inside this context. Elsewhere than on Linux, or when already imported, it changes nothing."""
    if os.environ.get("OCTAVO_PLAIN_IMPORT") or not sys.platform.startswith("linux") or "weasyprint" in sys.modules:
        yield
        return
    find_library = ctypes.util.find_library
    missing = [name for name in STAND_INS if name not in sys.modules]
    ctypes.util.find_library = _find_nothing
    sys.modules.update({name: _stand_in(name) for name in missing})
    try:
        yield
    finally:
        ctypes.util.find_library = find_library
        for name in missing:
            sys.modules.pop(name, None)
            parent, _, child = name.rpartition(".")
            vars(sys.modules.get(parent, ModuleType(parent))).pop(child, None)


def _find_nothing(name: str) -> None:
    """The linker finds a library by its file name, which WeasyPrint tries too; nothing needs to be searched."""


def _stand_in(module: str) -> ModuleType:
    """A module whose functions import the real ones when called."""

    def late(name: str) -> Callable[..., Any]:
        return lambda *args, **options: getattr(importlib.import_module(module), name)(*args, **options)

    stand_in = ModuleType(module)
    for name in STAND_INS[module]:
        setattr(stand_in, name, late(name))
    return stand_in
