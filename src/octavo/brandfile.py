"""The form of _brand.yml, as pydantic models. Knows no file: brand.py reads, resolves and checks.

The format is Posit's brand.yml (https://posit-dev.github.io/brand-yml/); what print needs stands under
`defaults.octavo`. Unknown fields are refused everywhere but in other tools' sections of `defaults`.
"""

from collections.abc import Iterable
from copy import deepcopy
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from octavo.brandprint import Octavo
from octavo.brandsection import Part, written


def _named(value: object) -> object:
    """`name: Pacific` is short for `name: {full: Pacific}`."""
    return {"full": value} if isinstance(value, str) else value


def _linked(value: object) -> object:
    return {"home": value} if isinstance(value, str) else value


def _pathed(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


def _both(value: object) -> object:
    """`small: mark` is short for `small: {light: mark, dark: mark}`."""
    return {"light": value, "dark": value} if isinstance(value, str) else value


def _family(value: object) -> object:
    return {"family": value} if isinstance(value, str) else value


def _coloured(value: object) -> object:
    return {"color": value} if isinstance(value, str) else value


class Name(Part):
    full: str
    short: str = ""


class Address(Part):
    home: str
    mastodon: str = ""
    bluesky: str = ""
    github: str = ""
    linkedin: str = ""
    twitter: str = ""
    facebook: str = ""


class Meta(Part):
    name: Annotated[Name, BeforeValidator(_named)]
    link: Annotated[Address | None, BeforeValidator(_linked)] = None


class Image(Part):
    path: str
    alt: str = ""


class Variants(Part):
    """For a light and for a dark ground: a name in `logo.images`."""

    light: str = ""
    dark: str = ""


class Logo(Part):
    images: dict[str, Annotated[Image, BeforeValidator(_pathed)]] = Field({})
    small: Annotated[Variants, BeforeValidator(_both)] = Variants()
    medium: Annotated[Variants, BeforeValidator(_both)] = Variants()
    large: Annotated[Variants, BeforeValidator(_both)] = Variants()


class Color(Part):
    """brand.yml's theme colours: a hex colour or a name in `palette`."""

    palette: dict[str, str] = Field({})
    foreground: str = ""
    background: str = ""
    primary: str = ""
    secondary: str = ""
    tertiary: str = ""
    success: str = ""
    info: str = ""
    warning: str = ""
    danger: str = ""
    light: str = ""
    dark: str = ""


class FontFile(Part):
    path: str
    weight: int = Field(default=400, ge=1, le=1000)
    style: Literal["normal", "italic"] = "normal"


class Font(Part):
    """Only `source: file`: a build opens no connection, so a font is a file that the brand carries."""

    family: str
    source: Literal["file"]
    files: tuple[FontFile, ...] = Field(min_length=1, strict=False)


class Base(Part):
    family: str
    size: Annotated[str, BeforeValidator(written)] = "10.5pt"
    weight: int | None = Field(default=None, ge=1, le=1000, description="Of running text; else 400.")
    line_height: float = Field(default=1.43, ge=1.2, le=1.8)


class Headings(Part):
    family: str = ""
    weight: int | None = Field(
        default=None, ge=1, le=1000, description="Of all headings in this family; else that of the style sheets."
    )
    style: Literal["normal", "italic"] = Field(default="normal", description="Of all headings in this family.")
    line_height: float | None = Field(
        default=None,
        ge=0.8,
        le=1.6,
        description="Of titles, covers and chapters; smaller ones keep to the baseline.",
    )
    color: str = ""


class Mono(Part):
    family: str = ""
    weight: int | None = Field(default=None, ge=1, le=1000, description="Of code; else 400.")


class Link(Part):
    """Links to other places are underlined, for color alone tells nobody who does not see it (WCAG 2.2, 1.4.1)."""

    color: str = ""
    decoration: Literal["", "underline"] = ""


class Typography(Part):
    fonts: tuple[Font, ...] = Field(default=(), strict=False)
    base: Annotated[Base, BeforeValidator(_family)]
    headings: Annotated[Headings, BeforeValidator(_family)] = Headings()
    monospace: Annotated[Mono, BeforeValidator(_family)] = Mono()
    link: Annotated[Link, BeforeValidator(_coloured)] = Link()


class Defaults(BaseModel):
    """Other tools keep their own sections here; they are none of our business."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)
    octavo: Octavo


class BrandFile(Part):
    """A whole _brand.yml."""

    meta: Meta
    logo: Logo
    color: Color
    typography: Typography
    defaults: Defaults


def siblings(loc: tuple[str | int, ...]) -> list[str]:
    """The fields that may stand where `loc` ends, found by walking the models."""
    model: Any = BrandFile
    for part in loc[:-1]:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = fields[part].annotation if part in fields else None
            model = next((m for m in get_args(model) if isinstance(m, type) and issubclass(m, BaseModel)), model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


def spare(data: object, faulty: Iterable[tuple[str | int, ...]]) -> BrandFile | None:
    """The file without the values that stand at `faulty`, so that the others can be looked at; None when one of these
    cannot be left out."""
    rest = deepcopy(data)
    for loc in faulty:
        kept = next((n for n, part in enumerate(loc) if isinstance(part, int) and n == len(loc) - 1), len(loc))
        home: Any = rest
        for part in loc[: kept - 1]:
            try:
                home = home[part]
            except (KeyError, IndexError, TypeError):
                return None
        if not isinstance(home, dict):
            return None
        home.pop(loc[kept - 1], None)
    try:
        return BrandFile.model_validate(rest)
    except ValidationError:
        return None
