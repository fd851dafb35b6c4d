"""Rules about the body of a brief: its blocks, notes, links and images. A literal table."""

from octavo.problems.rule import Rule
from octavo.problems.text import SHOWN, SILENT, TEXT

BLOCKS: tuple[Rule, ...] = (
    Rule(
        "unknown-block",
        "error",
        '"{value}" is not a block Octavo knows',
        "{near}",
        "Each block has one name in text, template and style sheet. A misspelt one would come out as plain text.",
    ),
    Rule(
        "unclosed-block",
        "error",
        "the block {value} is never closed",
        "write ::: on a line of its own where it ends",
        "An open block would take in everything to the end of the text.",
    ),
    Rule(
        "unclosed-code",
        "error",
        "the code that opens here with {value} is never closed",
        "write {value} on a line of its own where it ends",
        "CommonMark takes everything to the end of the text for code. It is shown as far as the next blank line.",
    ),
    Rule(
        "stray-fence",
        "error",
        "::: closes nothing: no block is open here",
        "remove the line, or open a block above with ::: {{.name}}",
        SHOWN,
    ),
    Rule(
        "bad-fence",
        "error",
        "{value} does not open a block",
        'write ::: {{.name key="value"}}, with both braces and both quotation marks, or ::: name',
        SHOWN,
    ),
    Rule(
        "stray-in-component",
        "error",
        'no place for "{value}" in {what}',
        "{what} holds {holds}; move this out of it",
        "A component has a place on the page for each of its parts. What is none of them would be lost there.",
    ),
    Rule(
        "empty-component",
        "error",
        "{what} needs {needs}",
        "add it, or remove the block",
        "A component without its main part would print as an empty frame.",
    ),
    Rule(
        "missing-attribute",
        "error",
        "{what} needs {value}=...",
        "add {value} within the braces",
        "The block cannot be drawn without it.",
    ),
    Rule(
        "unknown-attribute",
        "error",
        '{what} has no attribute "{value}"',
        "{near}",
        "An attribute that is passed over in silence is text or an instruction lost.",
    ),
    Rule(
        "unknown-class",
        "warning",
        '{what} has no class "{value}"',
        "{near}",
        "A class that nothing draws is an instruction lost.",
    ),
    Rule(
        "repeated-attribute",
        "error",
        '"{value}" is given twice for {what}',
        "keep one",
        "Only one of the two could be used.",
    ),
    Rule(
        "plain-text-only",
        "error",
        '{what} is plain text, but "{value}" holds a note, a link or other markup',
        "move the markup to the words next to it",
        "It is used where no markup can stand, so the markup would be lost.",
    ),
    Rule(
        "recommendation-without-title",
        "error",
        "this recommendation has no title",
        "open it with **A short claim.** and go on from there",
        "Members read the bold lines first, and often only these.",
    ),
    Rule(
        "recommendation-without-addressee",
        "error",
        'the recommendation "{value}" does not say who should act',
        "end it with the actor: [both governments]{{.for}}",
        "A recommendation is of use to the one it is made to; the page shows the addressee of each.",
    ),
)

NOTES_AND_LINKS: tuple[Rule, ...] = (
    Rule(
        "undefined-note",
        "error",
        "there is no note for {value}",
        "write its text on a line of its own, as [^label]: and the words; a label has no spaces; {near}",
        SILENT,
    ),
    Rule(
        "duplicate-note",
        "error",
        "the note {value} is defined again; it was first on line {first}",
        "give one of them another label",
        SILENT,
    ),
    Rule(
        "unused-note",
        "error",
        "the note {value} is never called",
        "write {value} where it belongs, or remove the note",
        SILENT,
    ),
    Rule("empty-note", "error", "the note {value} has no text", "write it after the colon", SILENT),
    Rule(
        "note-not-here",
        "error",
        "a note cannot be written here: {value}",
        "move the note to the text: a field cannot have one",
        "A field also stands where there is no page foot: in metadata, on the cover, in the catalogue.",
    ),
    Rule(
        "unsafe-link",
        "error",
        "a link may not lead to {value}",
        "use an https: or mailto: address, or a path within the brief's folder",
        "javascript:, vbscript:, data: and file: addresses run code or reach into the reader's machine.",
    ),
    Rule(
        "garbled-link",
        "error",
        "this looks like a link or an image, but is not one: {value}",
        "an address with spaces stands in angle brackets: [text](<my file.pdf>); a text's own brackets are written \\]",
        SHOWN,
    ),
    Rule(
        "undefined-link",
        "warning",
        "there is no address for {value}",
        "write [label]: https://... on a line of its own, or \\[ if the brackets are meant",
        SHOWN,
    ),
    Rule(
        "unused-link",
        "warning",
        "no link uses the address given for {value}",
        "remove the line; if it was meant as text, write \\[ in place of [",
        SILENT,
    ),
    Rule(
        "duplicate-link",
        "error",
        "the address for {value} is given again; the one on line {first} counts",
        "remove one of them",
        SILENT,
    ),
    Rule(
        "mixed-citation",
        "error",
        "{value} mixes sources with figures, tables or sections",
        "write them in separate brackets",
        "A citation is set by the citation style, a cross reference by the house.",
    ),
    Rule(
        "missing-alt",
        "error",
        "no alternative text for {value}",
        'add fig-alt="what it shows", or {{.decorative}} if it says nothing',
        "WCAG 2.2, success criterion 1.1.1; PDF/UA-1 and EPUB Accessibility 1.1 ask the same.",
    ),
    Rule(
        "decorative-but-described",
        "error",
        'an image is either decorative or described, not both: "{value}"',
        "remove {{.decorative}}, or the description",
        "A decorative image is passed over when the page is read aloud, and its description with it.",
    ),
)


RULES: tuple[Rule, ...] = (*BLOCKS, *NOTES_AND_LINKS, *TEXT)
