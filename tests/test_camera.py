"""What cameras write into pictures: it is told to the author, and no edition carries it."""

import base64
import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import ExifTags, Image, ImageCms

from octavo.camera import foreign_colours, location
from octavo.checks import run
from octavo.images import examine, prepare
from octavo.problems import Place

from . import layoutcase
from .small_press import SmallPress

MAKER = b"Octavo camera 4711"
GPS = {1: "N", 2: (52.0, 22.0, 23.16), 3: "E", 4: (4.0, 53.0, 31.92)}
TAKEN = "52.3731 N, 4.8922 E"
HERE = Place("brief.md", 1, 1)


def notes(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = MAKER.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    return exif


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    notes_too: dict[str, Any] = {"exif": notes(), **options}
    Image.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **notes_too)
    return out.getvalue()


def published(data: bytes, name: str) -> bytes:
    info, found = examine(data, name, HERE)
    assert info is not None
    assert found == ()
    return prepare(info)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_is_read_and_is_not_published(kind: str) -> None:
    data = photo(kind)
    assert location(data) == TAKEN
    assert location(published(data, f"a.{kind.lower()}")) == ""


def test_a_picture_that_does_not_say_where() -> None:
    half = notes()
    del half.get_ifd(ExifTags.IFD.GPSInfo)[4]
    assert [location(data) for data in (photo(exif=half), photo(exif=b""), b"no picture")] == ["", "", ""]


def test_the_place_that_xmp_tells_is_read_and_is_not_published() -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/" exif:GPSLatitude="52,22.386N" exif:GPSLongitude="4,53.532E"/>'
    data = photo(exif=b"", xmp=xmp)
    assert location(data) == TAKEN
    assert b"GPSLatitude" not in published(data, "a.jpg")


@pytest.mark.parametrize("progressive", [False, True])
def test_what_a_telephone_hangs_on_to_a_jpeg_is_cut_off(progressive: bool) -> None:
    """A film, or the other pictures of a burst: each has notes of its own."""
    first = photo(exif=b"", size=(600, 400), progressive=progressive)
    second = photo()
    data = first + second
    assert MAKER in data
    assert published(data, "a.jpg") == first
    burst = io.BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "blue")]
    frames[0].save(burst, "MPO", save_all=True, append_images=frames[1:], exif=notes())
    assert location(burst.getvalue()) == TAKEN
    bare = published(burst.getvalue(), "a.jpg")
    assert (b"MPF\0" in bare, MAKER in bare, bare.count(b"\xff\xd8\xff")) == (False, False, 1)
    assert Image.open(io.BytesIO(bare)).size == (30, 20)


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_picture_inside_a_drawing_loses_its_notes_and_lies_as_it_lay(orientation: int) -> None:
    data = base64.b64encode(photo(exif=notes(orientation))).decode()
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    drawing = f'{head}<image href="data:image/jpeg;base64,{data}"/></svg>'
    bare = base64.b64decode(published(drawing.encode(), "a.svg").split(b"base64,")[1].split(b'"')[0])
    assert MAKER not in bare
    assert location(bare) == ""
    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.getexif().get(ExifTags.Base.Orientation, 1) == orientation


def test_no_edition_carries_the_place_that_a_picture_was_taken_at(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    press.write("content/trial/field.jpg", photo(size=(1200, 800)))
    press.write("content/trial/side.jpg", photo(size=(1200, 800), exif=notes(6)))
    body = '![One](field.jpg){fig-alt="A field in spring"}\n\n![Two](side.jpg){fig-alt="A field on its side"}\n'
    made = press.make(body, "", "pdf", "html", "epub")
    files = {artifact.name: artifact.data for artifact in made.artifacts}
    (pdf,) = (data for name, data in files.items() if name.endswith(".pdf"))
    (epub,) = (data for name, data in files.items() if name.endswith(".epub"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        images = [
            one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        streams = [image.read_raw_bytes() for image in images]
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        streams += [book.read(name) for name in book.namelist()]
    streams += [data for name, data in files.items() if not name.endswith((".pdf", ".epub"))]
    assert sum(data.startswith(b"\xff\xd8\xff") for data in streams) == 6
    assert [data[:20] for data in streams if MAKER in data or b"Exif\0" in data or b"GPS" in data] == []


def checked(press: SmallPress) -> list[str]:
    found = run.check(press.root, "trial", "", {}, ("pictures",)).findings
    return [str(finding.problem) for finding in found]


def test_a_place_is_told_once_with_the_line_of_the_picture(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    press.write("content/trial/field.jpg", photo())
    press.write("content/people/ada.jpg", photo())
    press.write("content/people.yaml", "ada:\n  name: Ada Example\n  portrait: people/ada.jpg\n")
    press.brief("One sentence.\n\n![A](field.jpg){fig-alt=B}\n\n![A](field.jpg){fig-alt=B}\n")
    assert [line.splitlines()[0] for line in checked(press)] == [
        f"content/people.yaml:3:13: advice[picture-location]: ada.jpg says where it was taken: {TAKEN}; no edition"
        " carries that, but whoever is given the file",
        f"content/trial/brief.md:8:1: advice[picture-location]: field.jpg says where it was taken: {TAKEN}; no edition"
        " carries that, but whoever is given the file",
    ]


def test_colours_other_than_srgb_have_a_name() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert foreign_colours(photo(icc_profile=srgb)) == ""
    assert foreign_colours(photo()) == ""
    assert foreign_colours(photo(icc_profile=b"nonsense")) == ""
    wide = wider(srgb)
    assert foreign_colours(photo(icc_profile=wide)) == "Wide and bright"
    assert foreign_colours(photo("PNG", icc_profile=wide)) == "Wide and bright"


def wider(srgb: bytes) -> bytes:
    """The profile with a red of its own (that of Adobe RGB) and another name."""
    data = bytearray(srgb)
    for number in range(int.from_bytes(data[128:132], "big")):
        name, start = (bytes(data[132 + 12 * number + part :][:4]) for part in (0, 4))
        at = int.from_bytes(start, "big")
        if name == b"rXYZ":
            data[at + 8 : at + 12] = round(0.6097 * 65536).to_bytes(4, "big")
        if name == b"desc":
            text = "Wide and bright".encode("utf-16-be")
            head = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS" + len(text).to_bytes(4, "big") + (28).to_bytes(4, "big")
            entry = len(data).to_bytes(4, "big") + (28 + len(text)).to_bytes(4, "big")
            data[136 + 12 * number : 144 + 12 * number] = entry
            data += head + text
    return bytes(data)


def noise(kind: str, size: tuple[int, int], **options: object) -> bytes:
    """A picture that nothing makes small: as many bytes as a photograph of leaves."""
    out = io.BytesIO()
    pixels = random.Random(4711).randbytes(size[0] * size[1] * 3)
    chosen: dict[str, Any] = dict(options)
    Image.frombytes("RGB", size, pixels).save(out, kind, **chosen)
    return out.getvalue()


def test_pictures_far_beyond_their_use_are_told(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = tmp_path / "given"
    given.mkdir()
    (given / "large.jpg").write_bytes(noise("JPEG", (4800, 900), quality=60, icc_profile=wider(srgb)))
    (given / "photo.png").write_bytes(noise("PNG", (1200, 900)))
    (given / "small.jpg").write_bytes(photo(size=(4800, 900), exif=b""))
    (given / "brief.md").write_text(BRIEF, "utf-8")
    found = layoutcase.checked(tmp_path, given, ("images", "pictures")).findings
    told = {f.code: str(f.problem).splitlines() for f in found if f.code != "picture-coarse"}
    assert told == {
        "picture-heavy": [
            "content/trial/brief.md:9:1: advice[picture-heavy]: photo.png has 3.2 MB; readers on a telephone wait for"
            " what is more than 3",
            "    hint: save it with fewer pixels, or as JPEG",
        ],
        "picture-colours": [
            'content/trial/brief.md:7:1: advice[picture-colours]: large.jpg counts in the colors of "Wide and bright";'
            " the PDF shows them as those of sRGB, mostly duller",
            "    hint: convert it to sRGB in the program that saves it (“convert to profile”, not “assign”)",
        ],
        "picture-bulky": [
            "content/trial/brief.md:7:1: advice[picture-bulky]: large.jpg (4800 × 900, 2.1 MB) has 702 pixels an inch"
            " on page 1; more than 600 are of no use",
            "    hint: it is shown 6.8 inches wide at most: 2050 pixels are enough",
        ],
    }


BRIEF = """\
---
title: Pictures
date: 2026-01-02
type: commentary
formats: [pdf]
---
![Leaves](large.jpg){fig-alt="Leaves of many colours" source="The House"}

![More leaves](photo.png){fig-alt="More leaves of many colours" source="The House"}

![A slope](small.jpg){fig-alt="A slope from dark to light" source="The House"}
"""
