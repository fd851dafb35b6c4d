"""A picture file -> what it is, and the bytes to publish. Knows PNG, JPEG, GIF, WebP and SVG, nothing else.

These five are the core image types of EPUB 3.3 (section 3.2), and every browser and the PDF engine show them.
The kind is told by the file's first bytes, never by its name; the size is read from its header, so that a picture
too large to decode is refused before anything decodes it.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from octavo import svg
from octavo.files import FileMissing, FileRefused, Files
from octavo.imageheaders import MAX_PIXELS, Header, Kind, kind_of, read_header, strip
from octavo.lookalikes import looks_like
from octavo.problems import Place, Problem, problem
from octavo.slugs import as_written

SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "png": (".png",),
    "jpeg": (".jpg", ".jpeg"),
    "gif": (".gif",),
    "webp": (".webp",),
    "svg": (".svg",),
}
MEDIA_TYPES: dict[Kind, str] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
FORMATS: dict[Kind, str] = {"png": "PNG", "jpeg": "JPEG", "gif": "GIF", "webp": "WebP", "svg": "SVG"}


@dataclass(frozen=True)
class ImageInfo:
    """A picture that can be published.

    `width` and `height` are as shown: pixels, turned upright; user units for an SVG. `data` is the file as read,
    or the cleaned SVG. `orientation` is the camera's (1 to 8, EXIF 2.32 tag 274); `private` says that the file holds
    camera data that must not be published.
    """

    path: str
    kind: Kind
    width: float
    height: float
    data: bytes
    orientation: int = 1
    private: bool = False

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.kind]

    @property
    def suffix(self) -> str:
        """The suffix that fits the content (".jpg"), whatever the author's file is called."""
        return SUFFIXES[self.kind][0]


def read_image(files: Files, path: str, place: Place) -> tuple[ImageInfo | None, tuple[Problem, ...]]:
    """Read the picture at `path` in the workspace. `place` is where the author wrote its name."""
    try:
        data = files.read(path)
    except FileMissing as missing:
        hint = f'did you mean "{as_written(missing.nearest, place)}"?' if missing.nearest else None
        return None, (problem("image-missing", place, hint=hint, image=as_written(path, place)),)
    except FileRefused as refused:
        return None, (problem("image-refused", place, image=as_written(path, place), reason=refused.reason),)
    return examine(data, path, place)


def examine(data: bytes, path: str, place: Place) -> tuple[ImageInfo | None, tuple[Problem, ...]]:
    """Tell what `data`, the content of the file `path`, is. None when it cannot be published."""
    if not data:
        return None, (problem("image-empty", place, image=as_written(path, place)),)
    kind = kind_of(data)
    if kind is None:
        return None, (problem("image-unknown", place, image=as_written(path, place), looks=looks_like(data)),)
    found = [] if path.lower().endswith(SUFFIXES[kind]) else [_misnamed(kind, path, place)]
    if kind == "svg":
        cleaned, faults = svg.clean(data, path)
        size = svg.size(cleaned) if cleaned else None
        info = ImageInfo(path, kind, size[0], size[1], cleaned) if size else None
        return info, (*found, *faults)
    header = read_header(kind, data)
    if header is None:
        return None, (
            problem(
                "image-damaged",
                place,
                image=as_written(path, place),
                kind=FORMATS[kind],
                detail="its header is cut off",
            ),
        )
    if header.width * header.height > MAX_PIXELS:
        return None, (_too_large(header, path, place),)
    damage = _damage(data)
    if damage:
        return None, (
            problem("image-damaged", place, image=as_written(path, place), kind=FORMATS[kind], detail=damage),
        )
    if header.note:
        found.append(problem("image-" + header.note, place, image=as_written(path, place)))
    turned = header.orientation >= 5
    width, height = (header.height, header.width) if turned else (header.width, header.height)
    return ImageInfo(path, kind, width, height, data, header.orientation, header.private), tuple(found)


def prepare(info: ImageInfo) -> bytes:
    """The bytes to publish: upright, without the camera's notes (place, serial number, thumbnail).

    Bytes unchanged when there is nothing to do. Notes are cut out without touching the picture; only a picture
    that lies on its side is written anew. Colour profile and print credit (IPTC) are kept.
    """
    if info.kind == "svg":
        return info.data
    if info.orientation == 1:
        return strip(info.kind, info.data) if info.private else info.data
    with Image.open(io.BytesIO(info.data)) as picture:
        upright = ImageOps.exif_transpose(picture)
        out = io.BytesIO()
        profile = picture.info.get("icc_profile")
        if info.kind == "jpeg":
            upright.save(out, "JPEG", quality=93, subsampling=0, icc_profile=profile, exif=b"")
        elif info.kind == "webp":
            upright.save(out, "WEBP", quality=93, icc_profile=profile, exif=b"")
        else:
            upright.save(out, FORMATS[info.kind], icc_profile=profile, exif=b"")
    return out.getvalue()


def _damage(data: bytes) -> str:
    """What stops the picture from being decoded, or "". A JPEG is decoded at an eighth of its size.

    WeasyPrint tells Pillow, for the whole process, to take pictures that are cut off; not here.
    """
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.draft(picture.mode, (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except UnidentifiedImageError:
        return "its header makes no sense"
    except Exception as fault:  # Pillow's decoders raise OSError, SyntaxError, ValueError, struct.error and more
        return str(fault) or type(fault).__name__
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return ""


def _misnamed(kind: Kind, path: str, place: Place) -> Problem:
    stem = path.rsplit("/", 1)[-1].rpartition(".")[0] or path.rsplit("/", 1)[-1]
    return problem(
        "image-misnamed", place, image=as_written(path, place), kind=FORMATS[kind], better=stem + SUFFIXES[kind][0]
    )


def _too_large(header: Header, path: str, place: Place) -> Problem:
    pixels = round(header.width * header.height / 1_000_000)
    size = f"{header.width}x{header.height}"
    return problem(
        "image-too-large", place, image=as_written(path, place), size=size, pixels=pixels, limit=MAX_PIXELS // 1_000_000
    )
