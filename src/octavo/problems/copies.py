"""Rules about personal copies. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "copies-edition",
        "error",
        "no copies can be made of {file}: {reason}",
        "build and release the brief again",
        "Copies are made from the bytes of a release, so that each says exactly what was checked.",
    ),
    Rule(
        "copies-of-another",
        "error",
        "{folder} holds copies of another edition of {file}, or with other words",
        "move them away, or make the new ones in another folder",
        "Copies that were sent are what the ledger's numbers stand for; they are never mixed with others or replaced.",
    ),
    Rule(
        "copies-locked",
        "error",
        "copies are being written to {folder} already: process {pid}, since {since}",
        "wait until they are done; what is there by then is not made again",
        "Two that write one manifest would each lose rows of the other.",
    ),
    Rule(
        "copies-unwritten",
        "error",
        "the copies in {folder} are not all there, {made} of them are: {reason}",
        "see to the disk; the same command goes on where this one stopped",
        "A copy is on the disk whole or not at all, and only whole ones are in the manifest.",
    ),
    Rule(
        "copies-elsewhere",
        "error",
        "the workers have written {file}, and it is not in {folder} here",
        "give the workers the same folder, under the same name, as a network share",
        "Copies go from the workers straight to the disk; the manifest tells of files that are there.",
    ),
    Rule(
        "copies-worker-lost",
        "error",
        "a process that was making copies is gone, {made} of them are there: {reason}",
        "the same command goes on where this one stopped; with --jobs 1 nothing else can be in the way",
        "A process that the system ends, most often for want of memory, must not leave a gap in the manifest.",
    ),
    Rule(
        "copy-name",
        "error",
        "the copy for {name} was not made: {reason}",
        "give the brand a font that has the letters, write the name in others, or print no names on copies",
        "A name is printed as its bearer writes it, or not at all: no boxes, no other letters, nothing cut off.",
    ),
    Rule(
        "copy-password",
        "error",
        "the copy {number} was not made: its password cannot be used: {reason}",
        "leave the password off, or make another one",
        "A copy that should be locked is never given out open (ISO 32000-2, 7.6.4.3.2; RFC 4013).",
    ),
    Rule(
        "cluster-unreachable",
        "error",
        "no cluster answers at {address}: {reason}",
        "start it with `dask scheduler` and `dask worker`, or leave --cluster off",
        "Copies can be made on this machine alone, as many as there are.",
    ),
    Rule(
        "cluster-differs",
        "error",
        "the worker at {worker} has {its}, and this machine has {ours}",
        "install the same versions everywhere, from the same lock file",
        "The same copy must be the same bytes, whichever machine makes it.",
    ),
)
