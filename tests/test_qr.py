"""QR codes: every module in its place, with the quiet zone, always alike."""

import re

import segno
from lxml import etree

from octavo.qr import QUIET, qr_svg

ADDRESS = "https://example.org/b/12?a=1&b=2"


def test_the_modules_are_those_of_the_code_inside_a_quiet_zone() -> None:
    root = etree.fromstring(qr_svg(ADDRESS, "#000000").encode())
    matrix = segno.make(ADDRESS, error="m", micro=False).matrix
    side = len(matrix) + 2 * QUIET
    assert root.get("viewBox") == f"0 0 {side} {side}"
    dark = root[-1].get("d") or ""
    drawn = {
        (int(x) + step - QUIET, int(y) - QUIET)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", dark)
        for step in range(int(length))
    }
    assert drawn == {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}


def test_the_address_is_its_name_and_the_colour_the_one_asked_for() -> None:
    svg = qr_svg(ADDRESS, "#0b2f45")
    assert "<title>https://example.org/b/12?a=1&amp;b=2</title>" in svg
    assert svg.count("#0b2f45") == 1
    assert svg == qr_svg(ADDRESS, "#0b2f45")
