"""What a brand does to readers: told at the brand's own line, and nothing of the house's own brands."""

import re
import shutil
from pathlib import Path

import pytest
import tinycss2

from octavo.brand import load_brand
from octavo.checks import brand, command, palettes, run
from octavo.checks.finding import Unrun, find
from octavo.checks.lights import Lights
from octavo.checks.report import CheckReport, CheckRequest, Verdict
from octavo.colours import CHARTS
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.flatten.rules import read
from octavo.preview.studioverdict import verdict
from octavo.problems import Place
from octavo.stylesheet import bundle
from octavo.yamltext import load

from . import small_press
from .small_press import SmallPress, own_brand

OWN = "styles/brands/house"
CHART = """\
::: {.chart data="data/wells.csv" alt="Bars: 1,200 wells in the north, 7 in the south."}
The north has 1,200 wells

```yaml
mark: bar
encoding:
  x: {field: Wells, type: quantitative}
  y: {field: Place, type: nominal}
```

Source: The survey.
:::
"""


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    """A workspace with a brand of its own: a copy of the brand pacific."""
    press = SmallPress(tmp_path)
    own_brand(tmp_path)
    press.write("content/trial/data/wells.csv", "Place,Wells\nNorth,1200\nSouth,7\n")
    press.brief(CHART, "brand: house\n")
    return press


def told(press: SmallPress) -> list[str]:
    """The findings, and the problems of a workspace that cannot be checked, without the folder."""
    checked = run.check(press.root, "trial", "", {}, ("brand",))
    assert checked.unrun == ()
    found = (*checked.problems, *(finding.problem for finding in checked.findings))
    return [str(one).removeprefix(f"{OWN}/").replace("\n    hint: ", " | ") for one in found]


def change(press: SmallPress, old: str, new: str) -> None:
    small_press.change(press.root / OWN / "_brand.yml", (old, new))


def line_of(press: SmallPress, text: str, name: str = "_brand.yml") -> int:
    lines = (press.root / OWN / name).read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_sound_brand_has_no_finding(press: SmallPress) -> None:
    assert told(press) == []


def test_a_pale_mark_is_told_where_charts_are(press: SmallPress) -> None:
    change(press, "chart-2: tide", 'chart-2: "#7fb5d0"')
    at = line_of(press, "chart-2: ")
    assert told(press) == [
        f"_brand.yml:{at}:16: warning[brand-faint]: chart-2 (#7fb5d0) on paper (#ffffff) has a contrast of 2.22 to 1;"
        " for the marks of a chart it should be 3 to 1 | make chart-2 #6c9ab1"
    ]
    press.brief("No chart.\n", "brand: house\n")
    assert told(press) == []


def test_the_colour_that_is_offered_for_a_pale_mark_is_told_from_all_that_it_meets(press: SmallPress) -> None:
    """The nearest that tells on paper, #6c9ab1, would have the lightness of chart-hi: in a palette that is a fault."""
    change(press, "    roles:\n", "    charts: { categorical: [deep, buoy, pale] }\n    roles:\n")
    change(press, "    deep:", '    pale: "#7fb5d0"\n    deep:')
    change(press, "      chart-2: tide\n", "")
    (found,) = (line for line in told(press) if "brand-faint" in line)
    assert found.endswith("it should be 3 to 1 | make chart-2 #55798b")
    change(press, '"#7fb5d0"', '"#55798b"')
    assert told(press) == []


def test_where_no_colour_is_told_from_all_that_it_meets_it_is_said() -> None:
    """Everything else takes a lightness between black and that of 3 to 1."""
    others = {"chart-1": "#131313", "chart-hi": "#303030", "chart-3": "#505050", "chart-mute": "#727272"}
    roles = {**others, "chart-hi-soft": "#919191", "chart-2": "#e0e0e0", "paper": "#ffffff"}
    lights = Lights(roles, {**roles, "chart-2": "#ffffff", "paper": "#000000"}, frozenset(CHARTS["categorical"]))
    assert lights.cure("chart-2", "paper", 3, in_dark=False) == (
        "make chart-2 #949494, and chart-hi-soft lighter or darker: nothing near is told from it in a chart"
    )


def test_a_mark_that_pales_on_a_dark_screen_alone_is_mended_under_dark(press: SmallPress) -> None:
    change(press, '      chart-1: "#9CC3D6"', "      chart-1: deep")
    (found,) = (line for line in told(press) if "brand-faint]: chart-1" in line)
    assert "for the marks of a chart on a dark screen it should be 3 to 1 | write chart-1: " in found
    assert found.endswith(" under dark")


def test_what_is_wrong_with_a_brand_is_said_once_for_all_its_briefs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    faint = find("font-no-licence", Place(f"{OWN}/_brand.yml", 3), family="Plain", folder="fonts")
    unrun = Unrun("epubcheck", "Java was not found")
    report = CheckReport(tuple(Verdict(slug, (faint,), (unrun,)) for slug in ("one", "two")))
    monkeypatch.setattr(command, "preflight", lambda *_: report)
    assert command.show(CheckRequest(tmp_path), as_json=False, fix=False, total=2) == 0
    said = capsys.readouterr()
    assert said.out.count("not run, for any brief: epubcheck: Java was not found") == said.out.count("epubcheck") == 1
    assert f"{said.out}{said.err}".count("font-no-licence") == 1


@pytest.mark.parametrize(
    ("charts", "message"),
    [
        (
            'categorical: ["#1f77b4", "#9467bd"]',
            "warning[chart-colours-alike]: #1f77b4 and #9467bd of the categorical palette look alike to readers "
            "without red cones (protanopia)",
        ),
        (
            'categorical: ["#4585a3", "#d8681b"]',
            "warning[chart-colours-grey]: #4585a3 and #d8681b of the categorical palette cannot be told apart in grey",
        ),
        (
            "sequential: [haze, tide, mist, deep]",
            "warning[chart-colours-order]: the sequential palette turns the wrong way from #4585a3 to #b7d0db",
        ),
        (
            "diverging: [haze, tide, deep]",
            "warning[chart-colours-order]: the diverging palette turns the wrong way from #4585a3 to #0b2f45",
        ),
    ],
)
def test_palettes_of_charts(press: SmallPress, charts: str, message: str) -> None:
    change(press, "layout: column\n", f"layout: column\n    charts: {{ {charts} }}\n")
    lines = [line.split(" | ")[0] for line in told(press) if "chart-colours" in line]
    assert any(line.endswith(message) for line in lines), lines
    assert all(
        line.startswith(f"_brand.yml:{line_of(press, 'charts: {')}:") for line in lines if line.endswith(message)
    )


def test_a_palette_that_all_can_read_is_passed_over(press: SmallPress) -> None:
    change(press, "layout: column\n", "layout: column\n    charts: { sequential: [spray, mist, tide, deep] }\n")
    assert [line for line in told(press) if "chart-colours" in line] == []


def test_colours_and_sizes_of_the_brand_s_own_sheets(press: SmallPress) -> None:
    with (press.root / OWN / "brand.css").open("a", encoding="utf-8") as sheet:
        sheet.write("/* own */\n.kicker { color: #999999; background-color: var(--tint); font-size: 7pt; }\n")
        sheet.write(".x { color: var(--ink); background: var(--paper); font: 600 .5rem/1 var(--font-ui) }\n")
    at = line_of(press, ".kicker { color: #999999", "brand.css")
    found = told(press)
    assert [line.split(" | ")[0] for line in found] == [
        f"brand.css:{at}:11: warning[brand-faint]: #999999 on tint (#eaf2f5) has a contrast of 2.51 to 1;"
        " for text it should be 4.5 to 1",
        f"brand.css:{at}:69: warning[brand-small-print]: type of 7 pt is printed here;"
        " under 8 pt few read it with ease",
        f"brand.css:{at + 1}:61: warning[brand-small-print]: type of 5.25 pt is printed here;"
        " under 8 pt few read it with ease",
    ]


def test_fonts_need_their_licence_and_a_file_each(press: SmallPress) -> None:
    for file in (press.root / OWN / "fonts").glob("OFL*"):
        file.unlink()
    shutil.copy(
        press.root / OWN / "fonts/SourceSans3-Regular.woff2", press.root / OWN / "fonts/SourceSans3-Semibold.woff2"
    )
    found = told(press)
    licences = [line for line in found if "font-no-licence" in line]
    assert len(licences) == 6
    assert licences[0] == (
        f"_brand.yml:{line_of(press, 'SourceSerif4-Regular')}:11: warning[font-no-licence]: there is no licence beside"
        f' the font files of "Source Serif 4" | put the text of the licence into {OWN}/fonts, as OFL.txt or LICENSE.txt'
    )
    assert [line for line in found if line not in licences] == [
        f"_brand.yml:{line_of(press, 'SourceSans3-Semibold.')}:11: warning[font-same-file]:"
        ' "SourceSans3-Semibold.woff2" holds the same font as "SourceSans3-Regular.woff2"'
        " | give each weight and style its own file, or name it once"
    ]


def test_a_language_that_the_fonts_cannot_show(press: SmallPress) -> None:
    press.brief("Nothing.\n", "brand: house\nlanguage: he\n")
    (found,) = told(press)
    assert found.startswith(f"_brand.yml:{line_of(press, '  fonts:')}:3: advice[font-lacks-letters]: Source Serif 4, ")
    assert 'cannot show letters of the language "he": אבגדהוזחטיך' in found


def test_logos(press: SmallPress) -> None:
    text = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="9">House</text></svg>'
    (press.root / OWN / "logo.svg").write_text(f"{text}<!--{'x' * 70_000}-->", "utf-8")
    at = f"_brand.yml:{line_of(press, 'lockup: { path')}"
    assert [line.split(" | ")[0].removeprefix(at) for line in told(press)] == [
        ':13: warning[logo-heavy]: the logo "logo.svg" has 70 kB',
        ':13: warning[logo-no-size]: the logo "logo.svg" has no viewBox',
        ':13: warning[logo-text]: the logo "logo.svg" holds text that is set in a font of the reader\'s machine',
    ]


@pytest.mark.parametrize("name", ["pacific", "parallel", "meridian"])
@pytest.mark.parametrize("medium", ["print", "screen", "epub"])
def test_all_pairs_of_the_house_s_sheets_are_measured(name: str, medium: str) -> None:
    """Each rule that sets text on a ground in roles is a row of a table; what does not name both cannot be told so."""
    files = Files(DEFAULTS.parent, DEFAULTS)
    own, _ = load_brand(files, name)
    assert own is not None
    unknown = set()
    for rule in read(bundle(files, medium, own).text).rules:  # type: ignore[arg-type]
        said = {one.name: tinycss2.serialize(one.value).strip() for one in rule.declarations}
        pair = [brand.ROLE.fullmatch(said.get(n, "")) for n in ("color", "background-color")]
        roles = frozenset(found[1] for found in pair if found)
        if len(roles) == 2 and roles not in brand.KNOWN:
            unknown.add(tuple(sorted(roles)))
    assert unknown == set()


@pytest.mark.parametrize("name", ["pacific", "parallel", "meridian"])
def test_the_house_s_charts_tell_in_both_lights(name: str) -> None:
    assert charts_of(Files(DEFAULTS), name) == []


def charts_of(files: Files, name: str) -> list[palettes.Fault]:
    path = f"styles/brands/{name}/_brand.yml"
    data, marks, _ = load(files.text(path), path)
    own, found = load_brand(files, name)
    assert own is not None, found
    return list(palettes.faults(data, marks, own.roles, own.dark))


def test_what_is_left_of_a_longer_palette_is_told_on_a_dark_screen(press: SmallPress) -> None:
    change(press, "layout: column\n", 'layout: column\n    charts: { categorical: [deep, buoy, "#6f9fb8"] }\n')
    change(press, "      chart-2: tide\n      chart-3: mist\n", "")
    change(press, 'chart-3: "#35596D"', 'chart-3: "#EE8836"')
    at = line_of(press, 'chart-3: "#EE8836"')
    found = [line for line in told(press) if "chart-hi" in line]
    assert found == [
        f"_brand.yml:{at}:16: warning[chart-roles-alike]: chart-hi (#f08a3c) and chart-3 (#ee8836) stand in one chart, "
        "and look alike to all readers on a dark screen | make one of them lighter or darker under dark, or take "
        "chart-3 out there, which the palette does not have"
    ]
    in_studio = verdict(Files(press.root, DEFAULTS), "house")["charts"]["categorical"]
    (dark,) = [screen["faults"] for screen in in_studio if screen["light"] == "dark"]
    assert ["#f08a3c", "#ee8836"] in [one["colours"] for one in dark if one["code"] == "chart-roles-alike"]
    change(press, '      chart-3: "#EE8836"\n', "")
    assert [line for line in told(press) if "chart-roles-alike" in line] == []


def test_two_roles_are_told_once_where_both_lights_have_the_same_colours(press: SmallPress) -> None:
    change(press, "chart-3: mist", "chart-3: buoy")
    change(press, '      chart-3: "#35596D"\n', "")
    change(press, '      chart-hi: "#F08A3C"\n', "      chart-hi: buoy\n")
    assert len([line for line in told(press) if "chart-hi (#d8681b) and chart-3 (#d8681b)" in line]) == 1


def test_a_mark_that_pales_is_as_grave_in_the_dark_as_in_the_light(press: SmallPress) -> None:
    change(press, "      chart-2: tide\n", '      chart-2: tide\n      chart-1: "#a9c9d9"\n')
    change(press, 'chart-1: "#9CC3D6"', 'chart-1: "#2b4a5a"')
    grave = [re.findall(r"(\w+)\[brand-faint\]: chart-1", line) for line in told(press)]
    assert [one for one in grave if one] == [["warning"], ["warning"]]
    screens = verdict(Files(press.root, DEFAULTS), "house")["charts"]["categorical"]
    assert {one["light"]: "brand-faint" in [fault["code"] for fault in one["faults"]] for one in screens} == {
        "light": True,
        "dark": True,
    }


def test_a_brand_without_colours_of_charts_has_none_that_are_told(press: SmallPress) -> None:
    file = press.root / OWN / "_brand.yml"
    file.write_text(re.sub(r"(?m)^ +chart-.*\n", "", file.read_text("utf-8")), "utf-8")
    assert "chart-" not in file.read_text("utf-8")
    own, _ = load_brand(Files(press.root, DEFAULTS), "house")
    assert own is not None
    assert own.dark["chart-1"] != own.roles["chart-1"], "they follow other roles, in the dark too"
    assert charts_of(Files(press.root, DEFAULTS), "house") == []
