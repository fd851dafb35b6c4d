"""Rules about the words of a brief: what another program would read in them. A literal table."""

from octavo.problems.rule import Rule

SILENT = "Markdown programs drop or misread this without a word; nothing an author wrote may be lost that way."
SHOWN = "Left alone, these characters would stand in the published text. It is shown as typed until it is mended."

TEXT: tuple[Rule, ...] = (
    Rule(
        "raw-html",
        "error",
        "raw HTML is not read: {value}",
        "{instead}",
        "HTML has no meaning in a PDF or an EPUB, and can carry scripts. It is shown as typed. Comments are the one "
        "exception: <!-- a note among authors --> stands in no edition.",
    ),
    Rule(
        "unclosed-comment",
        "error",
        "the comment that opens here is never closed",
        "write --> where it ends",
        "CommonMark would take everything to the end of the text for the comment.",
    ),
    Rule(
        "template-syntax",
        "warning",
        "{value} is shown as typed: a brief's text is never a template",
        "remove it, or put it between backticks if it is meant to be seen",
        "Text that templates could run would be a way into the machine that builds it (CWE-1336).",
    ),
    Rule(
        "foreign-attributes",
        "warning",
        "{value} is Kramdown's way to write attributes, and is shown as typed",
        "write {{.class}} without the colon, straight after a heading, image, link or [span], or remove it",
        SHOWN,
    ),
    Rule(
        "stray-attributes",
        "warning",
        "{value} belongs to nothing, or is not well formed",
        'attributes stand straight after a heading, image, link, `code` or [span]: {{#id .class key="value"}}',
        SHOWN,
    ),
    Rule(
        "stray-info",
        "warning",
        'only a language may follow the marks that open a code block; "{value}" is not shown',
        "move it to the text, or write {{#id .language}}",
        SILENT,
    ),
    Rule(
        "foreign-syntax",
        "warning",
        "{value} is another program's markup, and is shown as typed",
        "contents are made by the document type; a callout is ::: {{.callout-note}}",
        SHOWN,
    ),
    Rule(
        "stray-emphasis",
        "warning",
        "{value} is left over in the text: it opens or closes nothing",
        "no space may stand between the mark and its words; write a backslash before it if it is meant to be seen",
        SHOWN,
    ),
    Rule(
        "stray-definition",
        "error",
        '"{value}" belongs to no table and no term',
        "a caption stands next to its table, a definition under its term of one line; both after a blank line",
        SHOWN,
    ),
    Rule(
        "bad-table",
        "error",
        "this looks like a table, but {value} does not have as many columns as the line above",
        "give the line under the head one --- for each column",
        SHOWN,
    ),
    Rule(
        "table-row-too-long",
        "error",
        "this row has {cells} cells, the table's head has {columns}",
        "give the head as many cells, or write \\| for a bar that is text",
        SILENT,
    ),
    Rule(
        "nested-too-deep",
        "error",
        "the text is nested too deep here",
        "use fewer levels of lists, quotations or blocks",
        "Nobody can follow so many levels, and layout programs fail on them. What is deeper is shown as typed.",
    ),
    Rule(
        "control-character",
        "error",
        "{value} cannot stand in a text",
        "delete the character; it may be invisible: retype the words round it",
        "XML 1.0, section 2.2 forbids or discourages it, and an EPUB is XML. Copying from other programs brings it in.",
    ),
)
