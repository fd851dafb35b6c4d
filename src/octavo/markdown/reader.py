"""Markdown text -> Body, and a string of the front matter -> Inlines, with every problem at its line and column."""

from collections.abc import Callable, Iterable

from octavo.blocks import (
    Block,
    Blocks,
    Body,
    BulletList,
    Definition,
    DefinitionList,
    Heading,
    Inlines,
    Note,
    NumberedList,
    Paragraph,
    Quotation,
    Span,
    Text,
    ThematicBreak,
    Verbatim,
)
from octavo.markdown import attributes
from octavo.markdown.components import read_div
from octavo.markdown.figures import lone_picture, read_figure, read_table
from octavo.markdown.leftovers import in_paragraph, in_words
from octavo.markdown.passages import PassageReader
from octavo.markdown.reading import Reading
from octavo.markdown.refused import instead, tag
from octavo.markdown.sanitary import cleaned
from octavo.markdown.syntax import Node, Tree, parse, parse_inline
from octavo.problems import Place, Problem


def read(text: str, path: str, line0: int = 0) -> tuple[Body, tuple[Problem, ...]]:
    """Read a Markdown file. `line0` is how many lines of the file stand above `text`."""
    base = Place(path, line0 + 1)
    text, unclean = cleaned(text, base)
    tree = parse(text)
    definitions = [node for root in tree.nodes for node in root.walk() if node.kind == "footnote_reference"]
    reader = Reader(text, base, frozenset(node.data["label"] for node in definitions))
    reader.problems += unclean
    blocks = reader.blocks(tree.nodes)
    reader.check_notes(definitions)
    reader.check_references(tree)
    notes = tuple(sorted(reader.notes, key=lambda note: note.place))
    return Body(blocks, notes), reader.findings()


def read_inline(text: str, place: Place) -> tuple[Inlines, tuple[Problem, ...]]:
    """Read a string of the front matter that starts at `place`. Calls of notes stay for `document` to look up."""
    text, unclean = cleaned(text, place)
    reader = Reader(text, place, None)
    reader.problems += unclean
    inlines = reader.string(text, 0)
    return inlines, reader.findings()


class Reader(Reading):
    """Reads the nodes of one file into blocks."""

    def blocks(self, nodes: Iterable[Node]) -> Blocks:
        found: list[Block] = []
        for node in nodes:
            found += READERS[node.kind](self, node)
        return tuple(found)

    def passage(self, node: Node) -> Inlines:
        words = PassageReader(self, node).read(node.children)
        in_words(self, node, words)
        return words

    def string(self, text: str, line: int) -> Inlines:
        """Read a passage that has no node of its own: its first character stands in source line `line`."""
        return tuple(piece for node in parse_inline(text).nodes for piece in self._string(node, line))

    def _string(self, node: Node, line: int) -> Inlines:
        node.line = line
        return self.passage(node)

    def value(self, node: Node, key: str) -> Inlines:
        text = node.attributes.get(key)
        lines = range(max(node.line, 0), min(max(node.end, node.line + 1), len(self.lines)))
        line = next((number for number in lines if text in self.lines[number]), node.line)
        return self.string(text, line) if text else ()

    def check_notes(self, definitions: list[Node]) -> None:
        """Report notes defined twice and notes never called."""
        first: dict[str, Node] = {}
        for node in definitions:
            label, place = node.data["label"], self.place(node.line)
            if label in first:
                self.report("duplicate-note", place, value=f"[^{label}]", first=self.base.line + first[label].line)
                continue
            first[label] = node
            if label not in self.called:
                self.report("unused-note", place, value=f"[^{label}]")

    def check_references(self, tree: Tree) -> None:
        """Report link addresses given twice and those no link uses."""
        for reference in tree.references:
            place = self.place(reference.line)
            if reference.repeats >= 0:
                first = self.base.line + reference.repeats
                self.report("duplicate-link", place, value=f"[{reference.label.lower()}]", first=first)
            elif not reference.used:
                self.report("unused-link", place, value=f"[{reference.label.lower()}]")

    def _passage_of(self, node: Node) -> Inlines:
        """The words of a node that holds one passage."""
        return tuple(piece for child in node.children for piece in self.passage(child))

    def _paragraph(self, node: Node) -> Blocks:
        inline = node.children[0]
        image = lone_picture(inline)
        if image is not None:
            return read_figure(self, inline, image)
        in_paragraph(self, inline)
        words = self.passage(inline)
        return (Paragraph(inlines=words, place=self.within(inline, 0)),) if words else ()

    def _heading(self, node: Node) -> Blocks:
        found = node.attributes
        self.check_attributes(node, "a heading", ("lang",), ("unnumbered",))
        heading = Heading(
            level=len(node.data["markup"]) if "#" in node.data["markup"] else 1 + (node.data["markup"] == "-"),
            inlines=self._passage_of(node),
            unnumbered="unnumbered" in found.classes,
            place=self.place(node.line),
            id=found.id,
            lang=found.get("lang"),
        )
        return (heading,)

    def _items(self, node: Node) -> tuple[Blocks, ...]:
        return tuple(self.blocks(item.children) for item in node.children if item.kind == "list_item")

    def _bullets(self, node: Node) -> Blocks:
        return (BulletList(items=self._items(node), tight=_tight(node), place=self.place(node.line)),)

    def _numbered(self, node: Node) -> Blocks:
        start = int(node.data.get("start", "1"))
        return (NumberedList(items=self._items(node), start=start, tight=_tight(node), place=self.place(node.line)),)

    def _quotation(self, node: Node) -> Blocks:
        return (Quotation(blocks=self.blocks(node.children), place=self.place(node.line)),)

    def _definitions(self, node: Node) -> Blocks:
        entries: list[Definition] = []
        for child in node.children:
            if child.kind == "dt":
                entries.append(Definition(self._term(child), (), self.place(child.line)))
            else:
                last = entries[-1]
                entries[-1] = Definition(last.term, (*last.meanings, self.blocks(child.children)), last.place)
        return (DefinitionList(entries=tuple(entries), tight=_tight(node), place=self.place(node.line)),)

    def _term(self, node: Node) -> Inlines:
        """The words of a term, within a span when braces follow them."""
        found = node.attributes
        words = self._passage_of(node)
        if found == attributes.NONE:
            return words
        self.check_attributes(node, "a term", ("lang",), ("now",))
        classes = tuple(name for name in found.classes if name == "now")
        return (Span(words, classes, found.get("lang"), found.id),)

    def _code(self, node: Node) -> Blocks:
        info, place = node.data.get("info", "").strip(), self.place(node.line)
        parsed = attributes.parse(info)
        if parsed is not None and parsed[1] == len(info):
            found = parsed[0]
            self.check(found, place, "a code block", ("lang",), found.classes[:1])
        else:
            language, _, rest = info.partition(" ")
            found = attributes.Attributes(classes=(language,))
            if rest:
                self.report("stray-info", place, value=rest.strip())
        text, language = node.content.removesuffix("\n"), "".join(found.classes[:1])
        return (Verbatim(text=text, language=language, id=found.id, lang=found.get("lang"), place=place),)

    def _html(self, node: Node) -> Blocks:
        name, text, place = tag(node.content), node.content.strip("\n"), self.place(node.line)
        self.report("raw-html", place, value=text.partition("\n")[0], instead=instead(name))
        return (Paragraph(inlines=(Text(text),), place=place),)

    def _note(self, node: Node) -> Blocks:
        place = self.place(node.line)
        number = len(self.notes)
        self.notes.append(Note(node.data["label"], (), place))
        outer, self.inside = self.inside, node.data["label"]
        blocks = self.blocks(node.children)
        self.inside = outer
        self.notes[number] = Note(node.data["label"], blocks, place)
        if not blocks:
            self.report("empty-note", place, value=f"[^{node.data['label']}]")
        return ()

    def _shown_fault(self, node: Node) -> Blocks:
        self.fault(node)
        shown = Paragraph(inlines=(Text(node.content),), place=self.place(node.line))
        return (shown,) if node.content else ()


def _tight(node: Node) -> bool:
    """A list is tight when CommonMark draws its items without paragraphs."""
    return all(child.tight for item in node.children for child in item.children if child.kind == "paragraph")


READERS: dict[str, Callable[[Reader, Node], Blocks]] = {
    "paragraph": Reader._paragraph,
    "heading": Reader._heading,
    "bullet_list": Reader._bullets,
    "ordered_list": Reader._numbered,
    "blockquote": Reader._quotation,
    "dl": Reader._definitions,
    "code_block": Reader._code,
    "fence": Reader._code,
    "html_block": Reader._html,
    "hr": lambda reader, node: (ThematicBreak(place=reader.place(node.line)),),
    "footnote_reference": Reader._note,
    "table": read_table,
    "div": read_div,
    "fault": Reader._shown_fault,
}
