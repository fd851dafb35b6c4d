"""What a brief is: a frozen value with everything a reader or a catalogue will see, settled and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from octavo.blocks import NOWHERE, Blocks, Body, Inlines, Recommendations
from octavo.content import Front
from octavo.model.house import Person, Publisher
from octavo.model.meta import CallToAction, Format, Licence, Meta, Paper, Pdf
from octavo.problems import Place


@dataclass(frozen=True)
class Chapter:
    """One Markdown file. `title` is empty for the text of brief.md; `id` is "" unless its author gave one."""

    path: str
    title: Inlines = ()
    dek: Inlines = ()
    id: str = ""
    body: Body = field(default_factory=Body)
    place: Place = NOWHERE


@dataclass(frozen=True)
class Reference:
    """A work in the list of references; citations lead to its `id`. `place` is that of its entry."""

    id: str
    inlines: Inlines
    place: Place = NOWHERE


@dataclass(frozen=True)
class Brief:
    """A brief with its people and its publisher. Text that may hold Markdown is here as inlines or blocks, with the
    publisher's text where the brief has none of its own; `meta` and `publisher` hold it as typed.

    `folder` ("content/<slug>") and `path` (of brief.md) are relative to the workspace. `people` are all of people.yaml;
    `known_people` are their ids, those with errors included.
    `recommendations` is None when the front matter has none; `references` is empty until the citations are set.
    """

    slug: str
    folder: str
    path: str
    meta: Meta
    publisher: Publisher
    authors: tuple[Person, ...]
    speakers: tuple[Person, ...]
    people: Mapping[str, Person]
    known_people: frozenset[str]
    chapters: tuple[Chapter, ...]
    dek: Inlines = ()
    byline: Inlines = ()
    takeaways: tuple[Inlines, ...] = ()
    summary: Blocks = ()
    recommendations: Recommendations | None = None
    funding: Inlines = ()
    acknowledgements: Inlines = ()
    disclaimer: Inlines = ()
    notice: Inlines = ()
    changes: tuple[Inlines, ...] = ()
    cite: Inlines = ()
    licence: Inlines = ()
    membership: Inlines = ()
    colophon: Inlines = ()
    address: Inlines = ()
    references: tuple[Reference, ...] = ()
    front: Front | None = field(default=None, repr=False, compare=False)

    def place(self, *loc: str | int, key: bool = False) -> Place:
        """Where a field of the front matter stands: `place("authors", 1)`."""
        return self.front.marks.place(loc, key) if self.front else Place(self.path)

    @property
    def known_recordings(self) -> frozenset[str]:
        """The ids under `media`, those of recordings with errors included."""
        typed = self.front.data.get("media") if self.front else None
        entries = typed if isinstance(typed, list) else []
        named = {str(entry.get("id")) for entry in entries if isinstance(entry, dict)}
        return frozenset(named | {item.id for item in self.meta.media})

    @property
    def title(self) -> str:
        return self.meta.title

    @property
    def day(self) -> date | None:
        """The day that dates the edition: of the last change, else of publication."""
        return self.meta.updated or self.meta.date

    @property
    def language(self) -> str:
        """BCP 47 tag."""
        return self.meta.language or self.publisher.language

    @property
    def brand(self) -> str:
        """Name of a folder of styles/brands/."""
        return self.meta.brand or self.publisher.brand

    @property
    def paper(self) -> Paper | None:
        return self.meta.paper or self.publisher.paper

    @property
    def pdf(self) -> Pdf:
        """Which standards the PDF keeps."""
        return self.meta.pdf or self.publisher.pdf

    @property
    def formats(self) -> tuple[Format, ...]:
        return self.meta.formats

    @property
    def citation_style(self) -> str:
        """The CSL file as named, "" when neither the brief nor the publisher names one."""
        return self.meta.citation_style or self.publisher.citation_style

    @property
    def series(self) -> str:
        """The series as printed, "" when neither the brief nor the publisher names one."""
        return self.meta.series or self.publisher.series.get(self.meta.type, "")

    @property
    def rights(self) -> Licence | None:
        """What readers may do with the text, as fields; `licence` has it in words."""
        return self.meta.licence or self.publisher.licence

    @property
    def portrayed(self) -> tuple[Person, ...]:
        """Everyone whom the brief tells about, each once: speakers, then authors."""
        return tuple({person.id: person for person in (*self.speakers, *self.authors)}.values())

    @property
    def call_to_action(self) -> CallToAction | None:
        return self.meta.call_to_action or self.publisher.call_to_action

    @property
    def labels(self) -> Mapping[str, str]:
        """The house's own words in the brief's language: those of "es" for "es-MX", then those of "es-MX"."""
        own = self.publisher.labels
        return {**own.get(self.language.split("-")[0], {}), **own.get(self.language, {})}
