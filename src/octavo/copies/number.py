"""A secret, a campaign and an address -> the number of a copy and its password. They tell nothing of whom they are for.

A number is made, not drawn, so that the same plan makes the same copies again; without the secret nobody can tell
which address it belongs to, not even by trying addresses.
"""

import hashlib
import hmac
import re

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 (https://www.crockford.com/base32.html): read aloud and typed without mistakes, no I, L, O, U."""
MEANT = str.maketrans("ILO", "110")
"""What is read for what a person writes by mistake (ibid.)."""
BITS = 80
"""Of a number: among 100 million copies two are alike once in 240 million campaigns (n squared, over 2 to the 81)."""
SECRET_BITS = 100
"""Of a password: more than can be tried (NIST SP 800-63B, 5.1.1, asks for 112 of keys, and 20 of look-up secrets)."""
GROUP = 4
_PART = "[0-9A-HJKMNP-TV-Z]{4}"
NUMBER = re.compile(f"(?<![0-9A-Z])(?<!{_PART}-)(?:{_PART}-){{3}}{_PART}(?![0-9A-Z-])")
"""A number as it is printed, and no part of something longer."""
WIDTH = 19
"""Characters of a number."""


def copy_number(secret: bytes, campaign: str, email: str) -> str:
    """The number of the copy that an address gets in a campaign, as "7QF2-M9XK-04TB-ZD5R". Raises ValueError without a
    secret."""
    return _grouped(_keyed(secret, "number", campaign, email), BITS)


def copy_password(secret: bytes, campaign: str, number: str) -> str:
    """The password of a copy that is locked. Raises ValueError without a secret."""
    return _grouped(_keyed(secret, "password", campaign, number), SECRET_BITS)


def as_printed(text: str) -> str:
    """A number as somebody has typed it, in the form in which it is printed; "" when it is none."""
    plain = re.sub(r"[\s\-‐–]", "", text).upper().translate(MEANT)
    grouped = "-".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP))
    return grouped if NUMBER.fullmatch(grouped) else ""


def _keyed(secret: bytes, *words: str) -> bytes:
    if not secret:
        raise ValueError("numbers are made with a secret, and it is empty")
    return hmac.digest(secret, "\0".join(("octavo copy", *words)).encode(), hashlib.sha256)


def _grouped(data: bytes, bits: int) -> str:
    value = int.from_bytes(data, "big") >> (len(data) * 8 - bits)
    digits = "".join(DIGITS[value >> shift & 31] for shift in range(bits - 5, -1, -5))
    return "-".join(digits[at : at + GROUP] for at in range(0, len(digits), GROUP))
