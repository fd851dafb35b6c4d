"""Rules about citations, bibliographies and citation styles. A literal table."""

from octavo.problems.rule import Rule

ONE_WORK = "A key leads to one work, or readers are sent to the wrong one."
WHOLE = "An entry that is read wrongly prints a reference that nobody can follow."

CITATIONS: tuple[Rule, ...] = (
    Rule(
        "unknown-citation",
        "error",
        '"@{key}" is not in {library}',
        "{near}",
        ONE_WORK,
    ),
    Rule(
        "no-bibliography",
        "error",
        "{value} cites a work, and the brief has no bibliography",
        "write the entry into {path}, or name another file under `bibliography:`; if no work is meant, write \\@",
        "A citation prints an author and a year, which stand in the bibliography.",
    ),
    Rule(
        "citation-note-in-field",
        "error",
        'in the style {style} {value} becomes a note, and "{field}" can have none',
        "cite it in the text, or choose an author-date style",
        "This text also stands where there is no page foot: in metadata, on the cover, in the catalogue.",
    ),
    Rule(
        "citation-empty",
        "error",
        "in the style {style} nothing is left of {value}",
        "cite it without the hyphen: a work without an author is named by its title, which the hyphen leaves out",
        "A citation of which nothing is printed cannot be followed.",
    ),
    Rule(
        "uncited-entries",
        "advice",
        "entries of {path} that are cited nowhere, and so not printed: {keys} ({count} in all)",
        "cite them, or delete them",
        "A list of references shows what the text rests on, and nothing else (Chicago Manual of Style 18, 13.106).",
    ),
    Rule(
        "needs-pandoc",
        "error",
        "this brief cites works, and pandoc, which sets citations, is not installed",
        'run ./invoke, which installs it, or `pip install "octavo[citations]"`',
        "Citation styles are programs in a language of their own, CSL 1.0.2; pandoc runs them.",
    ),
    Rule(
        "citations-failed",
        "error",
        "pandoc could not set the citations: {reason}",
        "mend what it names; when that does not help, try another citation style",
        "Without a citation's words there is nothing to print in its place.",
    ),
    Rule(
        "citations-warned",
        "warning",
        "pandoc says about the citations: {reason}",
        "look at the references as printed, and mend what is named",
        "What the citation engine could not use is something that was meant and is not printed.",
    ),
)

BIBLIOGRAPHY: tuple[Rule, ...] = (
    Rule(
        "bibliography-kind",
        "error",
        'a bibliography cannot be read from "{value}"',
        "use one of: {known}",
        "BibTeX, CSL JSON and CSL YAML are what reference managers write.",
    ),
    Rule(
        "bibliography-empty",
        "error",
        "{path} holds no entry",
        "{form}",
        "A bibliography without entries is most often a file of another kind.",
    ),
    Rule(
        "bibliography-unreadable",
        "error",
        "the bibliography cannot be read from here on: {reason}",
        "mend the line, or export the file again",
        WHOLE,
    ),
    Rule(
        "duplicate-entry",
        "error",
        'the key "{key}" is given on line {first} and again on line {second}',
        "delete one of the two, or give it another key",
        ONE_WORK,
    ),
    Rule(
        "entry-without-key",
        "error",
        "{entry} has no key",
        "{form}",
        "Citations name a work by its key.",
    ),
    Rule(
        "entry-open",
        "error",
        'the entry "{key}" is not closed before line {line}',
        'close it with "}}"',
        WHOLE,
    ),
    Rule(
        "value-open",
        "error",
        'the value of "{field}" that opens here is not closed before line {line}',
        'for each "{{" there must be a "}}", and quotation marks come in pairs; those inside a value in braces',
        WHOLE,
    ),
    Rule(
        "entry-comma",
        "error",
        'the comma after the value of "{field}" is missing',
        "put a comma before the next field",
        WHOLE,
    ),
    Rule(
        "entry-form",
        "error",
        "{wanted} is missing before “{found}”",
        "an entry is written @book{{key, title = {{Its title}}, year = 2019}}",
        WHOLE,
    ),
    Rule(
        "entry-field-twice",
        "error",
        'the entry "{key}" has two fields "{field}"; the first is on line {first}',
        "keep one; several authors stand in one field, joined by “and”",
        "Only one of them would be printed.",
    ),
    Rule(
        "unknown-entry-type",
        "warning",
        '"@{value}" is not a type of entry that BibTeX or BibLaTeX knows',
        "{near}",
        "The type decides which fields are printed, and how.",
    ),
    Rule(
        "undefined-string",
        "warning",
        '"{value}" is not defined in this file, so it is printed as it stands',
        'put the words in braces, or define them: @string{{{value} = "..."}}',
        "A word without braces is a BibTeX abbreviation.",
    ),
    Rule(
        "bibliography-markup",
        "error",
        'the entry "{key}" holds markup that cannot be set: {value}',
        "write it in plain characters; accents and emphasis may stand as in LaTeX",
        "It would be printed as typed.",
    ),
    Rule(
        "reference-address",
        "warning",
        'the entry "{key}" has an address that no link can lead to: {value}',
        "write the whole address, with https://",
        "The words are printed; readers cannot follow them.",
    ),
)

STYLES: tuple[Rule, ...] = (
    Rule(
        "citation-style-missing",
        "error",
        'there is no citation style "{value}"',
        "put its .csl file into the brief's folder or into styles/csl/; {near}",
        "The style sets the form of citations and references (CSL 1.0.2).",
    ),
    Rule(
        "citation-style-broken",
        "error",
        "this is not a citation style: {reason}",
        "fetch the file again from the CSL project's collection of styles",
        "The style sets the form of citations and references (CSL 1.0.2).",
    ),
    Rule(
        "citation-style-dependent",
        "error",
        'this style has no form of its own, only that of the style "{parent}"',
        "put {parent}.csl into styles/csl/ and name it",
        "A dependent style names its parent by an address, and a build opens no connection.",
    ),
)

RULES: tuple[Rule, ...] = (*CITATIONS, *BIBLIOGRAPHY, *STYLES)
