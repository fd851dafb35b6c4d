"""Subject -> what its links, files and people lead to, and what nothing leads to. The network is not asked here."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from octavo import blocks as b
from octavo.anchors import nearest
from octavo.appendix import data_file
from octavo.checks.finding import Address, Finding, find
from octavo.checks.subject import Subject
from octavo.content import PEOPLE, read_front, read_workspace
from octavo.files import FileMissing, FileRefused
from octavo.plaintext import plain
from octavo.problems import Place
from octavo.slugs import BRIEF, FOLDER, find_slugs
from octavo.utf8 import NotText
from octavo.walk import every

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".tif", ".tiff")
DATA = (".csv", ".tsv", ".json", ".xlsx")
TEXTS = (".md", ".yml", ".yaml")
SHOWN = ("published", "corrected")
"""What anybody can read: the other states are of texts that are not out, or no longer."""
LINE = 60
"""Characters: the shortest line that is read well (Bringhurst, The Elements of Typographic Style, 2.1.2)."""
BARE = re.compile(r"(?:https?://|www\.)\S+")
VAGUE = frozenset(
    "here|click here|click|this|this link|link|this page|read more|more|learn more|see more|details|this website|aquí|"
    "haga clic aquí|este enlace|enlace|leer más|más|ver más|ici|cliquez ici|ce lien|lien|lire la suite|en savoir plus|"
    "hier|hier klicken|dieser link|mehr|mehr erfahren|aqui|clique aqui|saiba mais|qui|clicca qui".split("|")
)
"""Words that say nothing of what is there (W3C, technique F84), in the languages that Octavo has labels for."""


def check(subject: Subject) -> Iterator[Finding]:
    """Every finding that the workspace alone can tell."""
    yield from _files(subject)
    yield from _people(subject)
    yield from _links(subject)
    yield from _related(subject)


def addresses(subject: Subject) -> Iterator[Address]:
    """Every address of the web that readers are sent to, with the place that sends them."""
    brief = subject.brief
    for link in _all_links(subject):
        if link.href.startswith(("http://", "https://")):
            yield Address(urldefrag(link.href).url, link.place if link.place.line else Place(brief.path))
    for field in ("media", "related"):
        for number, item in enumerate(getattr(brief.meta, field)):
            for name in ("url", "transcript"):
                if getattr(item, name, "").startswith(("http://", "https://")):
                    yield Address(urldefrag(getattr(item, name)).url, brief.place(field, number, name))


def _all_links(subject: Subject) -> Iterator[b.Link]:
    brief = subject.brief
    front = (
        brief.dek,
        brief.takeaways,
        brief.summary,
        brief.recommendations or (),
        brief.acknowledgements,
        brief.funding,
    )
    return every(b.Link, (front, subject.document.chapters, brief.references))


# Files and people ------------------------------------------------------------------------------------------


def _files(subject: Subject) -> Iterator[Finding]:
    """Pictures and data of the brief's folder that its making did not read, and that no text of it names."""
    files, folder = subject.files, subject.brief.folder
    read = {path for path, sha in files.reads.items() if sha}
    said = "\n".join(subject.texts.values())
    for path in files.list(folder):
        kind = next((c for c, ends in _KINDS if path.lower().endswith(ends)), "")
        name = path.rpartition("/")[2]
        if kind and path not in read and name not in said:
            yield find(kind, Place(path), file=path.removeprefix(f"{folder}/"))


_KINDS = (("image-unused", PICTURES), ("data-unused", DATA))


def _people(subject: Subject) -> Iterator[Finding]:
    """People whom no file of content/ names by id or name. Told with the first brief alone: it concerns them all."""
    if subject.brief.slug != next(iter(find_slugs(subject.files)[0]), ""):
        return
    people = read_workspace(subject.files)[0].people
    texts = "\n".join(_texts(subject))
    for key, person in subject.brief.people.items():
        if people and not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", texts) and person.name not in texts:
            yield find("person-unused", people.marks.place((key,), key=True), name=person.name, id=key)


def _texts(subject: Subject) -> Iterator[str]:
    for path in subject.files.list(FOLDER):
        if path.endswith(TEXTS) and path != PEOPLE:
            try:
                yield subject.files.text(path)
            except (FileMissing, FileRefused, NotText):
                continue  # its own brief tells


# Links -----------------------------------------------------------------------------------------------------


def _links(subject: Subject) -> Iterator[Finding]:
    ours = {artifact.name for artifact in map(data_file, subject.document.data)}
    slug = subject.brief.slug
    ours |= {"", ".", "index.html", f"{slug}.pdf", f"{slug}.epub"}
    in_text = {id(link) for chapter in subject.document.chapters for link in every(b.Link, chapter.blocks)}
    for link in _all_links(subject):
        words = " ".join(plain(link.children).split())
        if words.casefold().strip(" .…»>→") in VAGUE:
            yield find("vague-link", link.place, words=words)
        if id(link) in in_text and len(words) > LINE and BARE.fullmatch(words):
            yield find("long-address", link.place, count=len(words))
        target = _brief_of(subject, link.href)
        if target:
            yield from _leads_to(subject, target, link.place)
        elif _is_beside(link.href) and urldefrag(link.href).url not in ours:
            yield find("link-to-nothing", link.place, href=link.href)


def _is_beside(href: str) -> bool:
    """Whether an address names a place beside the brief, and neither one inside it nor another host's."""
    return ":" not in href.split("/", 1)[0] and not href.startswith(("#", "//"))


def _brief_of(subject: Subject, href: str) -> str:
    """The brief that an address leads to: ../<slug>/..., or the same under the public address; "" for all else."""
    base = subject.brief.publisher.base_url.rstrip("/")
    path = href.removeprefix("../") if href.startswith("../") else ""
    if base and href.startswith(f"{base}/"):
        path = href.removeprefix(f"{base}/")
    return urlsplit(path).path.split("/")[0]


def _leads_to(subject: Subject, slug: str, place: Place) -> Iterator[Finding]:
    slugs = find_slugs(subject.files)[0]
    if slug not in slugs:
        if slug != "index.html":
            yield find("link-to-no-brief", place, slug=slug, near=nearest(slug, slugs))
        return
    subject.files.exists(f"{FOLDER}/{slug}/{BRIEF}")
    front, _ = read_front(subject.files, slug)
    status = str((front.data.get("status") if front else None) or SHOWN[0])
    if status not in SHOWN and subject.brief.meta.status in SHOWN:
        yield find("link-to-unpublished", place, slug=slug, status=status)


def _related(subject: Subject) -> Iterator[Finding]:
    """Briefs that are named to be read next; that they are there, the build sees to."""
    for number, item in enumerate(subject.brief.meta.related):
        if item.brief:
            yield from _leads_to(subject, item.brief, subject.brief.place("related", number, "brief"))
