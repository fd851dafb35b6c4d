"""How many letters may go in a minute -> a pause before each, so that no minute has more, of all and of one domain."""

from collections import deque
from collections.abc import Callable

from octavo.mail.address import domain_of

MINUTE = 60.0


class Rate:
    """Holds letters back. 0 stands for no limit; `clock` gives seconds that only grow, `sleep` waits for some."""

    def __init__(
        self, per_minute: int, per_domain: int, clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._per_minute, self._per_domain = per_minute, per_domain
        self._clock, self._sleep = clock, sleep
        self._all: deque[float] = deque(maxlen=per_minute)
        self._domains: dict[str, deque[float]] = {}

    def hold(self, email: str) -> None:
        """Wait until a letter to `email` may go, and count it."""
        own = self._domains.setdefault(domain_of(email), deque(maxlen=self._per_domain))
        counts = [times for times, most in ((self._all, self._per_minute), (own, self._per_domain)) if most]
        now = self._clock()
        while (due := max((times[0] + MINUTE for times in counts if len(times) == times.maxlen), default=now)) > now:
            self._sleep(due - now)
            now = self._clock()
        for times in counts:
            times.append(now)
