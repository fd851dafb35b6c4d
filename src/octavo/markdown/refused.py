"""What a brief may not hold: unsafe addresses, and HTML with what to write in its place. Imports nothing."""

import re

UNSAFE = ("javascript", "vbscript", "data", "file")
"""Schemes a link may not have: they run code or reach into the reader's own machine."""

INSTEAD = {
    "a": "write [text](address)",
    "abbr": "write the words out",
    "b": "write **text**",
    "br": "end the line with a backslash",
    "div": "write ::: {.name} and :::",
    "em": "write *text*",
    "i": "write *text*",
    "iframe": "list the recording under media: and write ::: {.media item=id}",
    "img": 'write ![caption](images/file.png){fig-alt="..."}',
    "section": "write a heading",
    "span": "write [text]{.class}",
    "strong": "write **text**",
    "sub": "write ~text~",
    "sup": "write ^text^",
    "table": "write a pipe table",
    "u": "write *text*",
}
"""What to write in place of an HTML tag."""

_TAG = re.compile(r"<[/!?]?\s*([A-Za-z][\w-]*)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


def unsafe(address: str) -> bool:
    """Whether a browser would read a scheme of UNSAFE; it ignores spaces and control characters there."""
    found = _SCHEME.match("".join(c for c in address if c > " ").lower())
    return found is not None and found[1] in UNSAFE


def tag(html: str) -> str:
    """The name of the first tag in `html`, in lower case; "" if there is none."""
    found = _TAG.search(html)
    return found[1].lower() if found else ""


def instead(name: str) -> str:
    return INSTEAD.get(name, "write it in Markdown")


def is_comment(html: str) -> bool:
    """Whether `html` is a comment, or begins with one."""
    return html.lstrip().startswith("<!--")
