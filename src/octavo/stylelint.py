"""styles/ -> problems, each at its own file, line and column: what CSS would drop or misplace without a word."""

import difflib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import tinycss2
from tinycss2 import ast

from octavo.brandhints import near_file
from octavo.cssnames import DESCRIPTORS, LENGTHS, PRINT, SCREEN, UNITS
from octavo.csstree import content_of, parsed, target_of, tokens_of
from octavo.files import FileRefused, Files
from octavo.problems import Place, Problem, problem
from octavo.stylemarks import swallowed, unmatched
from octavo.stylesheet import ENTRY, TAKES, Entry, join, read_entry
from octavo.utf8 import NotText

FOLDER = "styles"

REMOTE = re.compile(r"//|(?!data:)[A-Za-z][A-Za-z0-9+.-]*:")
VENDOR = re.compile(r"-(?:webkit|moz|ms|epub)-")
HEX_DIGITS = (3, 4, 6, 8)
REASONS = {"EOF reached before {} block for a qualified rule.": "a declaration has no colon, or a selector no block"}
"""What tinycss2 says, in plain words."""


def lint(files: Files, paths: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Every fault of these style sheets, or of all below styles/, sorted by place."""
    chosen = tuple(paths) or tuple(p for p in files.list(FOLDER) if p.endswith(".css"))
    entry = read_entry(files) if files.exists(ENTRY) else Entry((), ())
    linter = _Linter(files, entry)
    for path in chosen:
        linter.sheet(path)
    linter.circles()
    return tuple(sorted(set(linter.found), key=lambda p: (p.place, p.code)))


@dataclass
class _Linter:
    """What is known across sheets: faults so far, who imports whom, which faces are taken."""

    files: Files
    entry: Entry
    found: list[Problem] = field(default_factory=list)
    imports: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    faces: dict[tuple[str, str, str], Place] = field(default_factory=dict)

    def sheet(self, path: str) -> None:
        try:
            text = self.files.text(path)
        except FileRefused as fault:
            self.found.append(problem("css-refused", Place(path), value=path, reason=fault.reason))
            return
        except NotText as fault:
            self.found.append(problem("css-syntax", Place(path, fault.line), reason=fault.reason))
            return
        torn = tuple(unmatched(text))
        for mark, close, at in torn:
            self.found.append(problem("css-brace" if close else "css-stray", Place(path, *at), value=mark, close=close))
        medium = next((i.medium for i in self.entry.imports if i.path == path), _own_medium(path))
        _Sheet(self, path, medium, bool(torn)).rules(parsed(text))
        if path == ENTRY:
            self._entry()

    def _entry(self) -> None:
        for one in self.entry.imports:
            if one.layer and one.layer not in self.entry.layers:
                self.found.append(
                    problem("css-layer", one.place, value=one.layer, hint=meant(one.layer, self.entry.layers))
                )
            if not any(one.medium in media for media in TAKES.values()):
                self.found.append(problem("css-medium", one.place, value=one.medium))

    def circles(self) -> None:
        """Say each circle of imports once, at the @import line that closes it, and nothing else of that line."""
        told: set[frozenset[str]] = set()

        def follow(trail: tuple[str, ...]) -> None:
            for target, place in self.imports.get(trail[-1], ()):
                if target in trail:
                    circle = (*trail[trail.index(target) :], target)
                    if frozenset(circle) not in told:
                        told.add(frozenset(circle))
                        inside = ("css-import-inside", place)
                        self.found = [one for one in self.found if (one.code, one.place) != inside]
                        self.found.append(problem("css-import-circle", place, circle=" -> ".join(circle)))
                else:
                    follow((*trail, target))

        for start in list(self.imports):
            follow((start,))

    def address(self, target: str, path: str, place: Place) -> None:
        """A url() or @import target: on this machine, in the workspace, and there."""
        if REMOTE.match(target):
            self.found.append(problem("css-remote", place, value=target))
        elif not target.startswith(("#", "data:")):
            try:
                if not self.files.exists(inside := join(path, target)):
                    near = near_file(inside, self.files.list(FOLDER))
                    beside = posixpath.relpath(near, posixpath.dirname(path)) if near else ""
                    self.found.append(problem("css-missing", place, value=target, hint=_near(beside)))
            except FileRefused as fault:
                self.found.append(problem("css-refused", place, value=target, reason=fault.reason))


@dataclass
class _Sheet:
    """One sheet on its way through the linter; `medium` decides which properties there are. Where a bracket was told
    to be missing (`is_torn`), nothing is said of what cannot be read therefore."""

    linter: _Linter
    path: str
    medium: str
    is_torn: bool

    def _say(self, code: str, node: ast.Node, *, hint: str | None = None, **values: object) -> None:
        self.linter.found.append(problem(code, self._place(node), hint=hint, **values))

    def _place(self, node: ast.Node) -> Place:
        return Place(self.path, node.source_line, node.source_column)

    def rules(self, nodes: Iterable[ast.Node], within: str = "") -> None:
        """Rules and declarations in order; `within` is the at-rule they stand in."""
        for node in nodes:
            if isinstance(node, ast.ParseError):
                self._unread(node)
            elif isinstance(node, ast.QualifiedRule):
                if self.path == ENTRY:
                    self._say("css-entry", node, value=tinycss2.serialize(node.prelude).strip())
                self.rules(content_of(node))
            elif isinstance(node, ast.AtRule):
                self._at_rule(node)
            elif isinstance(node, ast.Declaration):
                self._declaration(node, within)

    def _at_rule(self, rule: ast.AtRule) -> None:
        name = rule.lower_at_keyword
        if name == "import":
            self._import(rule)
        elif self.path == ENTRY and not (name == "layer" and rule.content is None):
            self._say("css-entry", rule, value=f"@{name}")
        if name == "media" and self.medium in ("", "print"):
            self._say("css-media-inside", rule)
        content = content_of(rule)
        if name == "font-face":
            self._face(rule, content)
        self.rules(content, name)

    def _import(self, rule: ast.AtRule) -> None:
        target = next((target_of(t) for t in rule.prelude if target_of(t)), "")
        place = self._place(rule)
        self.linter.address(target, self.path, place)
        if REMOTE.match(target):
            return
        self.linter.imports.setdefault(self.path, []).append((join(self.path, target), place))
        if self.path != ENTRY:
            self._say("css-import-inside", rule, value=target)

    def _face(self, rule: ast.AtRule, content: list[ast.Node]) -> None:
        given = [d for d in content if isinstance(d, ast.Declaration)]
        said = {d.lower_name: tinycss2.serialize(d.value).strip(" \"'") for d in given}
        key = (said.get("font-family", ""), said.get("font-weight", "400"), said.get("font-style", "normal"))
        first = self.linter.faces.setdefault(key, self._place(rule))
        if first != self._place(rule):
            self._say("css-font-twice", rule, family=key[0], weight=key[1], style=key[2], first=first)

    def _declaration(self, node: ast.Declaration, within: str) -> None:
        name = node.lower_name
        if node.important:
            self._say("css-important", node)
        for token in tokens_of(node.value):
            self._token(token)
        for lost, end in (torn := tuple(swallowed(node.value))):
            self._say("css-semicolon", end, value=lost)
        if name.startswith("--") or VENDOR.match(name) or (within and name in DESCRIPTORS):
            return
        known = PRINT if self.medium in ("", "print") else PRINT | SCREEN
        if name not in known:
            aside = "browsers know it: move it to a sheet that is imported for screen" if name in SCREEN else ""
            self._say("css-property", node, value=node.name, hint=aside or meant(name, known))
        elif name in LENGTHS and not torn:
            self._length(node)

    def _length(self, node: ast.Declaration) -> None:
        """A number that needs a unit and has none, such as `3` or `3 furlong`."""
        tokens = [t for t in node.value if not isinstance(t, ast.WhitespaceToken | ast.Comment)]
        for token, after in zip(tokens, [*tokens[1:], None], strict=True):
            if isinstance(token, ast.NumberToken) and token.value != 0:
                unit = f" {after.value}" if isinstance(after, ast.IdentToken) else ""
                self._say("css-unit", token, value=f"{token.representation}{unit}")

    def _unread(self, node: ast.ParseError) -> None:
        if not self.is_torn:
            self._say("css-syntax", node, reason=REASONS.get(node.message, node.message.rstrip(".")))

    def _token(self, token: ast.Node) -> None:
        if isinstance(token, ast.DimensionToken) and token.lower_unit not in UNITS:
            hint = meant(token.lower_unit, UNITS)
            self._say("css-unit", token, value=f"{token.representation}{token.unit}", hint=hint)
        elif isinstance(token, ast.HashToken) and not _is_colour(token.value):
            self._say("css-colour", token, value=f"#{token.value}")
        elif isinstance(token, ast.ParseError):
            self._unread(token)
        elif target_of(token) and not isinstance(token, ast.StringToken):
            self.linter.address(target_of(token), self.path, self._place(token))


def _is_colour(digits: str) -> bool:
    return len(digits) in HEX_DIGITS and re.fullmatch(r"[0-9a-fA-F]+", digits) is not None


def _own_medium(path: str) -> str:
    """The medium of a sheet that the entry sheet does not name: a brand's print.css, screen.css or epub.css."""
    stem = path.rsplit("/", 1)[-1].removesuffix(".css")
    return stem if stem in ("print", "screen", "epub") else ""


def meant(word: str, known: Iterable[str]) -> str | None:
    """A hint that names the most similar of `known`, if one is similar."""
    close = difflib.get_close_matches(word, sorted(known), 1)
    return f'did you mean "{close[0]}"?' if close else None


def _near(path: str) -> str | None:
    return f'did you mean "{path}"?' if path else None
