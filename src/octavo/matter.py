"""Brief + Labels -> Matter: the lines a house prints about a publication: how to cite it, its colophon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo import blocks as b
from octavo.labels import Labels
from octavo.model.brief import Brief
from octavo.model.house import Person
from octavo.plaintext import plain

PLAYABLE = (".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".mp4", ".webm")
"""What all browsers play (HTML 4.8.11 names no format; developer.mozilla.org, "Media container formats")."""
RUNNING = 56
"""Characters of a running head: half the wide measure, 246 pt, at 8.5 pt."""
TOGETHER, MANY = 16, 4
"""Characters of the last two words of a title that stay on one line, and words of a title that has so many to spare."""


@dataclass(frozen=True)
class Matter:
    """`citation` is one paragraph (plain text in `citation_text`), `colophon` several; `running` is the title as it
    fits the head of a page, and `size` tells how much room it takes where it is large: "", "long" or "longer".
    `title` are its lines, each with what no line may part at its end.
    `rights` are the copyright line and the licence, `contact` how to reach the publisher, `status` where it stands
    when it is not simply published; each may be empty."""

    citation: b.Inlines
    citation_text: str
    colophon: tuple[b.Inlines, ...]
    running: str
    size: str
    title: tuple[tuple[str, str], ...]
    rights: b.Inlines
    contact: b.Inlines
    status: str


def compose_matter(brief: Brief, labels: Labels) -> Matter:
    """Write the citation (Chicago Manual of Style 17, 14.18 and 14.191) unless the brief gives its own."""
    citation = brief.cite or _citation(brief, labels)
    short = f"{labels(f'status-{brief.meta.status}')} · " if brief.meta.status != "published" else ""
    running = short + _running(brief.meta.running_title or brief.meta.title, RUNNING - len(short))
    rights, contact = _rights(brief), _contact(brief)
    facts = _facts(brief, labels)
    lines = (brief.notice, facts, *_history(brief, labels), rights, brief.membership, contact, brief.colophon)
    colophon = tuple(line for line in lines if line)
    size, status = title_size(brief.meta.title), _status(brief, labels)
    title = tuple((line, "") for line in brief.meta.title_lines) or (title_line(brief.meta.title),)
    return Matter(citation, plain(citation), colophon, running, size, title, rights, contact, status)


def title_line(title: str) -> tuple[str, str]:
    """A title in two, so that no short word is left on its last line, where large type shows it most (Bringhurst, The
    Elements of Typographic Style 4, 2.4.2, says it of paragraphs)."""
    words = title.split(" ")
    end = " ".join(words[-2:])
    if len(words) < MANY or len(end) > TOGETHER:
        return title, ""
    return title.removesuffix(end), end


def _running(title: str, room: int) -> str:
    """A title as a running head: at most `room` characters, cut between words. The whole title opens the document."""
    if len(title) <= room:
        return title
    return title[: room - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def title_size(title: str) -> str:
    """How large a title is, by its length and its widest word, which no line can break."""
    word = max(map(_ems, title.split()), default=0.0)
    if len(title) > 72 or word > 8:
        return "longer"
    return "long" if len(title) > 36 or word > 6.5 else ""


def _ems(word: str) -> float:
    """About how wide a word is in a bold face, in ems. CJK, from U+2E80, breaks anywhere and counts for nothing."""
    widths = (
        0.4 if letter in "fijlrtI.,:;’'-" else 0.95 if letter in "mwMW" else 0.62 for letter in word if letter < "⺀"
    )
    return sum(widths)


def sort_name(person: Person) -> str:
    """ "Quillian, Sumaya": the family name is what `sort-name` says, else the last word."""
    if person.sort_name:
        return person.sort_name
    *given, family = person.name.split()
    return f"{family}, {' '.join(given)}" if given else family


def _citation(brief: Brief, labels: Labels) -> b.Inlines:
    meta, publisher = brief.meta, brief.publisher
    names = [sort_name(p) if n == 0 else p.name for n, p in enumerate(brief.authors)]
    authors = _chicago_names(names, labels) if names else plain(brief.byline) or publisher.name.full
    long = brief.meta.type == "report"
    title: b.Inlines = (b.Emphasis((b.Text(meta.title),)), b.Text(". ")) if long else (b.Text(f"“{meta.title}.” "),)
    series = ""
    if brief.series or meta.number:
        series = " ".join(
            filter(None, (brief.series or labels(meta.type), meta.number and labels("number", meta.number)))
        )
        series += ". "
    date = f", {labels.date(meta.date)}" if meta.date else ""
    tail: b.Inlines = ()
    if meta.identifiers.doi:
        address = f"https://doi.org/{meta.identifiers.doi}"
        tail = (b.Text(" "), b.Link((b.Text(address),), address), b.Text("."))
    stop = "" if authors.endswith(".") else "."
    return (b.Text(f"{authors}{stop} "), *title, b.Text(f"{series}{publisher.name.full}{date}."), *tail)


def _chicago_names(names: list[str], labels: Labels) -> str:
    """ "Quillian, Sumaya, and Gemma Stewart": the comma before "and" stays even with two names."""
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])}, {labels('and')} {names[-1]}"


def _facts(brief: Brief, labels: Labels) -> b.Inlines:
    """Status, version and registered numbers."""
    meta = brief.meta
    status = _status(brief, labels)
    facts = [status] if status else []
    facts += [labels("version", meta.version)] if meta.version else []
    if meta.updated:
        facts.append(labels("updated", labels.date(meta.updated)))
    ids = meta.identifiers
    named = (("DOI", ids.doi), ("ISBN", ids.isbn), ("ISSN", ids.issn), ("", ids.report_number))
    facts += [f"{name} {value}".strip() for name, value in named if value]
    return (b.Text(". ".join(facts) + "."),) if facts else ()


def _history(brief: Brief, labels: Labels) -> Iterator[b.Inlines]:
    """What each later version changed, as the front matter orders them."""
    for change, note in zip(brief.meta.changes, brief.changes, strict=True):
        kind = f", {labels('correction')}" if change.kind == "correction" else ""
        yield (b.Text(f"{labels('version', change.version)} ({labels.date(change.date)}{kind}): "), *note)


def _status(brief: Brief, labels: Labels) -> str:
    """Where a brief stands, in words: "Embargoed until …" with the moment; "" for one that is published."""
    meta = brief.meta
    if meta.status == "embargoed" and meta.embargo:
        return labels("embargoed-until", labels.moment(meta.embargo))
    return labels(f"status-{meta.status}") if meta.status != "published" else ""


def _rights(brief: Brief) -> b.Inlines:
    """The copyright line, with the year of publication (Chicago Manual of Style 18, 1.22), then the licence."""
    holder, day = brief.publisher.copyright_holder, brief.meta.date
    if not holder:
        return brief.licence
    line = f"© {day.year} {holder}" if day else f"© {holder}"
    line += "" if line.endswith(".") else "."
    return (b.Text(f"{line} "), *brief.licence) if brief.licence else (b.Text(line),)


def _contact(brief: Brief) -> b.Inlines:
    """The publisher's name, postal address, e-mail, site and places elsewhere; empty when it gives none of them."""
    house = brief.publisher
    if not (brief.address or house.email or house.social):
        return ()
    name: b.Inlines = (b.Text(house.name.full),)
    whole = (*name, b.Text(", "), *brief.address) if brief.address else name
    elsewhere = [(b.Text(f"{place}:\N{NO-BREAK SPACE}"), _link(url)) for place, url in house.social.items()]
    return _dotted(whole, *_ways(house.email, house.url), *elsewhere)


def ways(person: Person) -> b.Inlines:
    """How to reach a person and the person's work: e-mail, page, ORCID iD; empty when none is known."""
    orcid = f"https://orcid.org/{person.orcid}"
    own: tuple[b.Inlines, ...] = ((b.Link((b.Text(f"ORCID {person.orcid}"),), orcid),),) if person.orcid else ()
    return _dotted(*_ways(person.email, person.url), *own)


def _ways(email: str, url: str) -> Iterator[b.Inlines]:
    if email:
        yield (b.Link((b.Text(email),), f"mailto:{email}"),)
    if url:
        yield (_link(url),)


def _link(url: str) -> b.Link:
    return b.Link((b.Text(address(url)),), url)


def address(url: str) -> str:
    """An address as it is printed: without the scheme and a final slash."""
    return re.sub(r"^(https?://(www\.)?|mailto:)", "", url).rstrip("/")


def _dotted(*items: b.Inlines) -> b.Inlines:
    """Items of a line, with a middle dot between them that never starts a line."""
    dot: b.Inlines = (b.Text("\N{NO-BREAK SPACE}· "),)
    return tuple(piece for n, item in enumerate(items) for piece in (*(dot if n else ()), *item))


def playable(url: str) -> bool:
    """Whether a browser can play the address itself: a media file, not a page about one."""
    return url.rsplit("?", 1)[0].lower().endswith(PLAYABLE)
