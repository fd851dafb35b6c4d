"""What content/style.yaml may say: terms that the house does not use, and what it writes instead."""

from pydantic import Field

from octavo.model.meta import Fields
from octavo.model.texts import Line, Many


class Term(Fields):
    """One term. In lower case it is meant in any case."""

    term: Line = Field(description="The word or words that the house does not use.")
    instead: Line = Field(description="What it writes instead.")
    why: Line = Field("", description="Why, as writers will read it.")


class Style(Fields):
    """The list of them."""

    terms: Many[Term] = Field((), description="The list of them.")
