"""publisher.yaml, people.yaml and a brand's house.yaml -> House: what briefs share, checked. Descriptions are for
editors."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar, get_args

from pydantic import Field, model_validator

from octavo.blocks import Inlines, Link, Picture, Text
from octavo.content import Front, Workspace
from octavo.model.faults import cut_texts, validated
from octavo.model.mailing import MailFields
from octavo.model.meta import CallToAction, Fields, Licence, Paper, Pdf, Type
from octavo.model.texts import Email, FileName, Id, Language, Line, Many, Orcid, Passage, Url, is_id
from octavo.model.words import Words
from octavo.problems import Problem, problem


class PublisherName(Fields):
    """The publisher's name in its forms."""

    full: Line = Field(description="The whole name, as on a title page.")
    short: Line = Field("", description="The short name, for running heads; the whole name by default.")
    in_text: Line = Field("", description='The name inside a sentence: "the Example Institute"; else the whole name.')

    @model_validator(mode="before")
    @classmethod
    def _with_defaults(cls, value: object) -> object:
        """A name without short forms is used whole."""
        if isinstance(value, dict) and isinstance(full := value.get("full"), str):
            return {"short": full, "in-text": full, **{k: v for k, v in value.items() if v is not None}}
        return value


Required = Literal[
    "editorial", "prose", "language", "typos", "references", "pictures", "brand", "pdf", "page-validation", "verapdf",
    "layout", "images", "web", "nu", "axe", "epub", "epubcheck", "ace", "parity",
]  # fmt: skip
"""Families of checks, and referees that one of them asks. Not `links`: whether they are answered lies with others."""
REQUIRABLE: tuple[Required, ...] = get_args(Required)


class Check(Fields):
    """What `invoke check` is to see to."""

    require: Many[Required] = Field(
        (),
        description="Checks that every `invoke check` makes, and without which nothing may be published: [epubcheck].",
    )


class HouseTexts(Fields):
    """What a house says in each of its publications: in content/publisher.yaml, or for a brand in its house.yaml."""

    name: PublisherName | None = Field(None, description="The publisher's name in its forms.")
    url: Url = Field("", description="The publisher's own site.")
    address: Passage = Field("", description="Postal address, for the colophon and the back cover. Markdown.")
    email: Email = Field("", description="Where readers can write; printed beside the postal address.")
    social: dict[str, Url] = Field(
        {}, description="The publisher elsewhere, printed there too: `Mastodon: https://...`."
    )
    series: dict[Type, Line] = Field({}, description="The series of briefs that name none, by type of brief.")
    disclaimer: Passage = Field("", description="The house's disclaimer. Markdown.")
    copyright_holder: Line = Field("", description="Who holds the rights, for a line such as © 2026 Example Institute.")
    call_to_action: CallToAction | None = Field(None, description="The invitation at the end of each brief.")
    membership: Passage = Field("", description="A sentence about membership. Markdown.")
    colophon: Passage = Field("", description="The last lines of each brief. Markdown.")
    labels: dict[Language, dict[str, Line]] = Field(
        {}, description="The house's own words for headings and buttons, by language: `en: {contents: Inside}`."
    )


Texts = TypeVar("Texts", bound=HouseTexts)


class Publisher(HouseTexts):
    """content/publisher.yaml: every text of the house."""

    name: PublisherName = Field(description="The publisher's name in its forms.")
    base_url: Url = Field("", description="The public address under which the built briefs are served.")
    language: Language = Field("en", description="BCP 47 tag of briefs that name none, such as en-US.")
    paper: Paper | None = Field(None, description="letter or a4, for briefs that name none; the brand's by default.")
    pdf: Pdf = Field("archival", description="archival or archival-2: which standards a PDF keeps.")
    brand: Id = Field(description="The folder of styles/brands/ for briefs that name none.")
    citation_style: FileName = Field("", description="The CSL file that sets the form of citations, such as apa.csl.")
    licence: Licence | None = Field(None, description="What readers may do with the texts.")
    mail: MailFields | None = Field(None, description="How the house writes to its members.")
    check: Check = Field(Check(), description="What `invoke check` must have looked at before a brief is published.")


NOBODY = Publisher(name=PublisherName(full="-"), brand="none")
"""Stands in for a publisher whose file has an error, while the rest is looked at."""


class PersonFields(Fields):
    """One person of content/people.yaml."""

    name: Line = Field(description="The name as printed.")
    sort_name: Line = Field("", description='The name as sorted and cited: "Ribando Seelke, Clare".')
    role: Line = Field("", description="Position, such as Managing director.")
    affiliation: Line = Field("", description="Where the person works.")
    bio: Passage = Field("", description="Two or three sentences. Plain text.")
    orcid: Orcid = Field("", description="ORCID iD without its address: 0000-0002-1825-0097.")
    email: Email = Field("", description="E-mail address, printed for readers.")
    url: Url = Field("", description="The person's page.")
    portrait: FileName = Field("", description="A picture file in content/, such as people/ada.jpg; shown as a square.")


class Person(PersonFields):
    """A person with the id that briefs use. `picture` is the portrait; it is measured in a brief that shows it."""

    id: str
    picture: Picture | None = None


@dataclass(frozen=True, eq=False)
class House:
    """The publisher (None when its file has an error) with its texts read, and everyone in people.yaml. Where the brand
    has house texts of its own, they stand in the place of the publisher's.

    `known` are all ids of people.yaml, those with errors included; `problems` are those of all files.
    """

    publisher: Publisher | None
    people: Mapping[str, Person]
    known: frozenset[str]
    problems: tuple[Problem, ...]
    disclaimer: Inlines = ()
    licence: Inlines = ()
    membership: Inlines = ()
    colophon: Inlines = ()
    address: Inlines = ()


PASSAGES = ("disclaimer", "membership", "colophon", "address")


@lru_cache(maxsize=4)
def house_of(workspace: Workspace) -> House:
    """Check what all briefs share, once for a workspace and a brand."""
    people, found = _people(workspace)
    known = frozenset(workspace.people.data) if workspace.people else frozenset[str]()
    own, said = _checked(HouseTexts, workspace.brand)
    found = (*said, *found)
    publisher, said = _checked(Publisher, workspace.publisher)
    found = (*said, *found)
    if publisher is None or workspace.publisher is None:
        return House(None, people, known, found)
    words = Words(workspace.publisher)
    texts = {name: words.inlines(getattr(publisher, name), name) for name in PASSAGES}
    licence = read_licence(publisher.licence, words)
    found = (*found, *words.problems)
    if own and workspace.brand:
        words = Words(workspace.brand)
        texts |= {name: words.inlines(getattr(own, name), name) for name in PASSAGES if name in own.model_fields_set}
        publisher, found = _in_brand(publisher, own), (*found, *words.problems)
    return House(publisher, people, known, found, licence=licence, **texts)


def _checked(kind: type[Texts], front: Front | None) -> tuple[Texts | None, tuple[Problem, ...]]:
    """The texts of one file; None when there is no such file, or an error in it."""
    if front is None:
        return None, ()
    texts, said = validated(kind, front)
    return texts, (*said, *cut_texts(kind, front))


def _in_brand(publisher: Publisher, own: HouseTexts) -> Publisher:
    """The publisher as a brand's own texts have it; of labels and series those stay that the brand does not give."""
    given = {name: getattr(own, name) for name in own.model_fields_set}
    labels = {tag: {**publisher.labels.get(tag, {}), **words} for tag, words in own.labels.items()}
    joined = {"labels": {**publisher.labels, **labels}, "series": {**publisher.series, **own.series}}
    return publisher.model_copy(update={**given, **joined})


def read_licence(licence: Licence | None, words: Words) -> Inlines:
    """A licence in its own words, or by its name, linked where it has an address."""
    if licence is None:
        return ()
    if licence.text:
        return words.inlines(licence.text, "licence", "text")
    name = Text(licence.name)
    return (Link((name,), licence.url),) if licence.url else (name,)


def _people(workspace: Workspace) -> tuple[dict[str, Person], tuple[Problem, ...]]:
    front = workspace.people
    if front is None:
        return {}, ()
    people: dict[str, Person] = {}
    found: list[Problem] = []
    for key in front.data:
        if not is_id(key):
            found.append(problem("bad-id", front.marks.place((key,), key=True), value=key, field="person"))
        fields, said = validated(PersonFields, front, (key,))
        found += [*said, *cut_texts(PersonFields, front, (key,))]
        if fields:
            place = front.marks.place((key, "portrait"))
            picture = Picture(fields.portrait, fields.name, place=place) if fields.portrait else None
            people[key] = Person.model_construct(id=key, picture=picture, **dict(fields))
    return people, tuple(found)
