"""The task that takes the site to its readers: publish."""

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks.options import root


@task(
    positional=[],
    help={
        "to": "Where the site goes: a folder, or s3://BUCKET/PREFIX, gs://... or az://...; credentials: environment.",
        "confirm": "Send what the plan shows; without it nothing is sent.",
        "prune": "Remove, too, what was sent before and is no longer made.",
    },
)
def publish(c: Context, to: str = "", confirm: bool = False, prune: bool = False) -> None:
    """Send build/ to where readers find it: what has changed, when nothing stands against it."""
    from octavo.upload import command

    command.publish(root(c), to, confirm, prune)


TASKS = (publish,)
