"""What is wrong with a preflight itself: waivers that lead nowhere, and checks that failed."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "waiver-unknown",
        "error",
        'there is no rule "{rule}" to waive',
        "{near}",
        "A waiver that names no rule protects nothing.",
    ),
    Rule(
        "waiver-of-no-brief",
        "error",
        'there is no brief "{brief}" to waive anything for',
        "{near}",
        "A waiver whose brief was renamed or removed protects nothing.",
    ),
    Rule(
        "waiver-unused",
        "warning",
        'nothing is found any more that the waiver of "{rule}" is for',
        "take the waiver out",
        "A waiver that outlives its finding would hide the next one (as in Standard Ebooks' se lint).",
    ),
    Rule(
        "waiver-ended",
        "warning",
        'the waiver of "{rule}" ended on {until}',
        "mend what it was for, or give it a later day and a reason",
        "A waiver with an end is a promise.",
    ),
    Rule(
        "required-not-run",
        "error",
        "{check} is required and was not run: {reason}",
        '{remedy}take "{name}" out of `check.require`',
        "content/publisher.yaml says what a brief must have been looked at by before it is published.",
    ),
    Rule(
        "check-fault",
        "error",
        "the checks called {family} could not be finished: {fault}",
        "this is a fault in Octavo, not in the text: please report it with the brief",
        "What was not looked at may not pass.",
    ),
)
