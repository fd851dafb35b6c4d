"""What a designer calls the values of _brand.yml: their place in the file -> the part that they belong to, and a label.

A value that is not named here is shown under its key.
"""

from collections.abc import Mapping

TYPE: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("base", "family"): ("Text", "Typeface"),
    ("base", "size"): ("Text", "Size"),
    ("base", "weight"): ("Text", "Weight"),
    ("base", "line-height"): ("Text", "Line height"),
    ("headings", "family"): ("Headings", "Typeface"),
    ("headings", "weight"): ("Headings", "Weight"),
    ("headings", "style"): ("Headings", "Style"),
    ("headings", "line-height"): ("Headings", "Line height"),
    ("headings", "color"): ("Headings", "Color"),
    ("monospace", "family"): ("Code", "Typeface"),
    ("monospace", "size"): ("Code", "Size"),
    ("monospace", "weight"): ("Code", "Weight"),
    ("link", "color"): ("Links", "Color"),
    ("link", "weight"): ("Links", "Weight"),
    ("link", "decoration"): ("Links", "Underline"),
}
"""Below `typography`."""

PRINT: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("layout",): ("Sheet", "Layout"),
    ("opening",): ("Sheet", "Opening"),
    ("paper",): ("Sheet", "Paper"),
    ("margins", "side"): ("Margins", "Left and right"),
    ("margins", "top"): ("Margins", "Top"),
    ("margins", "foot"): ("Margins", "Foot"),
    ("tables",): ("Tables and figures", "Tables"),
    ("figures",): ("Tables and figures", "Figures"),
    ("figure", "wide"): ("Widths of drawings, in points", "Across the page"),
    ("figure", "text"): ("Widths of drawings, in points", "In the text"),
    ("figure", "narrow"): ("Widths of drawings, in points", "On a phone"),
    ("scale",): ("Sizes", "Type scale"),
    ("families", "sub"): ("Other typefaces", "Subheads"),
    ("families", "small"): ("Other typefaces", "Small print"),
    ("families", "ui"): ("Other typefaces", "Labels"),
    ("fallback", "fonts"): ("For letters they lack", "Typefaces"),
    ("fallback", "text"): ("For letters they lack", "Text ends in"),
    ("fallback", "ui"): ("For letters they lack", "Labels end in"),
    ("charts", "categorical"): ("", "Kinds of things"),
    ("charts", "sequential"): ("", "From little to much"),
    ("charts", "diverging"): ("", "From end to end"),
    ("logo", "masthead"): ("In the editions", "Opening"),
    ("logo", "plain"): ("In the editions", "Plain paper"),
    ("logo", "cover"): ("In the editions", "Cover"),
    ("logo", "mark"): ("In the editions", "Small mark"),
    ("logo", "dark"): ("In the editions", "Dark screen"),
}
"""Below `defaults.octavo`."""

HOUSE: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("name", "full"): ("", "Name"),
    ("name", "short"): ("", "Short name"),
    ("link", "home"): ("", "Address"),
}
"""Below `meta`."""

UNSET: Mapping[tuple[str, ...], str] = {
    ("typography", "headings", "family"): "as the text",
    ("typography", "monospace", "family"): "any monospaced one",
    ("typography", "monospace", "size"): "from the style sheets",
    ("typography", "link", "decoration"): "from the style sheets",
    ("defaults", "octavo", "scale"): "sizes of the style sheets",
    **{("defaults", "octavo", "margins", side): "from the layout" for side in ("side", "top", "foot")},
    **{("defaults", "octavo", "families", kind): "as the text" for kind in ("sub", "small", "ui")},
}
"""What holds where the file says nothing, and no default is a value that could be shown."""

THEME: Mapping[str, str] = {
    "foreground": "Text",
    "background": "Paper",
    "primary": "Main color",
    "secondary": "Second text",
    "tertiary": "Rules",
    "light": "Tint of boxes",
    "warning": "Accent",
}

PARTS: Mapping[str, Mapping[str, str]] = {
    "Text and ground": {
        "ink": "Text", "ink-2": "Captions, notes", "paper": "Paper", "tint": "Tint of boxes", "rule": "Thin rules",
        "rule-strong": "Strong rules",
    },
    "Signals": {
        "primary": "Main color", "heading": "Headings", "link": "Links", "accent": "Accent, as marks",
        "accent-ink": "Accent, as text",
    },
    "Opening": {
        "opening-bg": "Ground", "opening-ink": "Title", "opening-dek": "Dek", "opening-ink-2": "Byline",
        "opening-accent": "Kicker",
    },
    "Cover": {"cover-bg": "Ground", "cover-ink": "Title", "cover-ink-2": "Date", "cover-accent": "Link"},
    "Chapter openings": {
        "chapter-bg": "Ground", "chapter-ink": "Title", "chapter-ink-2": "Dek", "chapter-accent": "Number",
    },
    "Key takeaways": {"takeaways-bg": "Ground", "takeaways-ink": "Text", "takeaways-accent": "Numerals"},
    "Call to action": {"cta-bg": "Ground", "cta-ink": "Heading", "cta-ink-2": "Text", "cta-accent": "Link"},
    "Parts of a text": {
        "stat": "Large numbers", "quote": "Pull quotes", "numeral": "Recommendations", "label": "Labels of figures",
    },
    "Callouts": {
        "callout-note": "Note", "callout-tip": "Tip", "callout-important": "Important", "callout-warning": "Warning",
        "callout-caution": "Caution",
    },
    "Charts": {
        "chart-ink": "Labels", "chart-ink-2": "Axes", "chart-1": "First kind", "chart-2": "Another kind",
        "chart-3": "What matters less", "chart-hi": "The point", "chart-hi-ink": "The point, as text",
        "chart-hi-soft": "Its area", "chart-mute": "What stands back", "chart-grid": "Grid",
    },
    "Steps of charts": {
        "chart-seq-1": "Least", "chart-seq-2": "Little", "chart-seq-3": "Much", "chart-seq-4": "Most",
        "chart-div-1": "One end", "chart-div-2": "Middle", "chart-div-3": "Other end",
    },
}  # fmt: skip
"""The roles of colours, by the part of a page that they stand in."""
