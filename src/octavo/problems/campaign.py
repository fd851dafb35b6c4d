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
    Rule(
        "plan-nobody",
        "error",
        "nobody belongs to {segment}; {nearest}",
        "name a segment of the list, or leave --segment out for everyone",
        "A campaign to nobody would be called done.",
    ),
    Rule(
        "campaign-none",
        "error",
        "there is no plan for {name}; planned are: {known}",
        "plan first: ./invoke distribute.plan --brief {name} --members FILE",
        "What is sent was planned before: who gets which bytes is written down first.",
    ),
    Rule(
        "campaign-many",
        "error",
        "{brief} has more than one campaign: {names}",
        "name one of them with --campaign",
        "Which of them is meant is not guessed.",
    ),
    Rule(
        "campaign-other-bytes",
        "error",
        "the release of the campaign {campaign} is not the one that was planned",
        "restore the release's folder from a backup, or release a new version and plan that",
        "A plan names the bytes by their SHA-256, so that everyone gets the same and it is known what.",
    ),
    Rule(
        "campaign-list",
        "error",
        "the list of members has changed since the campaign {campaign} was planned: {changes}",
        "plan again: ./invoke distribute.plan {options}; who was written to stays as they are",
        "Who was added, or is called otherwise, is in no plan. Those who were taken out are not written to anyway.",
    ),
    Rule(
        "campaign-embargo",
        "error",
        "{release} is under embargo until {until}",
        "send it then",
        "An embargo that the publisher breaks binds nobody.",
    ),
    Rule(
        "campaign-clock",
        "error",
        "this machine's clock says {now}, and the ledger has an entry of {newest}",
        "set the clock right; nothing was sent",
        "By a wrong clock an embargo ends too early and a pause too soon.",
    ),
    Rule(
        "campaign-withdrawn",
        "error",
        "{release} was withdrawn",
        "send a later version",
        "Nobody is sent what its publisher has taken back.",
    ),
    Rule(
        "campaign-no-member",
        "error",
        "{email} is not in the campaign {campaign}",
        "./invoke distribute.status --export FILE writes all that are",
        "Only what is in the ledger can be resolved.",
    ),
    Rule(
        "campaign-not-open",
        "error",
        "{email} is {state} in the campaign {campaign}, and cannot be made {wanted}",
        "unknown may be made sent, failed or planned; failed: planned; planned: sent or failed; sent: failed",
        "Whoever has, or may have, a letter gets another one only when somebody says so twice (RFC 1047).",
    ),
    Rule(
        "copy-missing",
        "error",
        "{many} of {all} copies of the campaign {campaign} have not been made",
        "make them: ./invoke distribute.copies --campaign {campaign}",
        "Each member gets the copy with their own number.",
    ),
    Rule(
        "copy-changed",
        "error",
        "the copy {number} is not as it was made",
        "make the campaign's copies again, then ./invoke distribute.resolve --as planned for whoever failed for this",
        "What is attached is what the manifest has, byte for byte; a copy that was changed since is not sent.",
    ),
)
