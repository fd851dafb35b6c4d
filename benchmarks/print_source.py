"""One brief -> the HTML and CSS that Octavo prints it from, as files for another program to print."""

import re
from pathlib import Path

from octavo.defaults import DEFAULTS
from octavo.edition import Editions
from octavo.files import Files
from octavo.formats import pdf
from octavo.formats.fit import PLAIN
from octavo.press import settled

FONT_OR_PICTURE = re.compile(r"""(?:url\(|src=)["']?(styles/[^"')]+)""")


class _Writer(pdf.Press):
    """A press that writes down what it is to print, and then prints it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(lambda data: data)
        self._folder = folder

    def print(self, html: str, sheet: pdf.Sheet, job: pdf.Job, read: pdf.Read) -> pdf.Printed:
        css = sheet.source.text
        self._write("print.css", f"{css}{PLAIN.css}".encode())
        self._write("index.html", html.encode())
        for path in sorted({*sheet.paths, *FONT_OR_PICTURE.findall(css + html)}):
            self._write(path, read(path))
        for drawn in job.drawn:
            self._write(drawn.name, drawn.data)
        return super().print(html, sheet, job, read)

    def _write(self, path: str, data: bytes) -> None:
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def write_print_source(root: Path, slug: str, folder: Path) -> None:
    """Write index.html, print.css and every file that they name. Raises Rejected for a brief with errors."""
    document, design = settled(Files(root, DEFAULTS), slug, "", False, [])
    pdf.make(document, design, Editions({"pdf": f"{slug}.pdf"}), _Writer(folder))
