"""Rules about lists of members. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "member-list-unreadable",
        "error",
        "the list of members cannot be read: {reason}",
        "name a CSV file that is there, saved as UTF-8",
        "Nobody is left out because a file could not be read.",
    ),
    Rule(
        "member-query",
        "error",
        "the members cannot be asked for: {reason}",
        "see that the database is there, and try the query in its own program",
        "A list may be a query of a database; what it cannot answer is told in its own words, without the password.",
    ),
    Rule(
        "member-no-email",
        "error",
        "the list has no column of addresses; its columns are {heads}",
        "call the column of addresses email",
        "Heads are known in several spellings and languages; without an address nobody can be written to.",
    ),
    Rule(
        "member-columns-unused",
        "warning",
        "of these columns nothing is used: {heads}",
        "who is not to be written to stands under suppressed or unsubscribed, who belongs where under segment",
        "A column that is called otherwise than expected may say who must not be written to.",
    ),
    Rule(
        "member-column-twice",
        "error",
        'the columns "{first}" and "{second}" are both the members\' {field}',
        "keep one of them, or rename the other",
        "Which of two is meant is not guessed.",
    ),
    Rule(
        "member-row",
        "error",
        "this row has {cells} cells under {columns} heads",
        "put a cell that holds the delimiter in quotation marks",
        "After a cell too many, every later one would be taken for another field.",
    ),
    Rule(
        "member-address",
        "error",
        '"{email}" is no address to write to: {reason}',
        "mend the address, or take the row out; nobody else is held up by it when you plan with --leave-out",
        "A bad row is refused by itself and by name, so that nobody is left out silently "
        "(RFC 5321, 4.1.2; RFC 6531 for addresses in other scripts).",
    ),
    Rule(
        "member-name",
        "error",
        'the name "{name}" holds {character}',
        "type the name again on one line",
        "A line break in a name could add lines to the head of a letter (CWE-93); a turn of direction changes what "
        "follows it.",
    ),
    Rule(
        "member-language",
        "error",
        '"{language}" is no tag of a language',
        "write en, es or fr-CA, or leave it empty",
        "The letter is written in the member's language (RFC 5646).",
    ),
    Rule(
        "member-suppressed",
        "error",
        'whether this member may be written to is not clear: "{value}"',
        "write yes or no; yes means: never write",
        "A request to be left alone is not guessed at.",
    ),
    Rule(
        "member-twice",
        "warning",
        "{email} is in the list already, in line {first}; that row is used",
        "take one of the two rows out",
        "Two spellings of one mailbox would get two letters.",
    ),
)
