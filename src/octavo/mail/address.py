"""An e-mail address as people write it -> as it goes over the wire, and whether that takes SMTPUTF8.

One of the two rooms that know email_validator. A domain in another script has an ASCII form (RFC 5891); the part before
the @ has none, and needs a relay that offers SMTPUTF8 (RFC 6531).
"""

from email_validator import validate_email


def on_the_wire(address: str) -> str:
    """An address that was found good before, its domain in ASCII, and all of it where that can be."""
    found = validate_email(address, check_deliverability=False, globally_deliverable=False)
    return found.ascii_email or f"{found.local_part}@{found.ascii_domain}"


def needs_utf8(*addresses: str) -> bool:
    """Whether one of these addresses, as they go over the wire, can only be written to with SMTPUTF8."""
    return not all(address.isascii() for address in addresses)


def domain_of(address: str) -> str:
    """What follows the last @, in small letters."""
    return address.rpartition("@")[2].lower()
