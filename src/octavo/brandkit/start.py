"""A brand that is there -> the files of a new one: its type, colours and measures under another name, with a wordmark.

What only the other house may show does not come along: its logos and its motif. Logos are drawn from the new name,
under the same file names, so that a designer replaces files and no line of _brand.yml.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tinycss2 import ast

from octavo.brand import Brand
from octavo.brandkit.keys import unsaid
from octavo.brandkit.wordmark import mark, wordmark
from octavo.brandparts import FOLDER, GROUNDS
from octavo.csstree import declarations_of, parsed, target_of, tokens_of
from octavo.files import Files
from octavo.yamltext import load
from octavo.yamltext.edit import Value, edited

FILE = "_brand.yml"
COPIED = ("fonts/", "templates/", "words.txt")
"""What comes along as it is: files, and folders, which end in "/"."""
SHEETS = ("brand.css", "screen.css", "print.css", "epub.css")
ABOUT: Mapping[str, str] = {
    "meta": "Who the house is.",
    "logo": "Each logo is a file, named once. `small`, `medium` and `large` are for other tools that read brand.yml.",
    "color": "Colors are written once, in the palette; everything below names them. Below 4.5 to 1 text is refused.",
    "typography": "One full file for each weight and style, its licence beside it. All sizes follow from `base.size`.",
    "defaults": "What print needs: layout, where each logo stands, what colors are for (styles/tokens/roles.css).",
}
"""A section of _brand.yml -> the comment above it."""
LINK = "  # link: https://your-house.example  # stands on covers and in e-books"
LAYOUT = re.compile(r" {4}layout:")
FONTS = "fonts/README.md"
WORDS = "words.txt"
NO_WORDS = """\
# Words, names and acronyms that the check takes for right in what is printed in this brand: one on a line, beside those
# of content/words.txt. A line that begins with # is a comment.
"""
"""The list of words of a brand that begins from one without."""
HOUSE = "house.yaml"
NO_HOUSE = """\
# What this house says in its publications, where it is another house than that of content/publisher.yaml. Without its
# first sign a line stands in the place of the publisher's; labels and series are joined with the publisher's.
# name: { short: House, full: The House, in-text: the House }
# url: https://your-house.example
# address: 1 Example Street, Exampletown
# email: hello@your-house.example
# social: { Mastodon: "https://social.example/@house" }
# series: { brief: House Notes }
# disclaimer: What is said here is the authors’ own.
# copyright-holder: The House
# call-to-action: { head: Join us, text: What members get., label: Join, url: "https://your-house.example" }
# membership: What members receive.
# colophon: Printed by the House.
# labels: { en: { contents: Inside } }
"""
"""The house texts of a new brand: none, for those of its parent are another house's."""
MOTIF = re.compile(r"\s*--motif-[\w-]+:[^;}]*;?")
EMPTY = re.compile(r"[^{]*\{\s*\}")
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
INKS: Mapping[str, str] = {
    "masthead": "opening-ink", "plain": "primary", "cover": "cover-ink", "mark": "primary", "dark": "ink",
}  # fmt: skip
"""Where a logo stands -> the role of its colour."""


def begin(files: Files, base: Brand, title: str) -> dict[str, bytes]:
    """The files of a new brand, by their paths in its folder, made from `base`."""
    folder = f"{FOLDER}/{base.name}"
    inside = [path.removeprefix(f"{folder}/") for path in files.list(folder)]
    sheets = {path: _plain(files.text(f"{folder}/{path}"), title, base.name) for path in SHEETS if path in inside}
    text = files.text(f"{folder}/{FILE}")
    return {
        WORDS: NO_WORDS.encode(),
        HOUSE: NO_HOUSE.encode(),
        FILE: headed(renamed(text, title), title, base.name).encode(),
        **{path: sheet.encode() for path, sheet in sheets.items() if sheet},
        **drawn_logos(files, base, text, title),
        **{path: files.read(f"{folder}/{path}") for path in inside if path.startswith(COPIED)},
        **{path: _of_fonts(files.text(f"{folder}/{path}"), title, base).encode() for path in inside if path == FONTS},
    }


def _of_fonts(text: str, title: str, base: Brand) -> str:
    """What is told of the fonts, under the new house's name."""
    return re.sub(r"\A# Fonts of .*", lambda _: f"# Fonts of {title}, as they came with {base.name}", text)


def renamed(text: str, title: str) -> str:
    """A _brand.yml with another name for the house and for its logos, and without the old address."""
    changes: dict[tuple[str | int, ...], Value] = {("meta", "name"): title, ("meta", "link"): None}
    changes |= {("logo", "images", key, "alt"): title for key in images(text)}
    short: dict[tuple[str | int, ...], str] = {("logo", "images", key): "path" for key in images(text)}
    return edited(text, changes, short)


def images(text: str) -> dict[str, str]:
    """`logo.images` of a _brand.yml that was read without an error: the file of each."""
    data: Any = load(text, FILE)[0]
    return {key: image if isinstance(image, str) else image["path"] for key, image in data["logo"]["images"].items()}


def drawn_logos(files: Files, base: Brand, text: str, title: str) -> dict[str, bytes]:
    """Each image of `logo.images`, drawn from the new name in the colours of the place where it stands first; a PNG's
    name gets an SVG too, for both are told by what is in them."""
    face = files.read(base.face(base.families["display"]).path)
    places = {
        logo.path.removeprefix(f"{FOLDER}/{base.name}/"): place for place, logo in reversed(list(base.logos.items()))
    }
    drawn = {}
    for key, path in images(text).items():
        place = places.get(path, "dark" if "reverse" in key else "plain")
        roles = base.dark if place == "dark" else base.roles
        colour, ground = roles[INKS[place]], roles[GROUNDS.get(place, "paper")]
        if "mark" in key:
            drawn[path] = mark(
                title, face, ground if "reverse" in key else colour, colour if "reverse" in key else ground
            )
        else:
            drawn[path] = wordmark(title, face, colour)
    return drawn


def headed(text: str, title: str, base: str) -> str:
    """A _brand.yml with a new head in place of the old one, and a comment above each section that has none."""
    lines = text.split("\n")
    while lines and lines[0].startswith("#"):
        del lines[0]
    head = [
        f"# {title}, begun from {base}. The format is Posit's brand.yml; print values stand under defaults.octavo.",
        "# See it: ./invoke build --brand <this folder's name>. May it be used? ./invoke brand.lab --brand <name>.",
    ]
    data: Any = load(text, FILE)[0]
    said = data["defaults"]["octavo"]
    return "\n".join([*head, *_explained(lines, unsaid(said))])


def _explained(lines: list[str], unsaid: Iterator[str]) -> Iterator[str]:
    """The lines of a _brand.yml, with what each section is for, and `unsaid` below the layout."""
    before = ""
    for line in lines:
        about = ABOUT.get(line.partition(":")[0], "")
        if about and not before.startswith("#"):
            yield f"# {about}"
        yield line
        if line.startswith("meta:"):
            yield LINK
        if LAYOUT.match(line):
            yield from unsaid
        before = line


def _plain(sheet: str, title: str, base: str) -> str:
    """A brand's style sheet without its motif: pictures, how they lie, their measures; "" when nothing is left."""
    rules = [MOTIF.sub("", node.serialize()) for node in parsed(sheet) if not _is_motif(node)]
    rules = [rule for rule in rules if not EMPTY.fullmatch(rule)]
    about = (
        f"/* {title}: how its type is set, as in {base}. Its motif is not here: draw {title}'s own, or do without. */"
    )
    return "\n".join([about, *rules, ""]) if rules else ""


def _is_motif(rule: ast.Node) -> bool:
    """Whether a rule shows a picture, or says only how one lies that another rule shows."""
    if not isinstance(rule, ast.QualifiedRule):
        return False
    said = list(declarations_of([rule]))
    return any(target_of(token).endswith(PICTURES) for token in tokens_of(rule.content)) or all(
        one.lower_name.startswith("background-") for one in said
    )
