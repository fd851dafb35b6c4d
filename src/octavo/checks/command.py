"""A request -> what stands against publishing, on the terminal, on a page and as SARIF, and an exit code."""

from datetime import date

from octavo import terminal
from octavo.checks import page, sarif
from octavo.checks.mend import mend
from octavo.checks.preflight import output_of, preflight
from octavo.checks.report import CheckRequest
from octavo.folder import CACHE, REPORT
from octavo.report import Misuse


def show(request: CheckRequest, as_json: bool, fix: bool, total: int) -> int:
    """Check `total` briefs; with `fix`, mend what is safe first. Returns 1 when one may not be published, else 0."""
    today = date.today()
    for file in (request.page, request.sarif):
        if file and file.is_dir():
            raise Misuse(f"{terminal.shown(file)} is a folder; name a file in it")
    for mended in mend(request.root, request.briefs) if fix else ():
        tell = terminal.warn if as_json else terminal.say
        tell(f"{mended.diff}\n{mended.path}: {mended.count} mended")
    with terminal.progress(total) as on_done:
        report = preflight(request, today, on_done)
    found = [f.problem for verdict in report.verdicts for f in verdict.open]
    every = [*found, *report.problems, *(p for verdict in report.verdicts for p in verdict.problems)]
    terminal.show_problems(list(dict.fromkeys(every)))  # what is wrong with a brand is so in all its briefs
    code = 0 if report.passed else 1
    if request.sarif:
        sarif.write(report, request.sarif)
    output = output_of(request)
    is_ours = (output / CACHE).is_dir() and not as_json
    told = request.page or (output / REPORT if is_ours else None)
    if told:
        page.write(report, request.root, told, today)
    if as_json:
        terminal.say_json(terminal.check_document(report, code))
    else:
        where = f"\n  on one page: {terminal.shown(told)}" if told else ""
        terminal.say(f"{terminal.verdicts(report)}{where}")
    return code
