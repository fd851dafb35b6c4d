"""Charts: what is wrong with a specification, what is drawn, in each brand's look, and always alike."""

import logging
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from weasyprint import HTML

from octavo.blocks import Chart
from octavo.charts import Drawing, check, draw, draw_many, load
from octavo.charttheme import SCREEN_TEXT, ChartTheme
from octavo.d3locale import number_format, time_format
from octavo.files import Files
from octavo.fonts import measuring_faces
from octavo.problems import Place, Rejected
from octavo.tabular import parse_csv

BRANDS = Path(__file__).parents[1] / "styles" / "brands"
PACIFIC = {
    "ink": "#15242E", "ink-2": "#45535C", "1": "#0B2F45", "2": "#4585A3", "3": "#B7D0DB", "hi": "#D8681B",
    "hi-ink": "#A8480A", "hi-soft": "#FBEADC", "mute": "#DCE7EC", "grid": "#DDE6EA", "paper": "#FFFFFF",
}  # fmt: skip
PARALLEL = {
    "ink": "#111111", "ink-2": "#55534F", "1": "#111111", "2": "#8C8983", "3": "#C9C6BF", "hi": "#F04A23",
    "hi-ink": "#C8320F", "hi-soft": "#FDE3DB", "mute": "#E1DFDA", "grid": "#E3E1DC", "paper": "#FFFFFF",
}  # fmt: skip
for colours in (PACIFIC, PARALLEL):  # what is ordered follows the others, as in octavo.colours
    colours |= {f"seq-{n}": colours[role] for n, role in enumerate(("mute", "3", "2", "1"), 1)}
    colours |= {f"div-{n}": colours[role] for n, role in enumerate(("hi", "mute", "1"), 1)}

WAFFLE = """\
mark: waffle
encoding:
  value: {field: share}
  label: {field: year}
  text: {field: place}
  outline: {field: bound}
"""
SHARES = """\
year,place,share,bound
2010,"15 of every 100, in one city: Ciudad Juárez",15,
2018,"At most 10 of every 100, in any one state",10,upper limit
"""
BARS = """\
mark: bar
encoding:
  y: {field: element, sort: null}
  x: {field: share}
  text: {field: share, format: ",.1f"}
  color:
    condition: {test: "datum.element == 'National guard'", value: hi}
    value: "1"
"""
ELEMENTS = """\
element,share
Security cabinet,12.5
Social policy and prevention programs for the young,80
National guard,1234.5
Truth commissions,n/a
"""
LINE = """\
mark: line
encoding:
  x: {field: year, type: temporal}
  y: {field: rate}
  color: {field: place}
  text: {field: place}
"""
RATES = "year,place,rate\n2010,Mexico,22\n2018,Mexico,29\n2010,United States,4.8\n2018,United States,5\n"


def chart(spec: str, csv: str) -> Chart:
    data, found = parse_csv(csv, "data/x.csv")
    assert found == ()
    return Chart(spec=spec, data=data, id="fig-x", place=Place("brief.md", 5, 1), spec_place=Place("brief.md", 11, 1))


def said(spec: str, csv: str = SHARES) -> list[str]:
    return [str(p) for p in check(chart(spec, csv))]


@pytest.fixture(scope="session")
def pacific(tmp_path_factory: pytest.TempPathFactory) -> ChartTheme:
    return theme("Pacific Sans", PACIFIC, ("pacific", "SourceSans3"), tmp_path_factory.mktemp("pacific"))


@pytest.fixture(scope="session")
def parallel(tmp_path_factory: pytest.TempPathFactory) -> ChartTheme:
    return theme("Parallel Sans", PARALLEL, ("parallel", "SchibstedGrotesk"), tmp_path_factory.mktemp("parallel"))


def theme(family: str, colours: dict[str, str], files: tuple[str, str], folder: Path) -> ChartTheme:
    brand, name = files
    bold = "Semibold" if name.startswith("Source") else "SemiBold"
    read = {weight: (BRANDS / brand / "fonts" / f"{name}-{cut}.woff2").read_bytes() for weight, cut in
            ((400, "Regular"), (600, bold))}  # fmt: skip
    return ChartTheme(colours, family, measuring_faces(family, {(w, "normal"): d for w, d in read.items()}, folder))


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


# What is wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", [WAFFLE, "mark: bar\nencoding: {x: {field: year}, y: {field: share}}\n"])
def test_good_specifications_pass(spec: str) -> None:
    assert said(spec) == []


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            "mark: bar\nencoding:\n  x: {field: shares}\n",
            'brief.md:13:14: error[chart-field]: the data has no column "shares"\n    hint: did you mean "share"?',
        ),
        (
            "mark: bar\nencoding:\n  x: {field: zzz}\n",
            'brief.md:13:14: error[chart-field]: the data has no column "zzz"\n'
            "    hint: columns: bound, place, share, year",
        ),
        (
            "mark: baar\nencoding: {x: {field: share}}\n",
            'brief.md:11:7: error[chart-mark]: "baar" is not a mark that can be drawn here\n'
            '    hint: did you mean "bar"?',
        ),
        (
            "mark: bar\nencodign: {x: {field: share}}\n",
            'brief.md:12:1: error[chart-word]: "encodign" is not known beside "mark"\n'
            '    hint: did you mean "encoding"?',
        ),
        (
            "mark: bar\nencoding:\n  colour: {field: share}\n",
            'brief.md:13:3: error[chart-word]: "colour" is not known as a channel\n    hint: did you mean "color"?',
        ),
        (
            "mark: bar\nencoding:\n  x: {feild: share}\n",
            'brief.md:13:7: error[chart-word]: "feild" is not known in the channel "x"\n'
            '    hint: did you mean "field"?',
        ),
        (
            "mark: bar\nencoding:\n  x: {field: share, type: quantitive}\n",
            'brief.md:13:27: error[chart-word]: "quantitive" is not known as a type\n'
            '    hint: did you mean "quantitative"?',
        ),
        (
            "data: {url: data.csv}\nmark: bar\nencoding: {x: {field: share}}\n",
            "brief.md:11:13: error[chart-data]: data comes from the chart's CSV, or from a list of values: "
            'url: data.csv\n    hint: name the file with data="data/file.csv", or write the values in a csv block',
        ),
        (
            "encoding: {x: {field: share}}\n",
            "brief.md:11:1: error[chart-kind]: a view needs exactly one of mark, layer, hconcat, vconcat, concat, "
            "facet, repeat; found: none of them\n    hint: give it a mark, or list the views it is made of",
        ),
        (
            "- mark\n",
            "brief.md:11:1: error[chart-not-mapping]: the chart has no specification\n"
            "    hint: write at least a mark and an encoding, one key a line",
        ),
        (
            "mark: {type: bar, color: '#ff0000'}\nencoding: {x: {field: share}}\n",
            'brief.md:11:26: warning[chart-literal-colour]: the color "#ff0000" belongs to no brand\n'
            "    hint: use a role, which each brand fills with its own color: "
            "1, 2, 3, grid, hi, hi-ink, hi-soft, ink, ink-2, mute, paper",
        ),
        (
            "mark: bar\nencoding:\n  x: {field: share}\n  color: {field: year, scale: {range: [acent, mute]}}\n",
            'brief.md:14:40: error[chart-colour]: "acent" is not a color\n    hint: did you mean "accent"?',
        ),
        (
            "mark: bar\nencoding:\n  x: {field: place, type: quantitative}\n",
            'brief.md:13:14: error[chart-number]: the column "place" is drawn as a quantity, but holds '
            '"15 of every 100, in one city: Ciudad Juárez"\n    hint: mend the cell, leave it empty if there is no '
            "value, or draw the column as nominal",
        ),
        (
            "config: {view: {stroke: red}}\nmark: bar\nencoding: {x: {field: share}}\n",
            'brief.md:11:1: error[chart-word]: "config" is not known beside "mark"\n    hint: the brand decides this',
        ),
        (
            "mark: bar\nencoding:\n  x: {field: share}\n  color: {field: place}\n  text: {field: share}\n",
            "brief.md:15:9: error[chart-stacked-labels]: the labels of stacked bars have no place of their own\n"
            "    hint: set the parts beside one another with yOffset (or xOffset), or draw a chart for each part",
        ),
        (
            "mark: bar\nencoding:\n  x: {field: share}\n  y: {field: year}\n  color: {field: place}\n",
            'brief.md:15:10: warning[chart-unnamed-colour]: the colors tell "place" apart, but nothing says which '
            "is which\n    hint: name the parts in a text channel, or ask for a legend with legend: {}",
        ),
        (
            "mark: waffle\nencoding:\n  valeu: {field: share}\n",
            'brief.md:11:1: error[chart-channel-lacks]: the mark "waffle" needs the channel "value"\n'
            "    hint: name the column that says how many squares are filled",
        ),
    ],
)
def test_faults_are_named_with_line_and_column(spec: str, message: str) -> None:
    assert message in said(spec)


def test_numbers_written_for_one_country_are_told() -> None:
    found = said("mark: bar\nencoding: {x: {field: n, type: quantitative}}\n", 'n,a\n5,x\n"1,234",y\n')
    assert found == [
        'brief.md:12:23: error[chart-number]: the column "n" is drawn as a quantity, but holds "1,234"\n'
        "    hint: write it plainly: no thousands separator, a point before decimals, the unit in the sub-line"
    ]


def test_columns_made_by_transforms_are_known_and_their_sources_checked() -> None:
    spec = (
        "transform:\n- {calculate: datum.shaer * 2, as: twice}\n- {filter: {field: yaer, gt: 2010}}\n"
        "- {aggregate: [{op: sum, field: twice, as: total}], groupby: [year]}\n"
        "mark: bar\nencoding: {x: {field: total}, y: {field: share}}\n"
    )
    assert [s.partition("\n")[0] for s in said(spec)] == [
        'brief.md:12:15: error[chart-field]: the data has no column "shaer"',
        'brief.md:13:20: error[chart-field]: the data has no column "yaer"',
        'brief.md:16:42: error[chart-field]: the data has no column "share"',
    ]


def test_layers_may_bring_values_of_their_own() -> None:
    spec = (
        "layer:\n- mark: bar\n  encoding: {x: {field: share}, y: {field: year}}\n"
        "- data: {values: [{limit: 12}]}\n  mark: rule\n  encoding: {x: {field: limti, type: quantitative}}\n"
    )
    assert [s.partition("\n")[0] for s in said(spec)] == [
        'brief.md:16:25: error[chart-field]: the data has no column "limti"'
    ]


def test_specification_and_data_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "share.csv").write_text(SHARES, "utf-8")
    (tmp_path / "share.yaml").write_text("mark: bar\nencoding:\n  x: {field: shrae}\n", "utf-8")
    empty = replace(chart("", SHARES), spec_path="share.yaml")
    named = replace(
        empty, data=replace(empty.data, columns=(), rows=(), path="data/share.csv", place=Place("brief.md", 5))
    )
    read, found = load(named, Files(tmp_path))
    assert read.data.columns == ("year", "place", "share", "bound")
    assert [str(p).partition("\n")[0] for p in found] == [
        'share.yaml:3:14: error[chart-field]: the data has no column "shrae"'
    ]
    (tmp_path / "share.yaml").rename(tmp_path / "shares.yaml")
    assert [str(p) for p in load(named, Files(tmp_path))[1]] == [
        'brief.md:5:1: error[chart-missing]: there is no chart specification "share.yaml"\n'
        '    hint: did you mean "shares.yaml"?'
    ]


# What is drawn ---------------------------------------------------------------------------------


def test_a_waffle_counts_its_squares(pacific: ChartTheme) -> None:
    svg = draw(chart(WAFFLE, SHARES), pacific, 492, "en")
    assert svg.count(PACIFIC["mute"]) == 85 + 90
    assert len(re.findall(r'fill="#D8681B"', svg)) == 15
    assert len(re.findall(r'fill="#FBEADC" stroke="#D8681B"', svg)) == 10
    assert texts(svg) == [
        "2010", "15 of every 100, in one city: Ciudad Juárez", "2018", "At most 10 of every 100, in any one state",
    ]  # fmt: skip


def test_the_panels_of_a_waffle_stand_above_one_another_on_a_phone(pacific: ChartTheme) -> None:
    wide = etree.fromstring(draw(chart(WAFFLE, SHARES), pacific, 492, "en").encode())
    narrow = etree.fromstring(draw(chart(WAFFLE, SHARES), replace(pacific, text=SCREEN_TEXT), 340, "en").encode())
    assert [g.get("transform") for g in wide] == ["translate(0.00,0.00)", "translate(263.85,0.00)"]
    assert [(g.get("transform") or "").startswith("translate(0.00,") for g in narrow] == [True, True]


@pytest.mark.parametrize("spec", [(BARS, ELEMENTS), (LINE, RATES), (WAFFLE, SHARES)])
@pytest.mark.parametrize(("width", "size"), [(492.0, 8.5), (340.0, SCREEN_TEXT)])
def test_a_chart_is_drawn_at_its_final_size_in_print_without_a_word_of_complaint(
    spec: tuple[str, str], width: float, size: float, parallel: ChartTheme, caplog: pytest.LogCaptureFixture
) -> None:
    svg = draw(chart(*spec), replace(parallel, text=size), width, "en")
    root = etree.fromstring(svg.encode())
    box = [float(n) for n in (root.get("viewBox") or "").split()]
    assert root.get("width") == f"{width:g}pt"
    assert box[2] == pytest.approx(width, abs=1)
    for trap in ("style=", "var(", "currentColor", "aria-", "role=", "#4c78a8", "sans-serif", "http://www.w3.org/1999"):
        assert trap not in svg
    with caplog.at_level(logging.WARNING, "weasyprint"):
        HTML(string=f"<p>{svg}</p>").write_pdf()
    assert caplog.records == []


def test_bars_are_labelled_and_a_row_without_a_value_keeps_its_place(pacific: ChartTheme) -> None:
    svg = draw(chart(BARS, ELEMENTS), pacific, 492, "en")
    words = texts(svg)
    assert words[:6] == [
        "Security cabinet", "Social policy and prevention", "programs for the young", "National guard",
        "Truth commissions", "12.5",
    ]  # fmt: skip
    assert words[6:] == ["80.0", "1,234.5"]
    assert svg.count('class="m-hi"') == 1
    assert svg.count('class="m-1"') == 2


def test_lines_are_labelled_at_their_ends_in_colours_that_can_be_read(pacific: ChartTheme) -> None:
    svg = draw(chart(LINE, RATES), pacific, 492, "en")
    assert re.search(r'<path[^>]*stroke="#D8681B"[^>]*class="l-hi"', svg)
    assert re.search(r'<text[^>]*fill="#A8480A"[^>]*class="t-hi">United States</text>', svg)
    assert texts(svg)[0] == "2010"


def test_numbers_and_dates_are_written_as_the_language_does(pacific: ChartTheme) -> None:
    assert "1\u202f234,5" in texts(draw(chart(BARS, ELEMENTS), pacific, 492, "fr"))
    assert number_format("de")["decimal"] == ","
    assert number_format("xx-unknown")["thousands"] == ","
    assert time_format("es")["days"][0] == "domingo"
    assert time_format("en")["shortMonths"][:2] == ["Jan", "Feb"]


def test_colours_are_those_of_the_brand(pacific: ChartTheme, parallel: ChartTheme) -> None:
    for brand in (pacific, parallel):
        for spec in ((BARS, ELEMENTS), (LINE, RATES), (WAFFLE, SHARES)):
            svg = draw(chart(*spec), brand, 492, "en")
            assert set(re.findall(r'"(#\w{6})"', svg)) <= set(brand.colours.values())
            assert {name.strip("'") for name in re.findall(r'font-family="([^"]*)"', svg)} == {brand.family}


def test_what_vega_lite_refuses_and_what_comes_out_empty_is_a_problem(pacific: ChartTheme) -> None:
    nothing = "transform: [{filter: datum.share > 99}]\nmark: bar\nencoding: {x: {field: share}, y: {field: year}}\n"
    bad = "mark: bar\ntransform: [{filter: 'datum.share >'}]\nencoding: {x: {field: share}}\n"
    for spec, code in ((nothing, "chart-empty"), (bad, "chart-failed")):
        with pytest.raises(Rejected) as caught:
            draw(chart(spec, SHARES), pacific, 492, "en")
        assert [(p.code, p.place) for p in caught.value.problems] == [(code, Place("brief.md", 11, 1))]
        assert "\n" not in caught.value.problems[0].text


def test_drawings_are_kept_by_all_they_depend_on(pacific: ChartTheme, tmp_path: Path) -> None:
    order = Drawing(chart(WAFFLE, SHARES), pacific, 492, "en")
    (first,) = draw_many([order], tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text("what is kept is used", "utf-8")
    assert draw_many([order], tmp_path) == ("what is kept is used",)
    others = [
        replace(order, width=400),
        replace(order, language="fr"),
        replace(order, theme=replace(pacific, text=9)),
        replace(order, chart=chart(WAFFLE, SHARES.replace(",15,", ",16,"))),
        replace(order, chart=chart(WAFFLE.replace("waffle", "{type: waffle, color: '1'}"), SHARES)),
    ]
    assert "what is kept is used" not in draw_many(others, tmp_path)
    assert len(list(tmp_path.iterdir())) == 6
    assert first == draw(order.chart, pacific, 492, "en")


def test_the_same_chart_is_the_same_bytes_in_another_process_and_time_zone(pacific: ChartTheme) -> None:
    here = draw(chart(LINE, RATES), pacific, 492, "en")
    code = (
        "import sys\nfrom pathlib import Path\nfrom octavo.blocks import Chart\nfrom octavo.charts import draw\n"
        "from octavo.charttheme import ChartTheme\nfrom octavo.tabular import parse_csv\n"
        f"chart = Chart(spec={LINE!r}, data=parse_csv({RATES!r}, 'x.csv')[0])\n"
        f"theme = ChartTheme({PACIFIC!r}, 'Pacific Sans', Path({str(pacific.fonts)!r}))\n"
        "sys.stdout.buffer.write(draw(chart, theme, 492, 'en').encode())"
    )
    root = Path(__file__).parents[1]
    env = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": str(root / "src")}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=env, cwd=root)
    assert run.stdout.decode() == here
