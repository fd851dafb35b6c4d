"""A language -> how Vega writes its numbers and dates (d3-format and d3-time-format locales), from Unicode's CLDR."""

from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale of a BCP 47 tag; English for a language that CLDR does not have."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def number_format(language: str) -> dict[str, Any]:
    """d3-format: decimal sign, separator of thousands, minus. The currency sign stays the dollar of "$" formats."""
    symbols = locale_of(language).number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["$", ""],
        "minus": "\u2212",
        "percent": symbols["percentSign"],
    }


def time_format(language: str) -> dict[str, Any]:
    """d3-time-format: names of days and months. Days start with Sunday there, with Monday in CLDR."""
    locale = locale_of(language)
    days, months = locale.days["stand-alone"], locale.months["stand-alone"]
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    return {
        "dateTime": "%x %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": [days["wide"][day] for day in sunday_first],
        "shortDays": [days["abbreviated"][day] for day in sunday_first],
        "months": [months["wide"][month] for month in range(1, 13)],
        "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
    }
