"""What is wrong with an edition as it was made."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "pdf-nonconforming",
        "error",
        "the PDF does not keep {standard}: {message} ({rule})",
        "this is a fault in Octavo or in a brand's templates, not in the text: please report it with the PDF",
        "What a PDF says of itself, libraries and readers rely on (ISO 19005, ISO 14289). Found by page-validation.",
    ),
    Rule(
        "pdf-heavy",
        "warning",
        "the PDF has {size} MB; mail servers take up to {limit}",
        "scale the largest pictures down to 300 pixels an inch at their size on the page",
        "Many mail servers refuse a message of 10 MB, and attachments grow by a third on the way (RFC 2045, 6.8).",
    ),
)
