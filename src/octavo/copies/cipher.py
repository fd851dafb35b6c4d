"""A password and a file's key -> the entries that lock a PDF with AES-256, and streams encrypted with the key.

Revision 6 of the standard security handler (ISO 32000-2, 7.6.4; ISO/TS 32003 changes none of it). Nothing is drawn by
lot: keys, salts and initialization vectors come from a secret and a number, so that a copy can be made again.
"""

import hashlib
import hmac
import stringprep
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16
ALLOWED = -4
"""All permissions: who may open a copy may print it, copy from it, and have it read aloud (ISO 32000-2, table 22)."""
LONGEST = 127
"""Bytes of a password in UTF-8 that count (ISO 32000-2, 7.6.4.3.3)."""
NO_VECTOR = bytes(BLOCK)
LOCKED = ("/O", "/OE", "/Perms", "/U", "/UE")
"""Entries of an encryption dictionary that differ from file to file (ISO 32000-2, table 21)."""


@dataclass(frozen=True)
class Lock:
    """What the encryption dictionary of one file holds, and the file's key."""

    key: bytes
    user: bytes
    user_key: bytes
    owner: bytes
    owner_key: bytes
    permissions: bytes

    def entries(self) -> dict[str, bytes]:
        """By name, as the dictionary has them."""
        return dict(zip(LOCKED, (self.owner, self.owner_key, self.permissions, self.user, self.user_key), strict=True))


def lock(secret: bytes, number: str, password: str) -> Lock:
    """The lock of one copy (algorithms 8 to 10). There is no owner's password: what stands in its place answers to
    none. Raises ValueError for a password that cannot be typed everywhere, or none."""
    typed = prepared(password)
    drawn = hashlib.shake_256(
        hmac.digest(secret, "\0".join(("octavo lock", number, password)).encode(), "sha256")
    ).digest(32 + 16 + 48 + 32 + 4)
    key, salts, owner, owner_key, last = drawn[:32], drawn[32:48], drawn[48:96], drawn[96:128], drawn[128:]
    user = hardened(typed, salts[:8]) + salts
    user_key = _cbc(hardened(typed, salts[8:]), NO_VECTOR, key)
    plain = (ALLOWED & 0xFFFFFFFF).to_bytes(4, "little") + b"\xff\xff\xff\xffTadb" + last
    permissions = Cipher(algorithms.AES256(key), modes.ECB()).encryptor().update(plain)
    return Lock(key, user, user_key, owner, owner_key, permissions)


def opened(user: bytes, user_key: bytes, password: str) -> bytes:
    """The key of a file, from its /U and /UE (algorithm 2.A). Raises ValueError when it is not the password."""
    typed = prepared(password)
    if hardened(typed, user[32:40]) != user[:32]:
        raise ValueError("the password is not that of the file")
    decryptor = Cipher(algorithms.AES256(hardened(typed, user[40:48])), modes.CBC(NO_VECTOR)).decryptor()
    return decryptor.update(user_key)


def hardened(typed: bytes, salt: bytes) -> bytes:
    """Algorithm 2.B: a hash that is slow to compute, so that passwords are slow to try."""
    k = hashlib.sha256(typed + salt).digest()
    turn = 0
    while True:
        e = Cipher(algorithms.AES128(k[:16]), modes.CBC(k[16:32])).encryptor().update((typed + k) * 64)
        k = _HASHES[int.from_bytes(e[:16], "big") % 3](e).digest()
        turn += 1
        if turn >= 64 and e[-1] <= turn - 32:
            return k[:32]


_HASHES = (hashlib.sha256, hashlib.sha384, hashlib.sha512)


def vectors(key: bytes, count: int) -> bytes:
    """Initialization vectors for the streams of a file. The key is this file's alone, so that none comes twice."""
    return hashlib.shake_256(b"octavo vectors" + key).digest(count * BLOCK)


def encrypted(key: bytes, vector: bytes, plain: bytes) -> bytes:
    """A stream's bytes: the vector, then the padded text in CBC mode (algorithm 1.A)."""
    short = BLOCK - len(plain) % BLOCK
    return vector + _cbc(key, vector, plain + bytes((short,)) * short)


def decrypted(key: bytes, data: bytes) -> bytes:
    """The other way."""
    plain = Cipher(algorithms.AES256(key), modes.CBC(data[:BLOCK])).decryptor().update(data[BLOCK:])
    return plain[: -plain[-1]]


def prepared(password: str) -> bytes:
    """A password as it is hashed: what SASLprep (RFC 4013) makes of it, in UTF-8, so that it is the same from every
    keyboard. Raises ValueError for one with characters that the profile forbids, and for none."""
    mapped = "".join(" " if stringprep.in_table_c12(c) else c for c in password if not stringprep.in_table_b1(c))
    text = unicodedata.normalize("NFKC", mapped)
    if not text or any(forbidden(c) for forbidden in _FORBIDDEN for c in text):
        raise ValueError("a password has letters, digits and signs, and no control characters")
    return text.encode()[:LONGEST]


_FORBIDDEN = (
    stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4, stringprep.in_table_c5,
    stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8, stringprep.in_table_c9,
)  # fmt: skip


def _cbc(key: bytes, vector: bytes, plain: bytes) -> bytes:
    return Cipher(algorithms.AES256(key), modes.CBC(vector)).encryptor().update(plain)
