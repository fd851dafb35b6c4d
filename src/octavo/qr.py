"""An address -> its QR code as inline SVG, with the quiet zone a reader needs."""

from html import escape
from itertools import groupby

import segno

QUIET = 4
"""Modules of empty space on each side (ISO/IEC 18004, section 9.1)."""


def qr_svg(url: str, dark: str) -> str:
    """The code of `url` in the colour `dark` on white, one unit a module, with the address as its title.

    Error correction M (15%), the usual level for print. Same address, same text.
    """
    rows = [[bool(module) for module in row] for row in segno.make(url, error="m", micro=False).matrix]
    side = len(rows) + 2 * QUIET
    runs = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for filled, modules in groupby(row):
            length = len(list(modules))
            if filled:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {side} {side}" role="img" '
        f'shape-rendering="crispEdges"><title>{escape(url)}</title><path fill="#ffffff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="{escape(dark)}" d="{"".join(runs)}"/></svg>'
    )
