"""Subject -> what an editor would send back: parts that are missing, and parts that disagree."""

import re
from collections.abc import Iterator

from octavo import blocks as b
from octavo.checks.finding import Finding, find
from octavo.checks.subject import Subject
from octavo.checks.text import known_numbers, numbers, quoted_in, words
from octavo.matter import RUNNING
from octavo.model.brief import Brief
from octavo.plaintext import plain
from octavo.problems import Place
from octavo.starter import samples
from octavo.walk import every

TAKEAWAYS = (3, 5)
ARGUING = ("brief", "one-pager")
"""Types that open with takeaways."""
LONG_TAKEAWAY, LONG_DEK = 45, 40
"""Words."""
SHORT_ALT = 4
"""Words: with fewer, an alternative names and does not describe."""
FILE_NAME = re.compile(r"[\w-]+\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
RATIO = re.compile(r"\d to 1\b|\d:1\b|\b1 in \d")
AS_OF = re.compile(r"\b[Cc]urrent as of (\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})")


def check(subject: Subject) -> Iterator[Finding]:
    """Every finding about the parts of a brief."""
    yield from _disclaimer(subject.brief)
    yield from _people(subject.brief)
    yield from _quotes(subject)
    yield from _takeaways(subject)
    yield from _evidence(subject)
    yield from _recordings(subject.brief)
    yield from _dates(subject)
    yield from _titles(subject)
    yield from _samples(subject)


def _disclaimer(brief: Brief) -> Iterator[Finding]:
    if not brief.disclaimer:
        yield find("no-disclaimer", brief.place("title"))
    elif brief.meta.disclaimer and brief.publisher.disclaimer:
        yield find("own-disclaimer", brief.place("disclaimer"))


def _people(brief: Brief) -> Iterator[Finding]:
    told = set()
    for field, people in (("authors", brief.authors), ("speakers", brief.speakers)):
        for number, person in enumerate(people):
            if person.id not in told and not person.bio and not (person.role and person.affiliation):
                told.add(person.id)
                yield find("no-bio", brief.place(field, number), name=person.name, id=person.id)


def _quotes(subject: Subject) -> Iterator[Finding]:
    """A pull quote says what the text says, or what somebody said."""
    text = words_of_body(subject)
    for quote in every(b.PullQuote, subject.document.chapters):
        said = " ".join(plain(p.inlines) for p in every(b.Paragraph, quote.blocks))
        if not quote.spoken and not quoted_in(said, text):
            yield find("pullquote-not-in-text", quote.place, words=said)


def words_of_body(subject: Subject) -> str:
    """The text of all chapters, without what is set apart from it to repeat it."""
    parts = []
    for chapter in subject.document.chapters:
        own = tuple(block for block in chapter.blocks if not isinstance(block, b.PullQuote))
        parts += [plain(item.inlines) for item in every(b.Paragraph | b.Heading | b.Cell, (own, chapter.notes))]
        parts += [f"{stat.value} {stat.unit} {plain(stat.label)}" for stat in every(b.Stat, own)]
        parts += [" ".join(row) for chart in every(b.Chart, own) for row in chart.data.rows]
        parts += [plain(line) for held in every(b.Captioned, own) for line in (held.caption, held.sub, held.note)]
    return "\n".join(parts)


def _takeaways(subject: Subject) -> Iterator[Finding]:
    brief = subject.brief
    count = len(brief.takeaways)
    is_expected = count or brief.meta.type in ARGUING
    if is_expected and subject.document.kind.has("takeaways") and not TAKEAWAYS[0] <= count <= TAKEAWAYS[1]:
        yield find("takeaways-count", brief.place("takeaways"), count=count)
    for number, takeaway in enumerate(brief.takeaways):
        length = len(words(plain(takeaway)))
        if length > LONG_TAKEAWAY:
            yield find("long-takeaway", brief.place("takeaways", number), count=length, limit=LONG_TAKEAWAY)
    if brief.meta.type == "one-pager":
        return  # it states what the brief behind it shows
    known = known_numbers(words_of_body(subject))
    claims = [("takeaway", brief.place("takeaways", n), plain(t)) for n, t in enumerate(brief.takeaways)]
    claims += [("summary", brief.place("summary"), plain(p.inlines)) for p in every(b.Paragraph, brief.summary)]
    for part, place, text in claims:
        for value, shown in numbers(text).items():
            if value not in known:
                yield find("number-not-in-text", place, part=part, number=shown)


def _evidence(subject: Subject) -> Iterator[Finding]:
    """Figures, tables, charts and rows of numbers: where they come from, what is said of them."""
    for held in every(b.Figure | b.Table | b.Chart | b.Stats, subject.document.chapters):
        pictured = isinstance(held, b.Figure) and held.picture.decorative
        credited = isinstance(held, b.Captioned) and held.credit
        if not held.source and not credited and not pictured and _has_numbers(held):
            label = held.label if isinstance(held, b.Captioned) else ""
            yield find("no-source", held.place, what=label or _kind(held))
        if isinstance(held, b.Chart):
            yield from _chart_numbers(held)
        alt = held.alt if isinstance(held, b.Chart) else held.picture.alt if isinstance(held, b.Figure) else None
        if alt is not None and not pictured and _is_weak(alt, held):
            yield find("weak-alt", held.place, alt=alt)


def _has_numbers(held: b.Block) -> bool:
    """Whether something has to be traced: a table of words explains itself."""
    return not isinstance(held, b.Table) or any(cell.align == "end" for row in held.body for cell in row)


def _kind(held: b.Block) -> str:
    return "this row of numbers" if isinstance(held, b.Stats) else f"this {type(held).__name__.lower()}"


def _is_weak(alt: str, held: b.Block) -> bool:
    caption = plain(held.caption) if isinstance(held, b.Captioned) else ""
    return bool(FILE_NAME.search(alt)) or len(words(alt)) < SHORT_ALT or alt.casefold() == caption.casefold()


def _chart_numbers(chart: b.Chart) -> Iterator[Finding]:
    """The numbers beside a chart are numbers of its data or of the lines under it, or how many there are of something
    in it; 1 may be the other side of a ratio."""
    columns = [chart.data.columns, *zip(*chart.data.rows, strict=True)]
    beside = " ".join([plain(chart.sub), plain(chart.note), *(cell for column in columns for cell in column)])
    counts = {str(count) for column in columns for count in (len(column), len(set(column)))}
    known = known_numbers(beside) | counts | ({"1"} if RATIO.search(chart.alt) else set())
    for where, text in (("the caption", plain(chart.caption)), ("the alternative text", chart.alt)):
        for number, shown in numbers(text).items():
            if number not in known:
                yield find("number-not-in-data", chart.place, where=where, number=shown)


def _recordings(brief: Brief) -> Iterator[Finding]:
    for number, item in enumerate(brief.meta.media):
        if not item.length:
            yield find("no-length", brief.place("media", number), title=item.title)
        if not item.transcript:
            yield find("no-transcript", brief.place("media", number), title=item.title)


def _dates(subject: Subject) -> Iterator[Finding]:
    meta, brief = subject.brief.meta, subject.brief
    if meta.status == "corrected":
        for field in ("updated", "version"):
            if not getattr(meta, field):
                yield find("unnumbered-correction", brief.place("status"), field=field)
    known = meta.updated or meta.date
    if known is None:
        return
    for block in every(b.Paragraph, subject.document.chapters):
        for match in AS_OF.finditer(plain(block.inlines)):
            if match[1] != subject.document.labels.date(known):
                yield find("as-of-differs", block.place, words=match[0], date=known)


def _titles(subject: Subject) -> Iterator[Finding]:
    brief = subject.brief
    length = len(words(plain(brief.dek)))
    if length > LONG_DEK:
        yield find("long-dek", brief.place("dek"), count=length, limit=LONG_DEK)
    if len(brief.meta.running_title or brief.meta.title) > RUNNING:
        field = "running-title" if brief.meta.running_title else "title"
        yield find("cut-running-title", brief.place(field), running=subject.document.matter.running)


def _samples(subject: Subject) -> Iterator[Finding]:
    """Lines that `octavo new` wrote to be written over."""
    waiting = samples(subject.files)
    for path, text in subject.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() in waiting:
                yield find("sample-text", Place(path, number), words=line.strip())
