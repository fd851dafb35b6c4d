"""A page's tree, a style sheet's text -> every address that a browser may ask for to show them."""

from collections.abc import Iterator
from typing import Any

import tinycss2

FETCHED = frozenset((
    "stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "prefetch", "modulepreload", "preconnect",
    "dns-prefetch", "manifest",
))  # fmt: skip
"""Kinds of <link> that make a browser ask (HTML Living Standard, 4.6.7); the others only name something."""
WAITS = "ancestor-or-self::*[self::audio or self::video][@preload='none'][not(@autoplay)]"
"""A recording that nothing is asked of before the reader plays it (HTML Living Standard, 4.8.11.2)."""
DRAWN = "//*[local-name()='image' or local-name()='use']/@href"
SOURCES = f"//*[@src][not({WAITS})]/@src | //video/@poster | //object/@data | {DRAWN}"
XLINK = "//@*[name()='xlink:href']"
CSS_ADDRESSES = ("url", "src", "image-set", "-webkit-image-set")


def in_page(root: Any) -> Iterator[str]:  # noqa: ANN401 - an element of lxml.html, whose stubs lag behind
    """The addresses in a page, its own styles included; one inside the page itself ("#a", "data:") is none."""
    for link in root.xpath("//link[@href]"):
        if FETCHED & set(link.get("rel", "").lower().split()):
            yield from _outer(link.get("href"))
    for address in (*root.xpath(SOURCES), *root.xpath(XLINK)):
        yield from _outer(str(address))
    for choices in root.xpath("//@srcset | //@imagesrcset"):
        for choice in str(choices).split(","):
            yield from _outer(choice.split()[0] if choice.split() else "")
    for sheet in root.xpath("//style"):
        yield from in_css(sheet.text or "")
    for rules in root.xpath("//@style"):
        yield from in_css(str(rules))


def in_css(text: str) -> Iterator[str]:
    """The addresses that a style sheet, or an attribute of style, names."""
    yield from _in_values(tinycss2.parse_component_value_list(text), "")


def _in_values(values: list[Any], function: str) -> Iterator[str]:
    imports = False
    for value in values:
        if value.type == "url" or (value.type == "string" and (imports or function in CSS_ADDRESSES)):
            yield from _outer(value.value)
        elif value.type == "function":
            yield from _in_values(value.arguments, value.lower_name)
        elif value.type in ("{} block", "[] block", "() block"):
            yield from _in_values(value.content, "")
        if value.type != "whitespace":
            imports = value.type == "at-keyword" and value.lower_value == "import"


def _outer(address: str) -> Iterator[str]:
    address = address.strip()
    if address and not address.startswith(("#", "data:", "about:", "blob:")):
        yield address
