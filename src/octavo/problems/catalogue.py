"""Rules about the catalogue: build/ as a site. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "catalogue-name",
        "error",
        '"{name}" is a folder of the catalogue itself',
        "give the brief's folder in content/ another name",
        "Topics, regions, authors, search and feeds lie beside the briefs, in folders of these names.",
    ),
    Rule(
        "kept-back",
        "advice",
        "{slug} is not in the catalogue: its status is {state}",
        "set status: published when readers may see it",
        "What is published is published whole: a title in a list would give away what is still held back.",
    ),
    Rule(
        "two-spellings",
        "warning",
        'the term "{value}" is spelt "{usual}" elsewhere; the catalogue shows that',
        "spell it as the others do",
        "A reader who chooses a topic expects everything on it in one place.",
    ),
    Rule(
        "no-public-address",
        "advice",
        "feeds, OPDS, sitemap and Crossref deposit: not made, they need base-url",
        "say base-url: in content/publisher.yaml, the address that the site will have",
        "These files name pages by their whole addresses; a made-up one would lead nowhere.",
    ),
    Rule(
        "no-depositor",
        "advice",
        "Crossref deposit: not made, it needs email",
        "say email: in content/publisher.yaml, the address that answers for the DOIs",
        "Crossref writes to the depositor what became of each deposit.",
    ),
    Rule(
        "search-not-made",
        "advice",
        "search: not made, it needs the package pagefind_bin",
        "pip install 'octavo[publish]'; everything else of the catalogue is made without it",
        "The search works in the reader's browser, from an index that Pagefind makes of the pages.",
    ),
    Rule(
        "search-failed",
        "warning",
        "search: not made: {reason}",
        "build again; the catalogue was made without a search",
        "The index of the search is made by a program of its own, Pagefind.",
    ),
)
