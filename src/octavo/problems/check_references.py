"""What a link, a file or a name leads to. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "image-unused",
        "advice",
        'no text shows the picture "{file}"',
        "show it, or take it out of the brief's folder",
        "A picture that lies beside a text is a figure that was forgotten, or a draft that should not be handed on.",
    ),
    Rule(
        "data-unused",
        "advice",
        'no chart or table uses the data in "{file}"',
        "use it, or take it out of the brief's folder",
        "Numbers that no figure shows are often those of an older version of one that does.",
    ),
    Rule(
        "person-unused",
        "advice",
        "{name} is named in no brief",
        'name "{id}" as an author or a speaker, or take the entry out of people.yaml',
        "A list of people that only grows keeps personal data longer than it is needed (GDPR, article 5.1.e).",
    ),
    Rule(
        "link-to-no-brief",
        "error",
        'the link leads to a brief "{slug}" that there is not',
        "{near}",
        "A link from one publication to another must hold in all of their editions.",
    ),
    Rule(
        "link-to-unpublished",
        "warning",
        'the link leads to "{slug}", whose status is {status}',
        "publish the two together, or leave the link out until then",
        "Readers of what is published cannot reach what is not; and its address would be known before its time.",
    ),
    Rule(
        "link-to-nothing",
        "error",
        'the link "{href}" leads to no file that is published with the brief',
        "write the whole address, beginning with https://",
        "A PDF and an EPUB have no site around them: an address without a host leads nowhere there.",
    ),
    Rule(
        "long-address",
        "advice",
        "an address of {count} characters stands in the text",
        "let words carry the link: [what is there](https://...)",
        "A line holds 60 to 70 characters; a screen reader spells an address out (GOV.UK content design: links).",
    ),
    Rule(
        "vague-link",
        "warning",
        'the link "{words}" does not say where it leads',
        "let the words name what is there, as in [the 2019 survey](https://...)",
        "Screen readers list the links of a page without the text around them (WCAG 2.2, 2.4.4 and 2.4.9), and nobody "
        "can click on paper.",
    ),
    Rule(
        "link-dead",
        "error",
        "{url} is not there any more: {reason}",
        "find where it went, or link to an archived copy",
        "A source that cannot be found cannot be checked. Found by asking the server, with --full.",
    ),
    Rule(
        "link-unreachable",
        "warning",
        "{url} could not be reached: {reason}",
        "try it in a browser; the server may be down today",
        "A server that does not answer now may answer tomorrow. Found by asking the server, with --full.",
    ),
    Rule(
        "link-moved",
        "advice",
        "{url} has moved to {target}",
        "write the new address: the old one will not be kept for ever",
        "The server says that it has moved for good (RFC 9110, 15.4.2 and 15.4.9). Found with --full.",
    ),
    Rule(
        "link-unknown",
        "advice",
        "whether {url} is there was not found out: {reason}",
        "open it in a browser",
        "Some servers refuse all programs (RFC 9110, 15.5.4). Found by asking the server, with --full.",
    ),
)
