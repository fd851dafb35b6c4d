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
        "epub-invalid",
        "error",
        "the EPUB breaks a rule at {where}: {message} ({rule})",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the EPUB",
        "Shops and libraries refuse books that EPUBCheck, the W3C's validator of EPUB 3.3, finds errors in.",
    ),
)
