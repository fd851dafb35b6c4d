"""A Notice, a Design and the words of a language -> the two forms of a letter, with gaps for what each member has.

Templates are filled, and CSS written into the elements, once for a campaign and language; a member's letter takes one
pass over the text. What fills a gap is text: it is escaped, and is not read as a template.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from css_inline import CSSInliner
from markupsafe import Markup, escape

from octavo.design import Design
from octavo.inlines import InlineDrawer
from octavo.labels import Labels
from octavo.mail.notice import Notice
from octavo.plaintext import plain
from octavo.problems import Place, Rejected, problem

HTML, TEXT = "mail/letter.html.j2", "mail/letter.txt.j2"

LARGEST = 100_000
"""Bytes of HTML. Gmail cuts off what comes after about 102 kB, and with it the end: where to unsubscribe
(spamresource.com, "What is Gmail clipping", January 2022, measured 102 to 105)."""

GAP = re.compile("\ue000([a-z]+)\ue001")
"""What a member's own text is put in for; the signs round it belong to no script (Unicode Standard, 23.5)."""

FALLBACK: Mapping[str, str] = {
    "serif": "Georgia, 'Times New Roman', serif",
    "sans-serif": "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
    "monospace": "Menlo, Consolas, monospace",
}
"""What follows a brand's own fonts, which hardly any program loads: fonts that the systems bring."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Page:
    """Both forms of a letter, for who is named and for who is not; `language` is that of the house's words in it."""

    language: str
    named: tuple[str, str]
    nameless: tuple[str, str]

    def fill(self, name: str, leave: str) -> tuple[str, str]:
        """HTML and text for a member; `leave` is where the subscription ends."""
        html, text = self.named if name else self.nameless
        own = {"name": name, "leave": leave}
        return GAP.sub(lambda gap: str(escape(own[gap[1]])), html), GAP.sub(lambda gap: own[gap[1]], text)


def page_of(notice: Notice, design: Design, labels: Labels, leaving: bool) -> Page:
    """Draw both forms; with `leaving`, with the place where a subscription ends. Raises Rejected for a fault in a
    template, and for a letter that would be cut off."""
    inline = InlineDrawer(lambda _: Markup(), lambda picture: escape(picture.alt), _outward)
    brand = design.brand
    values = {
        "notice": notice,
        "labels": labels,
        "inline": inline,
        "plain": plain,
        "light": brand.roles,
        "dark": brand.dark,
        "fonts": {name: _stack(brand.tokens[f"--font-{name}"]) for name in ("text", "display", "ui")},
        # Stand-ins for a serif are best in their upright weight when large, those for a sans in bold.
        "title_weight": 400 if brand.tokens["--font-display"].endswith(", serif") else 700,
        "house": _apart(notice.house, labels),
        "preview": plain(notice.dek),
        "leave": "\ue000leave\ue001" if leaving else "",
    }
    named, nameless = ({**values, "name": name} for name in (_apart("\ue000name\ue001", labels), ""))
    return Page(
        labels.language,
        (_inlined(design.draw(HTML, **named)), design.draw(TEXT, **named)),
        (_inlined(design.draw(HTML, **nameless)), design.draw(TEXT, **nameless)),
    )


def _outward(href: str) -> str:
    """A link as a letter has it: what leads inside the publication leads nowhere from there."""
    return href if href.startswith(("https://", "http://", "mailto:")) else ""


def _apart(name: str, labels: Labels) -> str:
    """A name in a sentence that runs from right to left, kept apart from it (Unicode Standard Annex 9, 2.4)."""
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}" if labels.direction == "rtl" else name


def _stack(fonts: str) -> Markup:
    """A brand's families as the value of a property in a style sheet, and what stands in for them."""
    *own, generic = (part.strip().strip('"') for part in fonts.split(","))
    plain_names = [f"'{name}'" for name in own if re.fullmatch(r"[\w .-]+", name)]
    return Markup(", ".join((*plain_names, FALLBACK[generic])))  # noqa: S704 - letters, digits and spaces


def _inlined(html: str) -> str:
    made = CSSInliner(load_remote_stylesheets=False).inline(html)
    if (size := len(made.encode())) > LARGEST:
        raise Rejected((problem("mail-clipped", Place(f"templates/{HTML}"), size=size, most=LARGEST),))
    return made
