"""Text that the layout engine loses or repeats is told, with its words."""

from octavo.formats.engine import HTML
from octavo.formats.whole import gaps

PAGE = (
    '<html lang="en"><style>@page { size: 300pt 300pt; margin: 20pt } * { margin: 0 } body { font: 10pt/15pt serif; '
    "orphans: 2; widows: 2 }{}</style><body>{}</body></html>"
)
LOST = (
    '<p data-line="3">One<span class="f">A note that is lost</span></p><div style="height: 192pt"></div>'
    '<p data-line="5">a<br>b<br>c<br>d <a href="#e">p</a></p><p id="e" data-line="9">end</p>'
)
FOOTNOTE = ".f { float: footnote } a::after { content: target-counter(attr(href url), page) }"


def told(css: str, body: str) -> list[str]:
    document = HTML(string=PAGE.replace("{}", css, 1).replace("{}", body, 1)).render()
    return [str(found).split("\n", 1)[0] for found in gaps(document, "a.md")]


def test_a_whole_text_has_no_gaps() -> None:
    assert told("", LOST) == []
    assert (
        told("p::before { content: 'added' } li { text-transform: uppercase; hyphens: auto }", "<p>x</p><li>straße")
        == []
    )


def test_a_note_that_the_engine_loses_is_told() -> None:
    assert told(FOOTNOTE, LOST) == ['a.md:3: error[text-lost]: the layout engine lost "A note that is lost"']


def test_the_lines_of_a_float_that_the_page_cuts_off_are_told() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    body = f'<div style="height: 230pt"></div><p data-line="4">Text <span class="f">{words}</span> and more of it.</p>'
    (only,) = told(".f { float: left; width: 30pt }", body)
    assert only.startswith('a.md:4: error[text-lost]: the layout engine lost "')


def test_text_that_is_printed_twice_is_told() -> None:
    document = HTML(string='<html lang="en"><p data-line="2">Once is enough</p>').render()
    document.pages *= 2
    (only,) = (str(found).split("\n", 1)[0] for found in gaps(document, "a.md"))
    assert only == 'a.md:2: error[text-twice]: the layout engine printed "Once is enough" twice'


def test_hidden_text_is_told() -> None:
    assert told(".f { display: none }", LOST) == [
        'a.md:3: error[text-lost]: the layout engine lost "A note that is lost"'
    ]


def test_a_head_that_is_repeated_on_purpose_is_not_told() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(40))
    assert told("", f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>") == []


def test_a_head_that_the_next_column_repeats_is_not_told() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(20))
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    assert told("", f'<div style="columns: 2">{table}</div>') == []
