"""A brand's own parts and components: they win while that brand is printed, and lose no word of the author's."""

import shutil
from pathlib import Path

import pytest

from octavo.brand import load_brand
from octavo.brandkit import command, start
from octavo.defaults import DEFAULTS
from octavo.edition import Edition, Editions
from octavo.files import Files
from octavo.formats import book
from octavo.formats.complete import require, words_of
from octavo.lab.specimens import DAY, lay_out
from octavo.markup import compose
from octavo.metadata import describe
from octavo.press import make, settled
from octavo.problems import Problem
from octavo.report import Misuse
from octavo.workspace import overrides

from .small_press import SmallPress

HOME = "styles/brands/pacific/templates"
COLOPHON = (DEFAULTS / "templates/parts/colophon.html").read_text("utf-8")
BODY = (DEFAULTS / "templates/parts/body.html").read_text("utf-8")
WORDS = "A first paragraph.\n\n::: {.callout-note}\nA callout.\n:::\n"
FORMATS = ("pdf", "html", "epub")


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    press = SmallPress(tmp_path)
    press.brief(WORDS)
    return press


def told(found: tuple[Problem, ...]) -> list[str]:
    return [str(one).splitlines()[0] for one in found]


def page(press: SmallPress, brand: str = "") -> str:
    made = make(press.root, "trial", brand, ("html",), False)
    assert told(made.problems) == []
    return made.artifacts[0].data.decode()


def test_a_brands_own_part_wins_over_the_workspaces_while_that_brand_is_printed(press: SmallPress) -> None:
    press.write("templates/parts/colophon.html", f"<p>Of the workspace</p>{COLOPHON}")
    assert "Of the workspace" in page(press)
    press.write(f"{HOME}/parts/colophon.html", f"<p>Of the brand</p>{COLOPHON}")
    assert "Of the brand" in page(press)
    assert "Of the workspace" not in page(press)
    assert "Of the workspace" in page(press, "parallel")
    (press.root / HOME / "parts/colophon.html").unlink()
    assert "Of the workspace" in page(press)


def test_a_build_knows_a_brands_own_template_when_it_comes_changes_and_goes(press: SmallPress) -> None:
    for change in (COLOPHON, f"{COLOPHON}<p>More</p>", ""):
        reads = make(press.root, "trial", "", ("html",), False).reads
        assert press.agrees(reads)
        path = press.write(f"{HOME}/parts/colophon.html", change)
        if not change:
            path.unlink()
        assert not press.agrees(reads)


@pytest.mark.parametrize("edition", FORMATS)
def test_what_a_template_drops_is_told_in_each_edition(edition: str, press: SmallPress) -> None:
    name = {"pdf": "print", "html": "the web page", "epub": "the EPUB"}[edition]
    press.write(f"{HOME}/components/callout.html", "{% macro callout(attributes, labels, edition, kind, title, body) %}"
                "<p>Nothing</p>{% endmacro %}")  # fmt: skip
    made = make(press.root, "trial", "", (edition,), False)
    assert made.artifacts == ()
    assert told(made.problems) == [
        "content/trial/brief.md:9:1: error[template-drops]: the brand's own templates leave out a paragraph in "
        f'{name}: "A callout."'
    ]
    assert f"in {HOME}/components/callout.html, or delete" in str(made.problems[0])


AROUND = """\
funding: Paid for by nobody.
related: [{title: Another text, url: "https://other.example", note: Worth a look}]
media: [{id: talk, kind: audio, title: The talk, url: "https://other.example/talk"}]
"""


@pytest.mark.parametrize(
    ("part", "dropped"),
    [
        ("people", {"Director", "The Aquarium", "ada@house.example · ORCID 0000-0002-1825-0097"}),
        ("related", {"Another text", "Worth a look"}),
        ("media", {"The talk"}),
        ("funding", {"Paid for by nobody."}),
    ],
)
def test_what_stands_around_the_text_may_not_be_dropped(part: str, dropped: set[str], press: SmallPress) -> None:
    person = '{name: Ada Example, role: Director, affiliation: The Aquarium, email: ada@house.example, orcid: "%s"}'
    press.write("content/people.yaml", f"ada: {person % '0000-0002-1825-0097'}\n")
    press.brief(WORDS, AROUND)
    page(press)
    press.write(f"{HOME}/parts/{part}.html", "")
    found = make(press.root, "trial", "", ("html",), False).problems
    assert {one.code for one in found} == {"template-drops"}
    assert {one.text.partition(': "')[2].removesuffix('"') for one in found} == dropped


def test_what_a_template_draws_and_hides_is_told_too(press: SmallPress) -> None:
    press.write(f"{HOME}/parts/body.html", f'<div style="display: none">{BODY}</div>')
    made = make(press.root, "trial", "", ("pdf",), False)
    assert made.artifacts == ()
    assert 'content/trial/brief.md:6: error[text-lost]: the layout engine lost "A first paragraph."' in told(
        made.problems
    )


@pytest.mark.parametrize("kind", ["brief", "commentary", "event-summary", "one-pager", "report"])
def test_octavos_own_templates_drop_nothing_of_any_type(kind: str, tmp_path: Path) -> None:
    """As a brand's own they are held against everything that an author may write."""
    brand, _ = load_brand(Files(tmp_path, DEFAULTS), "meridian")
    assert brand is not None
    lay_out(tmp_path, tmp_path / "lab", brand)
    shutil.copytree(DEFAULTS / "templates/parts", tmp_path / "lab/styles/brands/meridian/templates/parts")
    files = Files(tmp_path / "lab", DEFAULTS)
    for slug in ("components", "limits", "bare"):
        brief = tmp_path / f"lab/content/{slug}/brief.md"
        typed = [f"type: {kind}" if line.startswith("type:") else line for line in brief.read_text("utf-8").split("\n")]
        brief.write_text("\n".join(typed), "utf-8")
        document, design = settled(files, slug, "meridian", False, [])
        assert len(design.own) > 20
        editions = Editions({"html": "index.html"})
        shown: tuple[Edition, ...] = ("print", "screen")
        for edition in shown:
            about = describe(document, editions)
            require(document, design, edition, compose(document, design, edition, editions, about=about).html)
        assert book.make(document, design, editions, None, b"").data


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (
            "parts/colofon.html",
            COLOPHON,
            ': error[brand-template]: "parts/colofon.html" is no part or component that a',
        ),
        ("colophon.html", COLOPHON, ': error[brand-template]: "colophon.html" is no part or component that a brand'),
        ("page.html", "x", ': error[brand-template]: "page.html" is no part or component that a brand can have its'),
        ("parts/stats.html", "\n{% if %}", ":2: error[template-error]: Expected an expression, got 'end of statement"),
        ("parts/stats.html", "{{ 1 | no }}", ":1: error[template-error]: No filter named 'no'."),
        ("parts/stats.html", b"\n\xff", ":2: error[not-utf8]: line 2 holds the byte 0xFF, which is not UTF-8"),
        ("parts/colophon.html", "\n{{ brief.titel }}", ':2: error[template-error]: a brief has no "titel"; did you'),
        ("parts/colophon.html", "\n{{ 1 / 0 }}", ":2: error[template-error]: division by zero"),
        (
            "parts/colophon.html",
            '{% include "parts/no.html" %}',
            ':1: error[template-missing]: there is no template "p',
        ),
        ("parts/colophon.html", '{% include "parts/colophon.html" %}', ":1: error[template-error]: it is drawn within"),
        ("components/callout.html", "<p>x</p>", ':1: error[template-error]: it has no macro "callout"'),
        ("components/callout.html", "{% macro callout(kind) %}{% endmacro %}", ":1: error[template-error]: its macro "),
    ],
)
def test_a_template_that_will_not_do_is_told_at_its_line(
    path: str, text: str | bytes, said: str, press: SmallPress
) -> None:
    file = f"{HOME}/{path}"
    press.write(file, text)
    made = make(press.root, "trial", "", ("html",), False)
    assert made.artifacts == ()
    (line,) = told(made.problems)
    assert line.startswith(f"{file}{said}")


def test_all_that_is_wrong_with_a_brands_templates_is_told_at_once_and_the_nearest_name(press: SmallPress) -> None:
    press.write(f"{HOME}/parts/colofon.html", COLOPHON)
    press.write(f"{HOME}/masthead.html", "")
    press.write(f"{HOME}/parts/stats.html", "{% if %}")
    found = make(press.root, "trial", "", ("html",), False).problems
    assert [(one.place.path.removeprefix(f"{HOME}/"), one.hint) for one in found] == [
        ("masthead.html", 'did you mean "parts/masthead.html"?'),
        ("parts/colofon.html", 'did you mean "parts/colophon.html"?'),
        ("parts/stats.html", "mend the template, or delete the copy to use Octavo's own"),
    ]


def test_a_new_brand_begins_with_the_templates_of_its_parent_and_they_are_listed(press: SmallPress) -> None:
    press.write(f"{HOME}/parts/colophon.html", COLOPHON)
    files = Files(press.root, DEFAULTS)
    base, _ = load_brand(files, "pacific")
    assert base is not None
    assert start.begin(files, base, "New")["templates/parts/colophon.html"].decode() == COLOPHON
    assert command.own(files, "pacific") == ("templates/parts/colophon.html",)


def test_the_lab_is_printed_with_them(press: SmallPress) -> None:
    press.write(f"{HOME}/parts/colophon.html", f"{COLOPHON}<p>Of the brand</p>")
    brand, _ = load_brand(Files(press.root, DEFAULTS), "pacific")
    assert brand is not None
    lay_out(press.root, press.root / "lab", brand)
    made = make(press.root / "lab", "bare", "pacific", ("html",), False)
    assert "Of the brand" in words_of(made.artifacts[0].data)
    assert DAY.isoformat() in made.artifacts[0].data.decode()


def test_a_brands_template_is_compared_with_octavos_own(tmp_path: Path) -> None:
    path = f"{HOME}/parts/colophon.html"
    own = tmp_path / "own"
    shutil.copytree(DEFAULTS / "templates/parts", own / "templates/parts")
    with pytest.raises(Misuse, match="there is no brand in styles/brands/pacific"):
        overrides.copy(tmp_path, own, path)
    shutil.copytree(DEFAULTS / "styles/brands/pacific", own / "styles/brands/pacific")
    overrides.copy(tmp_path, own, path)
    assert (tmp_path / path).read_text("utf-8") == COLOPHON
    assert [(one.path, one.state) for one in overrides.overrides(tmp_path, own)] == [(path, "the same")]
    (tmp_path / path).write_text("mine\n", "utf-8")
    assert [one.state for one in overrides.overrides(tmp_path, own)] == ["as it began"]
    assert f"--- octavo/templates/parts/colophon.html\n+++ {path}\n" in overrides.differences(tmp_path, own, path)
    (own / "templates/parts/colophon.html").write_text("new upstream", "utf-8")
    assert [one.state for one in overrides.overrides(tmp_path, own)] == ["changed since"]
    assert overrides.record(tmp_path, own) == (path,)
    assert [one.state for one in overrides.overrides(tmp_path, own)] == ["as it began"]
