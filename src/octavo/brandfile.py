"""The form of _brand.yml, as pydantic models. Knows no file: brand.py reads, resolves and checks.

The format is Posit's brand.yml (https://posit-dev.github.io/brand-yml/); what print needs stands under
`defaults.octavo`. Unknown fields are refused everywhere but in other tools' sections of `defaults`.
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """What all sections share: kebab-case keys, no unknown ones, values that never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=_kebab)


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


def _written(value: object) -> object:
    """A number where a text is meant, as its author typed it: so that a size without its unit is told as one."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else value


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
    images: dict[str, Annotated[Image, BeforeValidator(_pathed)]] = {}
    small: Annotated[Variants, BeforeValidator(_both)] = Variants()
    medium: Annotated[Variants, BeforeValidator(_both)] = Variants()
    large: Annotated[Variants, BeforeValidator(_both)] = Variants()


class Color(Part):
    """brand.yml's theme colours: a hex colour or a name in `palette`."""

    palette: dict[str, str] = {}
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
    size: Annotated[str, BeforeValidator(_written)] = "10.5pt"
    weight: int = 400
    line_height: float = Field(default=1.43, ge=1.2, le=1.8)


class Headings(Part):
    family: str = ""
    weight: int = 400
    style: Literal["normal", "italic"] = "normal"
    line_height: float = 1.2
    color: str = ""


class Mono(Part):
    family: str = ""
    size: str = ""
    weight: int = 400


class Link(Part):
    color: str = ""
    weight: int = 400
    decoration: str = ""


class Typography(Part):
    fonts: tuple[Font, ...] = Field(default=(), strict=False)
    base: Annotated[Base, BeforeValidator(_family)]
    headings: Annotated[Headings, BeforeValidator(_family)] = Headings()
    monospace: Annotated[Mono, BeforeValidator(_family)] = Mono()
    link: Annotated[Link, BeforeValidator(_coloured)] = Link()


class Fallback(Part):
    """What stands behind the brand's own families where a letter is missing: `fonts` are families of the brand, for
    other scripts; then a generic family, which counts as none, since it is another on each machine."""

    fonts: list[str] = []

    text: Literal["serif", "sans-serif"] = "serif"
    ui: Literal["serif", "sans-serif"] = "sans-serif"


class Families(Part):
    """Family names for what brand.yml has no word for; "" is the text family."""

    sub: str = ""
    small: str = ""
    ui: str = ""


class Marks(Part):
    """Which of `logo.images` stands where: on the opening band, on plain paper, on the cover, in dark mode."""

    masthead: str
    plain: str
    cover: str
    mark: str
    dark: str


class Widths(Part):
    """Widths of drawn figures in points: on the wide track, on the text track, and for a phone."""

    wide: float = Field(ge=200, le=540)
    text: float = Field(ge=200, le=540)
    narrow: float = Field(default=340, ge=200, le=540)


class Octavo(Part):
    """What print needs and brand.yml has no place for."""

    layout: str
    logo: Marks
    figure: Widths
    families: Families = Families()
    fallback: Fallback = Fallback()
    roles: dict[str, str] = {}
    dark: dict[str, str] = {}


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
