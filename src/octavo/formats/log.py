"""What WeasyPrint and fontTools say while something is done -> problems with a place."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from octavo.problems import Place, Problem, problem
from octavo.stylesheet import Stylesheet

AT = re.compile(r" at (\d+):(\d+)")
LOST = re.compile(r"No anchor #fn-\d+ ")


@contextmanager
def listen() -> Iterator[list[str]]:
    """Collects what is said meanwhile; nothing reaches the terminal."""
    lines: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.handlers[:], logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers[:], logger.propagate = [handler], False
    try:
        yield lines
    finally:
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers[:], logger.propagate = handlers, propagate


def told(line: str, source: Stylesheet, path: str) -> Problem:
    """A line of the log as a problem, at the style sheet's own file and line if it names one."""
    match = AT.search(line)
    place = source.place(int(match[1]), int(match[2])) if match else Place(path)
    return problem("layout-message", place, message=AT.sub("", line).rstrip("."))


def is_told(line: str, faults: Iterable[Problem]) -> bool:
    """Whether a line of the log only says that the mark of a note that was lost leads nowhere."""
    return bool(LOST.match(line)) and any(fault.code == "note-lost" for fault in faults)
