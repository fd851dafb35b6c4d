"""Chart + ChartTheme -> SVG at its final size. The only file that knows vl-convert.

vl-convert runs a JavaScript engine with threads of its own: a process that is forked after its first use hangs. So it
is imported late, in the worker that draws, and never in a process that forks workers.
"""

import hashlib
import json
import os
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote

from lxml import etree

from octavo.blocks import Chart
from octavo.chartfinish import finish
from octavo.chartform import asks_for_legend, form, with_width
from octavo.chartspec import Spec, read
from octavo.charttheme import ChartTheme
from octavo.d3locale import number_format, time_format
from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place, Problem, Rejected, problem
from octavo.slugs import as_written
from octavo.tabular import read_csv
from octavo.utf8 import NotText
from octavo.waffle import draw_waffle

RECIPE = 1
"""Raised whenever the same chart comes out otherwise than before: it keeps old drawings out of the cache's answers."""

NEAR = 0.6
"""Units by which a drawing may miss the wanted width."""

TRIES = 6


@dataclass(frozen=True)
class Drawing:
    """One order: draw `chart` at `width` points in the words of `language` (BCP 47)."""

    chart: Chart
    theme: ChartTheme
    width: float
    language: str


def load(chart: Chart, files: Files) -> tuple[Chart, tuple[Problem, ...]]:
    """The chart with its specification and data read from the files it names, and checked.

    File names are relative to the folder of the brief, in a chapter's file too. A specification without its data is
    checked for all else.
    """
    found: list[Problem] = []
    folder = _brief_folder(chart.place.path)
    if chart.spec_path:
        path = posixpath.join(folder, unquote(chart.spec_path))
        try:
            chart = replace(chart, spec=files.text(path), spec_place=Place(path, 1))
        except FileMissing as missing:
            hint = f'did you mean "{as_written(missing.nearest, chart.place)}"?' if missing.nearest else None
            found.append(problem("chart-missing", chart.place, hint=hint, spec=as_written(path, chart.place)))
        except (FileRefused, NotText) as refused:
            found.append(
                problem("chart-refused", chart.place, spec=as_written(path, chart.place), reason=refused.reason)
            )
    if chart.data.path and not chart.data.columns:
        table, faults = read_csv(files, posixpath.join(folder, unquote(chart.data.path)), chart.data.place)
        chart = replace(chart, data=table)
        found += faults
    return chart, (*found, *(check(chart) if chart.spec else ()))


def _brief_folder(path: str) -> str:
    """The folder of the brief whose text stands in `path`: "content/x" for "content/x/chapters/one.md"."""
    parts = path.split("/")
    return "/".join(parts[: min(2, len(parts) - 1)])


def check(chart: Chart) -> tuple[Problem, ...]:
    """Every fault of the specification, with its line: unknown words, marks and columns, text drawn as a quantity,
    data from elsewhere, colours that are not the brand's."""
    return read(chart)[1]


def draw(chart: Chart, theme: ChartTheme, width_pt: float, language: str) -> str:
    """The chart as SVG, `width_pt` points wide, words as text. Same input, same text.

    Colours stand as literal attributes, since the PDF engine resolves no custom property inside a drawing; classes
    beside them (m-hi, t-ink, l-grid) let a screen recolour it. Raises Rejected for what cannot be drawn.
    """
    spec, found = read(chart)
    if spec is None:
        raise Rejected(found)
    mark = spec.get("mark")
    if (mark.get("type") if isinstance(mark, dict) else mark) == "waffle":
        return finish(draw_waffle(spec, chart.data, theme, width_pt), theme, width_pt)
    whole = form(spec, chart.data, theme, width_pt)
    try:
        svg = _fit(lambda width: _vega(with_width(whole, width), theme, language), width_pt)
    except ValueError as fault:
        raise Rejected((problem("chart-failed", chart.spec_place, detail=_reason(fault)),)) from None
    if _is_empty(svg):
        raise Rejected((problem("chart-empty", chart.spec_place),))
    return finish(svg, theme, width_pt)


def draw_many(orders: Iterable[Drawing], folder: Path) -> tuple[str, ...]:
    """The drawings of `orders`, in their order. Each is kept in `folder` under a hash of all it depends on.

    The folder is made when missing, and may be deleted at any time. Raises Rejected as `draw` does, for all at once.
    """
    drawn: list[str] = []
    found: list[Problem] = []
    for order in orders:
        kept = folder / f"{_key(order)}.svg"
        try:
            drawn.append(kept.read_text("utf-8"))
            continue
        except OSError:
            pass
        try:
            svg = draw(order.chart, order.theme, order.width, order.language)
        except Rejected as refused:
            found += [p for p in refused.problems if p not in found]
            continue
        folder.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(f".{os.getpid()}")
        beside.write_text(svg, "utf-8")
        beside.replace(kept)
        drawn.append(svg)
    if found:
        raise Rejected(tuple(found))
    return tuple(drawn)


def _key(order: Drawing) -> str:
    chart, theme = order.chart, order.theme
    parts = [
        RECIPE, version("vl-convert-python"), version("babel"), chart.spec, chart.data.columns, chart.data.rows,
        sorted(theme.colours.items()), theme.family, theme.fonts.name, theme.text, order.width, order.language,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


# vl-convert -------------------------------------------------------------------------------------


@cache
def _engine(fonts: Path) -> ModuleType:
    """vl-convert, told of the fonts in a folder. Its clock is set to UTC: dates fall on the same day anywhere."""
    os.environ["TZ"] = "UTC"
    import vl_convert

    vl_convert.register_font_directory(str(fonts))
    return vl_convert


def _vega(spec: Spec, theme: ChartTheme, language: str) -> str:
    return str(
        _engine(theme.fonts).vegalite_to_svg(
            spec,
            config=theme.config(asks_for_legend(spec)),
            format_locale=number_format(language),
            time_format_locale=time_format(language),
            allowed_base_urls=[],
        )
    )


def _fit(drawn: Callable[[float], str], width: float) -> str:
    """The drawing whose outer width is `width`.

    Names and labels add to the width of the plot, and how much shows only when it is drawn; so the plot's width is
    sought by the secant rule, which takes two or three drawings.
    """
    plot, tried = 0.75 * width, (0.0, 0.0)
    for _ in range(TRIES):
        svg = drawn(plot)
        miss = width - _size(svg)[0]
        if abs(miss) <= NEAR:
            break
        slope = (tried[1] - miss) / (plot - tried[0]) if tried[0] else 1.0
        tried = (plot, miss)
        plot = max(0.1 * width, plot + miss / (slope if slope > 0.2 else 1.0))
    return svg


def _is_empty(svg: str) -> bool:
    """True if no mark was drawn; axes do not count."""
    groups = etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}g")
    return not any("role-mark" in str(group.get("class", "")) and len(group) for group in groups)


def _size(svg: str) -> tuple[float, float]:
    root = etree.fromstring(svg.encode())
    return float(root.get("width") or 0), float(root.get("height") or 0)


def _reason(fault: ValueError) -> str:
    """The words of a JavaScript error, without its trace."""
    lines = [line.strip() for line in str(fault).splitlines()[1:] if not line.strip().startswith("at ")]
    return lines[0] if lines else str(fault).splitlines()[0]
