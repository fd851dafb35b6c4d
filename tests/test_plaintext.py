"""The text of inline pieces, without markup."""

from octavo import blocks as b
from octavo.markdown import read_inline
from octavo.plaintext import plain


def test_markup_goes_and_words_stay() -> None:
    words, _ = read_inline(
        "A *b* **c** `d` [e](f) [g]{.smallcaps} h^2^ i~3~ ~~j~~\nk\\\nl ![m](n.png) @fig-o [@p, 3] q[^r].", b.NOWHERE
    )
    assert plain(words) == "A b c d e g h2 i3 j k l m @fig-o [@p, 3] q."


def test_settled_references_show_their_words() -> None:
    words = (b.CrossRef("fig-a", text="Figure 1"), b.Citation((), False, "[@x]", rendered=(b.Text(" (Doe 2020)"),)))
    assert plain(words) == "Figure 1 (Doe 2020)"
