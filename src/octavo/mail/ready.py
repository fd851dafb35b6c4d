"""The house's settings and the size of the largest letter -> a relay that will take it; asked before the first goes."""

from octavo.mail.connection import Unusable
from octavo.mail.settings import Mail
from octavo.mail.transport import Relay
from octavo.problems import Rejected, problem


def ready(mail: Mail, largest: int) -> Relay:
    """Connect, sign in, and ask what the relay takes. Raises Rejected when it cannot be used, or takes less than
    `largest` bytes."""
    if mail.route is None:
        raise Rejected((problem("mail-no-relay", mail.place),))
    relay, host = Relay(mail.route), mail.route.host
    try:
        offer = relay.offer()
    except Unusable as fault:
        reason = f"{fault.code} {fault.words}" if fault.code else fault.words
        raise Rejected((problem("mail-relay", mail.place, host=host, reason=reason),)) from None
    if offer.size and largest > offer.size:
        relay.close()
        raise Rejected((problem("mail-too-large", mail.place, size=largest, host=host, most=offer.size),))
    return relay
