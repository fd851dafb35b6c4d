"""Inlines -> HTML: where a line of print may end, and what is set apart in figures."""

import pytest

from octavo import blocks as b
from octavo.inlines import bound, figures


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It is becoming much more complicated to mount a response.", "a\N{NO-BREAK SPACE}response."),
        ("On security, four specialists see continuity.", "see\N{NO-BREAK SPACE}continuity."),
        ("Congress asked for it in institutional hearings", "institutional hearings"),
        ("A text that ends with one uncharacteristically", "one uncharacteristically"),
        ("Too short to be broken", "be broken"),
    ],
)
def test_a_short_last_word_is_not_left_alone(text: str, last: str) -> None:
    (only,) = bound((b.Text(text),))
    assert isinstance(only, b.Text)
    assert only.text.endswith(f" {last}")
    assert only.text.replace("\N{NO-BREAK SPACE}", " ") == text


def test_separators_are_set_apart_within_figures_only() -> None:
    assert figures((b.Text("1,204.5"),)) == '1<span class="sep">,</span>204<span class="sep">.</span>5'
    assert figures((b.Text("No. 5, <10"),)) == "No. 5, &lt;10"
