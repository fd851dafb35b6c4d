"""Inline nodes -> Inlines, with the problems of the passage at their line and column."""

from collections.abc import Callable

from octavo.anchors import nearest
from octavo.blocks import (
    Citation,
    CiteItem,
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Span,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
)
from octavo.markdown.reading import Reading
from octavo.markdown.refused import instead, is_comment, tag, unsafe
from octavo.markdown.syntax import Node, encoded
from octavo.plaintext import plain
from octavo.problems import Place

SPAN_CLASSES = ("smallcaps", "nowrap", "for", "now")
"""Classes of `[text]{.class}`: small capitals, kept on one line, an addressee, the present in a timeline."""

CROSS_REFERENCES = ("fig-", "tbl-", "sec-")
"""Quarto's prefixes: `@fig-x` refers to a figure; any other key is a citation."""

PICTURE_VALUES = ("fig-alt", "source", "credit", "note", "sub", "lang")
PICTURE_CLASSES = ("text", "wide", "bleed", "decorative")

DEPTH = 30
"""Emphasis, links and spans within each other; deeper ones are shown without their markup, and reported."""

WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "em": Emphasis,
    "strong": Strong,
    "s": Struck,
    "sup": Superscript,
    "sub": Subscript,
}

LEAVES: dict[str, Inline] = {"softbreak": Text("\n"), "hardbreak": LineBreak()}


class PassageReader:
    """Reads one passage. `shift` moves offsets from a part read on its own (alternative text) to the whole."""

    def __init__(self, reading: Reading, passage: Node) -> None:
        self.reading = reading
        self.passage = passage
        self.shift = 0
        self.depth = 0
        self.tags: list[str] = []
        if "deep" in passage.data:
            reading.report("nested-too-deep", reading.within(passage, 0))

    def read(self, nodes: list[Node]) -> Inlines:
        """The pieces of `nodes`, neighbouring texts joined."""
        found: list[Inline] = []
        for node in nodes:
            for piece in self._read(node):
                if isinstance(piece, Text) and found and isinstance(found[-1], Text):
                    found[-1] = Text(found[-1].text + piece.text)
                elif piece != Text(""):
                    found.append(piece)
        return tuple(found)

    def place(self, node: Node) -> Place:
        return self.reading.within(self.passage, node.at + self.shift)

    def _read(self, node: Node) -> Inlines:
        if node.kind in WRAPPERS:
            children = self._children(node)
            return (WRAPPERS[node.kind](children),) if self.depth < DEPTH else children
        if node.kind in LEAVES:
            return (LEAVES[node.kind],)
        reader = READERS.get(node.kind)
        return reader(self, node) if reader else (Text(node.content),)

    def _children(self, node: Node) -> Inlines:
        """What `node` holds. Beyond DEPTH the text stays and the wrapping goes."""
        self.depth += 1
        if self.depth == DEPTH:
            self.reading.report("nested-too-deep", self.reading.within(self.passage, 0))
        if self.depth >= DEPTH:
            children: Inlines = tuple(
                Text(leaf.content or "\n" * (leaf.kind == "softbreak")) for leaf in node.walk() if not leaf.children
            )
        else:
            children = self.read(node.children)
        self.depth -= 1
        return children

    def _fault(self, node: Node) -> Inlines:
        values = {key: value for key, value in node.data.items() if key != "code"}
        self.reading.report(node.data["code"], self.place(node), **values)
        return (Text(node.content),)

    def _code(self, node: Node) -> Inlines:
        self.reading.check(node.attributes, self.place(node), "code in a line", ("lang",), ())
        return self._marked((Code(node.content),), node)

    def _marked(self, pieces: Inlines, node: Node) -> Inlines:
        """`pieces` within a span, if `node` carries an id or a language."""
        lang = node.attributes.get("lang")
        return (Span(pieces, lang=lang, id=node.attributes.id),) if lang or node.attributes.id else pieces

    def _span(self, node: Node) -> Inlines:
        found = node.attributes
        self.reading.check(found, self.place(node), "a span of text", ("lang",), SPAN_CLASSES)
        known = tuple(name for name in found.classes if name in SPAN_CLASSES)
        return (Span(self._children(node), known, found.get("lang"), found.id),)

    def _link(self, node: Node) -> Inlines:
        address, place = self._address(node, "href"), self.place(node)
        self.reading.check(node.attributes, place, "a link", ("lang",), ())
        children = self._children(node)
        if unsafe(address):
            self.reading.report("unsafe-link", place, value=address)
            return children
        return self._marked((Link(children, encoded(address), node.data.get("title", ""), place),), node)

    def picture(self, node: Node, *, alt: str) -> Picture:
        """The image of `node` with `alt` as its alternative text, unless `fig-alt` gives it."""
        place, address = self.place(node), self._address(node, "src")
        decorative = "decorative" in node.attributes.classes
        alt = node.attributes.get("fig-alt") or alt
        if decorative and alt:
            self.reading.report("decorative-but-described", place, value=alt)
        elif not decorative and not alt.strip():
            self.reading.report("missing-alt", place, value=address)
        return Picture(address, "" if decorative else alt, decorative, node.data.get("title", ""), place)

    def _address(self, node: Node, key: str) -> str:
        """The address of a link or image as written; template syntax in it is text too."""
        address = node.data.get(key, "")
        if "{{" in address or "{%" in address:
            self.reading.report("template-syntax", self.place(node), value=address)
        return address

    def caption(self, node: Node) -> Inlines:
        """The words in the brackets of an image."""
        before, self.shift = self.shift, self.shift + node.at + 2
        words = self.read(node.children)
        self.shift = before
        return words

    def _image(self, node: Node) -> Inlines:
        self.reading.check(
            node.attributes, self.place(node), "an image in a line", ("fig-alt", "lang"), ("decorative",)
        )
        words = self.caption(node)
        if any(isinstance(piece, NoteRef) for piece in words):
            self.reading.report("plain-text-only", self.place(node), what="alternative text", value=plain(words))
        return self._marked((self.picture(node, alt=plain(words)),), node)

    def _html(self, node: Node) -> Inlines:
        if is_comment(node.content):
            return ()
        name = tag(node.content)
        if node.content.startswith("</") and name in self.tags:
            self.tags.remove(name)
        else:
            self.tags.append(name)
            self.reading.report("raw-html", self.place(node), value=node.content, instead=instead(name))
        return (Text(node.content),)

    def _note_ref(self, node: Node) -> Inlines:
        label, labels, place = node.data["label"], self.reading.labels, self.place(node)
        if labels is not None and label not in labels:
            self.reading.report("undefined-note", place, value=node.content, near=nearest(label, labels))
            return (Text(node.content),)
        if label != self.reading.inside:
            self.reading.called.add(label)
        return (NoteRef(label, place),)

    def _note_inline(self, node: Node) -> Inlines:
        place = self.place(node)
        if self.reading.labels is None:
            self.reading.report("note-not-here", place, value=node.data["source"])
            return (Text(node.data["source"]),)
        key = f"inline {sum(note.key.startswith('inline ') for note in self.reading.notes) + 1}"
        number = len(self.reading.notes)
        self.reading.notes.append(Note(key, (), place))
        words = self._children(node)
        self.reading.notes[number] = Note(key, (Paragraph(inlines=words, place=place),), place)
        return (NoteRef(key, place),)

    def _cite(self, node: Node) -> Inlines:
        place = self.place(node)
        rows = [row.split("\t") for row in node.data["items"].split("\n")]
        items = tuple(CiteItem(key, prefix, locator, bool(bare)) for key, prefix, locator, bare in rows)
        references = [item.key.startswith(CROSS_REFERENCES) for item in items]
        if all(references):
            return _cross_references(items, place)
        if any(references):
            self.reading.report("mixed-citation", place, value=node.content)
        return (Citation(items, bool(node.data["in_text"]), node.content, place),)


def _cross_references(items: tuple[CiteItem, ...], place: Place) -> Inlines:
    """`[see @fig-a; @tbl-b]` as running text: the words round the references stay."""
    pieces: list[Inline] = []
    for number, item in enumerate(items):
        before = ("; " if number else "") + (f"{item.prefix} " if item.prefix else "")
        after = f", {item.locator}" if item.locator else ""
        pieces += [Text(before), CrossRef(item.key, place), Text(after)]
    return tuple(piece for piece in pieces if piece != Text(""))


READERS: dict[str, Callable[[PassageReader, Node], Inlines]] = {
    "code_inline": PassageReader._code,
    "span": PassageReader._span,
    "link": PassageReader._link,
    "image": PassageReader._image,
    "html_inline": PassageReader._html,
    "note_ref": PassageReader._note_ref,
    "note_inline": PassageReader._note_inline,
    "cite": PassageReader._cite,
    "fault": PassageReader._fault,
}
