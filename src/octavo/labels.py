"""templates/labels/<language>.yaml -> Labels: the words the house prints, dates and lists in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.lists import format_list

from octavo.files import FileMissing, Files
from octavo.problems import Place, Problem, problem
from octavo.yamltext import load

FOLDER = "templates/labels"


@dataclass(frozen=True)
class Labels:
    """UI words of one language. `words` holds every key of templates/labels/en.yaml."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, value: object = "") -> str:
        """The word for `key`, its `{}` filled with `value`. Raises KeyError for a key en.yaml does not have."""
        return self.words[key].replace("{}", str(value))

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """ "ltr" or "rtl", from CLDR."""
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def date(self, day: date) -> str:
        """A full date as the language writes it, without the weekday."""
        return format_date(day, format="long", locale=self.locale)

    def moment(self, when: datetime) -> str:
        """A date with its time and time zone, as the language writes them."""
        time = format_time(when, format="short", tzinfo=when.tzinfo, locale=self.locale)
        return f"{self.date(when)}, {time} {get_timezone_name(when, width='short', locale=self.locale)}"

    def join(self, names: tuple[str, ...]) -> str:
        """ "A, B and C" as the language writes it (CLDR list patterns)."""
        return format_list(names, locale=self.locale)


def load_labels(files: Files, language: str, overrides: Mapping[str, str]) -> tuple[Labels, tuple[Problem, ...]]:
    """Read the words for `language` ("es-MX" falls back to "es"), with the publisher's own on top.

    A language without a table prints English words and says so.
    """
    words, found = _table(files, "en")
    base = language.split("-")[0]
    if base != "en":
        try:
            own, more = _table(files, base)
        except FileMissing:
            place = Place(f"{FOLDER}/{base}.yaml")
            return Labels(language, {**words, **overrides}), (*found, problem("no-labels", place, language=language))
        found += more
        words = {**words, **own}
    return Labels(language, {**words, **overrides}), found


def _table(files: Files, language: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    path = f"{FOLDER}/{language}.yaml"
    data, _, found = load(files.text(path), path)
    return {str(k): str(v) for k, v in data.items()} if isinstance(data, dict) else {}, tuple(found)
