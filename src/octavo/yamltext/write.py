"""Plain values -> YAML as a person would write it: blocks for what has parts of its own, one line for what has none."""

from collections.abc import Mapping

from octavo.yamltext.edit import scalar

WIDTH = 110
"""Characters. What would be a longer line is written as a block."""


def written(value: Mapping[str, object], indent: int = 0) -> str:
    """A mapping of scalars, lists and mappings, as lines that end in "\\n". Raises TypeError for other values."""
    return "".join(_entry(f"{' ' * indent}{scalar(key)}:", inner, indent) for key, inner in value.items())


def _entry(head: str, value: object, indent: int) -> str:
    line = f"{head} {_flow(value)}"
    nested = isinstance(value, Mapping | list | tuple) and any(isinstance(v, Mapping | list) for v in _parts(value))
    if not nested and len(line) <= WIDTH:
        return f"{line}\n"
    if isinstance(value, Mapping):
        return f"{head}\n{written(value, indent + 2)}"
    if isinstance(value, list | tuple):
        return f"{head}\n" + "".join(_item(item, indent + 2) for item in value)
    return f"{line}\n"


def _item(value: object, indent: int) -> str:
    line = f"{' ' * indent}- {_flow(value)}"
    if isinstance(value, Mapping) and (len(line) > WIDTH or any(isinstance(v, list) for v in value.values())):
        block = written(value, indent + 2)
        return f"{' ' * indent}- {block[indent + 2 :]}"
    return f"{line}\n"


def _parts(value: Mapping[str, object] | list[object] | tuple[object, ...]) -> list[object]:
    return list(value.values()) if isinstance(value, Mapping) else list(value)


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{scalar(key)}: {_flow(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str | int | float):
        return scalar(value)
    raise TypeError(f"{type(value).__name__} cannot be written as YAML")
