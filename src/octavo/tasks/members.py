"""The tasks that take a finished brief to its readers: release."""

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks.options import root


@task(
    positional=[],
    iterable=["brief"],
    help={
        "brief": "Release this brief, named as its folder in content/; may be given again.",
        "list": "List what is released, and release nothing.",
        "verify": "Prove what is released: every byte compared, and made again. Releases nothing.",
        "version": "With --verify: this version only.",
        "json": "With --list: print one JSON document instead of text.",
    },
)
def release(
    c: Context,
    brief: list[str] | None = None,
    list: bool = False,
    verify: bool = False,
    version: str = "",
    json: bool = False,
) -> None:
    """Freeze a brief's version: checked, numbered and hashed, for good."""
    from octavo.release import command

    if list:
        command.show(root(c), tuple(brief or ()), json)
    if verify:
        command.prove(root(c), tuple(brief or ()), version)
    command.release(root(c), tuple(brief or ()))


TASKS = (release,)
