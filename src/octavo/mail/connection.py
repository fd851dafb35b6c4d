"""A Route -> an open connection to a relay, encrypted and signed in; or why there is none.

Only to this machine itself may anything go unencrypted.
"""

import ipaddress
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from octavo.mail.credentials import Credentials

Security = Literal["starttls", "tls", "plain"]

PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "plain": 25}
"""Submission (RFC 6409, 3.1), submissions (RFC 8314, 7.3), smtp (RFC 5321, 4.5.4.2)."""

GREETING = 60.0
"""Seconds that a relay may take to be reached and to greet. RFC 5321, 4.5.3.2.1, would wait for 5 minutes, for
strangers that are busy; here somebody waits at a terminal for the house's own provider."""

SignIn = Callable[[], Credentials | None]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a relay is, and how it is spoken to. `patience` is how many seconds an answer may take: 5 minutes
    (RFC 5321, 4.5.3.2); after the text of a letter it is twice that."""

    host: str
    port: int = 0
    security: Security = "starttls"
    patience: float = 300.0


class Unusable(Exception):
    """The relay cannot be used; `passing` when it says itself that this will pass."""

    def __init__(self, words: str, code: int = 0, passing: bool = False) -> None:
        super().__init__(words)
        self.words, self.code, self.passing = words, code, passing


def is_loopback(host: str) -> bool:
    """Whether a name is that of this machine itself."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def connected(route: Route, sign_in: SignIn) -> smtplib.SMTP:
    """A connection that can be written to. Raises Unusable, in words that hold no password; Rejected when there is none
    for the name that is set."""
    if route.security == "plain" and not is_loopback(route.host):
        raise Unusable("nothing is sent unencrypted to another machine")
    credentials = sign_in()
    try:
        smtp = _opened(route)
    except OSError as error:
        raise Unusable(_of_system(error), *_of_reply(error)) from None
    try:
        _greeted(smtp, route.security)
        if credentials:
            _signed_in(smtp, credentials)
        if smtp.sock:
            smtp.sock.settimeout(route.patience)
    except (OSError, smtplib.SMTPException) as error:
        smtp.close()
        words, reply = _of_system(error), _of_reply(error)
        raise Unusable(credentials.hidden_in(words) if credentials else words, *reply) from None
    except Unusable:
        smtp.close()
        raise
    return smtp


def _opened(route: Route) -> smtplib.SMTP:
    """The greeting was read. We say who we are by our address: a laptop's own name is no one's to know."""
    port, patience = route.port or PORTS[route.security], min(GREETING, route.patience)
    if route.security == "tls":
        return smtplib.SMTP_SSL(route.host, port, "[127.0.0.1]", timeout=patience, context=_context())
    return smtplib.SMTP(route.host, port, "[127.0.0.1]", timeout=patience)


def _greeted(smtp: smtplib.SMTP, security: Security) -> None:
    own = smtp.sock.getsockname()[0] if smtp.sock else "127.0.0.1"
    smtp.local_hostname = f"[IPv6:{own}]" if ":" in own else f"[{own}]"  # RFC 5321, 4.1.3
    smtp.ehlo_or_helo_if_needed()
    if security == "starttls":
        if not smtp.has_extn("starttls"):
            raise Unusable("it does not offer STARTTLS, and nothing is sent unencrypted")
        smtp.starttls(context=_context())
        smtp.ehlo()


def _signed_in(smtp: smtplib.SMTP, credentials: Credentials) -> None:
    try:
        smtp.login(credentials.user, credentials.password)
    except UnicodeEncodeError:  # smtplib writes ASCII, and its fault holds the password
        raise Unusable("the name or the password holds a letter beyond ASCII") from None
    except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
        raise
    except smtplib.SMTPException:
        raise Unusable("it offers no way of signing in that is known here") from None
    finally:
        smtp.user = smtp.password = ""


def _context() -> ssl.SSLContext:
    """Certificates are checked against those that this machine trusts, and the name against the relay's."""
    return ssl.create_default_context()


def words_of(said: bytes | str) -> str:
    """A relay's reply as it may be printed and written down: one line, at most 500 characters."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:500]


def _of_system(error: Exception) -> str:
    match error:
        case smtplib.SMTPResponseException():
            return words_of(error.smtp_error)
        case ssl.SSLCertVerificationError():
            return f"its certificate is not good: {error.verify_message.rstrip('.')}"
        case TimeoutError():
            return "it does not answer"
        case OSError() if error.strerror:
            return words_of(error.strerror)
    return words_of(str(error))


def _of_reply(error: Exception) -> tuple[int, bool]:
    """The code of a reply, and whether it says that this will pass: 421 alone does for a relay as a whole (RFC 5321,
    4.2.1); a passing fault in signing in still stops us."""
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
    return code, code == 421
