"""A page or a style sheet -> the same as if the reader's system were set to light, or to dark.

Browsers let no page decide that for a page inside it, so the question itself is answered beforehand.
"""

import re

QUESTION = re.compile(rb"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)")
META = re.compile(rb'(<meta name="color-scheme" content=")light dark(")')
YES, NO = b"(min-width: 0px)", b"(max-width: 0px)"


def in_scheme(text: bytes, scheme: str) -> bytes:
    """`scheme` is "light" or "dark"; anything else leaves the text as it is."""
    if scheme not in ("light", "dark"):
        return text
    wanted = scheme.encode()
    text = QUESTION.sub(lambda found: YES if found[1] == wanted else NO, text)
    return META.sub(lambda found: found[1] + wanted + found[2], text)
