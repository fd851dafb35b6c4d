"""The rules of the preflight: each says what it should where it should, and nothing of a brief that keeps them."""

from pathlib import Path
from threading import Barrier

import pytest

from octavo.checks import run, table
from octavo.checks.run import Checked
from octavo.checks.subject import Subject
from octavo.checks.text import known_numbers, numbers, quoted_in, sentences

from .small_press import SmallPress

CONTENT = tuple(family.name for family in table.CHECKS if family.about == "content" and not family.slow)
GOOD = """\
The survey counted 1,200 wells in three valleys. The International Labour Organization (ILO) paid for it, and the ILO
and GEA Group of Economists and Associates have the records, which are current as of January 2, 2026.

## Wells run dry first in the north

Mr. Example of the U.S. survey said so. Of the northern wells, 40 percent were dry by June.

::: {.pullquote}
The survey counted 1,200 wells [...] 40 percent were dry by June.
:::

::: {.chart data="data/wells.csv" alt="Bars: 1,200 wells in the north, 7 in the south, as two bars."}
The north has 1,200 wells, the south seven

```yaml
mark: bar
encoding:
  x: {field: Wells, type: quantitative}
  y: {field: Place, type: nominal}
```

Source: The survey.
:::
"""
FIELDS = """\
dek: What the survey of January found, and what follows from it
summary: There are 1200 wells in 3 valleys.
takeaways:
  - "**Wells run dry.** In the north 40 percent were."
  - The survey counted 1,200.
  - It covered three valleys.
media:
  - {id: a, kind: audio, title: T, url: "https://house.example/a", length: "1:02", transcript: "https://house.example/t"}
"""

PATIENCE = 30
"""Seconds after which what should go on side by side does not."""


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def checked(press: SmallPress, wanted: tuple[str, ...] = CONTENT, slug: str = "trial") -> Checked:
    """What the families find in a brief, without building it."""
    return run.check(press.root, slug, "", {}, wanted)


def test_a_brief_that_keeps_the_rules_has_no_finding(press: SmallPress) -> None:
    press.write("content/trial/data/wells.csv", "Place,Wells\nNorth,1200\nSouth,7\n")
    press.brief(GOOD, FIELDS)
    found = checked(press, ("editorial", "prose"))
    assert (found.problems, [str(finding.problem) for finding in found.findings], found.unrun) == ((), [], ())


def test_a_fault_inside_a_check_is_a_finding_that_names_the_family(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Subject) -> list[object]:
        raise ZeroDivisionError("division by zero")

    families = (table.Check("broken", "content", broken), *table.CHECKS)  # type: ignore[arg-type]
    monkeypatch.setattr(run, "CHECKS", families)
    press.brief("## Introduction\n\nA sentence.\n")
    found = checked(press, ("broken", "prose"))
    assert [finding.code for finding in found.findings] == ["check-fault", "topic-heading"]
    assert found.findings[0].severity == "error"
    assert str(found.findings[0].problem).startswith(
        "content/trial/brief.md: error[check-fault]: the checks called broken could not be finished:"
        " ZeroDivisionError: division by zero (test_checks.py:"
    )
    assert found.partial == ("broken",)


def test_families_that_wait_for_a_program_wait_beside_each_other(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)

    def waiting(_: Subject) -> list[object]:
        both.wait(PATIENCE)
        return []

    apart = (table.Check(name, "content", waiting, apart=True) for name in ("one", "other"))  # type: ignore[arg-type]
    monkeypatch.setattr(run, "CHECKS", (*apart, *table.CHECKS))
    press.brief("## Introduction\n\nA sentence.\n")
    found = checked(press, ("one", "other", "prose"))
    assert [finding.code for finding in found.findings] == ["topic-heading"]


@pytest.mark.parametrize(
    ("quotation", "text", "stands"),
    [
        ("Water is a right.", "They say: water is a right, always.", True),
        ("Water’s a right", "water's a right", True),
        ("Water ... price", "Water is a right and has a price", True),
        ("price … water", "Water is a right and has a price", False),
        ("is a ri", "Water is a right", False),
    ],
)
def test_a_quotation_stands_in_a_text_word_for_word(quotation: str, text: str, stands: bool) -> None:
    assert quoted_in(quotation, text) is stands


def test_numbers_are_compared_by_their_digits() -> None:
    assert numbers("1,200 and 1 200 wells, 4.5 percent, COVID19") == {"1200": "1 200", "4.5": "4.5"}
    assert known_numbers("twelve of 1,200") == {"12", "1200"}


def test_a_sentence_does_not_end_after_an_abbreviation() -> None:
    assert sentences("Dr. No came. “He left,” said J. Bond of the U.S. Navy. Why?") == [
        "Dr. No came.",
        "“He left,” said J. Bond of the U.S. Navy.",
        "Why?",
    ]


def test_a_pdf_that_mail_refuses_or_that_says_nothing_of_itself_is_told(press: SmallPress) -> None:
    press.brief("One sentence.\n")
    file = press.write("build/trial/trial.pdf", b"%PDF-1.7\n" + bytes(7_100_000))
    found = run.check(press.root, "trial", "", {"pdf": file}, ("pdf",)).findings
    assert [str(finding.problem).splitlines()[0] for finding in found] == [
        "content/trial/brief.md: warning[pdf-heavy]: the PDF has 7.1 MB; mail servers take up to 7 MB",
        "content/trial/brief.md: error[pdf-nonconforming]: the PDF does not keep PDF/A: it does not say so (XMP)",
    ]
    assert {finding.edition for finding in found} == {"pdf"}


def test_a_line_that_its_author_ends_ends_a_sentence(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    press.brief(f"*A title*\\\n{'word ' * 30}\\\n{'word ' * 30}\n")
    found = run.check(press.root, "trial", "", {}, ("prose",)).findings
    assert [finding.code for finding in found] == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("They MAY go, and may stay; they MUST NOT, and must not, go to the OAS.", ["OAS"]),
        ("The Organization of American States met. Then the OAS went.", []),
        ("## The Organization (OAS) met\n\nThe OAS went; it is in UTF-8, and COVID was over. VOTE!", []),
    ],
)
def test_an_acronym_is_one_that_nobody_explained(body: str, told: list[str], tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    press.brief(f"{body}\n")
    found = run.check(press.root, "trial", "", {}, ("prose",)).findings
    assert [finding.problem.text.split('"')[1] for finding in found if finding.code == "acronym"] == told
