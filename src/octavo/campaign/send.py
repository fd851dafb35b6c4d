"""A ledger, a campaign and what delivers one letter -> every member that is due written to, at most once.

The order is: claim in the ledger, hand over, write down the answer. Whatever happens between claim and answer leaves
the member "sending", and the next sender calls it "unknown" (RFC 1047): it is never sent again by itself.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, replace
from datetime import timedelta

from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Recipient
from octavo.campaign.states import State
from octavo.mail.outcome import Outcome
from octavo.problems import Rejected

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 720))
"""How long to wait after the first, second ... time the relay said "not now". RFC 5321, 4.5.4.1, wants 30 minutes at
least in the long run, and earlier tries at first; a list that greets strangers slowly takes the second."""

BY_HAND = "stopped by hand"


@dataclass(frozen=True)
class Way:
    """How letters go out. `deliver` takes a member and gives what came of it, in any process of `executor`, `width` at
    a time; `hold` waits until a letter to an address may go; `withheld` are the mailboxes, in small letters, that
    are not to be written to, asked each time anew."""

    deliver: Callable[[Recipient], Outcome]
    executor: Executor
    hold: Callable[[str], None]
    withheld: Callable[[], frozenset[str]]
    width: int = 1


@dataclass(frozen=True)
class Sent:
    """What came of one run: how many went which way, and why it stopped early, "" when it did not."""

    counts: Counter[str]
    stopped: str = ""


def send(ledger: Ledger, campaign: str, way: Way, done: Callable[[Recipient], None] = lambda _: None) -> Sent:
    """Write to every member of `campaign` who is due. The caller holds the right to send it.

    `done` is told of each member as its answer is written down.
    """
    counts: Counter[str] = Counter(unknown=len(ledger.recover(campaign)))
    on_the_way: dict[Future[Outcome], Recipient] = {}
    stopped = ""
    while True:
        try:
            while not stopped and len(on_the_way) < way.width and (one := next(iter(ledger.due(campaign, 1)), None)):
                claimed = _claim(ledger, one, way)
                if claimed.state == "sending":
                    on_the_way[way.executor.submit(way.deliver, claimed)] = claimed
                else:
                    counts[claimed.state] += 1
                    done(claimed)
            finished = wait(on_the_way, return_when=FIRST_COMPLETED).done if on_the_way else set()
        except KeyboardInterrupt:  # what is on its way is brought to its end, and nothing new begun
            stopped = BY_HAND
            continue
        except Rejected as fault:  # who is withheld cannot be known any more
            stopped = "; ".join(one.text for one in fault.problems)
            continue
        if not finished:
            return Sent(counts, stopped)
        for future in finished:
            settled, why = _settle(ledger, on_the_way.pop(future), future)
            counts["later" if settled.state == "planned" else settled.state] += 1
            stopped = stopped or why
            done(settled)


def _claim(ledger: Ledger, one: Recipient, way: Way) -> Recipient:
    """A member marked as being written to; or as suppressed, when it is withheld by the time its turn comes."""
    if one.email.casefold() not in way.withheld():
        way.hold(one.email)
    if one.email.casefold() in way.withheld():
        return _moved(ledger, one, "suppressed", Outcome("never", words="withheld when its turn came"))
    return _moved(ledger, one, "sending", Outcome("later", one.code, one.words))


def _settle(ledger: Ledger, one: Recipient, future: "Future[Outcome]") -> tuple[Recipient, str]:
    """Write down what came of a letter. Returns the member as it is now, and why the run must stop, or ""."""
    try:
        outcome = future.result()
    except Exception as fault:  # of a worker that died, or in Octavo: nobody knows how far it came
        outcome = Outcome("unknown", words=f"{type(fault).__name__}: {fault}")
        return _moved(ledger, one, "unknown", outcome), outcome.words
    match outcome.answer:
        case "accepted":
            return _moved(ledger, one, "sent", outcome), ""
        case "never":
            return _moved(ledger, one, "failed", outcome), ""
        case "unknown":
            return _moved(ledger, one, "unknown", outcome), ""
        case "stop":
            return _moved(ledger, one, "planned", outcome), outcome.words
    if one.attempts > len(BACK_OFF):
        return _moved(ledger, one, "failed", outcome), ""
    return _moved(ledger, one, "planned", outcome, BACK_OFF[one.attempts - 1]), ""


def _moved(
    ledger: Ledger, one: Recipient, state: State, outcome: Outcome, put_off: timedelta | None = None
) -> Recipient:
    ledger.move(one, state, outcome.code, outcome.words, put_off)
    tried = one.attempts + (state == "sending")
    return replace(one, state=state, code=outcome.code, words=outcome.words, attempts=tried)
