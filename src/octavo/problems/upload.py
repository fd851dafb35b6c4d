"""Rules about sending the catalogue to where readers find it. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "nothing-to-publish",
        "error",
        "{path} holds nothing that was built",
        "build first: ./invoke build",
        "What is published is what was built and checked, file by file.",
    ),
    Rule(
        "publish-draft",
        "error",
        "{slug} is built as a draft",
        "mend it, and build it without --draft",
        "A draft is printed in spite of mistakes, for those who work on it.",
    ),
    Rule(
        "target-unreachable",
        "error",
        "{target} cannot be reached: {reason}",
        "look at the name, the credentials in the environment, and the network; then run it again",
        "Nothing is sent until it is known what is there.",
    ),
    Rule(
        "target-not-ours",
        "error",
        "{target} holds {name} already, and Octavo did not put it there",
        "choose another prefix or folder, or move away what is there",
        "Only what Octavo has sent is ever replaced or removed.",
    ),
    Rule(
        "target-record-damaged",
        "error",
        "{name} at {target} cannot be read",
        "restore it, or publish to an empty prefix or folder",
        "This record says what was sent; without it nobody knows what may be replaced.",
    ),
    Rule(
        "upload-failed",
        "error",
        "{path} was not sent: {reason}",
        "run it again: it goes on from there",
        "What leads to a file is sent after it, so that no reader meets a gap.",
    ),
    Rule(
        "upload-changed",
        "error",
        "{path} is not as it was built and checked",
        "build and check again, then publish",
        "What was checked is what is published, byte by byte.",
    ),
)
