"""The tasks that take a finished brief to its readers: release and distribute.*."""

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks.options import JSON_HELP, folder, root


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


CAMPAIGN_HELP = {
    "brief": "The brief that is sent, named as its folder in content/.",
    "campaign": "The campaign, by its name: needed when a brief has several.",
    "ledger": "The ledger's URL (ledger/ledger.sqlite3, or what OCTAVO_LEDGER says).",
}
LIST_HELP = {
    "members": "The list of members: a CSV file, or the URL of a database.",
    "query": "What is asked of the database, in SQL.",
}


@task(
    positional=[],
    name="plan",
    help={
        **CAMPAIGN_HELP,
        **LIST_HELP,
        "campaign": "A name of its own for the campaign (brief, version and segment by default).",
        "version": "The release to send (the newest).",
        "segment": "Only members of this segment.",
        "leave-out": "Plan without the rows of the list that are refused.",
        "again": "Plan also those who have this release from another campaign.",
        "number-only": "Print the number alone on each copy, not the member's name.",
        "locked": "Give each copy a password of its own.",
        "fingerprint": "Tell copies apart by a spacing that nobody sees as well (not with --locked).",
    },
)
def plan(
    c: Context,
    brief: str = "",
    members: str = "",
    query: str = "",
    segment: str = "",
    version: str = "",
    campaign: str = "",
    ledger: str = "",
    leave_out: bool = False,
    again: bool = False,
    number_only: bool = False,
    locked: bool = False,
    fingerprint: bool = False,
) -> None:
    """Plan who gets a release, and show it. Nothing is sent."""
    from octavo.campaign import command
    from octavo.campaign.plan import Audience, Terms

    where = command.Where(root(c), ledger, brief)
    terms = Terms(campaign, leave_out, again, not number_only, locked, fingerprint)
    command.plan(where, version, Audience(members, query, segment), terms)


@task(
    positional=[],
    name="copies",
    help={
        **CAMPAIGN_HELP,
        "jobs": "How many processes make copies (as many as there are processors).",
        "cluster": "Make them on the workers of this dask scheduler: tcp://HOST:PORT.",
        "epub": "Make copies of the EPUB too.",
    },
)
def copies(
    c: Context,
    brief: str = "",
    campaign: str = "",
    ledger: str = "",
    jobs: str = "",
    cluster: str = "",
    epub: bool = False,
) -> None:
    """Make the personal copies of a campaign; it goes on where it stopped."""
    from octavo.campaign import command

    command.copies(command.Where(root(c), ledger, brief, campaign), jobs, cluster, epub)


@task(
    positional=[],
    name="send",
    help={
        **CAMPAIGN_HELP,
        **LIST_HELP,
        "members": "The list again, when it is a database.",
        "confirm": "Really send. Without it nothing is sent, and no connection opened.",
        "drafts": "Write the letters as .eml files into build/mail/, and send nothing.",
        "patient": "Wait for those that the relay put off, and try them again.",
        "width": "How many connections to the relay (1).",
    },
)
def send(
    c: Context,
    brief: str = "",
    campaign: str = "",
    ledger: str = "",
    members: str = "",
    query: str = "",
    confirm: bool = False,
    drafts: bool = False,
    patient: bool = False,
    width: str = "",
) -> None:
    """Mail a campaign, nobody twice; it can be stopped and goes on. A dry run unless --confirm."""
    from octavo.campaign import command
    from octavo.campaign.plan import Audience

    where = command.Where(root(c), ledger, brief, campaign)
    command.send(where, Audience(members, query), command.Sending(confirm, drafts, patient, width))


@task(
    positional=[],
    name="status",
    help={
        **CAMPAIGN_HELP,
        "export": "Write everyone in the campaign to this CSV file.",
        "json": JSON_HELP,
    },
)
def status(
    c: Context, brief: str = "", campaign: str = "", ledger: str = "", export: str = "", json: bool = False
) -> None:
    """Say who has got a campaign, who has not, and of whom nobody knows."""
    from octavo.campaign import command

    command.status(command.Where(root(c), ledger, brief, campaign), folder(export), json)


@task(
    positional=[],
    name="resolve",
    help={
        **CAMPAIGN_HELP,
        "member": "The member's address, or everyone who is planned: everyone.",
        "as": "sent, failed, or planned to write again.",
        "why": "How you know.",
    },
)
def resolve(
    c: Context, brief: str = "", campaign: str = "", ledger: str = "", member: str = "", as_: str = "", why: str = ""
) -> None:
    """Say what became of a letter of which nobody knows."""
    from octavo.campaign import command

    command.resolve(command.Where(root(c), ledger, brief, campaign), member, as_, why)


@task(
    positional=[],
    name="suppress",
    help={
        "member": "The address; without one, all that are not written to are listed.",
        "why": "Who asked for it, and when.",
        "lift": "Write to it again, in campaigns that are planned from now on.",
        "ledger": CAMPAIGN_HELP["ledger"],
    },
)
def suppress(c: Context, member: str = "", why: str = "", ledger: str = "", lift: bool = False) -> None:
    """Never write to an address again, or list those."""
    from octavo.campaign import command

    command.suppress(command.Where(root(c), ledger), member, why, lift)


@task(
    positional=[],
    name="verify",
    help={
        "file": "The PDF or EPUB in question.",
        "password": "What opens it, when it is locked.",
        "ledger": CAMPAIGN_HELP["ledger"],
    },
)
def verify(c: Context, file: str = "", password: str = "", ledger: str = "") -> None:
    """Say whose copy a file is, and whether it is as it was made."""
    from octavo.campaign import command

    command.verify(command.Where(root(c), ledger), folder(file), password)


TASKS = (release,)
DISTRIBUTE = (plan, copies, send, status, resolve, suppress, verify)
