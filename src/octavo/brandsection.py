"""A section of _brand.yml, and short forms of its values: what brandfile.py and brandprint.py are made of."""

from pydantic import BaseModel, ConfigDict


def _kebab(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """What all sections share: kebab-case keys, no unknown ones, values that never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=_kebab)


def written(value: object) -> object:
    """A number where a text is meant, as its author typed it: so that a size without its unit is told as one."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else value
