"""The kinds of text a field may hold, each checked where it is typed. Faults carry a code of the catalogue."""

import re
from datetime import date, datetime
from typing import Annotated, LiteralString, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")

_BREAK = re.compile(r"[\n\r\u0085\u2028\u2029]")
_SPACE = re.compile(r"\s")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?::00)?"
    r" ?(Z|[+-][0-9]{2}:[0-9]{2}|[A-Z][A-Za-z0-9_+/-]+)"
)
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s]+")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_FILE = re.compile(r"[^\s:\\][^:\\\n]*")


def fault(code: LiteralString, **values: object) -> PydanticCustomError:
    """A fault that `faults.problems_of` turns into a problem: its code and the values of its text."""
    return PydanticCustomError(code, code, values)


def _line(value: str) -> str:
    text = value.rstrip("\n")
    if not text.strip():
        raise fault("empty-text")
    if found := _BREAK.search(text):
        raise fault("line-break", value=text, character=f"U+{ord(found.group()):04X}")
    return text


def _prose(value: str) -> str:
    if not value.strip():
        raise fault("empty-text")
    return value


def _passage(value: str) -> str:
    text = _prose(value).strip("\n")
    if re.search(r"\n[ \t]*\n", text):
        raise fault("one-paragraph", value=text)
    return text


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise fault("bad-date", value=value)


def _moment(value: object) -> object:
    """A day, a time and a time zone: an offset from UTC as ISO 8601 has it, or a name of the IANA's list."""
    if isinstance(value, datetime) and value.tzinfo:
        return value
    try:
        if typed := _MOMENT.fullmatch(str(value)):
            day, time, zone = typed.groups()
            if zone == "Z" or zone[0] in "+-":
                return datetime.fromisoformat(f"{day}T{time}{zone}")
            return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))
    except (ValueError, ZoneInfoNotFoundError, OSError):
        pass
    raise fault("bad-moment", value=value)


def is_id(value: str) -> bool:
    """Whether a name can be an id: a to z and digits, joined by single hyphens or underscores."""
    return _ID.fullmatch(value) is not None


def _id(value: str) -> str:
    if not is_id(value):
        raise fault("bad-id", value=value)
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise fault("bad-url", value=value) from None
    reached = parts.hostname if parts.scheme in ("http", "https") else _EMAIL.fullmatch(parts.path)
    known = parts.scheme in ("http", "https", "mailto")
    if not known or not reached or port == 0 or _SPACE.search(value) or re.search(r'[<>"{}|\\^`]', value):
        raise fault("bad-url", value=value)
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise fault("bad-email", value=value)
    return value


def _language(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        raise fault("bad-language", value=value) from None
    return value


def _isbn(value: str) -> str:
    """ISO 2108: ten digits weighed 10 to 1 modulo 11, or thirteen weighed 1 and 3 in turn modulo 10."""
    digits = re.sub(r"[- ]", "", value).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        last = _check_11(digits[:9], range(10, 1, -1))
    elif re.fullmatch(r"97[89][0-9]{10}", digits):
        last = str(-sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits[:12])) % 10)
    else:
        raise fault("bad-number", value=value, kind="ISBN", form="978-0-306-40615-7")
    if digits[-1] != last:
        raise fault("bad-check-digit", value=value, kind="ISBN", digit=last)
    return value


def _issn(value: str) -> str:
    """ISO 3297: seven digits weighed 8 to 2 modulo 11."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{3}[0-9Xx]", value):
        raise fault("bad-number", value=value, kind="ISSN", form="2049-3630")
    last = _check_11(value.replace("-", "")[:7], range(8, 1, -1))
    if value[-1].upper() != last:
        raise fault("bad-check-digit", value=value, kind="ISSN", digit=last)
    return value


def _orcid(value: str) -> str:
    """ISO 7064, MOD 11-2, as ORCID uses it."""
    if not re.fullmatch(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", value):
        raise fault("bad-number", value=value, kind="ORCID iD", form="0000-0002-1825-0097")
    total = 0
    for digit in value.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    last = "0123456789X"[-(total - 1) % 11]
    if value[-1] != last:
        raise fault("bad-check-digit", value=value, kind="ORCID iD", digit=last)
    return value


def _doi(value: str) -> str:
    if not _DOI.fullmatch(value):
        raise fault("bad-number", value=value, kind="DOI", form="10.1234/abc.5")
    return value


def _length(value: str) -> str:
    if not re.fullmatch(r"[0-9]+:[0-5][0-9](?::[0-5][0-9])?", value):
        raise fault("bad-length", value=value)
    return value


def _file(value: str) -> str:
    if not _FILE.fullmatch(value) or ".." in value.split("/") or value.startswith("/"):
        raise fault("bad-file-name", value=value)
    return value


def _check_11(digits: str, weights: range) -> str:
    return "0123456789X"[-sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def seconds(length: str) -> int:
    """ "4:05" or "1:04:05" in seconds."""
    total = 0
    for part in length.split(":"):
        total = total * 60 + int(part)
    return total


def _listed(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    raise fault("not-a-list", found=f'"{value}"' if isinstance(value, str) else "a set of fields")


_TEXT = WithJsonSchema({"type": "string"})
_TYPED = WithJsonSchema({"type": ["string", "number", "boolean"]})

RUNNING = "running text"
"""Marks the kinds of text in which a "#" after a space may be the author's own."""

Line = Annotated[str, AfterValidator(_line), _TYPED, RUNNING]
"""Words on one line, kept as typed; a number or `true` is the text that was typed."""

Passage = Annotated[str, AfterValidator(_passage), _TYPED, RUNNING]
"""Markdown of one paragraph: emphasis, links, no blocks."""

Prose = Annotated[str, AfterValidator(_prose), _TYPED, RUNNING]
"""Markdown of any length."""

Day = Annotated[date, BeforeValidator(_day)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Id = Annotated[str, AfterValidator(_id), _TEXT]
Url = Annotated[str, AfterValidator(_url), WithJsonSchema({"type": "string", "format": "uri"})]
Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string", "format": "email"})]
Language = Annotated[str, AfterValidator(_language), _TEXT]
Isbn = Annotated[str, AfterValidator(_isbn), WithJsonSchema({"type": ["string", "number"]})]
Issn = Annotated[str, AfterValidator(_issn), _TEXT]
Orcid = Annotated[str, AfterValidator(_orcid), _TEXT]
Doi = Annotated[str, AfterValidator(_doi), _TEXT]
Length = Annotated[
    str, AfterValidator(_length), WithJsonSchema({"type": "string", "pattern": "^[0-9]+(:[0-5][0-9]){1,2}$"})
]
FileName = Annotated[str, AfterValidator(_file), _TEXT]
Many = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list, frozen."""
