"""What publisher.yaml may say of mail: `mail:`, every field with its description for editors."""

import re
from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from octavo.model.meta import Fields, kebab
from octavo.model.texts import Email, Line, fault

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"{LABEL}(?:\.{LABEL})*|[0-9a-fA-F:]*::?[0-9a-fA-F:]+")
_LIST = re.compile(rf"{LABEL}(?:\.{LABEL})+")
_SIZE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]))? ?(B|kB|KB|MB)?")
UNITS = {"": 1, "B": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000}
"""SI prefixes, as on disks and in the limits of relays."""
TOKEN = "{token}"
SECRETS = frozenset({"pass", "password", "secret", "token", "api-key", "apikey", "key"})


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise fault("mail-host", value=value)
    return value


def _whole(least: int, most: int) -> Callable[[object, ValidationInfo], object]:
    def read(value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        raise fault("mail-number", field=kebab(info.field_name or ""), value=value, least=least, most=most)

    return read


def _bytes(value: object, info: ValidationInfo) -> object:
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise fault("mail-size", field=kebab(info.field_name or ""), value=value)
    whole, tenths, unit = found.groups(default="")
    return (int(whole) * 10 + int(tenths or 0)) * UNITS[unit] // 10


def _leave(value: str) -> str:
    parts = urlsplit(value.replace(TOKEN, "t"))
    reason = ""
    if parts.scheme != "https" or not parts.hostname:
        reason = "it does not start with https:// and a site"
    elif value.count(TOKEN) != 1 or "{" in value.replace(TOKEN, ""):
        reason = f"{TOKEN} should stand in it once"
    elif not re.fullmatch(r"[!-;=?-~]{1,900}", value):
        reason = "it holds a character that an address cannot hold"
    if reason:
        raise fault("mail-unsubscribe", value=value, reason=reason)
    return value


def _list_id(value: str) -> str:
    """RFC 2919, 3: at most 255 octets, labels joined by dots."""
    if not _LIST.fullmatch(value) or len(value) > 255:
        raise fault("mail-list-id", value=value)
    return value


_STRING = WithJsonSchema({"type": "string"})
_NUMBER = WithJsonSchema({"type": "integer"})
Host = Annotated[str, AfterValidator(_host), _STRING]
Port = Annotated[int, BeforeValidator(_whole(1, 65535)), _NUMBER]
Count = Annotated[int, BeforeValidator(_whole(0, 100_000)), _NUMBER]
Size = Annotated[int, BeforeValidator(_bytes), WithJsonSchema({"type": ["string", "integer"]})]
Leave = Annotated[str, AfterValidator(_leave), _STRING]
ListId = Annotated[str, AfterValidator(_list_id), _STRING]


class MailFields(Fields):
    """How the house writes to its members. Name and password for the relay are in no file."""

    from_: Email = Field(description="The address that letters come from: briefs@example.org.")
    from_name: Line = Field("", description="The name beside it; the publisher's by default.")
    reply_to: Email = Field("", description="Where answers go, when it is another address.")
    relay: Host = Field("", description="Your provider's server for outgoing mail: mail.example.org.")
    port: Port | None = Field(None, description="Its port, when it is not the usual one: 587, with tls 465.")
    security: Literal["starttls", "tls", "plain"] = Field(
        "starttls", description="starttls or tls; plain only for a relay on this machine."
    )
    unsubscribe: Leave = Field(
        "", description="Where one click ends a subscription: https://example.org/leave/{token}."
    )
    unsubscribe_by_mail: Email = Field("", description="An address for the same, for programs that cannot click.")
    list_id: ListId = Field("", description="The name of the list, for programs that sort: briefs.example.org.")
    # 30 is what Exchange Online takes of one mailbox (learn.microsoft.com, "Exchange Online limits", sending limits).
    per_minute: Count = Field(30, description="How many letters go in a minute; 0 for no limit.")
    per_domain: Count = Field(0, description="How many of them to one domain, such as gmail.com; 0 for no limit.")
    # In base 64 7 MB: Postfix takes 10,240,000 bytes unless told otherwise (postconf(5), message_size_limit).
    attach_up_to: Size = Field(5_000_000, description="A PDF up to this size is attached, a larger one linked: 5 MB.")

    @model_validator(mode="before")
    @classmethod
    def _without_secrets(cls, value: object) -> object:
        for key in value if isinstance(value, dict) else ():
            if str(key).lower().removeprefix("smtp-") in SECRETS:
                raise fault("mail-secret", key=str(key))
        return value
