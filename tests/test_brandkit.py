"""Brands begun, taken in and written out: each can be built at once, and what had to give way is told."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from brand_yml import Brand as BrandYML

from octavo.brand import Brand, load_brand
from octavo.brandkit import colourtext, command, dtcg, folder, foreign, start
from octavo.brandkit.adopt import Adopted, adopt
from octavo.brandkit.house import House
from octavo.brandkit.sources import Sources
from octavo.brandkit.wordmark import wordmark
from octavo.brandprint import Octavo
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.problems import Place
from octavo.report import Misuse

CASES = Path(__file__).parent / "cases" / "brandkit"
BRANDS = ("pacific", "parallel", "meridian")
OURS = DEFAULTS / "styles/brands"
ROOT = Path(__file__).resolve().parents[1]
Expect = Callable[[Path, str], None]


def brand(root: Path, name: str) -> Brand:
    read, said = load_brand(Files(root, DEFAULTS), name)
    assert said == ()
    assert read is not None
    return read


def taken_in(root: Path, house: House, beside: Path) -> Adopted:
    """Make the brand `new` in `root`, with Pacific to fill its gaps."""
    adopted = adopt(Sources(Files(root, DEFAULTS), beside, Place("_brand.yml")), brand(root, "pacific"), house)
    folder.write(root, "new", adopted.files)
    return adopted


def told(house: House, adopted: Adopted | None = None) -> list[str]:
    found = (*house.found, *(adopted.found if adopted else ()))
    return [str(one).split("\n")[0] for one in found]


@pytest.mark.parametrize("base", BRANDS)
def test_a_new_brand_shows_every_key_that_may_be_set_with_its_default(base: str, tmp_path: Path) -> None:
    """A key that the other house leaves out is a comment; taken for what it says, it changes nothing but sizes."""
    begun = start.begin(Files(tmp_path, DEFAULTS), brand(tmp_path, base), "Harbour Forum")
    text = begun[start.FILE].decode()
    keys = [field.alias or name for name, field in Octavo.model_fields.items()]
    lines = {key: [line for line in text.split("\n") if re.match(rf"    (# )?{key}:", line)] for key in keys}
    assert {key: len(found) for key, found in lines.items()} == dict.fromkeys(keys, 1)
    assert all("  # " in line for (line,) in lines.values() if line.startswith("    # "))
    whole = re.sub(r"^( +)# (\w+: )", r"\1\2", text, flags=re.MULTILINE)
    assert whole.count("#") < text.count("#")
    folder.write(tmp_path, "bare", begun)
    folder.write(tmp_path, "said", {**begun, start.FILE: re.sub(r"scale: 1.2 .*", "", whole).encode()})
    bare, said = brand(tmp_path, "bare"), brand(tmp_path, "said")
    assert (said.meta.link, bare.meta.link) == ("https://your-house.example", "")
    assert (said.opening, said.paper, said.settings) == (bare.opening, bare.paper, bare.settings)
    assert (said.roles, said.dark, said.families, said.fallback) == (
        bare.roles,
        bare.dark,
        bare.families,
        bare.fallback,
    )
    assert begun["fonts/README.md"].decode().startswith("# Fonts of Harbour Forum, as they came with ")


# A new one -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("base", BRANDS)
def test_a_new_brand_is_whole_and_shows_nothing_of_the_other_house(base: str, tmp_path: Path) -> None:
    begun = start.begin(Files(tmp_path, DEFAULTS), brand(tmp_path, base), "Harbour Forum")
    text = begun[start.FILE].decode()
    folder.write(tmp_path, "new", begun)
    made = brand(tmp_path, "new")
    assert (made.meta.full, made.meta.short, made.meta.link) == ("Harbour Forum", "Harbour Forum", "")
    assert {logo.alt for logo in made.logos.values()} == {"Harbour Forum"}
    other = brand(tmp_path, base)
    assert (made.roles, made.dark, made.families, made.layout) == (
        other.roles,
        other.dark,
        other.families,
        other.layout,
    )
    drawn = {logo.path.rpartition("/")[2] for logo in made.logos.values()}
    assert {path for path in begun if path.endswith(".svg")} == drawn | set(start.images(text).values())
    assert not any(other.meta.full.encode() in data for path, data in begun.items() if path.endswith(".svg"))
    assert b"url(" not in begun["brand.css"]
    assert b"motif-" not in begun["brand.css"]
    assert text.startswith("# Harbour Forum, begun from")
    assert all(f"# {about}" in text for about in start.ABOUT.values())


def test_a_new_brand_has_a_list_of_words_its_parents_if_it_has_one(tmp_path: Path) -> None:
    def words() -> str:
        return start.begin(Files(tmp_path, DEFAULTS), brand(tmp_path, "pacific"), "New")["words.txt"].decode()

    assert words() == start.NO_WORDS
    assert all(line.startswith("# ") for line in words().splitlines())
    (tmp_path / "styles/brands/pacific").mkdir(parents=True)
    (tmp_path / "styles/brands/pacific/words.txt").write_text("WTO\n")
    assert words() == "WTO\n"


def test_what_a_brand_has_of_its_own_is_listed(tmp_path: Path) -> None:
    folder.write(tmp_path, "new", start.begin(Files(tmp_path, DEFAULTS), brand(tmp_path, "pacific"), "New"))
    files = Files(tmp_path, DEFAULTS)
    assert {name: command.own(files, name) for name in ("new", "pacific")} == {
        "new": ("house.yaml", "words.txt"),
        "pacific": (),
    }


def test_its_name_is_drawn_in_its_own_face_and_colours(tmp_path: Path) -> None:
    begun = start.begin(Files(tmp_path, DEFAULTS), brand(tmp_path, "parallel"), "Ä & B")
    assert b"<title>\xc3\x84 &amp; B</title>" in begun["logo.svg"]
    assert b'fill="#111111"' in begun["logo.svg"]
    bold = begun["fonts/SchibstedGrotesk-Bold.woff2"]
    assert len(wordmark("I", bold, "#000000")) < len(wordmark("Institute", bold, "#000000"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", "New House"), '"New House" cannot be the name of a brand'),
        (("--name", "pacific"), "styles/brands/pacific is there already"),
        (("--name", "new", "--from", "pacifc"), 'there is no brand "pacifc"; did you mean "pacific"?'),
    ],
)
def test_what_cannot_be_begun_is_told(words: tuple[str, ...], said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "brand.new", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert said in done.stderr


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    folder.write(tmp_path, "new", {"a": b"1"})
    with pytest.raises(Misuse, match="is there already"):
        folder.write(tmp_path, "new", {"a": b"2"})
    assert (tmp_path / "styles/brands/new/a").read_bytes() == b"1"
    assert [path.name for path in (tmp_path / "styles/brands").iterdir()] == ["new"]


# brand.yml -------------------------------------------------------------------------------------------

THEIRS = """\
meta:
  name: {short: NHF, full: Northern Harbour Forum}
  link: {home: "https://nhf.example", guide: "https://nhf.example/guide"}
logo:
  images: {wide: {path: wide.svg, alt: NHF}, reverse: reverse.svg}
  small: wide
  medium: {light: wide, dark: reverse}
color:
  palette: {Deep Sea: "#003", sun: "rgb(255 200 0 / .8)", link: Deep Sea}
  foreground: black
  primary: Deep Sea
  warning: sun
typography:
  fonts:
    - {family: Schibsted Grotesk, source: google}
    - {family: Rubik, source: bunny}
    - family: Own
      source: file
      files: [own.woff2, {path: "https://fonts.example/own.woff2", weight: bold}, {path: none.woff2, weight: semi-bold}]
  base: {family: Schibsted Grotesk, size: 0.9rem, line-height: 1.5}
  headings: {family: Own, weight: bold, color: primary}
  monospace: Rubik
  monospace-block: {color: black}
defaults: {bootstrap: {x: 1}}
"""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A folder with what the file above names, but for two files."""
    beside = tmp_path / "theirs"
    beside.mkdir()
    shutil.copy(OURS / "pacific/fonts/SourceSans3-Bold.woff2", beside / "own.woff2")
    shutil.copy(OURS / "parallel/logo.svg", beside / "wide.svg")
    shutil.copy(OURS / "parallel/logo-reverse.svg", beside / "reverse.svg")
    return beside


def test_a_brand_yml_becomes_a_brand_and_nothing_is_dropped_in_silence(
    theirs: Path, tmp_path: Path, expect: Expect
) -> None:
    house = foreign.read(THEIRS, "_brand.yml")
    adopted = taken_in(tmp_path, house, theirs)
    made = brand(tmp_path, "new")
    assert (made.meta.full, made.meta.short, made.meta.link) == ("Northern Harbour Forum", "NHF", "https://nhf.example")
    assert made.colors["deep-sea"] == "#000033"
    assert (made.roles["primary"], made.roles["ink"], made.roles["opening-bg"]) == ("#000033", "#000000", "#000033")
    assert (made.families["text"], made.families["display"], made.families["mono"]) == (
        "Schibsted Grotesk", "Own", "Source Code Pro",
    )  # fmt: skip
    assert (made.tokens["--root"], made.tokens["--leading"]) == ("10.8pt", "1.5")
    assert Path(made.logos["masthead"].path).name == "reverse.svg"
    assert adopted.files["words.txt"] == start.NO_WORDS.encode()
    assert "OFL-SchibstedGrotesk.txt" in {Path(path).name for path in adopted.files}
    expect(CASES / "brand-yml.txt", "".join(f"{one}\n" for one in told(house, adopted)))


def test_a_brand_whose_paper_is_dark_prints_on_white(tmp_path: Path) -> None:
    text = 'color: {foreground: "#eeeeee", background: "#101010", primary: "#7fb0ff"}\n'
    house = foreign.read(text, "_brand.yml")
    taken_in(tmp_path, house, tmp_path)
    made = brand(tmp_path, "new")
    assert (made.roles["paper"], made.roles["ink"]) == ("#ffffff", "#101010")
    assert (made.dark["paper"], made.dark["ink"], made.dark["primary"]) == ("#101010", "#eeeeee", "#7fb0ff")


def test_every_field_of_type_that_is_not_taken_over_is_told() -> None:
    text = "typography:\n  base: {family: A, weight: 300}\n  headings: {style: italic, line-height: 1}\n"
    text += "  monospace: {size: 9pt, weight: 500}\n  link: {weight: 700, decoration: none, color: black}\n"
    assert [line.partition("]: ")[2] for line in told(foreign.read(text, "b.yml"))] == [
        "base.weight is not taken over: write it into _brand.yml yourself",
        "headings.style is not taken over: write it into _brand.yml yourself",
        "headings.line-height is not taken over: write it into _brand.yml yourself",
        "monospace.size is not taken over: Octavo has no use for it",
        "monospace.weight is not taken over: write it into _brand.yml yourself",
        "link.weight is not taken over: Octavo has no use for it",
        "link.decoration is not taken over: Octavo has no use for it",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("color: {primary: bluu}", '1:18: error[import-colour]: "bluu" is neither a color nor the name of one'),
        ('color: {primary: "#12345"}', '1:18: error[import-colour]: "#12345" is neither a color nor the name of one'),
        ("colour: {}", '1:1: error[import-field]: "colour" is not a field of brand.yml'),
        ("color: blue", "1:8: error[import-shape]: color is not a mapping"),
        ("- 1", "1:1: error[import-shape]: the file is not a mapping"),
        (
            "color: {primary: a, palette: {a: b, b: a}}",
            '1:34: error[import-alias]: "a" names nothing in this file, or leads back to itself',
        ),
        ("color: [", "2:1: error[yaml-bracket-open]"),
    ],
)
def test_a_file_with_errors_is_refused_at_its_line(text: str, said: str) -> None:
    assert any(line.startswith(f"b.yml:{said}") for line in told(foreign.read(text, "b.yml")))


# Design tokens ---------------------------------------------------------------------------------------

TOKENS = {
    "color": {
        "$type": "color",
        "sea": {"$value": {"colorSpace": "srgb", "components": [0, 0.2, 0.4], "hex": "#003366"}},
        "sun": {"$value": {"colorSpace": "oklch", "components": [0.6, 0.15, 50]}},
        "brand": {"primary": {"$value": "{color.sea}"}, "accent": {"$value": {"$ref": "#/color/sun/$value"}}},
        "veil": {"$value": {"colorSpace": "srgb", "components": [1, 1, 1], "alpha": 0.5}},
    },
    "font": {
        "body": {"$type": "fontFamily", "$value": ["Schibsted Grotesk", "sans-serif"]},
        "size": {"$type": "dimension", "body": {"$value": {"value": 14, "unit": "px"}}},
        "shadow": {"$type": "shadow", "$value": {}},
    },
}


def test_design_tokens_become_a_brand(tmp_path: Path, expect: Expect) -> None:
    house = dtcg.read(json.dumps(TOKENS, indent="\t"), "tokens.json")
    taken_in(tmp_path, house, tmp_path)
    made = brand(tmp_path, "new")
    assert made.roles["primary"] == "#003366"
    assert made.colors["sun"] == "#c46016"
    assert (made.families["text"], made.tokens["--root"]) == ("Schibsted Grotesk", "10.5pt")
    expect(CASES / "tokens.txt", "".join(f"{one}\n" for one in told(house)))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ('"{color.see}"', '19: error[import-alias]: "{color.see}" names nothing in this file, or leads back to itself'),
        ('"{color.a}"', '19: error[import-alias]: "{color.a}" names nothing in this file, or leads back to itself'),
        (
            '{"colorSpace": "srgb", "components": [1, 2]}',
            '19: error[import-colour]: "srgb [1, 2]" is neither a color nor',
        ),
        ('"#ggg"', '19: error[import-colour]: "#ggg" is neither a color nor the name of one'),
    ],
)
def test_a_token_that_says_no_colour_is_refused(value: str, said: str) -> None:
    house = dtcg.read(f'{{"color": {{"$type": "color",\n  "a": {{"$value": {value}}}}}}}', "t.json")
    assert told(house)[0].startswith(f"t.json:2:{said}")


@pytest.mark.parametrize("name", BRANDS)
def test_a_brand_that_is_written_out_and_taken_in_has_the_same_colours_and_type(name: str, tmp_path: Path) -> None:
    ours = brand(tmp_path, name)
    text = dtcg.exported(ours, 10.5, 1.4)
    house = dtcg.read(text, "tokens.json")
    assert [one for one in house.found if one.severity != "advice"] == []
    taken_in(tmp_path, house, tmp_path)
    made = brand(tmp_path, "new")
    assert (made.roles, made.dark, made.colors) == (ours.roles, ours.dark, ours.colors)
    assert made.families["text"] == ours.families["text"]


def test_colours_of_all_spaces_are_brought_into_srgb() -> None:
    assert colourtext.of_components("display-p3", [0, 1, 0], 1)[0] == "#00fb29"
    assert colourtext.of_components("hsl", [210, 50, 40], 0.5) == ("#336699", 0.5)
    assert colourtext.of_components("oklab", ["none", 0, 0], 1)[0] == "#000000"
    with pytest.raises(colourtext.NoColour):
        colourtext.of_components("srgb", [1, "x", 0], 1)


# Others' readers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BRANDS)
def test_posits_own_reader_takes_our_brand_files(name: str) -> None:
    theirs = BrandYML.from_yaml(OURS / name / "_brand.yml")
    assert theirs.color is not None
    assert theirs.color.to_dict("palette")
    assert theirs.typography is not None
    assert theirs.typography.base is not None
    assert theirs.typography.base.family
