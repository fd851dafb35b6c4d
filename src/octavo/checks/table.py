"""CHECKS: the families of the preflight, in the order of the report. A family is one line here and one module."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from octavo.checks import (
    ace,
    axe,
    brand,
    editorial,
    epub,
    epubcheck,
    images,
    language,
    layout,
    nu,
    parity,
    pdf,
    pictures,
    prose,
    references,
    typos,
    web,
)
from octavo.checks.finding import Address, Finding, Unrun
from octavo.checks.subject import Subject
from octavo.problems.check_brand import RULES as BRAND
from octavo.problems.check_references import RULES as REFERENCES
from octavo.problems.editions import RULES as EDITIONS
from octavo.problems.editorial import RULES as EDITORIAL
from octavo.problems.language import RULES as LANGUAGE
from octavo.problems.layout import RULES as LAYOUT
from octavo.problems.picture_files import RULES as PICTURE_FILES
from octavo.problems.pictures import RULES as PICTURES
from octavo.problems.rule import Rule


@dataclass(frozen=True)
class Check:
    """One family. `about` is what it looks at: "content", or the format of an edition; `slow` ones are run with
    --full alone, and `of` is then the family that they deepen; `rules` are those that it looks after, () for any;
    `apart` ones wait for a program of its own, so that the others go on meanwhile."""

    name: str
    about: str
    run: Callable[[Subject], Iterator[Finding | Unrun | Address]]
    slow: bool = False
    of: str = ""
    rules: tuple[Rule, ...] = ()
    apart: bool = False

    def may_find(self, code: str) -> bool:
        """Whether a finding with `code` may be this family's."""
        return not self.rules or any(rule.code == code for rule in self.rules)


CHECKS: tuple[Check, ...] = (
    Check("editorial", "content", editorial.check, rules=EDITORIAL),
    Check("prose", "content", prose.check, rules=EDITORIAL),
    Check("language", "content", language.check, rules=LANGUAGE),
    Check("typos", "content", typos.check, slow=True, of="language", rules=LANGUAGE),
    Check("references", "content", references.check, rules=REFERENCES),
    Check("pictures", "content", pictures.check, rules=PICTURE_FILES),
    Check("links", "content", references.addresses, slow=True, of="references", rules=REFERENCES),
    Check("brand", "content", brand.check, rules=BRAND),
    Check("pdf", "pdf", pdf.check, rules=EDITIONS),
    Check("layout", "pdf", layout.check, rules=LAYOUT),
    Check("images", "pdf", images.check, rules=PICTURES),
    Check("web", "html", web.check, rules=EDITIONS),
    Check("nu", "html", nu.check, slow=True, of="web", rules=EDITIONS, apart=True),
    Check("axe", "html", axe.check, slow=True, of="web", rules=EDITIONS, apart=True),
    Check("epub", "epub", epub.check, rules=EDITIONS),
    Check("epubcheck", "epub", epubcheck.check, slow=True, of="epub", rules=EDITIONS),
    Check("ace", "epub", ace.check, slow=True, of="epub", rules=EDITIONS, apart=True),
    Check("parity", "content", parity.check, rules=EDITIONS),
)
