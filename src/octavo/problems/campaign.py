"""Rules about campaigns: plans, the ledger, and sending. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "ledger-unreachable",
        "error",
        "the ledger cannot be used: {reason}",
        "see that the file or the server is there and yours; nothing was sent",
        "Without the ledger nobody can say who has got what, so that nothing is sent.",
    ),
    Rule(
        "campaign-locked",
        "error",
        "the campaign {campaign} is being sent already: {who}",
        "wait until it is done, or stop it; what it had in hand is then listed as unknown",
        "Two senders of one campaign would write to the same members twice.",
    ),
)
