"""Brief + files -> Style: the CSL file that sets the form of citations and references, checked before it is used."""

from dataclasses import dataclass
from typing import cast

from lxml import etree

from octavo.anchors import nearest
from octavo.content import as_problem
from octavo.files import FileRefused, Files
from octavo.model.brief import Brief
from octavo.problems import Place, Problem, problem
from octavo.utf8 import NotText

DEFAULT = "chicago-author-date"
FOLDER = "styles/csl"
CSL = "{http://purl.org/net/xbiblio/csl}"


@dataclass(frozen=True)
class Style:
    """`notes`: its citations are notes; `lists`: it has a list of references for citations to lead to."""

    path: str
    text: str
    notes: bool
    lists: bool


def read_style(brief: Brief, files: Files) -> tuple[Style | None, tuple[Problem, ...]]:
    """The style that the brief or the publisher names, with or without ".csl": from the brief's folder, or else from
    styles/csl/. None with a problem when it cannot be used."""
    name = brief.citation_style or DEFAULT
    place = brief.place("citation-style") if brief.meta.citation_style else Place("content/publisher.yaml")
    file = name if name.endswith(".csl") else f"{name}.csl"
    try:
        path = next((p for p in (f"{brief.folder}/{file}", f"{FOLDER}/{file}") if files.exists(p)), "")
        if not path:
            known = [p.removeprefix(f"{FOLDER}/") for p in files.list(FOLDER) if p.endswith(".csl")]
            return None, (problem("citation-style-missing", place, value=name, near=nearest(file, known)),)
        text = files.text(path)
    except (FileRefused, NotText) as error:
        return None, (as_problem(error, place),)
    return _parsed(text, path)


def _parsed(text: str, path: str) -> tuple[Style | None, tuple[Problem, ...]]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return None, (problem("citation-style-broken", Place(path, line, column), reason=error.msg),)
    if "<!DOCTYPE" in text:
        return None, (problem("citation-style-broken", Place(path, 1), reason="it has a document type of its own"),)
    if root.tag != f"{CSL}style":
        return None, (problem("citation-style-broken", Place(path, 1), reason=f"it is a <{_name(root)}>"),)
    parent = root.find(f"{CSL}info/{CSL}link[@rel='independent-parent']")
    if parent is not None:
        name = str(parent.get("href", "")).rstrip("/").rpartition("/")[2]
        return None, (problem("citation-style-dependent", Place(path, cast(int, parent.sourceline)), parent=name),)
    if root.find(f"{CSL}citation") is None:
        return None, (problem("citation-style-broken", Place(path, 1), reason="it says nothing about citations"),)
    return Style(path, text, root.get("class") == "note", root.find(f"{CSL}bibliography") is not None), ()


def _name(root: etree._Element) -> str:
    return str(etree.QName(root).localname)
