"""Catalogue + Design -> the pages of the site: the index with its filters, a page for each shelf, and the search."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.artifact import Artifact
from octavo.catalogue.shelves import KINDS, Catalogue, Shelf
from octavo.design import Design
from octavo.formats.html import dressed
from octavo.index import IndexCard
from octavo.matter import title_size
from octavo.slugs import slug_of

HTML, CSS, SCRIPT = "text/html", "text/css", "text/javascript"

FEEDS = {"atom.xml": "Atom", "feed.json": "JSON Feed", "opds.json": "OPDS"}
"""A feed's file -> its name, which is the same in every language."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter, and the cards that have it."""

    value: str
    name: str
    slugs: frozenset[str]


@dataclass(frozen=True)
class Filter:
    """A question that narrows the index: `name` is the key of its label."""

    name: str
    choices: tuple[Choice, ...]


def pages(
    catalogue: Catalogue, design: Design, searched: bool, feeds: tuple[tuple[str, str], ...]
) -> Iterator[Artifact]:
    """Every page with its style sheets, fonts, logos and scripts. `feeds` are media types and names of files."""
    logos = _logos(design)
    filters = tuple(_filters(catalogue))
    shared = {
        "catalogue": catalogue,
        "publisher": catalogue.publisher,
        "labels": catalogue.labels,
        "brand": design.brand,
        "logos": {place: artifact.name for place, artifact in logos.items()},
        "searched": searched,
        "kinds": KINDS,
        "feeds": feeds,
        "feed_names": FEEDS,
    }

    def page(name: str, template: str, up: str, **more: object) -> Artifact:
        return Artifact(name, HTML, design.draw(template, **shared, up=up, **more).encode())

    chosen = {card.slug: _values(card, filters) for card in catalogue.cards}
    about = linked_data(catalogue, "", catalogue.labels("publications"), catalogue.cards)
    yield page("index.html", "index.html", "", filters=filters, chosen=chosen, linked_data=about)
    for kind in KINDS:
        for shelf in catalogue.shelves[kind]:
            about = linked_data(catalogue, shelf.path, shelf.name, shelf.cards)
            yield page(
                f"{shelf.path}index.html",
                "catalogue/shelf.html",
                "../../",
                shelf=shelf,
                size=title_size(shelf.name),
                linked_data=about,
            )
    if searched:
        yield page("search/index.html", "catalogue/search.html", "../", linked_data="")
        yield Artifact("search/search.js", SCRIPT, design.files.read("templates/catalogue/search.js"))
    if filters:
        yield Artifact("filters.css", CSS, _rules(filters).encode())
    yield from dressed(design, catalogue.publisher.paper)
    yield from logos.values()


def linked_data(catalogue: Catalogue, path: str, name: str, cards: tuple[IndexCard, ...]) -> str:
    """A page of the catalogue as a schema.org CollectionPage; "" without a public address, which its parts are told by.
    `<` is escaped, so that no text can end the script element (HTML 4.12.1.3)."""
    if not catalogue.base:
        return ""
    parts = [
        {
            "@type": "Article" if card.type == "commentary" else "Report",
            "headline": card.title,
            "url": f"{catalogue.base}{catalogue.page(card)}",
        }
        | ({"datePublished": card.date} if card.date else {})
        for card in cards
    ]
    whole = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": f"{catalogue.base}{path}",
        "name": name,
        "inLanguage": catalogue.publisher.language,
        "publisher": {"@type": "Organization", "name": catalogue.publisher.name.full},
        "hasPart": parts,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _filters(catalogue: Catalogue) -> Iterator[Filter]:
    """The questions that have more than one answer."""
    topics, regions = (_of_shelves(catalogue.shelves[kind]) for kind in ("topics", "regions"))
    kinds, years = _of_words(catalogue, "kind"), _of_words(catalogue, "year")
    years = tuple(sorted(years, key=lambda choice: choice.name, reverse=True))
    for name, choices in (("topic", topics), ("region", regions), ("kind", kinds), ("year", years)):
        if len(choices) > 1:
            yield Filter(name, choices)


def _of_shelves(shelves: tuple[Shelf, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(s.slug, s.name, frozenset(card.slug for card in s.cards)) for s in shelves)


def _of_words(catalogue: Catalogue, what: str) -> tuple[Choice, ...]:
    found: dict[str, set[str]] = {}
    for card in catalogue.cards:
        word = card.kind if what == "kind" else card.date[:4]
        if word:
            found.setdefault(word, set()).add(card.slug)
    names = sorted(found)
    stems = [slug_of(name) for name in names]
    values = [stem if stems.count(stem) == 1 else f"{stem}-{n}" for n, stem in enumerate(stems)]
    return tuple(Choice(v, name, frozenset(found[name])) for v, name in zip(values, names, strict=True))


def _values(card: IndexCard, filters: tuple[Filter, ...]) -> str:
    """What a card answers to the filters: "topic-security region-mexico"."""
    return " ".join(f"{f.name}-{c.value}" for f in filters for c in f.choices if card.slug in c.slugs)


def _rules(filters: tuple[Filter, ...]) -> str:
    """The style sheet that filters without a script: a chosen option hides the cards that do not have it."""
    return "".join(
        f'.shelf:has(#filter-{f.name} > option[value="{c.value}"]:checked) '
        f'.card:not([data-has~="{f.name}-{c.value}"]) {{ display: none; }}\n'
        for f in filters
        for c in f.choices
    )


def _logos(design: Design) -> dict[str, Artifact]:
    """The mark for the browser's tab, the logo of the opening, and its form for the dark where that is another."""
    brand = design.brand
    paths = {place: brand.logos[place].path for place in ("mark", "masthead", "dark")}
    if "--opening-bg" not in brand.dark_tokens or paths["dark"] == paths["masthead"]:
        del paths["dark"]
    return {place: Artifact(_name(path), "image/svg+xml", design.files.read(path)) for place, path in paths.items()}


def _name(path: str) -> str:
    return f"brand/{path.rsplit('/', 1)[-1]}"
