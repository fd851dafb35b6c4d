"""Cards of what was built -> every file of the site but the briefs' own, and what was left out and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.artifact import Artifact
from octavo.catalogue.crossref import deposit
from octavo.catalogue.feeds import atom, json_feed
from octavo.catalogue.onix import message
from octavo.catalogue.opds import opds
from octavo.catalogue.pages import FEEDS, pages
from octavo.catalogue.pointers import llms, robots, sitemap
from octavo.catalogue.shelves import Catalogue, arrange
from octavo.design import Design
from octavo.files import Files
from octavo.index import IndexCard
from octavo.labels import load_labels
from octavo.model.house import Publisher
from octavo.problems import Place, Problem, errors, problem

HOUSE = Place("content/publisher.yaml")


@dataclass(frozen=True)
class Making:
    """How the site is made. `searched`: an index for searching lies beside it; `draft`: it shows what nobody may see
    yet, and announces nothing."""

    searched: bool = False
    draft: bool = False


def make_site(
    files: Files, publisher: Publisher, design: Design, cards: Iterable[IndexCard], making: Making
) -> tuple[tuple[Artifact, ...], tuple[Problem, ...]]:
    """The index first. Raises Rejected when a template cannot be used."""
    own = {**publisher.labels.get(publisher.language.split("-")[0], {}), **publisher.labels.get(publisher.language, {})}
    labels, said = load_labels(files, publisher.language, own)
    catalogue, found = arrange(publisher, labels, cards, making.draft)
    found = (*said, *found)
    if errors(found):
        return (), found
    told = () if making.draft else tuple(_announcements(catalogue, design))
    feeds = tuple((artifact.media_type, artifact.name) for artifact in told if artifact.name in FEEDS)
    shown = tuple(pages(catalogue, design, making.searched, feeds))
    return (*shown, *told), (*found, *(() if making.draft else _left_out(catalogue)))


def _announcements(catalogue: Catalogue, design: Design) -> Iterator[Artifact]:
    """What tells machines of the publications. What is made of whole addresses needs a base."""
    yield robots(catalogue, design)
    if not catalogue.listed:
        return
    yield llms(catalogue, design)
    yield from message(catalogue)
    if catalogue.base:
        yield sitemap(catalogue)
        yield from atom(catalogue)
        yield json_feed(catalogue)
        yield from opds(catalogue)
        yield from deposit(catalogue)


def _left_out(catalogue: Catalogue) -> Iterator[Problem]:
    if catalogue.listed and not catalogue.base:
        yield problem("no-public-address", HOUSE)
    with_doi = any(card.number_of("doi") for card in catalogue.listed)
    if with_doi and catalogue.base and not catalogue.publisher.email:
        yield problem("no-depositor", HOUSE)
