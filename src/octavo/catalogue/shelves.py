"""Cards + publisher -> Catalogue: what is shown, what is announced, and the shelves by topic, region and author."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from octavo.index import IndexCard
from octavo.labels import Labels
from octavo.model.house import Publisher
from octavo.problems import Place, Problem, problem
from octavo.slugs import BRIEF, FOLDER, slug_of

KEPT_BACK = ("draft", "embargoed")
"""States of what no reader may see yet."""
UNLISTED = (*KEPT_BACK, "withdrawn")
"""States of what no feed, list of addresses or search names."""

KINDS = ("topics", "regions", "authors")
"""The kinds of shelves, each a folder of the site."""
OWN = frozenset({*KINDS, "brand", "copies", "fonts", "mail", "opds", "pagefind", "search"})
"""Folders of the site, and of what is sent to members, in build/: no brief can bear such a name."""


@dataclass(frozen=True)
class Shelf:
    """Everything on one topic, about one region, or by one author. `person` is what the newest card tells of the
    author. `path` is its folder in the site, with a final slash."""

    kind: str
    slug: str
    name: str
    cards: tuple[IndexCard, ...]
    person: Mapping[str, str]

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.slug}/"


@dataclass(frozen=True)
class Catalogue:
    """`cards` are what its pages show, the newest first; `base` is the public address with a final slash, "" when the
    house has told none."""

    publisher: Publisher
    labels: Labels
    cards: tuple[IndexCard, ...]
    base: str
    shelves: Mapping[str, tuple[Shelf, ...]]

    @property
    def listed(self) -> tuple[IndexCard, ...]:
        """What may be announced: no draft, nothing withdrawn."""
        return tuple(card for card in self.cards if card.state not in UNLISTED)

    @property
    def newest(self) -> str:
        """The day of the last change that readers should know of; "" when nothing is dated."""
        return max(map(day, self.listed), default="")

    def author(self, id: str) -> Shelf:
        """The shelf of an author."""
        return next(shelf for shelf in self.shelves["authors"] if shelf.person["id"] == id)

    def page(self, card: IndexCard) -> str:
        """Where a reader begins, from the root of the site: the web page, else the PDF, else the EPUB."""
        name = next((card.files[kind] for kind in ("html", "pdf", "epub") if kind in card.files), "")
        return f"{card.slug}/" if name == "index.html" else f"{card.slug}/{name}"

    def file(self, card: IndexCard) -> str:
        """The same as a file, for pages that are opened from a disk."""
        page = self.page(card)
        return f"{page}index.html" if page.endswith("/") else page


def day(card: IndexCard) -> str:
    """The day that dates a card: of the last change, else of publication."""
    return card.updated or card.date


def arrange(
    publisher: Publisher, labels: Labels, cards: Iterable[IndexCard], draft: bool
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Put the cards in order. A `draft` shows everything; else what may not be seen yet is left out, and said.

    A brief whose name the site needs for itself is an error; a topic or region spelt in two ways is told.
    """
    cards = sorted(sorted(cards, key=lambda card: card.slug), key=lambda card: card.date, reverse=True)
    shown = tuple(card for card in cards if draft or card.state not in KEPT_BACK)
    found = [problem("catalogue-name", _place(card), name=card.slug) for card in cards if card.slug in OWN]
    found += [
        problem("kept-back", _place(card), slug=card.slug, state=card.state) for card in cards if card not in shown
    ]
    topics, said = _by_name("topics", shown, lambda card: card.topics)
    regions, more = _by_name("regions", shown, lambda card: card.regions)
    base = f"{publisher.base_url.rstrip('/')}/" if publisher.base_url else ""
    shelves = {"topics": topics, "regions": regions, "authors": _by_author(shown)}
    return Catalogue(publisher, labels, shown, base, shelves), (*found, *said, *more)


def _by_name(
    kind: str, cards: tuple[IndexCard, ...], names_of: Callable[[IndexCard], tuple[str, ...]]
) -> tuple[tuple[Shelf, ...], tuple[Problem, ...]]:
    """A shelf for each name, whatever the case of its letters; the spelling that most briefs use is shown."""
    spellings: dict[str, Counter[str]] = {}
    for card in cards:
        for name in dict.fromkeys(names_of(card)):
            spellings.setdefault(_same(name), Counter())[name] += 1
    shelves: list[Shelf] = []
    found: list[Problem] = []
    taken: set[str] = set()
    for key, counts in sorted(spellings.items()):
        usual = min(counts, key=lambda name: (-counts[name], name))
        own = tuple(card for card in cards if key in map(_same, names_of(card)))
        shelves.append(Shelf(kind, _address(usual, taken), usual, own, {}))
        found += [
            problem("two-spellings", _place(card), value=name, usual=usual)
            for card in own
            for name in names_of(card)
            if _same(name) == key and name != usual
        ]
    return tuple(shelves), tuple(found)


def _by_author(cards: tuple[IndexCard, ...]) -> tuple[Shelf, ...]:
    """A shelf for each author, in the order of family names; what the newest card says of the person is shown."""
    people: dict[str, Mapping[str, str]] = {}
    for card in cards:
        for credit in card.credits:
            people.setdefault(credit["id"], credit)
    taken: set[str] = set()
    return tuple(
        Shelf("authors", _address(id, taken), person["name"], tuple(c for c in cards if _wrote(c, id)), person)
        for id, person in sorted(people.items(), key=lambda item: (_same(item[1]["sort"]), item[0]))
    )


def _wrote(card: IndexCard, id: str) -> bool:
    return any(credit["id"] == id for credit in card.credits)


def _same(name: str) -> str:
    """What two spellings of a name share: their letters, whatever their case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _address(name: str, taken: set[str]) -> str:
    """A free name in the letters of an address; numbered when another name has the same letters."""
    stem = slug_of(name)
    if not any(c.isascii() and c.isalnum() for c in unicodedata.normalize("NFKD", name)):
        stem = re.sub(r"\W+", "-", _same(name)).strip("-_") or stem  # a name in another script keeps its own letters
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def _place(card: IndexCard) -> Place:
    return Place(f"{FOLDER}/{card.slug}/{BRIEF}")
