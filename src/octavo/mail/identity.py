"""A secret, a campaign and an address -> the names of a letter and of its reader, which tell nobody who that is.

HMAC (RFC 2104) with SHA-256: the same each time for who has the secret, and not to be guessed by who has not. What is
named goes in front, so that one name is never another's. 130 bits are written, in base 32 (RFC 4648, 6).
"""

import hmac
from base64 import b32encode
from hashlib import sha256

LETTERS = 26


def message_id(secret: bytes, campaign: str, email: str, domain: str) -> str:
    """The Message-ID of a campaign's letter to a member: the same when it is written again (RFC 5322, 3.6.4)."""
    return f"<{_name(secret, 'letter', campaign, email)}@{domain}>"


def unsubscribe_token(secret: bytes, email: str) -> str:
    """What stands for a member in the address that ends a subscription. It is the same in all campaigns."""
    return _name(secret, "unsubscribe", email)


def _name(secret: bytes, *parts: str) -> str:
    said = "\0".join((*parts[:-1], parts[-1].casefold()))
    return b32encode(hmac.new(secret, said.encode(), sha256).digest()).decode("ascii")[:LETTERS].lower()
