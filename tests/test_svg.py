"""Drawings: what is taken out, what is refused, what style rules become."""

import base64
import io

import pytest
from PIL import Image

from octavo.svg import clean, size

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 100">\n'


def cleaned(inside: str, head: str = HEAD) -> tuple[str, list[str]]:
    data, found = clean(f"{head}{inside}</svg>".encode(), "images/map.svg")
    return data.decode(), [str(p).partition("\n")[0] for p in found]


def embedded(width: int, height: int) -> str:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("<g/>\n<script>alert(1)</script>", "3: error[svg-forbidden]: <script> is not allowed in a drawing"),
        ("<foreignObject><p/></foreignObject>", "2: error[svg-forbidden]: <foreignObject> is not allowed in a drawing"),
        ('<g onclick="go()"/>', '2: error[svg-handler]: onclick="go()" on <g> would run a script'),
        (
            '<image xlink:href="https://x.example/a.png"/>',
            '2: error[svg-remote]: href="https://x.example/a.png" on <image> points outside the drawing',
        ),
        (
            '<use href="other.svg#a"/>',
            '2: error[svg-remote]: href="other.svg#a" on <use> points outside the drawing',
        ),
        (
            "<path fill=\"url( 'http://x.example/#g')\"/>",
            "2: error[svg-remote]: fill=\"url( 'http://x.example/#g')\" on <path> points outside the drawing",
        ),
        (
            '<path style="fill:url(http://x.example/#g)"/>',
            '2: error[svg-remote]: fill="url(http://x.example/#g)" on <path> points outside the drawing',
        ),
        (
            '<image href="data:image/svg+xml;base64,AAAA"/>',
            '2: error[svg-remote]: href="data:image/svg+xml;base64,AAAA" on <image> points outside the drawing',
        ),
        (
            '<image href="data:image/png;base64,iVBORw0KGgo="/>',
            "2: error[svg-bad-image]: href on <image> embeds a picture that is damaged or too large",
        ),
        ("<g>\n<animate/></g>", "3: warning[svg-unknown]: <animate> is not drawn"),
    ],
)
def test_what_could_run_or_load_is_named_with_its_line(inside: str, message: str) -> None:
    out, found = cleaned(inside)
    assert found == [f"images/map.svg:{message}"]
    for trace in ("script", "onclick", "x.example", "other.svg", "foreignObject", "animate"):
        assert trace not in out


def test_the_line_of_what_cannot_be_read() -> None:
    _, (found,) = cleaned("<g>\n</h></g>")
    assert found.startswith("images/map.svg:3:5: error[svg-broken]: the drawing is not well-formed XML: ")


def test_an_entity_of_a_doctype_that_is_not_read_is_refused() -> None:
    doctype = '<!DOCTYPE svg SYSTEM "other.dtd">\n'
    _, found = cleaned("<text>\n&company;</text>", doctype + HEAD)
    assert [f.partition("]")[0] for f in found] == ["images/map.svg:1: error[svg-entities"]


def test_the_usual_doctype_is_no_fault() -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    out, found = cleaned("<rect width='9' height='9'/>", doctype + HEAD)
    assert found == []
    assert "DOCTYPE" not in out


def test_what_only_an_editor_needs_goes_without_a_word() -> None:
    out, found = cleaned(
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata><!-- a note -->'
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="v"/>'
        '<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Layer 1" id="a">'
        '<a xlink:href="https://x.example/"><text>A</text></a>B</g>'
    )
    assert found == []
    assert out.endswith('<g id="a"><g><text>A</text></g>B</g></svg>')


def test_of_a_choice_the_plain_svg_is_kept() -> None:
    out, found = cleaned("<switch><foreignObject><p/></foreignObject><text>Box</text><text>Never</text></switch>")
    assert found == []
    assert "<g><text>Box</text></g>" in out


def test_styles_become_attributes_in_the_order_of_the_cascade() -> None:
    out, found = cleaned(
        "<style>\n.a,.b{fill:#111;stroke-width:2px}\n#c{fill:#333}\nrect{fill:#222}\n.b{fill:#444!important}</style>"
        '<rect class="a"/><rect class="b" id="c" fill="#000"/><path class="a" style="fill:#555; -inkscape-x:1"/>'
    )
    assert found == []
    assert '<rect fill="#111" stroke-width="2px"/>' in out
    assert '<rect id="c" fill="#444" stroke-width="2px"/>' in out
    assert '<path fill="#555" stroke-width="2px"/>' in out
    assert "style" not in out


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("\n@import url(x.css);", "3: warning[svg-style]: a style of the drawing is left out: @import"),
        ("g > .a{fill:red}", "2: warning[svg-style]: a style of the drawing is left out: g > .a"),
        ("a:hover{fill:red}", "2: warning[svg-style]: a style of the drawing is left out: a:hover"),
        (
            ".a{mix-blend-mode:multiply}",
            "2: warning[svg-style]: a style of the drawing is left out: mix-blend-mode: multiply",
        ),
        (".a{fill:var(--x)}", "2: warning[svg-style]: a style of the drawing is left out: fill: var(--x)"),
    ],
)
def test_styles_that_cannot_become_attributes_are_told(css: str, message: str) -> None:
    _, found = cleaned(f"<style>{css}</style>")
    assert found == [f"images/map.svg:{message}"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('viewBox="0 0 200 100"', (200, 100)),
        ('viewBox="0 0 200 100" width="100%"', (200, 100)),
        ('viewBox="0 0 200 100" width="4in"', (384, 192)),
        ('viewBox="0,0,200,100" height="50"', (100, 50)),
        ('width="30mm" height="1cm"', (113.386, 37.7953)),
    ],
)
def test_size(attributes: str, expected: tuple[float, float]) -> None:
    data, found = clean(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode(), "a.svg")
    assert found == ()
    assert size(data) == pytest.approx(expected)
    assert b"viewBox" in data


@pytest.mark.parametrize("attributes", ["", 'viewBox="0 0 0 0"', 'viewBox="x"', 'width="100%" height="100%"'])
def test_a_drawing_without_a_size_is_refused(attributes: str) -> None:
    _, found = clean(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode(), "a.svg")
    assert [str(p).partition("\n")[0] for p in found] == [
        "a.svg:1: error[svg-no-size]: the drawing has neither a viewBox nor a width and height"
    ]


def test_shapes_that_multiply_are_counted() -> None:
    tenfold = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" if n else '<g id="g0"><path/></g>' for n in range(7)
    )
    for inside in (tenfold, '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'):
        out, found = cleaned(inside)
        assert out == ""
        assert found == [
            "images/map.svg:1: error[svg-too-heavy]: the drawing has more than 200,000 shapes, "
            "or repeats itself in a circle"
        ]


def test_embedded_pictures_stay() -> None:
    data = embedded(4, 4)
    out, found = cleaned(f'<image href="{data}"/>')
    assert found == []
    assert data in out


def test_a_drawing_without_its_namespace_says_what_to_write() -> None:
    _, found = clean(b"<svg viewBox='0 0 9 9'/>", "a.svg")
    assert [str(p) for p in found] == [
        "a.svg:1: error[svg-no-namespace]: the drawing starts with <svg>, not with an <svg> of the SVG namespace\n"
        '    hint: write <svg xmlns="http://www.w3.org/2000/svg" ...>'
    ]


def test_utf_16_is_read() -> None:
    data, found = clean(
        f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}<text>Łódź</text></svg>'.encode("utf-16"), "a.svg"
    )
    assert found == ()
    assert "Łódź".encode() in data
