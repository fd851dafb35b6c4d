"""Catalogue -> crossref.xml, the deposit that registers the DOIs of reports (Crossref deposit schema 5.3.1)."""

from collections.abc import Iterator

from lxml import etree

from octavo.artifact import Artifact
from octavo.catalogue.elements import add, as_default, as_xml
from octavo.catalogue.onix import isbn13
from octavo.catalogue.shelves import Catalogue, day
from octavo.index import IndexCard

CROSSREF = "http://www.crossref.org/schema/5.3.1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
FILE = "crossref.xml"
NAME_LENGTH = 60
"""Characters of a given or a family name (schema: given_name_t, surname_t)."""


def deposit(catalogue: Catalogue) -> Iterator[Artifact]:
    """The deposit of everything that bears a DOI and a date, when there is one and somebody to answer for it."""
    house = catalogue.publisher
    cards = [card for card in catalogue.listed if card.number_of("doi") and card.date]
    if not cards or not house.email:
        return
    root = etree.Element(f"{{{CROSSREF}}}doi_batch", nsmap=as_default(CROSSREF, xsi=XSI), version="5.3.1")
    root.set(f"{{{XSI}}}schemaLocation", f"{CROSSREF} https://www.crossref.org/schemas/crossref5.3.1.xsd")
    head = add(root, "head")
    stamp = _stamp(cards)
    add(head, "doi_batch_id", f"{cards[0].slug[:60]}-{stamp}")
    add(head, "timestamp", stamp)
    depositor = add(head, "depositor")
    add(depositor, "depositor_name", house.name.full)
    add(depositor, "email_address", house.email)
    add(head, "registrant", house.name.full)
    body = add(root, "body")
    for card in cards:
        _report(body, catalogue, card)
    yield Artifact(FILE, "application/xml", as_xml(root))


def _stamp(cards: list[IndexCard]) -> str:
    """A number that grows with each change: Crossref takes a later deposit only with a higher one. It is the day of the
    last change, and how many changes all of them have seen; never the time of day."""
    return f"{max(map(day, cards)).replace('-', '')}{sum(card.changes for card in cards):06}"


def _report(body: "etree._Element", catalogue: Catalogue, card: IndexCard) -> None:
    report = add(add(body, "report-paper"), "report-paper_metadata")
    report.set("language", card.language.split("-")[0])
    people = add(report, "contributors")
    for number, credit in enumerate(card.credits):
        person = add(people, "person_name")
        person.set("sequence", "additional" if number else "first")
        person.set("contributor_role", "author")
        family, _, given = credit["sort"].partition(", ")
        add(person, "given_name", given[:NAME_LENGTH])
        add(person, "surname", family[:NAME_LENGTH])
        if orcid := credit.get("orcid"):
            add(person, "ORCID", f"https://orcid.org/{orcid}")
    if not card.credits:
        organization = add(people, "organization", catalogue.publisher.name.full)
        organization.set("sequence", "first")
        organization.set("contributor_role", "author")
    titles = add(report, "titles")
    add(titles, "title", card.title)
    add(titles, "subtitle", card.dek)
    published = add(report, "publication_date")
    published.set("media_type", "online")
    year, month, of_month = card.date.split("-")
    for name, value in (("month", month), ("day", of_month), ("year", year)):
        add(published, name, value)
    if isbn := card.number_of("isbn"):
        add(report, "isbn", isbn13(isbn)).set("media_type", "electronic")
    add(add(report, "publisher"), "publisher_name", catalogue.publisher.name.full)
    if number_of := card.number_of("report") or card.number:
        add(add(report, "publisher_item"), "item_number", number_of[:32])
    data = add(report, "doi_data")
    add(data, "doi", card.number_of("doi"))
    add(data, "resource", f"{catalogue.base}{catalogue.page(card)}")
