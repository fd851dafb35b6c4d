"""The form of `defaults.octavo` in _brand.yml: what print needs and brand.yml has no place for. Pydantic models."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from octavo.brandsection import Part, written

Length = Annotated[str, BeforeValidator(written), Field(pattern=r"^\d+(\.\d+)?(pt|mm|in)$")]
"""A length of the printed sheet: a number and its unit."""

Opening = Literal["masthead", "cover"]
"""How a brief opens: under a masthead on its first page of text, or with a cover of its own."""

Paper = Literal["letter", "a4"]


class Fallback(Part):
    """What stands behind the brand's own families where a letter is missing: `fonts` are families of the brand, for
    other scripts; then a generic family, which counts as none, since it is another on each machine."""

    fonts: list[str] = Field([])

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


class Margins(Part):
    """The sheet's margins; what is not said stays the layout's. `side` is left and right, `top` holds the running
    head, `foot` is the least that is left below the last line."""

    side: Length | None = Field(None, description="Left and right; the grid follows.")
    top: Length | None = Field(None, description="Above the text; the running head stands in it.")
    foot: Length | None = Field(None, description="Below the text, at the least: it holds whole lines.")


class Charts(Part):
    """Palettes of charts: names of the palette, or hex colours."""

    categorical: list[str] = Field(
        [], min_length=2, max_length=4, description="Kinds of things, in the order in which a chart takes them."
    )
    sequential: list[str] = Field(
        [], min_length=4, max_length=4, description="From little to much, in steps of lightness that go one way."
    )
    diverging: list[str] = Field([], min_length=3, max_length=3, description="One end, the middle, the other end.")


class Octavo(Part):
    """What print needs and brand.yml has no place for."""

    layout: str = Field(description="A file of styles/layout/: column, margin-notes or two-column.")
    opening: Opening = Field("masthead", description="How a brief opens.")
    paper: Paper = Field("a4", description="Where neither the brief nor publisher.yaml names one.")
    margins: Margins = Field(
        Margins(), description="Of the sheet, in pt, mm or in, as in { side: 54pt, top: 72pt }; else the layout's."
    )
    scale: float | None = Field(
        None, ge=1.1, le=1.35, description="Ratio of two neighbouring sizes of type, 1.1 to 1.35; all sizes follow."
    )
    tables: Literal["ruled", "open", "banded"] = Field("ruled", description="Rules between rows, none, or bands.")
    figures: Literal["ruled", "plain"] = Field("ruled", description="Whether a rule stands over a figure.")
    charts: Charts = Field(Charts(), description="Palettes: 2 to 4 kinds, 4 steps, or 3 from end to end.")
    logo: Marks
    figure: Widths
    families: Families = Field(Families(), description="Families for subheads, small print and labels.")
    fallback: Fallback = Field(Fallback(), description="What stands behind the families for letters they lack.")
    roles: dict[str, str] = Field({}, description="Colors of roles: styles/tokens/roles.css lists them.")
    dark: dict[str, str] = Field({}, description="Roles that have another color on a dark screen.")
