"""Rules about releases. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "not-released",
        "error",
        "{slug} has not been released yet",
        "release it first: ./invoke release --brief {slug}",
        "What is sent out is a release: frozen, checked and numbered, so that everyone gets the same.",
    ),
    Rule(
        "no-such-release",
        "error",
        "{slug} has no release {version}; {nearest}",
        "./invoke release --list names them all",
        "A release is named by the version that its brief had.",
    ),
    Rule(
        "release-damaged",
        "error",
        "this release cannot be read: {reason}",
        "restore its folder from a backup; nothing in releases/ is meant to be edited",
        "A release never changes; one that did is not what members were sent.",
    ),
    Rule(
        "release-not-built",
        "error",
        "build/ holds no whole and present edition of {slug}",
        "build it again: ./invoke build --brief {slug}",
        "Only what was built and checked as it is now is released.",
    ),
    Rule(
        "release-version",
        "error",
        'a release needs a version that can be a folder\'s name, and "{version}" is none',
        'write version: "1.0", with digits, letters, full stops and hyphens',
        "The version is the name of the release.",
    ),
    Rule(
        "release-draft",
        "error",
        "a draft is not released",
        "set status: published, or embargoed with a moment in embargo",
        "What is released goes to readers.",
    ),
    Rule(
        "release-embargo",
        "error",
        "status {status} and the field embargo do not go together",
        "status: embargoed needs embargo: with day, time and time zone; any other status needs none",
        "Nobody can keep an embargo whose end is not said.",
    ),
    Rule(
        "release-changed",
        "error",
        "version {version} is released already, and what is built now differs: {files}",
        "give the brief a higher version, and say under changes what is new",
        "Two texts under one version cannot be told apart by those who cite them.",
    ),
    Rule(
        "release-lower",
        "error",
        "version {version} is lower than {newest}, which is released already",
        "give it a higher version",
        "Versions are read in order; the newest is the highest.",
    ),
    Rule(
        "release-no-note",
        "error",
        "version {version} does not say what it changes after {newest}",
        'add to changes: an entry with version: "{version}", date, note, and kind: major or correction',
        "Readers who have an earlier version are owed what is different (COPE, guidance on corrections).",
    ),
    Rule(
        "release-date-stays",
        "error",
        "version {version} is a major change, and its date is still {day}",
        "set updated: to the day of the change, or call it kind: correction",
        "A major change moves the date, as the House of Commons Library has it.",
    ),
    Rule(
        "release-date-moves",
        "error",
        "version {version} only corrects, and its date has moved to {day}",
        "leave date and updated as they were, or call it kind: major",
        "A correction does not move the date, as the House of Commons Library has it.",
    ),
)
