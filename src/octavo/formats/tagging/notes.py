"""Notes: each stands after its call, is bound to it both ways, and is no part of a heading
(ISO 32000-1, 14.8.4.4; PDF/UA-2: ISO 14289-2, 8.2.5.14)."""

from octavo.formats.tagging.roles import HEADINGS
from octavo.formats.tagging.tree import Node, parents


def shape(root: Node, ua: int) -> None:
    """Give every note and call below `root` its form."""
    _leave_headings(root)
    calls = [link for link in root.find("Link") if link.element.get("role") == "doc-noteref"]
    targets = {call.element.get("href", "")[1:] for call in calls}
    notes = {note.element.get("id", ""): note for note in root.find("Note")}
    kinds = dict.fromkeys(notes, "Footnote")
    for body in root.find("LBody"):
        name = body.element.get("id", "")
        if name in targets and body.element.tag == "li":
            notes[name], kinds[name] = Node("Note", body.element, body.kids), "Endnote"
            body.kids = [notes[name]]
    for name, note in notes.items():
        note.entries["ID"] = name
        first = note.kids[0] if note.kids else None
        if isinstance(first, Node) and first.element.get("role") == "doc-backlink":
            note.replace(first, Node("Lbl", first.element, [first]))
        if ua == 2:
            note.role = "FENote"
            note.attributes["FENote"] = {"NoteType": f"/{kinds[name]}"}
    above = parents(root)
    for call in calls:
        if label := call.element.get("aria-label"):
            call.entries["Alt"] = label  # the bare number would run into one before it
        note_of_call = notes.get(call.element.get("href", "")[1:])
        if note_of_call and ua == 2:
            call.refs.append(note_of_call)
            note_of_call.refs.append(call)
        elif note_of_call:
            above[call].replace(call, Node("Reference", call.element, [call]))


def _leave_headings(root: Node) -> None:
    """Put the notes of a heading behind it, so that they are no part of its name."""
    above = parents(root)
    for heading in root.find(*HEADINGS):
        notes = heading.find("Note")
        inner = parents(heading)
        for note in notes:
            inner[note].kids.remove(note)
        if notes:
            above[heading].replace(heading, heading, *notes)
