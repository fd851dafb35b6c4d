"""Markdown text -> a tree of Nodes. The only package that imports markdown-it and its plugins."""

from octavo.markdown.syntax.addresses import encoded
from octavo.markdown.syntax.parser import parse, parse_inline
from octavo.markdown.syntax.tree import Node, Reference, Tree

__all__ = ["Node", "Reference", "Tree", "encoded", "parse", "parse_inline"]
