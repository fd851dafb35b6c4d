"""What is wrong with pictures as they stand on the page. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "picture-blurred",
        "error",
        "{image} ({pixels}) has {ppi} pixels an inch on page {page}; {limit} are the least",
        "it is shown {size} inches wide: get one that is {wanted} pixels wide, or show it smaller",
        "A printer's screen of 150 lines an inch needs a pixel for each, or they can be told apart.",
    ),
    Rule(
        "picture-coarse",
        "warning",
        "{image} ({pixels}) has {ppi} pixels an inch on page {page}; it is sharp from {limit} on",
        "it is shown {size} inches wide: get one that is {wanted} pixels wide, or show it smaller",
        "One and a half pixels to a line of the usual printer's screen of 150 lines an inch look sharp, two are best.",
    ),
    Rule(
        "picture-bulky",
        "advice",
        "{image} ({pixels}, {bytes} MB) has {ppi} pixels an inch on page {page}; more than {limit} are of no use",
        "it is shown {size} inches wide at most: {wanted} pixels are enough",
        "Print takes two pixels to a line of its screen; what is more only makes the PDF and the page heavy.",
    ),
    Rule(
        "picture-colours",
        "advice",
        '{image} counts in the colors of "{colours}"; the PDF shows them as those of sRGB, mostly duller',
        "convert it to sRGB in the program that saves it (“convert to profile”, not “assign”)",
        "A PDF/A has one set of colors for all that names none, and the layout engine passes on no picture's own"
        " (ISO 19005-2, 6.2.4.3).",
    ),
    Rule(
        "picture-without-words",
        "error",
        "{image} on page {page} has no words for those who do not see it",
        'add fig-alt="what it shows", or {{.decorative}} if it says nothing',
        "WCAG 2.2, success criterion 1.1.1; ISO 14289-1, 7.3.",
    ),
)
