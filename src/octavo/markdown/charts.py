"""`::: {#fig-x .chart}` -> Chart. Its specification and data stay text here; `document` has them read and drawn."""

from dataclasses import replace

from octavo.blocks import Blocks, Chart, DataTable, Verbatim
from octavo.markdown.figures import div_legend
from octavo.markdown.pile import Pile
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node
from octavo.problems import Place
from octavo.tabular import parse_csv


def chart(reading: Reading, node: Node) -> Blocks:
    """First paragraph = caption (the finding), second = sub-line (measure, unit); a `yaml` block and a `csv` block, or
    `spec="charts/x.yaml"` and `data="data/x.csv"`; labelled paragraphs."""
    found = node.attributes
    pile = Pile.of(reading, node)
    spec = None if found.get("spec") else pile.take(Verbatim, lambda block: block.language in ("yaml", "yml", "json"))
    data = None if found.get("data") else pile.take(Verbatim, lambda block: block.language == "csv")
    legend = div_legend(reading, node, pile)
    place = legend["place"]
    if spec is None and not found.get("spec"):
        reading.report("empty-component", place, what="a chart", needs='a ```yaml block, or spec="charts/file.yaml"')
    if data is None and not found.get("data"):
        reading.report("empty-component", place, what="a chart", needs='a ```csv block, or data="data/file.csv"')
    if not found.get("alt").strip():
        hint = 'add alt="what the chart shows"'
        reading.report("missing-alt", place, hint=hint, value=f"the chart {found.id}".strip())
    table = _data(reading, data) if data else DataTable((), (), found.get("data"), place)
    drawn = Chart(
        spec=spec.text if spec else "",
        spec_path=found.get("spec"),
        spec_place=_inside(spec) if spec else place,
        data=table,
        alt=found.get("alt"),
        **legend,
    )
    holds = "a caption, a sub-line, Source:, Note:, one yaml and one csv block"
    return (drawn, *pile.report_rest(reading, "a chart", holds))


def _data(reading: Reading, block: Verbatim) -> DataTable:
    """The numbers of a `csv` block. Its path stays "", since it is no file of its own."""
    place = _inside(block)
    table, problems = parse_csv(block.text, place.path, place.line - 1)
    reading.problems += problems
    return replace(table, path="")


def _inside(block: Verbatim) -> Place:
    """Where the text of a fenced block starts: the line after its fence."""
    return Place(block.place.path, block.place.line + 1, block.place.column)
