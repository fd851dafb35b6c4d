"""The environment, or the machine's keyring -> the name and password for a relay. They are shown nowhere.

They are asked for when a connection is made, in the process that makes it, and are kept by no object that is printed,
written down or sent to another process.
"""

import os
from base64 import b64encode
from collections.abc import Mapping

from octavo.problems import Place, Rejected, problem

USER, PASSWORD = "OCTAVO_SMTP_USER", "OCTAVO_SMTP_PASSWORD"
SERVICE = "octavo:{}"
"""What a password is called in a keyring; the relay's name stands in the braces."""

HIDDEN = "***"


class Credentials:
    """A name and a password; printed, it tells neither."""

    __slots__ = ("password", "user")

    def __init__(self, user: str, password: str) -> None:
        self.user = user
        self.password = password

    def __repr__(self) -> str:
        return f"Credentials({HIDDEN})"

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("credentials do not leave the process")

    def hidden_in(self, text: str) -> str:
        """`text` without the password, plain or as AUTH writes it (RFC 4616; LOGIN), should a relay repeat it."""
        plain = self.password.encode()
        login = f"\0{self.user}\0".encode() + plain
        for secret in (self.password, b64encode(login).decode(), b64encode(plain).decode()):
            text = text.replace(secret, HIDDEN) if secret else text
        return text


def credentials(host: str, environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """What to sign in with at a relay; None when no name is set, and the relay is to take letters without.

    Raises Rejected when a name is set and its password is nowhere.
    """
    user = environment.get(USER, "")
    if not user:
        return None
    password = environment.get(PASSWORD, "") or _of_keyring(SERVICE.format(host), user)
    if not password:
        raise Rejected((problem("mail-password", Place(PASSWORD), user=user, host=host),))
    return Credentials(user, password)


def _of_keyring(service: str, user: str) -> str:
    """The password that the keyring has, "" when it has none or there is no keyring."""
    try:
        import keyring
    except ModuleNotFoundError:
        return ""
    try:
        return keyring.get_password(service, user) or ""
    except keyring.errors.KeyringError:
        return ""
