"""The tasks of a designer: brand.new, list, import, export and lab."""

from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from octavo.tasks.options import JSON_HELP, OUTPUT_HELP, folder, root


@task(
    positional=[],
    name="new",
    help={
        "name": "Name of its folder in styles/brands/.",
        "from": "The brand that it begins from.",
        "title": "Name of the house (made from the folder's name by default).",
    },
)
def new_brand(c: Context, name: str, from_: str = "pacific", title: str = "") -> None:
    """Begin a brand from another one; it can be built at once."""
    from octavo.brandkit import command

    command.new(root(c), name, from_, title)


@task(positional=[], name="list", default=True, help={"json": JSON_HELP})
def show_brands(c: Context, json: bool = False) -> None:
    """List the brands of styles/brands/."""
    from octavo.brandkit import command

    command.show(root(c), json)


@task(
    positional=[],
    name="import",
    help={
        "file": "A brand.yml of Quarto or Shiny, or design tokens (tokens.json).",
        "name": "Name of the new folder in styles/brands/ (made from the file's place by default).",
        "from": "The brand that fills in what the file does not say.",
    },
)
def import_brand(c: Context, file: str, name: str = "", from_: str = "pacific") -> None:
    """Make a brand of a brand.yml or of design tokens."""
    from octavo.brandkit import command

    command.take_in(root(c), Path(file).expanduser().absolute(), name, from_)


@task(
    positional=[],
    name="export",
    help={
        "brand": "The brand to write out.",
        "format": "The format: dtcg, the design tokens of the Design Tokens Community Group.",
        "output": "The file to write (printed by default).",
    },
)
def export_brand(c: Context, brand: str = "pacific", format: str = "dtcg", output: str = "") -> None:
    """Write a brand as design tokens."""
    from octavo.brandkit import command

    command.write_out(root(c), brand, format, folder(output))


@task(
    positional=[],
    name="lab",
    help={"brand": "The brand to try.", "output": OUTPUT_HELP},
)
def try_brand(c: Context, brand: str = "pacific", output: str = "") -> None:
    """Show everything that a brand does on one sheet, and say whether it may be used."""
    from octavo.lab import command

    command.lab(root(c), brand, folder(output))


TASKS = (new_brand, show_brands, import_brand, export_brand, try_brand)
