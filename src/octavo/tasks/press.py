"""The tasks that make a brief and look at it: build, serve, check, explain, proof, new, list, clean, doctor, schema."""

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks.options import JSON_HELP, OUTPUT_HELP, folder, root


@task(
    positional=[],
    iterable=["brief", "format"],
    help={
        "brief": "Build only this brief, named as its folder in content/; may be given again.",
        "brand": "Dress every brief in this brand of styles/brands/.",
        "format": "Make only this format: pdf, html or epub; may be given again.",
        "jobs": "How many briefs to build at a time (as many as there are processors).",
        "output": OUTPUT_HELP,
        "draft": "Print in spite of mistakes in the text, every page marked as a draft, into build-draft/.",
        "json": JSON_HELP,
    },
)
def build(
    c: Context,
    brief: list[str] | None = None,
    brand: str = "",
    format: list[str] | None = None,
    jobs: str = "",
    output: str = "",
    draft: bool = False,
    json: bool = False,
) -> None:
    """Build the briefs of content/ as PDF, web page and EPUB."""
    from octavo import cli, report

    briefs, formats = tuple(brief or ()), tuple(format or ())
    cli.build(report.BuildRequest(root(c), briefs, brand, formats, output=folder(output), draft=draft), jobs, json)


@task(
    positional=[],
    iterable=["brief", "only"],
    help={
        "brief": "Check only this brief, named as its folder in content/; may be given again.",
        "brand": "Check the briefs as this brand of styles/brands/ dresses them.",
        "only": "Run only these families of checks, as editorial,pdf; may be given again.",
        "full": "Run the slow ones too.",
        "report": "Where the page for editors goes (build/check.html by default).",
        "sarif": "Write the findings to this file too, as SARIF 2.1.0.",
        "fix": "First mend what is safe to mend in the texts (quotation marks, spaces, ranges), and show what changed.",
        "jobs": "How many briefs to check at a time (as many as there are processors).",
        "output": "Folder of the editions that are checked (build/ by default; build-check/BRAND/ with --brand).",
        "json": JSON_HELP,
    },
)
def check(
    c: Context,
    brief: list[str] | None = None,
    brand: str = "",
    only: list[str] | None = None,
    full: bool = False,
    report: str = "",
    sarif: str = "",
    jobs: str = "",
    json: bool = False,
    fix: bool = False,
    output: str = "",
) -> None:
    """Say what stands against publishing the briefs."""
    from octavo import cli
    from octavo.checks.report import CheckRequest

    families = tuple(name for part in only or () for name in part.split(",") if name)
    page, log, out = folder(report), folder(sarif), folder(output)
    request = CheckRequest(root(c), tuple(brief or ()), brand, families, full, output=out, page=page, sarif=log)
    cli.check(request, jobs, json, fix)


@task(
    positional=[],
    help={
        "port": "Port of this machine to listen at (8400).",
        "brief": "Show this brief first, named as its folder in content/.",
        "brand": "Show it in this brand of styles/brands/ first.",
    },
)
def serve(c: Context, port: str = "", brief: str = "", brand: str = "") -> None:
    """Show the briefs in the browser as they are written: every save is seen at once."""
    from octavo import cli

    cli.serve(root(c), port, brief, brand)


@task(positional=[], help={"code": "The code of a message, such as no-transcript."})
def explain(c: Context, code: str = "") -> None:
    """Explain a message: what it wants, why, and how to waive it."""
    from octavo import cli

    cli.explain(code)


@task(
    positional=[],
    iterable=["brief", "brand"],
    help={
        "brief": "Prove only this brief, named as its folder in content/; may be given again.",
        "brand": "Prove only this brand of styles/brands/; may be given again.",
        "approve": "Keep the pages as they are now in proofs/, to be compared with from now on.",
        "jobs": "How many briefs to build at a time (as many as there are processors).",
        "json": JSON_HELP,
    },
)
def proof(
    c: Context,
    brief: list[str] | None = None,
    brand: list[str] | None = None,
    approve: bool = False,
    jobs: str = "",
    json: bool = False,
) -> None:
    """Compare every page of every brief and brand with the approved one."""
    from octavo import cli
    from octavo.proofs import report

    cli.proof(report.ProofRequest(root(c), tuple(brief or ()), tuple(brand or ()), approve), jobs, json)


@task(
    positional=[],
    help={
        "type": "Type of the brief: brief, one-pager, report, commentary or event-summary.",
        "brief": "Name of its folder in content/ (made from the title by default).",
        "title": "Title of the brief.",
    },
)
def new(c: Context, type: str = "brief", brief: str = "", title: str = "Untitled brief") -> None:
    """Start a brief that is ready to be built."""
    from octavo import cli

    cli.new(root(c), type, brief, title)


@task(positional=[], name="list", help={"json": JSON_HELP})
def show_briefs(c: Context, json: bool = False) -> None:
    """List the briefs of content/."""
    from octavo import cli

    cli.show_briefs(root(c), json)


@task(positional=[], help={"output": OUTPUT_HELP})
def clean(c: Context, output: str = "") -> None:
    """Remove what builds have made."""
    from octavo import cli

    cli.clean(root(c), folder(output))


@task(positional=[], help={"json": JSON_HELP})
def doctor(c: Context, json: bool = False) -> None:
    """Say what this machine lacks, and how to get it."""
    from octavo import cli

    cli.examine(json)


@task(positional=[], help={"json": JSON_HELP})
def schema(c: Context, json: bool = False) -> None:
    """Write the JSON Schemas of all fields, for editors that complete what is typed."""
    from octavo import cli

    cli.describe_fields(root(c), json)


TASKS = (build, serve, check, explain, proof, new, show_briefs, clean, doctor, schema)
