"""What a typographer would mark in the PDF: rules about lines, pages and fonts. A literal table."""

from octavo.problems.rule import Rule

BRINGHURST = "Bringhurst, The Elements of Typographic Style, "

RULES: tuple[Rule, ...] = (
    Rule(
        "widow-line",
        "warning",
        'page {page} begins with the last line of a paragraph: "{words}"',
        "cut or add a few words in this paragraph or in one before it",
        "A line torn from its paragraph looks like a remnant (" + BRINGHURST + "2.4.8). The style sheet keeps two "
        "lines together; where notes or pictures leave no other way, only the words can mend it.",
    ),
    Rule(
        "orphan-line",
        "warning",
        'page {page} ends with the first line of a paragraph: "{words}"',
        "cut or add a few words in the paragraphs before it",
        "A paragraph begins where its next line can be seen (" + BRINGHURST + "2.4.8).",
    ),
    Rule(
        "short-line",
        "advice",
        'on page {page} a paragraph ends with a line that has only "{word}"',
        "cut or add a word or two in this paragraph",
        "A last line of fewer than four letters leaves a hole above the next paragraph (" + BRINGHURST + "2.4.2).",
    ),
    Rule(
        "stub-line",
        "advice",
        'on page {page} a paragraph ends with the rest of a divided word: "{word}"',
        "cut or add a word or two in this paragraph",
        "The stub of a word makes no line (" + BRINGHURST + "2.4.2).",
    ),
    Rule(
        "hyphen-ladder",
        "advice",
        'on page {page}, {count} lines in a row end with a hyphen, from "{words}"',
        "change a word in the first of these lines",
        "Hyphens under each other draw the eye to the margin (F. W. Hamilton, Division of Words, 1918, rule 27: not "
        "more than two; " + BRINGHURST + "2.4.3, bears three).",
    ),
    Rule(
        "loose-line",
        "advice",
        'the word spaces of a line on page {page} are {width} em wide: "{words}"',
        "change a word near it, allow hyphenation, or set the brand's text ragged (`--align: start`)",
        "In justified text a word space is a quarter of an em, and half an em at most (" + BRINGHURST + "2.1.1). Lines "
        "that are not justified have the spaces of their font and are not measured.",
    ),
    Rule(
        "river",
        "advice",
        'on page {page} the gaps between words run together through {count} lines, from "{words}"',
        "change a word in one of these lines",
        "A river of white divides a paragraph where the sense does not. Counted are gaps wider than a third of an em, "
        "each under half of the one above, in three lines or more of justified text.",
    ),
    Rule(
        "lone-heading",
        "warning",
        'the heading "{heading}" is the last thing on page {page}',
        "cut or add a few lines before it",
        "A heading belongs to the text below it (Chicago Manual of Style 17, 2.113).",
    ),
    Rule(
        "page-hole",
        "advice",
        "page {page} ends with {count} blank lines, for the {what} that begins the next page does not fit there",
        "name it before it stands (`@fig-…`, `@tbl-…`), so that text may run on; or move it, or make it smaller",
        "A figure or table is not divided and takes its room where it finds it. What the text has named by its number "
        "lets the text that follows pass. More than eight blank lines look like the end of the text.",
    ),
    Rule(
        "short-page",
        "advice",
        "the text ends on page {page} with {count} line(s)",
        "cut some lines to save the page, or add some",
        "A page for fewer than five lines is a page that nobody meant, and one more sheet to print.",
    ),
    Rule(
        "empty-page",
        "advice",
        "the text ends on page {page} and fills {percent} percent of it",
        "cut some lines to save the page, or add some",
        "A page that is four fifths blank looks like one that nobody meant, and is one more sheet to print.",
    ),
    Rule(
        "no-bookmark",
        "warning",
        'the heading "{heading}" has no bookmark in the PDF',
        "take `bookmark-level: none` out of the brand's styles",
        "Readers go through a long PDF by its outline (Matterhorn Protocol 1.1; WCAG 2.2, technique PDF2).",
    ),
    Rule(
        "font-not-embedded",
        "error",
        "the font {font}, first on page {page}, is not in the PDF",
        "use a font file whose licence allows embedding (OS/2 table, fsType)",
        "A PDF that lacks a font shows another one on another machine, and is no PDF/A (ISO 19005-2, 6.2.11.4).",
    ),
    Rule(
        "font-not-of-brand",
        "warning",
        "the font {font}, first on page {page}, is none of the brand {brand}",
        "add a font of the brand's that has these characters, or name this one under `fallback`",
        "A character that no font of the brand has is set in whatever the machine has, so that another machine makes "
        "another PDF.",
    ),
)
