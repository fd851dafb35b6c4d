"""What a _brand.yml says under `defaults.octavo` -> a line of comment for each key that it leaves out, and its choices.

A line is the key with its default: without its first sign it is a part of the file, and changes nothing.
"""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from octavo.brandprint import Octavo

INDENT = "    "
FROM_SHEETS: Mapping[str, str] = MappingProxyType({"scale": "1.2"})
"""Keys without a default of their own: what comes near to the sizes of styles/tokens/scale.css."""


def unsaid(said: Mapping[str, Any]) -> Iterator[str]:
    """A commented line for each key that `said` has not."""
    for name, field in Octavo.model_fields.items():
        key = field.alias or name
        if key not in said and not field.is_required():
            about = " ".join(filter(None, (field.description, choices(field))))
            yield f"{INDENT}# {key}: {FROM_SHEETS.get(key) or _default(field)}  # {about}"


def choices(field: FieldInfo) -> str:
    """The words or the keys that a field takes, as a sentence; "" for one that takes any."""
    kind = field.annotation
    if get_origin(kind) is Literal:
        *words, last = get_args(kind)
        return f"Write {', '.join(words)} or {last}."
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"Keys: {', '.join(own.alias or name for name, own in kind.model_fields.items())}."
    return ""


def _default(field: FieldInfo) -> str:
    value = field.default
    return "{}" if isinstance(value, BaseModel | dict) else value if isinstance(value, str) else json.dumps(value)
