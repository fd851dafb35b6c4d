"""A release and the house's settings -> the Writer of its letters, which tell of what was frozen.

The words are those of the release's own sources. Templates, labels and the brand are the workspace's.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from octavo.content import house_of_brand, in_brand, read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.design import load_design
from octavo.editionfiles import SHARE_CARD
from octavo.files import FileMissing, Files
from octavo.labels import Labels, load_labels
from octavo.mail.address import domain_of
from octavo.mail.letter import Part
from octavo.mail.notice import Notice, notice_of
from octavo.mail.page import Page, page_of
from octavo.mail.settings import Mail
from octavo.mail.writer import Addressee, Enclosed, Writer
from octavo.model.brief import Brief
from octavo.model.parse import parse
from octavo.problems import Place, Rejected, problem
from octavo.release.record import FOLDER, RECORD, Released
from octavo.release.source import SOURCE, read

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Mailing:
    """One sending of a release: `campaign` is its name, `date` what stands in all its letters, `secret` the ledger's,
    `languages` the tags that its members have."""

    mail: Mail
    campaign: str
    date: datetime
    secret: bytes
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Same:
    """The same files for every member."""

    parts: tuple[Part, ...]

    def __call__(self, _member: Addressee) -> tuple[Part, ...]:
        return self.parts


def is_attached(release: Released, mail: Mail) -> bool:
    """Whether the PDF goes along: it is there, and not larger than the house attaches."""
    return any(file.path == release.pdf and file.size <= mail.attach_up_to for file in release.files)


def writer_of(root: Path, release: Released, mailing: Mailing, own: Enclosed | None = None) -> Writer:
    """The writer of a release's letters; with `own`, which attaches a copy to each member instead of the same PDF.

    Raises Rejected when a letter would bring nothing: the PDF is too large to be attached, and the house has no
    `base-url` where it could be read.
    """
    files = Files(root, DEFAULTS, _frozen(release))
    brief = _brief(files, release)
    notice = _notice(files, release, brief, mailing.mail)
    if not (notice.url or notice.attached):
        raise Rejected((problem("mail-empty", _place(release), reason=_left_out(release, mailing.mail)),))
    picture = _picture(release, mailing.mail)
    if picture:
        notice = replace(notice, picture=f"cid:{picture[0].cid}")
    enclosed = Same(_pdf(release) if notice.attached else ())
    return Writer(
        mailing.mail,
        mailing.campaign,
        release.title,
        mailing.date,
        mailing.secret,
        _pages(files, release.brand, brief, notice, mailing),
        own if own and notice.attached else enclosed,
        picture,
    )


def _left_out(release: Released, mail: Mail) -> str:
    """Why there is no attachment."""
    size = next((file.size for file in release.files if file.path == release.pdf), 0)
    return (
        f"the PDF has {size} bytes, more than the {mail.attach_up_to} that are attached" if size else "there is no PDF"
    )


def _frozen(release: Released) -> dict[str, bytes]:
    """What the release was made of, by path: content, and the house texts of its brand, alone."""
    try:
        return dict(read(release.folder / SOURCE, (path for path in release.sources if _is_text(path, release))))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as damage:
        raise Rejected((problem("release-damaged", _place(release, SOURCE), reason=str(damage)),)) from None


def _is_text(path: str, release: Released) -> bool:
    return path.startswith("content/") or path == house_of_brand(release.brand)


def _place(release: Released, file: str = RECORD) -> Place:
    return Place(f"{FOLDER}/{release.slug}/{release.version}/{file}")


def _brief(files: Files, release: Released) -> Brief:
    """The brief as it was frozen. It was built from these texts, so that a fault in them is damage."""
    workspace, found = read_workspace(files)
    if house_of_brand(release.brand) in release.sources:  # else it has come since
        workspace, more = in_brand(files, workspace, release.brand)
        found = (*found, *more)
    source, said = read_source(files, release.slug)
    brief, more = parse(source, workspace) if source else (None, ())
    if brief is None:
        raise Rejected((*found, *said, *more))
    return brief


def _notice(files: Files, release: Released, brief: Brief, mail: Mail) -> Notice:
    base = brief.publisher.base_url
    url = f"{base.rstrip('/')}/{release.slug}/" if base else ""
    labels = load_labels(files, brief.language, brief.labels)[0]
    attached = is_attached(release, mail)
    pdf = f"{url}{release.pdf}" if url and release.pdf and not attached else ""
    return replace(notice_of(brief, labels, url), attached=attached, pdf=pdf)


def _picture(release: Released, mail: Mail) -> tuple[Part, ...]:
    """The share picture, in the letter itself: a picture that is fetched would tell the house who reads when."""
    found = next((file for file in release.files if file.path == SHARE_CARD), None)
    if found is None:
        return ()
    cid = f"{found.sha256[:16]}@{domain_of(mail.sender.address)}"
    return (Part(SHARE_CARD, "image/png", release.path(SHARE_CARD).read_bytes(), cid),)


def _pdf(release: Released) -> tuple[Part, ...]:
    return (Part(release.pdf, PDF, release.path(release.pdf).read_bytes()),)


def _pages(files: Files, brand: str, brief: Brief, notice: Notice, mailing: Mailing) -> dict[str, Page]:
    """A page for each language that the house has words in, and one in the brief's own for all others."""
    design, _ = load_design(files, brand, files.kept)
    leaving = bool(mailing.mail.unsubscribe)
    words = {"": load_labels(files, brief.language, brief.labels)[0], **_labels(files, brief, mailing.languages)}
    return {tag: page_of(notice, design, labels, leaving) for tag, labels in words.items()}


def _labels(files: Files, brief: Brief, tags: Iterable[str]) -> dict[str, Labels]:
    own, found = brief.publisher.labels, {}
    for tag in sorted({tag.split("-")[0] for tag in tags if tag}):
        try:
            files.text(f"templates/labels/{tag}.yaml")
        except FileMissing:
            continue
        found[tag] = load_labels(files, tag, own.get(tag, {}))[0]
    return found
