"""What a PDF says of itself and carries: metadata, enclosed files, the standards it keeps."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from octavo.artifact import Artifact
from octavo.formats.finish import Enclosure
from octavo.formats.standards import STANDARDS
from octavo.model.meta import Pdf

from . import verapdf
from .small_press import SmallPress, told
from .tagcase import printed

DATA = Enclosure(Artifact("data/fig-1.csv", "text/csv", b"a,b\r\n1,2\r\n"), "Figure 1. What it shows")
PROFILES: Mapping[tuple[Pdf, bool], tuple[str, ...]] = {
    ("archival", False): ("ua1", "2a"),
    ("archival", True): ("ua1", "3a"),
    ("archival-2", False): ("ua2", "4", "wtpdf"),
    ("archival-2", True): ("ua2", "4f", "wtpdf"),
}


@pytest.mark.parametrize(("kind", "carries"), PROFILES)
def test_a_pdf_keeps_its_two_standards_at_once(kind: Pdf, carries: bool, tmp_path: Path) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(printed("<h1>Title</h1><p>Text.</p>", kind, (DATA,) if carries else ()))
    assert {name: found for name in PROFILES[kind, carries] if (found := verapdf.findings(file, name))} == {}


def test_the_referee_tells_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "case.pdf"
    file.write_bytes(printed("<h1>Title</h1>", "archival", (DATA,)))
    part, enclosed = verapdf.findings(file, "2a")
    assert part.startswith("ISO 19005-2:2011 6.6.4-2: ")
    assert enclosed.startswith("ISO 19005-2:2011 6.8-5: ")


def test_the_names_of_the_standards() -> None:
    assert {standard.names for standard in STANDARDS.values()} == {
        ("PDF/A-2a", "PDF/UA-1"),
        ("PDF/A-3a", "PDF/UA-1"),
        ("PDF/A-4", "PDF/UA-2"),
        ("PDF/A-4f", "PDF/UA-2"),
    }


def test_the_metadata_can_be_read_in_the_bytes_of_the_file() -> None:
    data = printed("<h1>Title</h1>")
    assert data.count(b"<?xpacket begin=") == 1
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A case</rdf:li></rdf:Alt></dc:title>' in data
    assert b"<dc:creator><rdf:Seq><rdf:li>One Author</rdf:li></rdf:Seq></dc:creator>" in data


def test_an_enclosed_file_is_named_described_and_related_once() -> None:
    pdf = pikepdf.open(io.BytesIO(printed("<h1>Title</h1>", "archival", (DATA,))))
    (entry,) = pdf.Root.AF
    assert (str(entry.UF), str(entry.Desc), str(entry.AFRelationship)) == ("fig-1.csv", DATA.description, "/Data")
    assert entry.EF.F.read_bytes() == DATA.file.data
    assert str(entry.EF.F.Subtype) == "/text/csv"


CHART = """\
::: {#fig-x .chart alt="B is twice A."}
One and two

```yaml
mark: bar
encoding:
  x: {field: a, type: nominal}
  y: {field: b, type: quantitative}
```

```csv
a,b
A,1
B,2
```

Source: the house.
:::
"""


@pytest.mark.parametrize(
    ("fields", "body", "names", "kept"),
    [
        ("", "A sentence.\n", [], ("2", "1")),
        ("", CHART, ["fig-x.csv"], ("3", "1")),
        ("pdf: archival-2\n", CHART, ["fig-x.csv", "trial.json"], ("4", "2")),
    ],
)
def test_what_a_brief_s_pdf_carries_decides_on_the_standard(
    tmp_path: Path, fields: str, body: str, names: list[str], kept: tuple[str, str]
) -> None:
    made = SmallPress(tmp_path).make(body, fields, "pdf")
    assert told(made.problems) == []
    data = made.artifacts[0].data
    pdf = pikepdf.open(io.BytesIO(data))
    assert [str(entry.UF) for entry in pdf.Root.get("/AF", [])] == names
    declared = [re.search(rb"<%s:part>(\d)<" % name, data) for name in (b"pdfaid", b"pdfuaid")]
    assert tuple(found[1].decode() for found in declared if found) == kept


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60" viewBox="0 0 90 60"><defs>
<linearGradient id="g"><stop offset="0" stop-color="red" stop-opacity=".3"/><stop offset="1"/></linearGradient></defs>
<rect width="50" height="50" fill="red" opacity=".5"/><circle cx="70" cy="30" r="20" fill="url(#g)"/></svg>"""


def picture(kind: str, mode: str) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (40, 30)).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("grey.jpg", picture("JPEG", "L")),
        ("colour.jpg", picture("JPEG", "RGB")),
        ("clear.png", picture("PNG", "RGBA")),
        ("grey-clear.png", picture("PNG", "LA")),
        ("palette.png", picture("PNG", "P")),
        ("black.png", picture("PNG", "1")),
        ("web.webp", picture("WEBP", "RGBA")),
        ("old.gif", picture("GIF", "P")),
        ("drawn.svg", DRAWING),
    ],
)
def test_pictures_of_every_kind_may_stand_in_an_archive(tmp_path: Path, name: str, data: bytes) -> None:
    press = SmallPress(tmp_path)
    press.write(f"content/trial/{name}", data)
    made = press.make(f'Text.\n\n![A caption]({name}){{fig-alt="A picture"}}\n', "", "pdf")
    assert [found for found in made.problems if found.severity != "advice"] == []
    file = tmp_path / "trial.pdf"
    file.write_bytes(made.artifacts[0].data)
    assert {profile: found for profile in ("ua1", "2a") if (found := verapdf.findings(file, profile))} == {}
