"""Picture files: what they are, what is refused, what is published."""

import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFile

from octavo.files import Files
from octavo.images import ImageInfo, examine, prepare, read_image
from octavo.problems import Place, Problem

CASES = Path(__file__).parent / "cases" / "images"
HERE = Place("brief.md", 7, 3)
LOCATION = b"GPSLatitude 52.37"


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    image = Image.new(mode, size)
    image.paste(Image.new(mode, (size[0] // 2, size[1]), "white" if mode == "RGB" else None), (0, 0))
    image.save(out, kind, **options)
    return out.getvalue()


def camera(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = LOCATION.decode()
    return exif.tobytes()


def good(data: bytes, path: str) -> ImageInfo:
    info, found = examine(data, path, HERE)
    assert found == ()
    assert info is not None
    return info


def refused(data: bytes, path: str) -> str:
    info, found = examine(data, path, HERE)
    assert info is None
    (only,) = found
    assert only.severity == "error"
    return str(only)


def shown(found: tuple[Problem, ...]) -> str:
    return "".join(f"{p}\n" for p in found)


@pytest.mark.parametrize("folder", sorted(p.name for p in CASES.iterdir()))
def test_faulty_pictures_are_refused_in_plain_words(folder: str) -> None:
    text = (CASES / folder / "brief.md").read_text("utf-8")
    match = re.search(r"!\[.*?\]\((.*?)\)", text)
    assert match is not None
    place = Place("brief.md", text.count("\n", 0, match.start()) + 1, 1)
    info, found = read_image(Files(CASES / folder), match[1], place)
    assert info is None or found
    assert shown(found) == (CASES / folder / "problems.txt").read_text("utf-8")


def test_a_picture_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(picture("PNG"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "link.png").symlink_to(tmp_path / "secret.png")
    for path in ("../secret.png", "link.png", str(tmp_path / "secret.png")):
        info, found = read_image(Files(tmp_path / "work"), path, HERE)
        assert info is None
        assert [p.code for p in found] == ["image-refused"]
        assert "outside the workspace" in found[0].text


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "a.JPEG"), ("GIF", "a.gif"), ("WEBP", "a.webp")]
)
def test_size_and_kind_come_from_the_header(kind: str, name: str) -> None:
    info = good(picture(kind), name)
    assert (info.kind, info.width, info.height) == (kind.lower(), 40, 20)
    assert info.media_type == f"image/{kind.lower()}"
    assert prepare(info) == info.data


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"lossless": True, "exif": camera(1)}])
def test_the_three_forms_of_webp(options: dict[str, Any]) -> None:
    info = good(picture("WEBP", (37, 19), **options), "a.webp")
    assert (info.width, info.height) == (37, 19)


def test_size_limit_counts_pixels_not_sides() -> None:
    assert good(picture("PNG", (40_000, 10), mode="L"), "strip.png").width == 40_000


@pytest.mark.parametrize("lenient", [False, True])
def test_a_picture_that_is_cut_off_is_damaged(lenient: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a process where WeasyPrint has told Pillow to be lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    for kind, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")):
        whole = picture(kind, (300, 300))
        assert "[image-damaged]: " in refused(whole[: len(whole) // 2], name)
        assert "[image-damaged]: " in refused(whole[:14], name)


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"<!DOCTYPE html><title>404</title>", "HTML"),
        (b"%PDF-1.7", "a PDF"),
        (b"II*\x00\x08\x00\x00\x00", "TIFF"),
        (b"\x00\x00\x00\x1cftypavif", "AVIF"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmp42", "a video"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer instead of the picture"),
        (b"PK\x03\x04", "a ZIP archive or Office file"),
        (b"just words", "text"),
        (b"<?xml version='1.0'?><note/>", "XML or HTML"),
        (bytes(range(256)), "no picture format"),
    ],
)
def test_what_is_no_picture_is_named(start: bytes, words: str) -> None:
    assert refused(start, "images/logo.png") == (
        f'brief.md:7:3: error[image-unknown]: "images/logo.png" is not a picture that can be published: '
        f"it looks like {words}\n    hint: save it as PNG, JPEG, WebP, GIF or SVG"
    )


def test_a_wrong_suffix_is_told_and_mended() -> None:
    info, found = examine(picture("JPEG"), "images/photo.png", HERE)
    assert info is not None
    assert info.suffix == ".jpg"
    assert shown(found) == (
        'brief.md:7:3: advice[image-misnamed]: "images/photo.png" is a JPEG by its content\n'
        '    hint: rename it to "photo.jpg"\n'
    )


def deep_png() -> bytes:
    """A pixel of three channels with 16 bits each, which Pillow reads and does not write."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 16, 2, 0, 0, 0)
    body = zlib.compress(bytes(7))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_printing_colours_and_deep_channels_are_told() -> None:
    assert [p.code for p in examine(picture("JPEG", mode="CMYK"), "a.jpg", HERE)[1]] == ["image-cmyk"]
    assert [p.code for p in examine(picture("PNG", mode="I;16"), "a.png", HERE)[1]] == ["image-deep-grey"]
    assert [p.code for p in examine(deep_png(), "a.png", HERE)[1]] == ["image-deep"]


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_camera_notes_are_not_published(kind: str, name: str) -> None:
    info = good(picture(kind, exif=camera(1)), name)
    assert LOCATION in info.data
    published = prepare(info)
    assert LOCATION not in published
    assert good(published, name).private is False
    with Image.open(io.BytesIO(info.data)) as before, Image.open(io.BytesIO(published)) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp")])
def test_a_picture_on_its_side_is_published_upright(kind: str, name: str) -> None:
    info = good(picture(kind, exif=camera(6)), name)
    assert (info.width, info.height) == (20, 40)
    published = prepare(info)
    assert prepare(info) == published
    upright = good(published, name)
    assert (upright.width, upright.height, upright.orientation) == (20, 40, 1)
    assert LOCATION not in published
    with Image.open(io.BytesIO(published)) as after:
        top = after.convert("L").getpixel((10, 2))
        foot = after.convert("L").getpixel((10, 37))
    assert (top, foot) == (255, 0) if kind == "PNG" else isinstance(top, int) and top > 240


def test_colour_profile_and_credit_outlive_the_camera_notes() -> None:
    credit = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0a\x1c\x02\x50\x00\x05Ilves"
    data = picture("JPEG", icc_profile=b"a colour profile", exif=camera(1))
    data = data[:2] + b"\xff\xed" + (len(credit) + 2).to_bytes(2, "big") + credit + data[2:]
    published = prepare(good(data, "a.jpg"))
    assert b"a colour profile" in published
    assert b"Ilves" in published
    assert LOCATION not in published


def test_a_drawing_comes_out_clean_with_its_size() -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path style="fill:red" d="M0 0h9v9z"/></svg>'
    info = good(data, "a.svg")
    assert (info.kind, info.media_type, info.width, info.height) == ("svg", "image/svg+xml", 30, 20)
    assert b'fill="red"' in prepare(info)
