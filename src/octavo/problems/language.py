"""What is wrong with how a text is written: its words and its signs."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "misspelt",
        "warning",
        '"{word}" is not in the dictionary of {language}',
        'did you mean "{near}"? If not, add it to content/words.txt when it is right; words of another language are '
        "marked: `[word]{{lang=es}}`",
        "A misspelt word costs the argument its credit. Told are words that no Hunspell dictionary of those that come "
        "with Octavo has and that are one slip of the hand away from one: a word that is near to none is a term.",
    ),
    Rule(
        "known-slip",
        "warning",
        '"{word}" is a known slip',
        'did you mean "{near}"? If not, add it to content/words.txt',
        "What begins with a capital may be a name, and passes the dictionary; the list of the program typos knows"
        " better. It is asked with --full.",
    ),
    Rule(
        "repeated-word",
        "warning",
        '"{word}" stands here twice',
        "take one out",
        "The eye passes over a word that a line break doubles; the reader who listens hears it.",
    ),
    Rule(
        "house-style",
        "warning",
        '"{term}" is not what the house writes',
        'write "{instead}"{why}',
        "The publisher says so in content/style.yaml.",
    ),
    Rule(
        "inclusive-language",
        "advice",
        '"{term}" may set readers apart',
        'consider "{instead}"{why}; a term listed in content/words.txt may stay',
        "Chosen from retext-equality, by the reasons of the National Center on Disability and Journalism.",
    ),
    Rule(
        "straight-quote",
        "advice",
        "straight {what}, where print has curly ones",
        "type them as they should be printed, or let `./invoke check --fix` do it where one thing alone can be meant",
        "Chicago Manual of Style 17, 6.115. Octavo prints what is typed.",
    ),
    Rule(
        "double-space",
        "advice",
        "two spaces, where one is enough",
        "take one out, or let `./invoke check --fix` do it",
        "Chicago Manual of Style 17, 2.9.",
    ),
    Rule(
        "hyphen-in-range",
        "advice",
        '"{what}" has a hyphen between two numbers, where print has an en dash',
        "write –, or let `./invoke check --fix` do it",
        "Chicago Manual of Style 17, 6.78: the dash stands for “to”. For English: Spanish joins the two with a hyphen "
        "(RAE, Ortografía, III.4.1.1.3.1), and French may.",
    ),
    Rule(
        "space-before-sign",
        "warning",
        'a space before "{what}"',
        "take it out",
        "The sign can end up alone at the beginning of a line.",
    ),
    Rule(
        "french-space",
        "warning",
        "no no-break space {what}, as French has it",
        "type U+00A0 or U+202F, or let `./invoke check --fix` do it",
        "Lexique des règles typographiques en usage à l’Imprimerie nationale; in Canada, Office québécois de la langue"
        " française. Without it the sign can begin a line.",
    ),
    Rule(
        "foreign-passage",
        "warning",
        "a passage in {language} that is not marked as such",
        "put it between `::: {{lang={tag}}}` and `:::`, or write `[words]{{lang={tag}}}`",
        "WCAG 2.2, success criterion 3.1.2: a screen reader would read it with the wrong voice; and words would be"
        " divided by the wrong rules.",
    ),
)
