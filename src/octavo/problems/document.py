"""Rules about numbers, links and notes, templates, and the laid-out page. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "bad-type-table",
        "error",
        "{field}: {reason}",
        "compare it with templates/types/brief.yaml",
        "A type's table is read strictly, so that a misspelt part cannot leave a document without its disclaimer.",
    ),
    Rule(
        "no-labels",
        "warning",
        'there are no words of the house in "{language}", so English ones are printed',
        "translate templates/labels/en.yaml into this file, or give `labels:` in publisher.yaml",
        "Headings such as “Key takeaways” stand in the language of the brief (WCAG 2.2, 3.1.2).",
    ),
    Rule(
        "duplicate-id",
        "error",
        'the id "{value}" is already used at {first}',
        "give one of the two another id",
        "An anchor leads to one place only; the HTML and EPUB standards refuse a second (HTML 3.2.6).",
    ),
    Rule(
        "undefined-reference",
        "error",
        '"@{value}" refers to nothing in this brief',
        "{near}",
        "A cross reference prints a number; without its target there is none to print.",
    ),
    Rule(
        "broken-link",
        "error",
        'the link "{value}" leads nowhere',
        "{near}",
        "A link inside a brief must have its target in the same brief, in all editions.",
    ),
    Rule(
        "unknown-speaker",
        "error",
        'there is no person "{value}" in content/people.yaml',
        "{near}",
        "A pull quote is attributed to a person the house knows, with the role printed beside the name.",
    ),
    Rule(
        "unknown-recording",
        "error",
        'there is no recording "{value}" under `media:` in the front matter',
        "{near}",
        "A recording's address, length and transcript stand once, in the front matter.",
    ),
    Rule(
        "heading-skips",
        "warning",
        'the heading "{value}" skips a level: it is level {written} after level {before}',
        "use one # less, or write the heading that is missing; it is printed one level below the last",
        "Readers who move by headings lose their place when a level is missing (WCAG 2.2, 1.3.1; ISO 14289-1, 7.4.2).",
    ),
    Rule(
        "template-error",
        "error",
        "{reason}",
        "mend the template, or delete the copy to use Octavo's own",
        "Templates only draw; a name they do not know is refused and never printed as nothing.",
    ),
    Rule(
        "template-missing",
        "error",
        'there is no template "{value}"',
        "the templates that come with Octavo are listed in templates/README.md",
        "A part or component is drawn by the template of its name.",
    ),
    Rule(
        "note-lost",
        "error",
        "note {number} stands on no page; it is called on page {page}",
        "shorten the paragraph or move the call by a sentence, then build again",
        "WeasyPrint 70 can lose a footnote when a page is laid out twice; no text may vanish.",
    ),
    Rule(
        "note-astray",
        "warning",
        "note {number} stands on page {page}, its call on page {call}",
        "shorten the paragraph or the note, or move the call by a sentence",
        "A reader looks for a note at the foot of the page of its call.",
    ),
    Rule(
        "notes-crowded",
        "error",
        "note {number} has no room beside the text of page {page}",
        "shorten the notes, or move their calls apart",
        "Notes that run into each other cannot be read. Notes that the margin cannot hold are first tried at the foot "
        "of the page.",
    ),
    Rule(
        "text-lost",
        "error",
        'the layout engine lost "{text}"',
        "shorten or move the passage, or what stands before it, by a line or two",
        "WeasyPrint 70 can drop text at the end of a page. Every letter of the text is looked for on the pages; other "
        "settings are tried before this is said.",
    ),
    Rule(
        "text-twice",
        "error",
        'the layout engine printed "{text}" twice',
        "shorten or move the passage, or what stands before it, by a line or two",
        "WeasyPrint 70 can repeat lines at the end of a page. Every letter of the text is counted on the pages; other "
        "settings are tried before this is said.",
    ),
    Rule(
        "invitation-lost",
        "error",
        "the invitation at the end stands on no page",
        "shorten the back matter by some lines, or the invitation itself",
        "It is let down to the foot of the last page as a note is, and WeasyPrint 70 can lose a note.",
    ),
    Rule(
        "wrong-page-count",
        "error",
        "the document has {pages} page(s), its type must have {wanted}",
        "lengthen the text, or choose another type",
        "A one-pager is one sheet, printed on both sides. A text takes more room in a brand of larger type or wider "
        "margins. `--draft` prints it as it is.",
    ),
    Rule(
        "text-off-page",
        "error",
        'text leaves the sheet on page {page}: "{text}"',
        "break the word or the address, or make the table narrower",
        "What stands outside the sheet is not printed.",
    ),
    Rule(
        "number-too-wide",
        "error",
        'the number "{text}" is wider than its column on page {page}',
        "write it shorter, show fewer numbers in a row, or give the brand a smaller scale or --fs-stat",
        "Numbers are not broken: one that is too wide runs over the next, and both are misread.",
    ),
    Rule(
        "layout-message",
        "error",
        "the layout engine says: {message}",
        "mend what it names; if a style sheet is meant, the line is the style sheet's own",
        "Anything the layout engine cannot use is something the author or the designer meant and does not get.",
    ),
)
