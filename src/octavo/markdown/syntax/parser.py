"""Markdown text -> Tree: markdown-it with every rule of ours in its place."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt, rules_inline
from markdown_it.ruler import RuleOptionsType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from octavo.markdown.syntax import blocks, captions, fences, inlines, marks, tables
from octavo.markdown.syntax.limits import INLINE_DEPTH
from octavo.markdown.syntax.tree import Node, Reference, Tree, grow

# Where a paragraph may be cut short by a block of ours, and what else it may cut short.
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "footnote_def"]}

_LOCATED: dict[str, inlines.InlineRule] = {
    "link": rules_inline.link,
    "image": inlines.image,
    "backticks": rules_inline.backtick,
    "autolink": rules_inline.autolink,
    "html_inline": rules_inline.html_inline,
    "entity": rules_inline.entity,
}


class _Parser(MarkdownIt):
    """Addresses are kept as written here; the reader judges and encodes them, with their place."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002
        return True


@cache
def _parser() -> MarkdownIt:
    md = _Parser("js-default", {"html": True, "maxNesting": INLINE_DEPTH, "store_labels": True})
    md.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    _block_rules(md)
    _inline_rules(md)
    md.core.ruler.before("inline", "captions", captions.attach)
    md.core.ruler.before("inline", "attributes", captions.trailing_attributes)
    return md


def _block_rules(md: MarkdownIt) -> None:
    rules = md.block.ruler
    rules.before("table", "depth", blocks.too_deep)
    rules.at("table", tables.table, {"alt": ["paragraph", "reference"]})
    rules.at("fence", blocks.code, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    rules.before("fence", "fenced_div", fences.fenced_div, _INTERRUPTS)
    rules.before("fenced_div", "caption_line", captions.caption_line, {"alt": ["blockquote"]})
    rules.before("deflist", "before_caption", captions.before_caption)
    rules.before("html_block", "comment", blocks.comment, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("html_block", blocks.html, {"alt": ["paragraph", "reference", "blockquote"]})


def _inline_rules(md: MarkdownIt) -> None:
    rules = md.inline.ruler
    rules.before("text", "depth", inlines.too_deep)
    rules.before("escape", "template", inlines.template)
    for name, rule in _LOCATED.items():
        rules.at(name, inlines.located(name, rule))
    rules.before("link", "citation", inlines.citation)
    rules.after("link", "span", inlines.span)
    rules.at("footnote_ref", inlines.note_call)
    rules.after("image", "note_inline", inlines.note_inline)
    rules.after("emphasis", "sub", marks.subscript)
    rules.after("sub", "sup", marks.superscript)
    rules.push("leftover", inlines.leftover)


def parse(text: str) -> Tree:
    """Read `text` as a document. Lines are counted from 0 in the nodes."""
    env: dict[str, Any] = {}
    nodes = tuple(grow(_parser().parse(text, env)))
    _mark_deep(env, nodes)
    return Tree(nodes, _references(env, nodes))


def parse_inline(text: str) -> Tree:
    """Read `text` as one passage, without blocks: a single node of kind "inline"."""
    env: dict[str, Any] = {}
    nodes = tuple(grow(_parser().parseInline(text, env)))
    _mark_deep(env, nodes)
    return Tree(nodes)


def _mark_deep(env: dict[str, Any], nodes: tuple[Node, ...]) -> None:
    """Set `data["deep"]` on the passages in which markup was nested deeper than it was read."""
    deep: list[str] = env.get("too_deep", [])
    for node in (below for root in nodes for below in root.walk()) if deep else ():
        if node.kind == "inline" and any(text in node.content for text in deep):
            node.data["deep"] = "yes"


def _references(env: dict[str, Any], nodes: tuple[Node, ...]) -> tuple[Reference, ...]:
    """The link reference definitions, in order of line; CommonMark takes the first of a label."""
    links = (node for root in nodes for node in root.walk() if node.kind in ("link", "image"))
    used = {node.data.get("label") for node in links}
    first = env.get("references", {})
    found = [Reference(label, entry["map"][0], used=label in used) for label, entry in first.items()]
    found += [
        Reference(entry["label"], entry["map"][0], repeats=first[entry["label"]]["map"][0])
        for entry in env.get("duplicate_refs", [])
    ]
    return tuple(sorted(found, key=lambda reference: reference.line))
