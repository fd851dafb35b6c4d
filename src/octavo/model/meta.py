"""What the front matter of a brief may say: every field, its kind, and its description for editors."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from octavo.model.texts import (
    Day,
    Doi,
    FileName,
    Id,
    Isbn,
    Issn,
    Language,
    Length,
    Line,
    Many,
    Moment,
    Passage,
    Prose,
    Url,
    seconds,
)

Type = Literal["brief", "one-pager", "report", "commentary", "event-summary"]
Status = Literal["draft", "embargoed", "published", "corrected", "withdrawn"]
Paper = Literal["letter", "a4"]
Format = Literal["pdf", "html", "epub"]
Pdf = Literal["archival", "archival-2"]

FORMATS: tuple[Format, ...] = ("pdf", "html", "epub")


def kebab(name: str) -> str:
    """A field's name as it stands in YAML: `running_title` -> "running-title", `for_` -> "for"."""
    return name.strip("_").replace("_", "-")


class Fields(BaseModel):
    """A strict, frozen set of fields. A text that is not given is "", a list (), anything else None."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=kebab)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, value: object) -> object:
        """`dek:` with nothing after it is a field not given."""
        return {k: v for k, v in value.items() if v is not None} if isinstance(value, dict) else value


class Recording(Fields):
    """One audio or video recording."""

    id: Id = Field(description="A short name for use in the text: `::: {.media item=...}`.")
    kind: Literal["audio", "video"] = Field(description="audio or video.")
    title: Line = Field(description="What it is, as listeners see it.")
    url: Url = Field(description="Where it can be played.")
    short_url: Url = Field("", description="A short address for print, under the QR code.")
    length: Length = Field("", description="Playing time: minutes:seconds or hours:minutes:seconds.")
    transcript: Url = Field("", description="Where its text can be read.")

    @property
    def seconds(self) -> int:
        """Playing time in seconds, 0 when not given."""
        return seconds(self.length) if self.length else 0


class Advice(Fields):
    """One recommendation."""

    title: Passage = Field(description="What should be done, in a few words.")
    text: Prose = Field("", description="How, and why. Markdown.")
    for_: Passage = Field("", description="Who should do it.")


class Identifiers(Fields):
    """Registered numbers of the publication."""

    doi: Doi = Field("", description="Without https://doi.org/, such as 10.1234/abc.5.")
    isbn: Isbn = Field("", description="Ten or thirteen digits, with or without hyphens.")
    issn: Issn = Field("", description="Of the series: 2049-3630.")
    report_number: Line = Field("", description="The house's own number.")


class Related(Fields):
    """Something else to read: `url` or `brief`, one of them."""

    title: Line = Field("", description="Its title; that of the brief by default.")
    url: Url = Field("", description="Its address, when it is elsewhere.")
    brief: Id = Field("", description="The folder's name, when it is a brief of this workspace.")
    note: Line = Field("", description="A word on why.")


class Licence(Fields):
    """What readers may do with the text."""

    name: Line = Field(description="Such as CC BY 4.0.")
    url: Url = Field("", description="Where the licence can be read.")
    text: Passage = Field("", description="The sentence to print instead of the name alone. Markdown.")


class CallToAction(Fields):
    """The invitation at the end."""

    head: Line = Field(description="Its headline.")
    text: Line = Field(description="One or two sentences.")
    label: Line = Field(description="The words of the link.")
    url: Url = Field(description="Where the link leads; print shows it as a QR code.")


class Waiver(Fields):
    """A finding of the preflight that may stay, and why."""

    code: Line = Field(description="The code of the finding, such as no-transcript.")
    reason: Line = Field(description="Why it may stay.")
    until: Day | None = Field(None, description="The last day on which it may: YYYY-MM-DD.")
    words: Line = Field("", description="Words of the finding's message, when only that one is meant.")
    brief: Id = Field("", description="In content/waivers.yaml: the folder of the one brief that is meant.")


class Waivers(Fields):
    """content/waivers.yaml: findings that may stay in all briefs, or in one."""

    waivers: Many[Waiver] = Field((), description="The list of them.")


class ChapterFields(Fields):
    """Front matter of a chapter's file; a chapter that starts with `# Its title` needs none."""

    title: Passage = Field("", description="The chapter's title. Markdown.")
    dek: Passage = Field("", description="The sentence under the title. Markdown.")
    id: Id = Field("", description="Its anchor, for links and `@` references.")


class Change(Fields):
    """What a version changed."""

    version: Line = Field(description='The version that brought it, such as "1.1".')
    date: Day = Field(description="The day of the change: YYYY-MM-DD.")
    note: Passage = Field(description="What was changed, in a sentence. Markdown.")
    kind: Literal["major", "correction"] = Field(
        "major", description="major: what the brief says has changed, and its date moves; correction: it has not."
    )


class Meta(Fields):
    """Front matter of a brief."""

    title: Line = Field(description="The title, as it is cited. Put it in quotes when it holds a colon.")
    title_lines: Many[Line] = Field((), description="The title again, in lines as they should break on the page.")
    dek: Passage = Field("", description="The sentence under the title. Markdown.")
    kicker: Line = Field("", description="A word or two above the title.")
    type: Type = Field("brief", description="Which kind of document this is.")
    series: Line = Field("", description="The series it belongs to.")
    number: Line = Field("", description="Its number in the series.")
    date: Day | None = Field(None, description="The day of publication: YYYY-MM-DD.")
    updated: Day | None = Field(None, description="The day of the last change that readers should know of.")
    version: Line = Field("", description='Such as "1.0".')
    status: Status = Field("published", description="Where it stands; anything but published is shown.")
    embargo: Moment | None = Field(
        None, description='When it may be read, for status embargoed: "2026-12-01 09:00 America/New_York".'
    )
    changes: Many[Change] = Field((), description="What each version after the first has changed.")
    authors: Many[Line] = Field((), description="Who wrote it: ids of people.yaml, in the order of the byline.")
    speakers: Many[Line] = Field((), description="Who is quoted or spoke: ids of people.yaml.")
    byline: Passage = Field("", description="The byline in words, when the list of authors does not say it.")
    topics: Many[Line] = Field((), description="Subjects, for catalogues and search.")
    region: Many[Line] = Field((), description="Countries or regions it is about.")
    language: Language = Field("", description="BCP 47 tag, such as en-US; the publisher's by default.")
    running_title: Line = Field("", description="A short title for the head of each page.")
    summary: Prose = Field(
        "",
        description="A paragraph or more: printed in a report, told to catalogues of all others. Markdown.",
    )
    takeaways: Many[Passage] = Field((), description="Three to five findings: a bold claim, then a sentence. Markdown.")
    media: Many[Recording] = Field((), description="Recordings that belong to it.")
    recommendations: Many[Advice] = Field((), description="What should be done, and by whom.")
    funding: Passage = Field("", description="Who paid for it. Markdown.")
    acknowledgements: Passage = Field("", description="Thanks. Markdown.")
    disclaimer: Passage = Field("", description="Instead of the publisher's disclaimer. Markdown.")
    licence: Licence | None = Field(None, description="Instead of the publisher's licence.")
    identifiers: Identifiers = Field(Identifiers(), description="DOI, ISBN, ISSN, report number.")
    related: Many[Related] = Field((), description="What to read next.")
    brand: Id = Field("", description="A folder of styles/brands/; the publisher's by default.")
    formats: Many[Format] = Field(FORMATS, description="Which editions to make.")
    paper: Paper | None = Field(None, description="letter or a4; the publisher's by default.")
    pdf: Pdf | None = Field(
        None, description="archival: PDF/A-2a or 3a with PDF/UA-1; archival-2: PDF/A-4f with PDF/UA-2."
    )
    chapters: Many[Line] = Field((), description="The files of a report's chapters, in order.")
    notice: Passage = Field("", description="A sentence for the colophon. Markdown.")
    cite: Passage = Field("", description="How to cite it, instead of what is made from the fields. Markdown.")
    call_to_action: CallToAction | None = Field(None, description="Instead of the publisher's invitation.")
    raw_html: Literal["refuse", "show"] = Field(
        "refuse", description="show: HTML in the text is printed as typed, with a warning."
    )
    waivers: Many[Waiver] = Field((), description="Findings of `invoke check` that may stay, each with its reason.")
    bibliography: FileName = Field(
        "", description="The file of works that citations name, BibTeX or CSL; `references.bib` by default."
    )
    citation_style: FileName = Field("", description="The CSL file that sets their form; the publisher's by default.")
