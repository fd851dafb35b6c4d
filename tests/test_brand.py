"""_brand.yml -> Brand: Octavo's own brands are sound, and every fault of a brand file is told at its place."""

from pathlib import Path

import pytest

from octavo.brand import Brand, brands, contrast, load_brand
from octavo.brandfile import Typography
from octavo.brandsettings import FACES
from octavo.chartfinish import ORDERED
from octavo.colours import PAIRS, ROLES
from octavo.files import Files
from octavo.stylesizes import lengths_of

ROOT = Path(__file__).parents[1]

SOUND = """\
meta: { name: { short: House, full: The House } }
logo:
  images:
    lockup: { path: logo.svg, alt: The House }
color:
  palette: { night: "#012", day: "#ffffff", dawn: day, clay: "#A8480A" }
  foreground: night
  background: dawn
  warning: clay
typography:
  fonts:
    - { family: Plain, source: file, files: [{ path: plain.woff2 }] }
  base: { family: Plain, size: 10pt, line-height: 1.4 }
defaults:
  other-tool: { anything: goes }
  octavo:
    layout: column
    logo: { masthead: lockup, plain: lockup, cover: lockup, mark: lockup, dark: lockup }
    figure: { wide: 492, text: 324 }
    dark: { paper: "#101010", ink: "#eeeeee" , accent: "#ff9966"}
"""


def workspace(root: Path, text: str) -> Files:
    """A workspace with one brand, "house"."""
    folder = root / "styles" / "brands" / "house"
    folder.mkdir(parents=True)
    (folder / "_brand.yml").write_text(text, encoding="utf-8")
    for name in ("logo.svg", "plain.woff2"):
        (folder / name).write_bytes(b"x")
    (root / "styles" / "layout").mkdir()
    (root / "styles" / "layout" / "column.css").write_text("")
    return Files(root)


def told(root: Path, text: str) -> list[str]:
    """The messages a brand file gets, first lines only, without the folder."""
    brand, found = load_brand(workspace(root, text), "house")
    assert brand is None
    return [str(p).removeprefix("styles/brands/house/").split("\n")[0] for p in found]


def hinted(root: Path, text: str) -> list[str]:
    """The messages a brand file gets with their hints, without the folder."""
    _, found = load_brand(workspace(root, text), "house")
    return [str(p).removeprefix("styles/brands/house/").replace("\n    hint: ", " | ") for p in found]


@pytest.fixture(params=["pacific", "parallel", "meridian"])
def own(request: pytest.FixtureRequest) -> Brand:
    brand, found = load_brand(Files(ROOT), request.param)
    assert found == ()
    assert brand is not None
    return brand


def test_own_brands_are_found() -> None:
    assert brands(Files(ROOT)) == ("meridian", "pacific", "parallel")


def test_own_brands_are_sound(own: Brand) -> None:
    assert set(own.roles) == set(own.dark) == set(ROLES)
    assert all((ROOT / face.path).is_file() for face in own.fonts)
    assert all((ROOT / logo.path).is_file() and logo.alt for logo in own.logos.values())
    assert set(own.logos) == {"masthead", "plain", "cover", "mark", "dark"}
    assert len(own.pairs) == 2 * len(PAIRS)
    assert min(pair.ratio / pair.least for pair in own.pairs) >= 1
    assert set(own.chart) == {
        "ink",
        "ink-2",
        "1",
        "2",
        "3",
        "hi",
        "hi-ink",
        "hi-soft",
        "mute",
        "grid",
        "paper",
        *ORDERED,
    }


def test_a_brand_settles_colours_and_type(tmp_path: Path) -> None:
    brand, found = load_brand(workspace(tmp_path, SOUND), "house")
    assert found == ()
    assert brand is not None
    assert brand.meta.short == "House"
    assert brand.colors == {"night": "#001122", "day": "#ffffff", "dawn": "#ffffff", "clay": "#a8480a"}
    assert brand.roles["heading"] == brand.roles["ink"] == "#001122"
    assert brand.roles["accent-ink"] == "#a8480a"
    assert brand.dark["paper"] == "#101010"
    assert brand.dark["opening-bg"] == "#101010"
    assert brand.tokens["--brand-clay"] == "#a8480a"
    assert brand.tokens["--root"] == "10pt"
    assert brand.tokens["--line"] == "14pt"
    assert brand.tokens["--font-display"] == '"Plain", serif'
    assert brand.tokens["--font-mono"] == "monospace"
    assert "--brand-clay" not in brand.dark_tokens
    assert brand.figure == {"wide": 492, "text": 324, "narrow": 340}


FILES = "files: [{ path: plain.woff2 }, { path: plain.woff2, weight: 700 }, { path: plain.woff2, style: italic }]"
TYPED = SOUND.replace("files: [{ path: plain.woff2 }]", FILES).replace(
    "fonts:\n", "fonts:\n    - { family: Loud, source: file, files: [{ path: plain.woff2, weight: 900 }] }\n"
)


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("", {}),
        ("headings: { weight: 700 }", {"--title-face": "700", "--sub-face": "700", "--head-face": "700"}),
        ("headings: { family: Loud, weight: 900 }", {"--title-face": "900"}),
        (
            "headings: { style: italic, weight: 400 }",
            {"--title-face": "italic 400", "--sub-face": "italic 400", "--head-face": "italic 400"},
        ),
        ("headings: { line-height: 1.3 }", {"--lh-title": "1.3", "--lh-cover": "1.3", "--lh-chapter": "1.3"}),
        ("monospace: { family: Plain, weight: 700 }", {"--mono-weight": "700"}),
    ],
)
def test_what_a_brand_says_of_its_type_becomes_tokens(said: str, values: dict[str, str], tmp_path: Path) -> None:
    text = TYPED.replace("defaults:\n", f"  {said}\ndefaults:\n", 1)
    brand, found = load_brand(workspace(tmp_path, text), "house")
    assert found == ()
    assert brand is not None
    assert {name: one.value for name, one in brand.settings.items()} == values


def test_the_weight_of_running_text_is_that_of_its_face(tmp_path: Path) -> None:
    brand, _ = load_brand(workspace(tmp_path, TYPED.replace("size: 10pt", "size: 10pt, weight: 700")), "house")
    assert brand is not None
    assert brand.settings["--text-weight"].value == "700"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "headings: { weight: 800 }",
            "15:23: error[brand-font-weight]: Plain has no file of weight 800, normal | add that file under"
            " typography.fonts, or write 700",
        ),
        (
            "headings: { weight: 700, style: italic }",
            "15:23: error[brand-font-weight]: Plain has no file of weight 700, italic | add that file under"
            " typography.fonts, or write 400",
        ),
        (
            "headings: { family: Loud, style: italic }",
            "15:36: error[brand-font-weight]: Loud has no file of weight 400, italic | add that file under"
            " typography.fonts, or write normal",
        ),
        (
            "monospace: { family: Plain, weight: 500 }",
            "15:39: error[brand-font-weight]: Plain has no file of weight 500, normal | add that file under"
            " typography.fonts, or write 400",
        ),
    ],
)
def test_a_weight_that_no_file_has_is_refused(said: str, told: str, tmp_path: Path) -> None:
    text = TYPED.replace("defaults:\n", f"  {said}\ndefaults:\n", 1)
    assert [line.removeprefix("_brand.yml:") for line in hinted(tmp_path, text)] == [told]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("link: { decoration: none }", "brand-value"),
        ("link: { weight: 700 }", "brand-field"),
        ("monospace: { family: Plain, size: 9pt }", "brand-field"),
        ("headings: { line-height: 2.5 }", "brand-value"),
    ],
)
def test_what_would_do_nothing_is_refused(said: str, code: str, tmp_path: Path) -> None:
    text = TYPED.replace("defaults:\n", f"  {said}\ndefaults:\n", 1)
    _, found = load_brand(workspace(tmp_path, text), "house")
    assert [one.code for one in found] == [code]


def test_the_usual_weights_of_headings_are_those_of_the_sheets() -> None:
    said = lengths_of(Files(ROOT), "styles/tokens/scale.css")
    assert {token: said[token][0] for token, _, _ in FACES} == {token: str(usual) for token, _, usual in FACES}


def test_every_field_of_type_does_something() -> None:
    """What `typography` may hold, and where it goes: a field that is added must be used."""
    kinds = {"base", "headings", "monospace", "link"}
    fields = {
        f"{kind}.{field.alias or name}"
        for kind in kinds
        for name, field in Typography.model_fields[kind].annotation.model_fields.items()  # type: ignore[union-attr]
    }
    families = {f"{kind}.family" for kind in kinds - {"link"}}
    colours = {"headings.color", "link.color"}
    tokens = {"base.size", "base.weight", "base.line-height", "headings.weight", "headings.style",
              "headings.line-height", "monospace.weight"}  # fmt: skip
    assert fields == families | colours | tokens | {"link.decoration"}  # it takes one word: how links are


def test_a_brand_says_how_its_sheets_are_laid_out(tmp_path: Path) -> None:
    said = "layout: column\n    opening: cover\n    paper: letter\n    scale: 1.25\n    tables: banded\n"
    said += "    figures: plain\n    margins: { side: 54pt, top: 2cm }\n"
    said += "    charts: { categorical: [night, clay], diverging: [clay, day, night] }"
    _, found = load_brand(workspace(tmp_path / "wrong", SOUND.replace("layout: column", said)), "house")
    assert [problem.code for problem in found] == ["brand-value"]  # no centimetres
    brand, found = load_brand(
        workspace(tmp_path, SOUND.replace("layout: column", said.replace("2cm", "20mm"))), "house"
    )
    assert found == ()
    assert brand is not None
    assert (brand.opening, brand.paper) == ("cover", "letter")
    values = {name: setting.value for name, setting in brand.settings.items()}
    assert values["--page-mt"] == "20mm"
    assert values["--wide"] == "calc(var(--page-w) - 2 * 54pt)"
    assert values["--fs-micro"] == "0.8rem"  # 8 pt: no ratio makes type smaller
    assert values["--fs-title"] == f"{1.25**8.5:.3f}rem"
    assert values["--table-band"] == "var(--tint)"
    assert values["--figure-over"] == "0 none"
    assert [brand.chart[role] for role in ("1", "hi", "div-1", "div-2")] == ["#001122", "#a8480a", "#a8480a", "#ffffff"]


def test_a_brand_that_says_no_more_than_it_must_is_as_the_sheets_have_it(tmp_path: Path) -> None:
    brand, _ = load_brand(workspace(tmp_path, SOUND), "house")
    assert brand is not None
    assert (brand.opening, brand.paper, dict(brand.settings)) == ("masthead", "a4", {})
    assert [brand.chart[f"seq-{n}"] for n in range(1, 5)] == [brand.chart[role] for role in ("mute", "3", "2", "1")]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_brand_that_is_not_there(tmp_path: Path) -> None:
    brand, found = load_brand(workspace(tmp_path, SOUND), "hous")
    assert brand is None
    assert str(found[0]) == (
        'styles/brands/hous/_brand.yml: error[brand-missing]: there is no brand "hous"\n    hint: did you mean "house"?'
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("foreground: night", "foreground: nigth", '_brand.yml:7:15: error[brand-colour]: "nigth" is neither'),
        ("dawn: day", "dawn: dawn", '_brand.yml:6:51: error[brand-colour]: "dawn" is neither'),
        ('"#A8480A"', '"#A8480"', '_brand.yml:6:62: error[brand-colour]: "#A8480" is neither'),
        ("warning: clay", "waring: clay", '_brand.yml:9:3: error[brand-field]: "color.waring" is not a field'),
        ("size: 10pt", "size: 10.5", '_brand.yml:13:32: error[brand-size]: "10.5" is not a type size in points'),
        ("size: 10pt", "size: true", '_brand.yml:13:32: error[brand-value]: "True" will not do'),
        ("size: 10pt", "size: 10px", '_brand.yml:13:32: error[brand-size]: "10px" is not a type size in points'),
        ("base: { family: Plain", "base: { family: Plan", '_brand.yml:13:19: error[brand-font-family]: "Plan"'),
        (
            "path: plain.woff2",
            "path: plane.woff2",
            '_brand.yml:12:54: error[brand-file]: there is no file "plane.woff2"',
        ),
        ("path: plain.woff2", "path: ../../../x", "_brand.yml:12:54: error[brand-file"),
        ("mark: lockup", "mark: lokcup", '_brand.yml:18:67: error[brand-logo]: "lokcup" is not an image'),
        ("layout: column", "layout: colum", '_brand.yml:17:13: error[brand-layout]: "colum" is not a layout'),
        ("dark: { paper", "dark: { papre", '_brand.yml:20:13: error[brand-role]: "papre" is not a role'),
        ("line-height: 1.4", "line-height: 3", "_brand.yml:13:51: error[brand-value]"),
        ("wide: 492", "wide: 700", "_brand.yml:19:21: error[brand-value]"),
        ("source: file,", "source: google,", "_brand.yml:12:32: error[brand-value]"),
        (
            "layout: column",
            "layout: column\n    opening: covre",
            '_brand.yml:18:14: error[brand-value]: "covre" will not do',
        ),
        (
            "layout: column",
            "layout: column\n    openning: cover",
            '_brand.yml:18:5: error[brand-field]: "defaults.octavo.ope',
        ),
        ("layout: column", "layout: column\n    paper: a5", '_brand.yml:18:12: error[brand-value]: "a5" will not do'),
        ("layout: column", "layout: column\n    scale: 2", '_brand.yml:18:12: error[brand-value]: "2" will not do'),
        (
            "layout: column",
            "layout: column\n    tables: lined",
            '_brand.yml:18:13: error[brand-value]: "lined" will not',
        ),
        (
            "layout: column",
            "layout: column\n    margins: { top: 70 }",
            '_brand.yml:18:21: error[brand-value]: "70" will',
        ),
        (
            "layout: column",
            "layout: column\n    margins: { topp: 70pt }",
            '_brand.yml:18:16: error[brand-field]: "defa',
        ),
        (
            "layout: column",
            "layout: column\n    charts: { categorical: [night, cley] }",
            '_brand.yml:18:36: error[brand-colour]: "cley" is neither',
        ),
        (
            "layout: column",
            "layout: column\n    charts: { sequential: [day, clay] }",
            "_brand.yml:18:27: error[brand-va",
        ),
        ("    layout: column\n", "", '_brand.yml:17:5: error[brand-lacks]: "defaults.octavo.layout" is missing'),
    ],
)
def test_a_fault_is_told_at_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SOUND
    lines = told(tmp_path, SOUND.replace(old, new, 1))
    assert any(line.startswith(message) for line in lines), lines


@pytest.mark.parametrize(
    ("written", "hint"),
    [("10.50", "write 10.5pt"), ("11", "write 11pt"), ('"9.5 pt"', "write 9.5pt"), ("12px", "write it as 10.5pt")],
)
def test_a_size_without_its_unit(tmp_path: Path, written: str, hint: str) -> None:
    (found,) = hinted(tmp_path, SOUND.replace("size: 10pt", f"size: {written}"))
    assert found.startswith("_brand.yml:13:32: error[brand-size]")
    assert found.endswith(f"| {hint}")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("margins: { side: 62 }", '"62" will not do for "margins.side": it is a length in pt, mm or in | write 62pt'),
        (
            "margins: { top: 18 mm }",
            '"18 mm" will not do for "margins.top": it is a length in pt, mm or in | write 18mm',
        ),
        (
            "margins: { foot: -3pt }",
            '"-3pt" will not do for "margins.foot": it is a length in pt, mm or in | '
            "write a number and its unit, as in 62pt",
        ),
        ("tables: lined", '"lined" will not do for "tables": it is ruled, open or banded | did you mean "ruled"?'),
        ("paper: a5", '"a5" will not do for "paper": it is letter or a4 | write letter or a4'),
        ("scale: 2", '"2" will not do for "scale": it is 1.35 at the most | write 1.35 or less'),
        ("families: { sub: 3 }", '"3" will not do for "families.sub": it is a text | write "3", in quotes'),
        ("fallback: { fonts: Plain }", '"Plain" will not do for "fallback.fonts": it is a list | write [Plain]'),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_in_plain_words(tmp_path: Path, written: str, message: str) -> None:
    (found,) = hinted(tmp_path, SOUND.replace("layout: column", f"layout: column\n    {written}"))
    assert found.partition("error[brand-value]: ")[2].replace("defaults.octavo.", "") == message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "wide: 492",
            "wide: 492pt",
            '"492pt" will not do for "octavo.figure.wide": it is a number | write 492',
        ),
        (
            "base: { family: Plain",
            "base: { family: Plain, weight: bold",
            '"bold" will not do for "typography.base.weight": it is a whole number | write 700',
        ),
        (
            "path: plain.woff2",
            "path: plain.woff2, style: oblique",
            '"oblique" will not do for "typography.fonts.0.files.0.style": it is normal or italic | '
            "write normal or italic",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_once(tmp_path: Path, old: str, new: str, message: str) -> None:
    (found,) = hinted(tmp_path, SOUND.replace(old, new))
    assert found.partition("error[brand-value]: ")[2].replace("defaults.", "") == message


@pytest.mark.parametrize(
    ("written", "there", "hint"),
    [
        ("logo-reverse.svg", "mark-reverse.svg", ""),
        ("type/EBGaramond-Italic.woff2", "type/EBGaramond-SemiBoldItalic.woff2", ""),
        ("logo-revrese.svg", "logo-reverse.svg", "logo-reverse.svg"),
        ("logo.png", "logo-reverse.svg", ""),
        ("Logo-Wide.svg", "logo-wide.svg", "logo-wide.svg"),
        ("wide.svg", "art/wide.svg", "art/wide.svg"),
        ("wide.png", "wide.svg", "wide.svg"),
        ("logo1.svg", "nothing.svg", ""),  # one slip from logo.svg, which is in use
    ],
)
def test_a_file_that_is_missing(tmp_path: Path, written: str, there: str, hint: str) -> None:
    """Another is named only where it is surely meant, and in no other use."""
    files = workspace(tmp_path, SOUND.replace("lockup: {", f"wide: {written}\n    lockup: {{"))
    place = tmp_path / "styles/brands/house" / there
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"x")
    (found,) = load_brand(files, "house")[1]
    assert str(found).splitlines() == [
        f'styles/brands/house/_brand.yml:4:11: error[brand-file]: there is no file "{written}" in styles/brands/house',
        f'    hint: did you mean "{hint}"?'
        if hint
        else f"    hint: put it there, as styles/brands/house/{written}, or correct the path",
    ]


def test_two_files_for_one_face(tmp_path: Path) -> None:
    twice = SOUND.replace("{ path: plain.woff2 }", "{ path: plain.woff2 }, { path: plain.woff2, weight: 400 }")
    assert "_brand.yml:12:69: error[brand-font-twice]: Plain, weight 400, normal has two files" in told(tmp_path, twice)


def test_colours_too_close_to_read(tmp_path: Path) -> None:
    """Whatever is set in it, a pale colour is told once, where it is written, with the nearest that will do."""
    assert hinted(tmp_path, SOUND.replace('clay: "#A8480A"', 'clay: "#D8681B"')) == [
        '_brand.yml:6:62: error[brand-contrast]: "clay" (#d8681b) on "day" (#ffffff) has a contrast of 3.54 to 1; '
        "for numbers of notes and 9 more it must be 4.5 to 1 | "
        'make "clay" #bc5a17, or give accent-ink (line 9) or paper (line 8) another color'
    ]


def test_a_colour_of_the_dark_screen_that_stands_with_its_role(tmp_path: Path) -> None:
    assert hinted(tmp_path, SOUND.replace('ink: "#eeeeee"', 'ink: "#444"')) == [
        "_brand.yml:20:36: error[brand-contrast]: #444444 on #101010 has a contrast of 1.95 to 1; "
        "for text and 24 more on a dark screen it must be 4.5 to 1 | "
        "make it #7c7c7c, or give ink (line 20) or paper (line 20) another color"
    ]


def test_a_ground_is_blamed_where_the_text_cannot_change(tmp_path: Path) -> None:
    """The text's white is the paper's too, so the ground gives way."""
    roles = "    roles: { cta-bg: clay, cta-ink: day, cta-ink-2: day, cta-accent: day, accent: night }\n    dark:"
    text = SOUND.replace("    dark:", roles).replace('"#A8480A"', '"#D8681B"')
    assert hinted(tmp_path, text) == [
        '_brand.yml:6:62: error[brand-contrast]: "day" (#ffffff) on "clay" (#d8681b) has a contrast of 3.54 to 1; '
        "for the call to action and 2 more it must be 4.5 to 1 | "
        'make "clay" #bc5a17, or give cta-ink (line 20) or cta-bg (line 20) another color'
    ]


def test_a_colour_of_the_light_that_holds_in_the_dark(tmp_path: Path) -> None:
    """The pair is that of the dark screen, and what to write under `dark` is said; the light keeps its colours."""
    roles = '    roles: { takeaways-bg: day }\n    dark: { takeaways-accent: "#eeeeee", '
    found = hinted(tmp_path, SOUND.replace("    dark: {", roles))
    assert [line.partition("; ")[2] for line in found] == [
        f"for {use} on a dark screen it must be 4.5 to 1 | "
        'write takeaways-bg: "#6b6b6b" under dark: takeaways-bg (line 20) holds there too, as long as dark has none'
        for use in ("takeaways", "numerals of takeaways")
    ]


def test_colours_that_can_be_mended_in_a_role_alone(tmp_path: Path) -> None:
    roles = "    roles: { cta-bg: clay, cta-ink: clay, cta-ink-2: day, cta-accent: day }\n    dark:"
    assert hinted(tmp_path, SOUND.replace("    dark:", roles)) == [
        '_brand.yml:20:37: error[brand-contrast]: "clay" (#a8480a) on "clay" (#a8480a) has a contrast of 1.00 to 1; '
        "for the call to action it must be 4.5 to 1 | "
        'write cta-ink: "#f0e0d5" under roles, or give cta-ink (line 20) or cta-bg (line 20) another color'
    ]


def test_colours_that_no_one_colour_mends_in_both_lights(tmp_path: Path) -> None:
    """What tells on white does not tell on black: each light is given its own, the nearest that does."""
    roles = '    roles: { numeral: "#999999" }\n    dark:'
    assert hinted(tmp_path, SOUND.replace("    dark:", roles)) == [
        '_brand.yml:20:23: error[brand-contrast]: #999999 on "day" (#ffffff) has a contrast of 2.84 to 1; '
        "for numerals of recommendations it must be 4.5 to 1 | "
        'write numeral: "#767676" under roles and numeral: "#999999" under dark, '
        "or give numeral (line 20) or paper (line 8) another color"
    ]


def test_values_and_colours_are_told_in_one_run(tmp_path: Path) -> None:
    """A value of the wrong kind keeps no undefined colour, missing file or pale text from being told; where a colour's
    own line is at fault, no contrast is guessed."""
    many = SOUND.replace("layout: column", "layout: column\n    tables: hairlines").replace("#A8480A", "#D8681B")
    wrong = many.replace("foreground: night", "foreground: nigth").replace("plain.woff2", "p.woff2")
    lines = told(tmp_path / "a", wrong)
    assert [(line.split(":")[1], line.split("[")[1].split("]")[0]) for line in lines] == [
        ("18", "brand-value"), ("7", "brand-colour"), ("6", "brand-contrast"), ("12", "brand-file"),
    ]  # fmt: skip
    lines = told(tmp_path / "b", many.replace("background:", "bckground:"))
    codes = [line.split("[")[1].split("]")[0] for line in lines]
    assert codes == ["brand-field", "brand-value"]


@pytest.mark.parametrize(
    ("right", "written", "message"),
    [
        ("palette", "pallete", '6:3: "color.pallete" | "palette"'),
        ("color", "colour", '5:1: "colour" | "color"'),
        ("images", "image", '3:3: "logo.image" | "images"'),
        ("fonts", "font", '11:3: "typography.font" | "fonts"'),
        ("base", "bas", '13:3: "typography.bas" | "base"'),
    ],
)
def test_what_hangs_on_a_misspelt_field_is_not_told(tmp_path: Path, right: str, written: str, message: str) -> None:
    (found,) = hinted(tmp_path, SOUND.replace(f"{right}:", f"{written}:", 1))
    shown = found.replace("error[brand-field]: ", "").replace(" is not a field of a brand", "")
    assert shown.replace("did you mean ", "") == f"_brand.yml:{message}?"


def test_what_stands_in_a_misspelt_section_is_told_at_its_own_line(tmp_path: Path) -> None:
    wrong = SOUND.replace("palette:", "pallete:").replace("dawn: day", "dawn: dya").replace("  fonts:", "  font:")
    lines = told(tmp_path, wrong.replace("source: file", "sourc: file").replace("size: 10pt", "size: [10]"))
    assert [line.replace(": it is a text", "") for line in lines] == [
        '_brand.yml:6:3: error[brand-field]: "color.pallete" is not a field of a brand',
        '_brand.yml:11:3: error[brand-field]: "typography.font" is not a field of a brand',
        '_brand.yml:12:24: error[brand-field]: "typography.fonts.0.sourc" is not a field of a brand',
        '_brand.yml:13:32: error[brand-value]: "[10]" will not do for "typography.base.size"',
        '_brand.yml:6:51: error[brand-colour]: "dya" is neither a color of the palette nor of the form #rrggbb',
    ]


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ('"#A8480A"', "terracotta", ['6:62: error[brand-colour]: "terracotta" is neither | write it as #rrggbb']),
        ('"#A8480A"', "dwan", ['6:62: error[brand-colour]: "dwan" is neither | did you mean "dawn"?']),
        (
            'dawn: day, clay: "#A8480A"',
            "dawn: clay, clay: dawn",
            [
                '6:51: error[brand-colour]: "clay" is neither | write it as #rrggbb: as a name it leads back to itself',
                '6:63: error[brand-colour]: "dawn" is neither | write it as #rrggbb: as a name it leads back to itself',
            ],
        ),
        (
            "foreground: night",
            "foreground: nigth",
            ['7:15: error[brand-colour]: "nigth" is neither | did you mean "night"?'],
        ),
    ],
)
def test_a_name_whose_own_value_is_wrong_is_told_there_alone(
    tmp_path: Path, old: str, new: str, messages: list[str]
) -> None:
    """The colour stands in roles and in charts too, which are not told."""
    roles = "    roles: { link: clay, stat: foreground }\n    charts: { categorical: [clay, dawn] }\n"
    found = hinted(tmp_path, f"{SOUND.partition('    dark:')[0]}{roles}".replace(old, new, 1))
    shown = [line.replace(" a color of the palette nor of the form #rrggbb", "") for line in found]
    assert shown == [f"_brand.yml:{message}" for message in messages]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    many = SOUND.replace("layout: column", "layout: colum").replace("foreground: night", "foreground: nigth")
    codes = [line.split("[")[1].split("]")[0] for line in told(tmp_path, many)]
    assert {"brand-layout", "brand-colour"} <= set(codes)
