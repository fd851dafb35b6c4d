"""A task's options -> the work, what it prints, and its exit code. The edge between Invoke and the rooms of Octavo.

Exit codes: 0 good, 1 problems in the content, 2 the command itself was wrong, 3 this machine lacks something, 4 not
everyone has got what was to be sent, 70 a fault in Octavo, 130 stopped by Ctrl-C, 143 stopped by SIGTERM. Each command
imports the rooms it needs when it runs, and no other: a build with nothing to do is over in the time that Invoke itself
takes.
"""

import errno
import functools
import gc
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, ParamSpec

from octavo import terminal
from octavo.anchors import nearest
from octavo.checks.report import CheckRequest
from octavo.problems import CATALOGUE, Rejected, errors
from octavo.report import BuildReport, BuildRequest, Misuse, Unready

if TYPE_CHECKING:
    from octavo.proofs.report import ProofRequest

GOOD, CONTENT, USAGE, UNREADY, INCOMPLETE, FAULT, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 4, 70, 130, 143
REFUSED_BY_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}

LISTED = ("slug", "type", "date", "status", "title")

Options = ParamSpec("Options")


def command(work: Callable[Options, int]) -> Callable[Options, NoReturn]:
    """Make `work` end the process: with the code it returns, or with that of what it raises, told in a line or two."""

    @functools.wraps(work)
    def run(*args: Options.args, **options: Options.kwargs) -> NoReturn:
        terminal.prepare()
        signal.signal(signal.SIGTERM, _terminated)
        try:
            code = work(*args, **options)
        except KeyboardInterrupt:
            terminal.warn("stopped")
            code = INTERRUPTED
        except Exception as error:  # the edge: nothing goes further up than here
            code = _tell(error)
        gc.freeze()  # the process ends: to look through all that it holds for garbage would take a tenth of its time
        sys.exit(code)

    return run


def _terminated(_number: int, _frame: object) -> NoReturn:
    sys.exit(TERMINATED)


def _tell(error: Exception) -> int:
    """Say what `error` means to the person who ran the command. Returns the exit code."""
    if os.environ.get("OCTAVO_DEBUG"):
        traceback.print_exception(error)
    match error:
        case Rejected():
            terminal.show_problems(error.problems)
            return CONTENT
        case Misuse():
            terminal.warn(f"octavo: {error}")
            return USAGE
        case Unready():
            terminal.warn(f"octavo: {error}; ./invoke doctor says how to get it")
            return UNREADY
        case ModuleNotFoundError() if not (error.name or "").startswith("octavo"):
            terminal.warn(f"octavo: the package {error.name} is not installed; run ./invoke, which installs it")
            return UNREADY
        case OSError() if "cannot load library" in str(error):
            terminal.warn("octavo: a library that WeasyPrint needs is missing; ./invoke doctor says how to get it")
            return UNREADY
        case OSError() if error.errno in REFUSED_BY_THE_DISK:
            terminal.warn(f"octavo: {(error.strerror or 'the disk refused').lower()}: {error.filename or 'a file'}")
            return CONTENT
    where = traceback.extract_tb(error.__traceback__)[-1]
    terminal.warn(
        f"octavo: this is a fault in Octavo, not in your text: {type(error).__name__}: {error}"
        f" ({Path(where.filename).name}:{where.lineno}); set OCTAVO_DEBUG=1 to see where it comes from"
    )
    return FAULT


@command
def build(request: BuildRequest, jobs: str, as_json: bool) -> int:
    """Build what `request` asks for with `jobs` workers; show problems, progress and a summary."""
    from octavo import pipeline
    from octavo.plan import output_folder

    request = replace(request, jobs=count("--jobs", jobs))
    with terminal.progress(_how_many(request)) as on_done:
        report = pipeline.build(request, on_done)
    found = tuple(p for result in report.results for p in result.problems) + report.problems
    terminal.show_problems(found)
    code = exit_code(report)
    if as_json:
        terminal.say_json(terminal.report_document(report, code))
    else:
        terminal.say(terminal.summary(report))
        if any(result.files for result in report.results):
            folder = output_folder(request.root, request.output, request.draft)
            terminal.say(f"  in {terminal.shown(folder)}/")
    return code


@command
def check(request: CheckRequest, jobs: str, as_json: bool, fix: bool = False) -> int:
    """Build what is stale, then say what stands against publishing the briefs; with `fix`, mend what is safe first."""
    from octavo.checks.command import show

    request = replace(request, jobs=count("--jobs", jobs))
    return show(request, as_json, fix, _how_many(BuildRequest(request.root, request.briefs)))


@command
def proof(request: "ProofRequest", jobs: str, as_json: bool) -> int:
    """Show every page that is not as it was approved."""
    from octavo.proofs.command import show

    return show(replace(request, jobs=count("--jobs", jobs)), as_json)


@command
def serve(root: Path, port: str, brief: str, brand: str) -> int:
    """Show the briefs in the browser until Ctrl-C."""
    from octavo.preview.command import ServeRequest
    from octavo.preview.command import serve as run

    return run(ServeRequest(root, count("--port", port, 65536), brief, brand))


@command
def explain(code: str) -> int:
    """Say what a rule wants, why, and how to waive it."""
    if not code:
        raise Misuse("name the message: --code no-transcript")
    if code not in CATALOGUE:
        raise Misuse(f'there is no rule "{code}"; {nearest(code, CATALOGUE)}')
    terminal.say(terminal.explained(CATALOGUE[code]))
    return GOOD


def _how_many(request: BuildRequest) -> int:
    """How many briefs the bar will count, told from the names of folders alone: a build with nothing to do is quick."""
    return len(set(request.briefs)) or sum(1 for _ in (request.root / "content").glob("*/brief.md"))


def exit_code(report: BuildReport) -> int:
    """1 when a brief could not be built or a problem is an error, else 0."""
    failed = any(result.state in ("failed", "stale") or errors(result.problems) for result in report.results)
    return CONTENT if failed or errors(report.problems) else GOOD


@command
def new(root: Path, kind: str, slug: str, title: str) -> int:
    """Write a brief of type `kind` that is ready to be built, and say where it is."""
    from octavo import starter

    path = starter.write(root, kind, title, slug, date.today())
    terminal.say(f"{path} is written. Next: ./invoke build --brief {Path(path).parent.name}")
    return GOOD


@command
def show_briefs(root: Path, as_json: bool) -> int:
    """List the briefs of content/."""
    from octavo import pipeline

    rows = [(b.slug, b.type, b.date, b.status, b.title) for b in pipeline.overview(root)]
    if as_json:
        terminal.say_json([dict(zip(LISTED, row, strict=True)) for row in rows])
    else:
        terminal.say(terminal.table(LISTED, rows) if rows else "content/ holds no brief yet; ./invoke new makes one.")
    return GOOD


@command
def clean(root: Path, output: Path | None) -> int:
    """Remove what builds have made, and nothing else."""
    from octavo import pipeline

    removed, found = pipeline.clean(root, output)
    terminal.show_problems(found)
    terminal.say(f"{len(removed)} files removed." if removed else "There is nothing to remove.")
    return CONTENT if errors(found) else GOOD


@command
def describe_fields(root: Path, as_json: bool) -> int:
    """Write the JSON Schemas of all fields, and say how an editor finds them; or print them in one document."""
    from octavo import schema

    if as_json:
        terminal.say_json({name: json.loads(text) for name, text in schema.schemas().items()})
        return GOOD
    paths = schema.write_schemas(root)
    terminal.say(
        "\n".join((*paths, "", "Editors that know YAML complete and check fields in files that begin so:", ""))
    )
    terminal.say(terminal.table(("file", "first line"), schema.first_lines()))
    return GOOD


@command
def examine(as_json: bool) -> int:
    """Say what this machine has of what Octavo needs."""
    from octavo import doctor, environment

    findings = environment.examine()
    code = UNREADY if environment.missing(findings, "build") else GOOD
    if as_json:
        terminal.say_json(doctor.document(findings, code))
    else:
        terminal.say(doctor.text(findings))
    return code


def count(option: str, text: str, end: int = 1000) -> int:
    """The number an option was given, 0 when it was not given. Raises Misuse for anything else than 1 up to `end`."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) < end):
        raise Misuse(f'{option} takes a number from 1 to {end - 1}, not "{text}"')
    return int(text)
