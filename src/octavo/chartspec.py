"""A chart as its author wrote it -> a Vega-Lite specification that fits its data, and every fault with its line.

Colours stay roles of the brand ("hi"); what the data tells is filled in: the type of each field, the labels.
"""

import re
from typing import Any

from PIL import ImageColor

from octavo import chartwords as words
from octavo.blocks import Chart, DataTable
from octavo.chartcolours import recolour
from octavo.charttypes import default_type, labels_stacked_bars, marks_of
from octavo.problems import Problem, errors, problem
from octavo.tabular import is_local_number, is_missing, number
from octavo.yamltext import Marks, load

Spec = dict[str, Any]
Loc = tuple[str | int, ...]

THE_BRANDS = ("config", "background", "usermeta")
EXPRESSION = re.compile(r"datum\.([A-Za-z_]\w*)|datum\[\s*(['\"])(.*?)\2\s*\]")
LITERAL_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,8}|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(.*\)")


def read(chart: Chart) -> tuple[Spec | None, tuple[Problem, ...]]:
    """The specification of `chart`, without its data; None after an error."""
    value, marks, found = load(chart.spec, chart.spec_place.path, max(chart.spec_place.line - 1, 0))
    if errors(found):
        return None, found
    if not isinstance(value, dict):
        return None, (*found, problem("chart-not-mapping", chart.spec_place))
    reader = _Reader(chart.data, marks)
    reader.view(value, (), frozenset(chart.data.columns))
    recolour(value, reader.colour)
    for name, loc in reader.coloured:
        if name not in reader.named:
            reader.say("chart-unnamed-colour", loc, column=name)
    every = (*found, *sorted(reader.found, key=lambda fault: fault.place))
    return (None if errors(every) else value), every


class _Reader:
    """Walks a specification, noting every fault and filling in what the data tells."""

    def __init__(self, data: DataTable, marks: Marks) -> None:
        self.data, self.marks = data, marks
        self.found: list[Problem] = []
        self.named: set[str] = set()
        self.coloured: list[tuple[str, Loc]] = []

    def view(self, spec: Spec, loc: Loc, columns: frozenset[str]) -> None:
        """A single view, or views layered, beside or above one another."""
        kinds = [kind for kind in words.SPEC if kind in spec]
        if len(kinds) != 1:
            shown = " and ".join(f'"{kind}"' for kind in kinds) or "none of them"
            return self.say("chart-kind", loc, found=shown)
        kind = kinds[0]
        self.known_keys(spec, loc, words.SPEC[kind], f'beside "{kind}"')
        columns = self.data_columns(spec, loc, columns)
        columns = self.transforms(spec.get("transform"), (*loc, "transform"), columns)
        if kind == "mark":
            return self.unit(spec, loc, columns)
        if "encoding" in spec:
            self.encoding(spec, loc, columns, words.CHANNELS)
        if kind in ("facet", "repeat"):
            self.facet(spec[kind], (*loc, kind), columns)
            if isinstance(spec.get("spec"), dict):
                return self.view(spec["spec"], (*loc, "spec"), columns)
            return self.say("chart-kind", loc, found=f'"{kind}" without "spec"')
        if not isinstance(spec[kind], list) or not spec[kind]:
            return self.say("chart-kind", loc, found=f'"{kind}" without a list of views')
        for at, part in enumerate(spec[kind]):
            if isinstance(part, dict):
                self.view(part, (*loc, kind, at), columns)
            else:
                self.say("chart-kind", (*loc, kind, at), found=f'"{part}"')
        return None

    def facet(self, facet: object, loc: Loc, columns: frozenset[str]) -> None:
        """Check what panels are made by: a column, or one each for rows and columns of panels."""
        for key, one in facet.items() if isinstance(facet, dict) else ():
            if isinstance(one, dict):
                self.channel(key, one, (*loc, key), columns)
        if isinstance(facet, dict) and isinstance(facet.get("field"), str):
            self.field(facet["field"], (*loc, "field"), columns)

    def unit(self, spec: Spec, loc: Loc, columns: frozenset[str]) -> None:
        mark = spec["mark"]
        name = mark.get("type") if isinstance(mark, dict) else mark
        if name not in words.MARKS:
            hint = words.nearest(str(name), words.MARKS) or f"known: {', '.join(sorted(words.MARKS))}"
            self.say("chart-mark", (*loc, "mark"), hint=hint, value=name)
        elif name == "waffle" and loc:
            self.say("chart-mark", (*loc, "mark"), hint="a waffle is a chart of its own", value=name)
        self.encoding(spec, loc, columns, words.WAFFLE_CHANNELS if name == "waffle" else words.CHANNELS)
        if labels_stacked_bars(spec):
            self.say("chart-stacked-labels", (*loc, "encoding", "text"))
        if name == "waffle" and "value" not in (spec.get("encoding") or {}):
            self.say("chart-channel-lacks", loc, mark="waffle", channel="value")

    def data_columns(self, spec: Spec, loc: Loc, columns: frozenset[str]) -> frozenset[str]:
        """The columns a view draws from: those of its own `data`, else `columns`."""
        data = spec.get("data")
        if data is None:
            spec.pop("data", None)
            return columns
        other = sorted(set(data) - {"values"}) if isinstance(data, dict) else []
        if not isinstance(data, dict) or other or not isinstance(data.get("values"), list):
            at = (*loc, "data", *other[:1])
            self.say("chart-data", at, value=f"{other[0]}: {data[other[0]]}" if other else data)
            return columns
        rows = data["values"]
        return frozenset(name for row in rows if isinstance(row, dict) for name in row) or frozenset(("data",))

    def transforms(self, steps: object, loc: Loc, columns: frozenset[str]) -> frozenset[str]:
        """The columns after `steps`, checking what each refers to. No columns: they are not known."""
        for at, step in enumerate(steps if isinstance(steps, list) else []):
            here = (*loc, at)
            kinds = [kind for kind in words.TRANSFORMS if isinstance(step, dict) and kind in step]
            if not kinds:
                name = next(iter(step), "") if isinstance(step, dict) else step
                self.say(
                    "chart-word", here, hint=words.hint(str(name), words.TRANSFORMS), value=name, where="as a transform"
                )
                continue
            columns = self.transform(step, here, columns)
        return columns

    def transform(self, step: Spec, loc: Loc, columns: frozenset[str]) -> frozenset[str]:
        kind = next(kind for kind in words.TRANSFORMS if kind in step)
        for key in words.TRANSFORM_FIELDS:
            for name in words.strings(step.get(key)):
                self.field(name, (*loc, key), columns)
        for key in ("calculate", "filter"):
            self.expression(step.get(key), (*loc, key), columns)
        added = words.strings(step.get("as")) or list(words.TRANSFORMS[kind])
        for key in ("aggregate", "joinaggregate", "window"):
            for at, part in enumerate(step[key] if isinstance(step.get(key), list) else []):
                if isinstance(part, dict):
                    if isinstance(part.get("field"), str) and part["field"] != "*":
                        self.field(part["field"], (*loc, key, at, "field"), columns)
                    added += words.strings(part.get("as"))
        if kind in ("bin", "stack"):
            added += [f"{name}_end" for name in added]
        if kind == "pivot":
            added += sorted({row[self.data.columns.index(step["pivot"])] for row in self.data.rows
                             if step["pivot"] in self.data.columns})  # fmt: skip
        if kind in ("aggregate", "pivot"):
            return frozenset((*words.strings(step.get("groupby")), *added))
        return columns and columns | frozenset(added)

    def encoding(self, spec: Spec, loc: Loc, columns: frozenset[str], known: frozenset[str]) -> None:
        encoding = spec.get("encoding", {})
        if not isinstance(encoding, dict):
            return self.say(
                "chart-word", (*loc, "encoding"), value=encoding, where="as encoding", hint="write channels"
            )
        self.known_keys(encoding, (*loc, "encoding"), known, "as a channel")
        for channel, definition in encoding.items():
            for at, one in enumerate(definition if isinstance(definition, list) else [definition]):
                here: Loc = (*loc, "encoding", channel, *((at,) if isinstance(definition, list) else ()))
                if isinstance(one, dict):
                    self.channel(channel, one, here, columns)
                    self.fill_type(channel, one, columns, marks_of(spec))
        return None

    def channel(self, channel: str, one: Spec, loc: Loc, columns: frozenset[str]) -> None:
        self.known_keys(one, loc, words.CHANNEL, f'in the channel "{channel}"')
        kind = one.get("type")
        if kind is not None and kind not in words.TYPES:
            self.say(
                "chart-word", (*loc, "type"), hint=words.hint(str(kind), words.TYPES), value=kind, where="as a type"
            )
        name = one.get("field")
        self.expression(one.get("condition", {}).get("test") if isinstance(one.get("condition"), dict) else None,
                        (*loc, "condition", "test"), columns)  # fmt: skip
        if not isinstance(name, str):
            return
        known = self.field(name, (*loc, "field"), columns) and name in self.data.columns
        if known and columns >= set(self.data.columns) and (kind == "quantitative" or channel == "value"):
            self.numbers(name, (*loc, "field"))
        if channel in ("color", "fill", "stroke") and not isinstance(one.get("legend"), dict):
            self.coloured.append((name, loc))
        elif channel not in words.UNNAMED:
            self.named.add(name)
        if re.search(r"[.\[\]]", name) and name in columns:
            one["field"] = re.sub(r"([.\[\]])", r"\\\1", name)

    def fill_type(self, channel: str, one: Spec, columns: frozenset[str], marks: frozenset[str]) -> None:
        """Give a channel that shows a column of the data its type, unless the author or another word settles it."""
        name = str(one.get("field", "")).replace("\\", "")
        settled = {"type", "bin", "timeUnit", "aggregate"} & set(
            one
        ) or channel in words.WAFFLE_CHANNELS - words.CHANNELS
        if name in self.data.columns and columns >= set(self.data.columns) and not settled:
            one["type"] = default_type(self.data, name, channel, marks)

    def field(self, name: str, loc: Loc, columns: frozenset[str]) -> bool:
        """Whether the data has the column `name`; says so if not."""
        if name in columns or name.replace("\\", "") in columns or not columns:
            return True
        hint = words.hint(name, columns, "columns")
        self.say("chart-field", loc, hint=hint, value=name)
        return False

    def numbers(self, name: str, loc: Loc) -> None:
        """Say so if the column `name` is drawn as a quantity but holds something else."""
        at = self.data.columns.index(name)
        wrong = [row[at] for row in self.data.rows if number(row[at]) is None and not is_missing(row[at])]
        if wrong:
            hint = "write it plainly: no thousands separator, a point before decimals, the unit in the sub-line"
            self.say("chart-number", loc, hint=hint if is_local_number(wrong[0]) else None, value=wrong[0], column=name)

    def expression(self, test: object, loc: Loc, columns: frozenset[str]) -> None:
        """Check the columns that a Vega expression ("datum.share > 10") or a field predicate names."""
        if isinstance(test, dict):
            for key in ("not", "and", "or"):
                for part in test[key] if isinstance(test.get(key), list) else [test.get(key)]:
                    self.expression(part, loc, columns)
            if isinstance(test.get("field"), str):
                self.field(test["field"], (*loc, "field"), columns)
        elif isinstance(test, str):
            for match in EXPRESSION.finditer(test):
                self.field(match[1] or match[3], loc, columns)

    def colour(self, name: str, loc: Loc) -> str:
        """Check one colour, and hand it back."""
        if name in words.ROLES or name in words.ROLE_ALIASES or name in words.NO_COLOUR:
            return name
        if LITERAL_COLOUR.fullmatch(name) or name.lower() in ImageColor.colormap:
            self.say("chart-literal-colour", loc, value=name, roles=", ".join(sorted(words.ROLES)))
        else:
            self.say("chart-colour", loc, hint=words.hint(name, {*words.ROLES, *words.ROLE_ALIASES}), value=name)
        return name

    def known_keys(self, given: Spec, loc: Loc, known: frozenset[str], where: str) -> None:
        for key in given:
            if key not in known:
                place = self.marks.place((*loc, key), key=True)
                hint = "the brand decides this" if key in THE_BRANDS else words.hint(key, known)
                self.found.append(problem("chart-word", place, hint=hint, value=key, where=where))

    def say(self, code: str, loc: Loc, hint: str | None = None, **values: object) -> None:
        fault = problem(code, self.marks.place(loc), hint=hint, **values)
        if fault not in self.found:
            self.found.append(fault)
