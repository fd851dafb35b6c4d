"""Which words a body holds, and whether they are those of its source, in its order."""

import re

from octavo import blocks as b
from octavo.walk import everything

WORD = re.compile(r"\w+")


def words(body: b.Body) -> list[str]:
    """Every word of the blocks, then every word of the notes."""
    return WORD.findall(_text(body.blocks) + " " + " ".join(_text(note.blocks) for note in body.notes))


def _text(blocks: b.Blocks) -> str:
    pieces: list[str] = []
    for value in everything(blocks):
        match value:
            case b.Text(text) | b.Code(text):
                pieces.append(text)
            case b.Verbatim():
                pieces.append(f" {value.text} ")
            case b.Picture():
                pieces.append(f" {value.alt} ")
            case b.Citation():
                pieces.append(value.source)
            case b.CrossRef():
                pieces.append(value.target)
            case b.Stat():
                pieces.append(f" {value.value}{value.unit} ")
            case b.Event():
                pieces.append(f" {value.when} ")
            case b.Block() | b.Cell() | b.LineBreak() | b.Definition() | b.Recommendation():
                pieces.append(" ")
    return "".join(pieces)
