"""styles/ + Brand -> tokens that are set to what no rule can use, each at its own line."""

from pathlib import Path

import pytest

from .test_styletokens import SHEET, house, told

__all__ = ["house"]


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("--hyphens: atuo", '"--hyphens: atuo" is no value that "hyphens" takes | did you mean "auto"?'),
        ("--hyphens: yes", '"--hyphens: yes" is no value that "hyphens" takes | write none, auto or manual'),
        ("--hyphens:", '"--hyphens: " is no value that "hyphens" takes | write none, auto or manual'),
        ("--fs-h2: big", '"--fs-h2: big" is no value that "font" takes | Octavo itself has "--fs-h2: 1.905rem"'),
        (
            "--nums-text: lining-nms tabular-nums",
            '"--nums-text: lining-nms tabular-nums" is no value that "font-variant-numeric" takes | '
            'did you mean "lining-nums"?',
        ),
        (
            "--table-row: var(--hair) solidd red",
            '"--table-row: var(--hair) solidd red" is no value that "border-block-end" takes | did you mean "solid"?',
        ),
        (
            "--type-h3: none",
            '"--type-h3: none" is no value that "font" takes | Octavo itself has '
            '"--type-h3: var(--sub-face) var(--fs-h3) / var(--lh-h3) var(--font-sub)"',
        ),
    ],
)
def test_a_token_that_no_rule_can_use(house: Path, css: str, message: str) -> None:
    assert told(house, f":root {{\n  {css};\n}}") == [f"{SHEET}:2:3: error[token-value]: {message}"]


def test_a_token_that_only_the_brand_has(house: Path) -> None:
    assert told(
        house, ":root { --mine: left; --yours: 1pt; } .stat { margin: var(--mine); padding: var(--yours); }"
    ) == [
        f'{SHEET}:1:9: error[token-value]: "--mine: left" is no value that "margin" takes | '
        "styles/tokens/ shows what the tokens are"
    ]


def test_each_token_is_tried_among_the_house_s_own(house: Path) -> None:
    """The setting of h2 takes two tokens: the sound one is not blamed for the other."""
    (one,) = told(house, ":root {\n  --fs-h2: 1.9rem;\n  --lh-h2: tall;\n}")
    assert one.startswith(f'{SHEET}:3:3: error[token-value]: "--lh-h2: tall"')


def test_a_screen_may_be_told_what_the_pdf_engine_does_not_take(house: Path) -> None:
    screen = SHEET.replace("brand.css", "screen.css")
    assert told(house, ":root { --fs-h2: calc-size(auto, size); }", screen) == []
    (one,) = told(house, ":root { --hyphens: atuo; }", screen)
    assert one.startswith(f'{screen}:1:9: error[token-value]: "--hyphens: atuo"')


def test_a_line_that_is_told_in_other_words_is_told_once(house: Path) -> None:
    (unit,) = told(house, ":root { --hair: 1pxx; }")
    assert "error[css-unit]" in unit


@pytest.mark.parametrize(
    "value",
    ["--fs-title: clamp(3rem, 5vw, 4rem)", "--para-gap: max(1rlh, 4pt)", "--hyphens: inherit", "--align: justify"],
)
def test_whatever_the_pdf_engine_takes_is_sound(house: Path, value: str) -> None:
    assert told(house, f":root {{ {value}; }}") == []
