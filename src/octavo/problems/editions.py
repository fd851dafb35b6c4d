"""What is wrong with an edition as it was made."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "pdf-nonconforming",
        "error",
        "the PDF does not keep {standard}: {message} ({rule})",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the PDF",
        "What a PDF says of itself, libraries and readers rely on (ISO 19005, ISO 14289). Found by page-validation "
        "or by veraPDF.",
    ),
    Rule(
        "pdf-heavy",
        "warning",
        "the PDF has {size} MB; mail servers take up to {limit}",
        "scale the largest pictures down to 300 pixels an inch at their size on the page",
        "Many mail servers refuse a message of 10 MB, and attachments grow by a third on the way (RFC 2045, 6.8).",
    ),
    Rule(
        "edition-unreadable",
        "error",
        "{edition} cannot be read: {error}",
        "build the brief again; when it stays so, please report it with the file",
        "What Octavo cannot open, a reader's device may not open either.",
    ),
    Rule(
        "not-in-edition",
        "error",
        '{edition} lacks {what}: "{words}"',
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the edition",
        "The three editions are one publication: nothing that an author wrote is dropped or changed in any of them.",
    ),
    Rule(
        "link-not-in-edition",
        "error",
        '{edition} does not link to "{address}" as often as the text does',
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the edition",
        "A link leads to the same place in all three editions.",
    ),
    Rule(
        "epub-invalid",
        "error",
        "the EPUB breaks a rule at {where}: {message} ({rule})",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "Shops and libraries refuse books that EPUBCheck, the W3C's validator of EPUB 3.3, finds errors in.",
    ),
    Rule(
        "web-asks-elsewhere",
        "error",
        "the web page asks another host for {address}",
        "take it out of the template or the style sheet, or lay the file into the brand's folder",
        "A page that asks nobody else works everywhere, tells nobody who reads it, and is whole in ten years.",
    ),
    Rule(
        "web-dead-link",
        "error",
        "the web page leads to {address}, but {why}",
        "correct the link, or build the brief that it leads to",
        "A reader who follows a link has to arrive; a link that does not is worse than none.",
    ),
    Rule(
        "web-heavy",
        "warning",
        "the web page has {size} MB without its fonts, more than {limit} MB; {share} MB of it are {name}",
        "scale the largest pictures down to twice their width on the page, or give photographs as JPEG",
        "Many readers pay for what they load. The median page on phones has 2.3 MB, fonts included (HTTP Archive, Web "
        "Almanac 2024, chapter Page Weight).",
    ),
    Rule(
        "web-headings",
        "error",
        "the web page has {count} headings of the first level",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it",
        "The title is the one heading from which all others descend (WCAG 2.2, success criterion 1.3.1; HTML 4.3.11).",
    ),
    Rule(
        "web-language",
        "error",
        'the web page says that its language is {found}, and the brief says "{language}"',
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it",
        "Screen readers choose a voice by it (WCAG 2.2, success criterion 3.1.1).",
    ),
    Rule(
        "web-untitled",
        "error",
        "the web page has no title",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it",
        "Tabs, bookmarks, search results and screen readers name a page by it (WCAG 2.2, success criterion 2.4.2).",
    ),
    Rule(
        "web-needs-script",
        "error",
        "the web page shows something only when its script runs: {what}",
        "take it out of the template, or let the script add what it alone can do",
        "Readers with scripts off, archives and reading modes get the HTML as it stands.",
    ),
    Rule(
        "web-invalid",
        "error",
        "the web page is not valid HTML at {where}: {message}",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the page",
        "Browsers mend broken HTML each in its own way (HTML Living Standard). Found by the W3C's Nu checker.",
    ),
    Rule(
        "web-access",
        "error",
        "the web page keeps some readers out ({where}): {message} ({rule}), at {element}",
        "see what the rule asks for at {help}",
        "WCAG 2.2 and the good practice of axe-core, tried in Chromium at 390 and 1280 pixels, light and dark.",
    ),
    Rule(
        "epub-pages",
        "error",
        "the EPUB lists {listed} pages, and the PDF has {pages}; the first that differs: {first}",
        "build all editions together; when it stays so, please report it with both files",
        "Readers of the book find the page that others cite (EPUB Accessibility 1.1, 3.2, on page navigation).",
    ),
    Rule(
        "epub-no-alt",
        "error",
        "the EPUB's picture {name} has no alternative text, not even an empty one",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "WCAG 2.2, success criterion 1.1.1; without `alt` a reading system speaks the file's name.",
    ),
    Rule(
        "epub-claim",
        "error",
        'the EPUB says of its accessibility "{claim}", but {why}',
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "Readers choose a book by what it says of itself (EPUB Accessibility 1.1, 2.2); the European Accessibility Act "
        "holds publishers to it.",
    ),
    Rule(
        "epub-silent",
        "error",
        "the EPUB does not give {name}",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "EPUB Accessibility 1.1, 2.2, asks every publication for it.",
    ),
    Rule(
        "epub-access",
        "error",
        "the EPUB keeps some readers out at {where}: {message} ({rule})",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "Found by Ace, the DAISY Consortium's checker for EPUB Accessibility 1.1.",
    ),
)
