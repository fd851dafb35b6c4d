"""What an editor would send back: rules about the parts of a brief and what they say of each other."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "no-disclaimer",
        "error",
        "the brief prints no disclaimer",
        "write one in publisher.yaml for all briefs, or in the brief's own fields",
        "A reader must know whether the house speaks or the author. Think tanks print it on every publication.",
    ),
    Rule(
        "own-disclaimer",
        "advice",
        "the brief replaces the house's disclaimer",
        "take the line out unless the house has agreed to it",
        "A disclaimer is a legal text; its words are the house's, the same in every publication.",
    ),
    Rule(
        "no-bio",
        "warning",
        "{name} has neither a bio nor a role with an affiliation",
        "add `bio`, or `role` and `affiliation`, for {id} in people.yaml",
        "Readers weigh what is said by who says it (Chicago Manual of Style 17, 1.49, on biographical notes).",
    ),
    Rule(
        "pullquote-not-in-text",
        "error",
        'the pull quote\'s words do not stand in the text: "{words}"',
        "quote the text word for word",
        "A pull quote repeats the text; one that differs from it misquotes. Up to three dots in brackets may stand for "
        "what was left out. What was said aloud and is not in the "
        "text is marked .spoken, and is not compared.",
    ),
    Rule(
        "takeaways-count",
        "warning",
        "there are {count} takeaways; a reader remembers three to five",
        "merge or drop some, or add what is missing",
        "The page shows three to five claims; with more none stands out, with fewer the argument is not told.",
    ),
    Rule(
        "long-takeaway",
        "warning",
        "this takeaway has {count} words; it is read at a glance up to {limit}",
        "state the claim in bold, then one sentence",
        "Takeaways are what most readers read.",
    ),
    Rule(
        "no-source",
        "warning",
        "{what} has no source line",
        "end it with a paragraph that begins with `Source:`",
        "Every number in a brief can be traced by its reader (Chicago Manual of Style 17, 3.21 and 3.77).",
    ),
    Rule(
        "weak-alt",
        "warning",
        'the words for the picture say too little: "{alt}"',
        "say what it shows and what follows from it, in a sentence",
        "WCAG 2.2, success criterion 1.1.1: a text alternative serves the same purpose as the picture. A file name or "
        "the caption again does not.",
    ),
    Rule(
        "number-not-in-data",
        "warning",
        '{where} says "{number}", which is not in the chart\'s data',
        "correct the number or the data; a number that was worked out may stand in a note",
        "Words beside a chart that disagree with it are the error that readers find.",
    ),
    Rule(
        "number-not-in-text",
        "warning",
        'the {part} says "{number}", which the text does not',
        "give the number in the text, with its source, or correct it",
        "What is claimed up front must be shown below.",
    ),
    Rule(
        "no-length",
        "warning",
        'the recording "{title}" has no length',
        "add `length: 58:21`",
        "A listener decides by the time it takes.",
    ),
    Rule(
        "no-transcript",
        "warning",
        'the recording "{title}" has no transcript',
        "add the address of one as `transcript:`",
        "WCAG 2.2, success criteria 1.2.1 and 1.2.2: what is only heard cannot be read by those who do not hear.",
    ),
    Rule(
        "acronym",
        "advice",
        '"{acronym}" is not spelt out where it first stands',
        "write it out once with the acronym in brackets, or list it in content/words.txt when every reader knows it",
        "Chicago Manual of Style 17, 10.3.",
    ),
    Rule(
        "unnumbered-correction",
        "warning",
        "a corrected brief has no {field}",
        "add `{field}` to the fields",
        "Readers who have the earlier text must be able to tell the two apart (COPE, on corrections).",
    ),
    Rule(
        "as-of-differs",
        "warning",
        'the text says "{words}", and the fields say {date}',
        "make the two agree",
        "Two dates for one state of knowledge leave the reader with none.",
    ),
    Rule(
        "long-dek",
        "warning",
        "the dek has {count} words; up to {limit} are read",
        "keep the one thing that the title does not say",
        "The dek is read on the page, in search results and on cards, which cut it off.",
    ),
    Rule(
        "topic-heading",
        "advice",
        'the heading "{heading}" names a topic and states no finding',
        "say what the section finds",
        "A reader who reads the headings alone should get the argument.",
    ),
    Rule(
        "long-paragraph",
        "advice",
        "this paragraph has {count} words; on the page that is more than {limit} can carry",
        "break it where its thought turns",
        "A paragraph of over 150 words fills a third of a page.",
    ),
    Rule(
        "long-sentence",
        "advice",
        'a sentence of {count} words: "{start}"',
        "make two of it",
        "Beyond 40 words readers go back to its beginning (Cutts, Oxford Guide to Plain English, 4th ed., chapter 1).",
    ),
    Rule(
        "cut-running-title",
        "warning",
        'the running head cuts the title: "{running}"',
        "give a shorter one as `running-title`",
        "The head stands on every page, and a cut one looks like a fault.",
    ),
)
