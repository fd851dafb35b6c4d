"""Foreign documents: another program's markup is reported, and every word of theirs is kept, in order."""

from collections import Counter

from octavo.markdown import read
from tests.markdown_words import WORD, words

FOREIGN = """\
<!-- an editor's note -->

<div class="intro">

Canadians **must** have *confidence* that:

* TOC
{:toc}
* {: .stage-alpha .stage-beta}Plan recurring [interactions](https://example.org/a) with teams.[^1]

</div>

**Formerly guideline 9.3**
{: .data-ignore}

{.guide-highlight}
A highlighted paragraph with an [unknown link]({{ "/derisking/" | url }}).

| Position | Rate[^rate] | Cost |
|----------|------------:|-----:|
| Lead     | $133        | $250,040 |
|          | **Total**   | **$1,964,600** |

{% include functions/links.html ids="1.1, 1.2" samePage=false %}

#### Checklist {.guide-checklist}

1. See 44 U.S.C. &#167; 3501 *et seq.*<br />
2. The 21<sup>st</sup> century

[^1]: In "<a href="https://example.org/b">a report</a>" of 2012.
[^rate]: An average.
"""

IN_ORDER = """
div class intro Canadians must have confidence that TOC toc stage alpha stage beta
Plan recurring interactions with teams
div Formerly guideline 9 3 data ignore guide highlight A highlighted paragraph with an unknown link derisking url
Position Rate Cost Lead 133 250 040 Total 1 964 600 include functions links html ids 1 1 1 2 samePage false
Checklist See 44 U S C 3501 et seq br The 21 sup st sup century
In a href https example org b a report a of 2012 An average
"""


def test_every_word_is_kept_in_order() -> None:
    body, _ = read(FOREIGN, "x.md")
    assert words(body) == WORD.findall(IN_ORDER)


def test_every_foreign_sign_is_reported_once_with_its_line() -> None:
    _, problems = read(FOREIGN, "x.md")
    assert [(found.place.line, found.code) for found in problems] == [
        (3, "raw-html"),
        (8, "foreign-attributes"),
        (9, "foreign-attributes"),
        (11, "raw-html"),
        (14, "foreign-attributes"),
        (16, "stray-attributes"),
        (17, "template-syntax"),
        (24, "template-syntax"),
        (26, "unknown-class"),
        (28, "raw-html"),
        (29, "raw-html"),
        (31, "raw-html"),
    ]
    assert Counter(found.severity for found in problems) == {"error": 5, "warning": 7}
