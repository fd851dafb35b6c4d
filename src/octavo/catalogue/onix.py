"""Catalogue -> onix.xml, a message to libraries and shops (ONIX for Books 3.0): each PDF and each EPUB as a product.

Codes are those of EDItEUR's code lists, issue 68 (ns.editeur.org/onix/en); the list is named beside each.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from octavo.artifact import Artifact
from octavo.catalogue.elements import add, as_default, as_xml
from octavo.catalogue.shelves import Catalogue
from octavo.index import IndexCard
from octavo.model.house import Publisher

ONIX = "http://ns.editeur.org/onix/3.0/reference"
FILE = "onix.xml"

DETAIL = {"pdf": "E107", "epub": "E101"}
"""Format -> list 175, form of a digital file."""

PDF_CLAIMS = {"archival": ("05", "13", "22"), "archival-2": ("06", "13", "22")}
"""What a PDF keeps -> list 196: PDF/UA-1 or PDF/UA-2, one logical reading order, languages tagged."""

EPUB_CLAIMS = {
    "tableOfContents": "11",
    "readingOrder": "13",
    "alternativeText": "14",
    "pageNavigation": "19",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
}
"""A feature as the EPUB claims it (schema.org) -> list 196, as the crosswalk of W3C's vocabulary has it."""

LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:ara bg:bul bn:ben bs:bos ca:cat cs:cze cy:wel da:dan de:ger el:gre en:eng es:spa et:est eu:baq fa:per "
        "fi:fin fr:fre ga:gle gl:glg he:heb hi:hin hr:hrv hu:hun hy:arm id:ind is:ice it:ita ja:jpn ka:geo ko:kor "
        "lt:lit lv:lav mk:mac ms:may mt:mlt nb:nob nl:dut no:nor pl:pol pt:por ro:rum ru:rus sk:slo sl:slv sq:alb "
        "sr:srp sv:swe sw:swa th:tha tr:tur uk:ukr ur:urd vi:vie zh:chi"
    ).split()
)
"""ISO 639-1 -> ISO 639-2/B, which list 74 has. What is not here is not told."""


def message(catalogue: Catalogue) -> Iterator[Artifact]:
    """The message, when there is a file to tell of and a date to tell it by."""
    products = [(card, kind) for card in catalogue.listed for kind in DETAIL if kind in card.files]
    if not products or not catalogue.newest:
        return
    root = etree.Element(f"{{{ONIX}}}ONIXMessage", nsmap=as_default(ONIX), release="3.0")
    header = add(root, "Header")
    sender = add(header, "Sender")
    add(sender, "SenderName", catalogue.publisher.name.full)
    add(sender, "EmailAddress", catalogue.publisher.email)
    add(header, "SentDateTime", catalogue.newest.replace("-", ""))
    for card, kind in products:
        _product(root, catalogue.publisher, card, kind)
    yield Artifact(FILE, "application/xml", as_xml(root))


def _product(root: "etree._Element", house: Publisher, card: IndexCard, kind: str) -> None:
    product = add(root, "Product")
    alone = len(DETAIL.keys() & card.files.keys()) == 1
    name = card.files[kind]
    add(product, "RecordReference", f"{card.slug}/{name}")
    add(product, "NotificationType", "03")  # list 1: confirmed on publication
    _record(product, "ProductIdentifier", ProductIDType="01", IDTypeName=house.name.full, IDValue=name)
    if alone and card.number_of("isbn"):
        _record(product, "ProductIdentifier", ProductIDType="15", IDValue=isbn13(card.number_of("isbn")))
    _descriptive(product, card, kind)
    if card.summary or card.dek:
        text = add(add(product, "CollateralDetail"), "TextContent")
        add(text, "TextType", "03")  # list 153: description
        add(text, "ContentAudience", "00")  # list 154: unrestricted
        add(text, "Text", card.summary or card.dek)
    publishing = add(product, "PublishingDetail")
    _record(publishing, "Publisher", PublishingRole="01", PublisherName=house.name.full)  # list 45
    add(publishing, "PublishingStatus", "04")  # list 64: active
    if card.date:
        _record(publishing, "PublishingDate", PublishingDateRole="01", Date=card.date.replace("-", ""))  # list 163
    _related(product, card, alone)


def _descriptive(product: "etree._Element", card: IndexCard, kind: str) -> None:
    detail = add(product, "DescriptiveDetail")
    add(detail, "ProductComposition", "00")  # list 2: one item
    add(detail, "ProductForm", "ED")  # list 150: digital download
    add(detail, "ProductFormDetail", DETAIL[kind])
    for code in claims(card, kind):
        _record(detail, "ProductFormFeature", ProductFormFeatureType="09", ProductFormFeatureValue=code)  # list 79
    add(detail, "PrimaryContentType", "10")  # list 81: text
    add(detail, "EpubTechnicalProtection", "00")  # list 144: none
    if card.series:
        series = add(detail, "Collection")
        add(series, "CollectionType", "10")  # list 148: publisher's collection
        _title(series, "02", card.series, "", card.number)
    _title(detail, "01", card.title, card.dek, "")
    for number, credit in enumerate(card.credits, 1):
        _contributor(detail, number, credit)
    language = LANGUAGES.get(card.language.split("-")[0])
    if language:
        _record(detail, "Language", LanguageRole="01", LanguageCode=language)  # list 22
    if kind == "pdf" and card.pages:
        # lists 23 and 24: pages of the product's main content, in pages
        _record(detail, "Extent", ExtentType="00", ExtentValue=str(card.pages), ExtentUnit="03")
    for term in (*card.topics, *card.regions):
        _record(detail, "Subject", SubjectSchemeIdentifier="20", SubjectHeadingText=term)  # list 27: keywords


def claims(card: IndexCard, kind: str) -> tuple[str, ...]:
    """What may be said of a file's accessibility: codes of list 196, in their order."""
    if kind == "pdf":
        return PDF_CLAIMS.get(card.pdf, ())
    return tuple(sorted({EPUB_CLAIMS[feature] for feature in card.access if feature in EPUB_CLAIMS} | {"22"}))


def _title(parent: "etree._Element", level: str, text: str, subtitle: str, number: str) -> None:
    detail = add(parent, "TitleDetail")
    add(detail, "TitleType", "01")  # list 15: distinctive title
    element = add(detail, "TitleElement")
    add(element, "TitleElementLevel", level)  # list 149: 01 the product, 02 the collection
    add(element, "PartNumber", number)
    add(element, "TitleText", text)
    add(element, "Subtitle", subtitle)


def _contributor(detail: "etree._Element", number: int, credit: Mapping[str, str]) -> None:
    person = add(detail, "Contributor")
    add(person, "SequenceNumber", str(number))
    add(person, "ContributorRole", "A01")  # list 17: by
    if orcid := credit.get("orcid"):
        _record(person, "NameIdentifier", NameIDType="21", IDValue=orcid.replace("-", ""))  # list 44
    add(person, "PersonName", credit["name"])
    add(person, "PersonNameInverted", credit["sort"])
    if credit.get("role") or credit.get("affiliation"):
        place = add(person, "ProfessionalAffiliation")
        add(place, "ProfessionalPosition", credit.get("role", ""))
        add(place, "Affiliation", credit.get("affiliation", ""))


def _related(product: "etree._Element", card: IndexCard, alone: bool) -> None:
    """Numbers of the work, whatever its form: its DOI, and an ISBN that may be that of the other file."""
    isbn = "" if alone else card.number_of("isbn")
    works = (("06", card.number_of("doi")), ("15", isbn and isbn13(isbn)))  # list 16
    told = [(kind, value) for kind, value in works if value]
    if not told:
        return
    material = add(product, "RelatedMaterial")
    for kind, value in told:
        work = add(material, "RelatedWork")
        add(work, "WorkRelationCode", "01")  # list 164: manifestation of
        _record(work, "WorkIdentifier", WorkIDType=kind, IDValue=value)


def isbn13(isbn: str) -> str:
    """An ISBN in its thirteen digits; one of ten gets the prefix 978 and a new check digit (ISBN Users' Manual, 7)."""
    digits = isbn.replace("-", "").replace(" ", "").upper()
    if len(digits) != 10:
        return digits
    stem = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return f"{stem}{-total % 10}"


def _record(parent: "etree._Element", name: str, **fields: str) -> None:
    composite = add(parent, name)
    for field, value in fields.items():
        add(composite, field, value)
