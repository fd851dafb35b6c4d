"""A brand's colours and type -> what Vega-Lite needs to draw in its look, and the names by which a screen recolours it.

One accent, direct labels, no frame, no legend, no grid where values are written, no text on its side.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.chartwords import NO_COLOUR, ROLE_ALIASES

PRINT_TEXT = 8.5
"""Points. The size of words in a printed chart; all strokes and gaps keep their ratio to it."""

SCREEN_TEXT = 13.0
"""Units of a drawing made for a phone, where a unit is about a CSS pixel."""


@dataclass(frozen=True)
class ChartTheme:
    """The look of a brand's charts.

    `colours` maps a role (1, 2, 3, hi, hi-ink, hi-soft, mute, ink, ink-2, grid, paper; seq-1 to seq-4 and
    div-1 to div-3 for what is ordered) to "#rrggbb"; `family` is the
    CSS name of the font for words, `fonts` a folder with its faces under that very name, for measuring; `text` is the
    size of words in units of the drawing.
    """

    colours: Mapping[str, str]
    family: str
    fonts: Path
    text: float = PRINT_TEXT

    def colour(self, name: str) -> str:
        """The value of a role; any other colour as it is."""
        return name if name in NO_COLOUR else self.colours.get(ROLE_ALIASES.get(name, name), name)

    def config(self, legend: bool) -> dict[str, Any]:
        """The Vega-Lite configuration; a legend is drawn only when `legend` asks for it."""
        c = self.colours
        ramp = [c["seq-1"], c["seq-2"], c["seq-3"], c["seq-4"]]
        return {
            "aria": False,
            "background": None,
            "font": self.family,
            "padding": 0,
            "view": {"stroke": None, "fill": None},
            "legend": self._legend() if legend else {"disable": True},
            "range": {
                "category": [c["1"], c["hi"], c["2"], c["3"]],
                "ordinal": ramp[::-1],
                "ramp": ramp,
                "heatmap": ramp,
                "diverging": [c["div-1"], c["div-2"], c["div-3"]],
            },
            **self._axes(),
            **self._marks(),
            "style": self._styles(),
        }

    @property
    def unit(self) -> float:
        """What a point of the printed chart is in this drawing."""
        return self.text / PRINT_TEXT

    def _axes(self) -> dict[str, Any]:
        c, unit = self.colours, self.unit
        label = {"labelFont": self.family, "labelFontSize": self.text, "labelColor": c["ink"], "labelLimit": 0}
        title = {"titleFont": self.family, "titleFontSize": self.text, "titleColor": c["ink-2"], "titleLimit": 0}
        line = {"domainColor": c["ink-2"], "domainWidth": 0.6 * unit, "tickColor": c["ink-2"], "tickWidth": 0.6 * unit}
        grid = {"grid": False, "gridColor": c["grid"], "gridWidth": 0.5 * unit, "tickSize": 3 * unit}
        gaps = {"labelPadding": 5 * unit, "labelSeparation": 8 * unit}
        upright = {"titleAngle": 0, "titleAlign": "left"}
        bold = {"fontSize": self.text, "fontWeight": 600, "color": c["ink"]}
        return {
            "axis": {**label, **title, **line, **grid, **gaps, "labelAngle": 0, "titleFontWeight": 400},
            "axisLeft": {**upright, "titleAnchor": "end", "titleBaseline": "bottom", "titleY": -13 * unit},
            "axisQuantitative": {"grid": True, "domain": False, "ticks": False, "tickCount": 5},
            "axisTemporal": {"tickCount": 6},
            "axisYDiscrete": {"domain": False, "ticks": False},
            "axisXDiscrete": {"ticks": False},
            "header": {**label, "labelFontWeight": 600, "labelAnchor": "start", "labelPadding": 4 * unit},
            "title": {"font": self.family, **bold, "anchor": "start", "limit": 0, "offset": 6 * unit},
        }

    def _legend(self) -> dict[str, Any]:
        """One row above the chart."""
        words = {"labelFont": self.family, "labelFontSize": self.text, "labelColor": self.colours["ink"]}
        symbols = {"symbolType": "square", "symbolSize": 60 * self.unit**2, "symbolStrokeWidth": 0}
        place = {"orient": "top", "direction": "horizontal", "offset": 8 * self.unit, "columnPadding": 14 * self.unit}
        return {**words, **symbols, **place, "title": None, "labelLimit": 0}

    def _marks(self) -> dict[str, Any]:
        c, unit = self.colours, self.unit
        dot = {"color": c["1"], "size": 34 * unit**2, "opacity": 1}
        return {
            "mark": {"invalid": "break-paths-show-domains"},  # a row without a value keeps its place
            "bar": {"color": c["1"], "discreteBandSize": {"band": 0.7}},
            "line": {"color": c["1"], "strokeWidth": 1.6 * unit},
            "trail": {"color": c["1"]},
            "area": {"color": c["3"]},
            "arc": {"color": c["1"]},
            "rect": {"color": c["1"]},
            "rule": {"color": c["ink-2"], "strokeWidth": 0.6 * unit},
            "tick": {"color": c["1"], "thickness": 1.2 * unit},
            "point": {**dot, "filled": True},
            "circle": dot,
            "square": dot,
            "text": {"font": self.family, "fontSize": self.text, "color": c["ink"]},
            "boxplot": {"box": {"color": c["2"]}, "median": {"color": c["paper"]}},
        }

    def _styles(self) -> dict[str, Any]:
        """What an author may name as a mark's `style`. All use `color`: `fill` and `stroke` lose to the defaults."""
        c, unit = self.colours, self.unit
        bold = {"font": self.family, "fontSize": self.text, "fontWeight": 600}
        return {
            "value": {**bold, "color": c["ink"]},
            "note": {"color": c["ink-2"]},
            "accent": {"color": c["hi"]},
            "context": {"color": c["mute"]},
            "stem": {"color": c["1"], "strokeWidth": 1.5 * unit},
            "dot": {"color": c["1"], "filled": True, "size": 34 * unit**2, "opacity": 1},
            "threshold": {"color": c["hi"], "strokeWidth": 1.1 * unit},
            "threshold-label": {
                **bold, "color": c["hi-ink"], "align": "center", "baseline": "bottom", "dy": -4 * unit,
            },
        }  # fmt: skip
