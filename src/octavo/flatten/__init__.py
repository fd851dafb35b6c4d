"""A bundled style sheet with layers and tokens -> plain CSS that any e-reader understands.

`flatten` does what a browser would do at once, so that a reading system need not: layers become source order,
`var()` is filled in, nesting is written out, logical properties become sides, `rlh` becomes rem. It reads no file.

What is given up, because it cannot be known before the page is shown:
- tokens set anywhere but on `:root` are seen only inside their own rule, and those set under a media query not at all;
- a nested rule weighs what its written-out selector weighs (CSS gives it the heaviest of the parent's selectors);
- `prefers-color-scheme` and its kin are dropped: in a reading system the page's colours are the reader's choice, and
  the query answers for the device instead, so dark-mode colours would fall on a white page.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from octavo.flatten.cascade import Style, in_order
from octavo.flatten.faces import used_faces
from octavo.flatten.properties import Direction, plain
from octavo.flatten.rules import read
from octavo.flatten.values import Tokens


def flatten(
    css: str,
    tokens: Mapping[str, str] | None = None,
    direction: Direction = "ltr",
    layer: str = "",
) -> str:
    """Plain CSS for `css`, a sheet without `@import`. Same input, same text.

    `tokens` ("--accent": "#d8681b") are set after those of the sheet; `direction` is the book's, and decides what
    start and end mean. With `layer`, the rules of that one layer are written and all others only give their tokens.
    Rules and values that cannot be made out are left out, as CSS asks of every reader.
    """
    return _flattened(css, tuple((tokens or {}).items()), direction, layer)


@lru_cache(maxsize=8)  # the briefs of one brand share their sheet, and a worker makes many
def _flattened(css: str, tokens: tuple[tuple[str, str], ...], direction: Direction, layer: str) -> str:
    sheet = read(css)
    known = Tokens.of_root(sheet, dict(tokens))
    if layer:
        sheet = sheet.only(layer)
    resolved = (_resolved(style, known, direction) for style in in_order(sheet))
    styles = [style for style in resolved if style.finished]
    return "\n".join([*sheet.namespaces, *used_faces(sheet.faces, styles), *_blocks(styles)]) + "\n"


def _resolved(style: Style, known: Tokens, direction: Direction) -> Style:
    """Every declaration with its tokens filled in and its property known to e-readers."""
    local = known.within(style.declarations)
    found: dict[tuple[str, str, bool], None] = {}
    for declaration in style.declarations:
        value = local.fill(declaration)
        if value is not None:
            for name, text in plain(declaration.name, value, direction):
                found.pop((name, text, declaration.important), None)
                found[name, text, declaration.important] = None
    return replace(style, finished=tuple(found))


def _blocks(styles: list[Style]) -> list[str]:
    """CSS text. Neighbours with the same declarations share a rule, neighbours under one medium share a block."""
    lines: list[str] = []
    medium = ""
    for index, style in enumerate(styles):
        if style.medium != medium:
            lines += ["}"] * bool(medium) + [f"@media {style.medium} {{"] * bool(style.medium)
            medium = style.medium
        following = styles[index + 1] if index + 1 < len(styles) else None
        joined = following is not None and (following.text, following.medium) == (style.text, style.medium)
        lines.append(f"{style.selector}," if joined else f"{style.selector} {{\n{style.text}}}")
    return lines + ["}"] * bool(medium)


__all__ = ["Direction", "flatten"]
