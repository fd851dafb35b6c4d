"""ProofReport -> one web page, complete in itself: each changed page as it was, as it is, and what differs."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from octavo.proofs.picture import as_png, difference, opened
from octavo.proofs.report import Leaf, ProofReport, Sheet

STYLE = """
:root { color-scheme: light; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
body { max-width: 88rem; margin: 2rem auto; padding: 0 1rem }
h2 { margin-top: 2.5rem; border-top: 1px solid #767676; padding-top: 1rem }
.leaf { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; break-inside: avoid }
figure { margin: 0 }
img { width: 100%; border: 1px solid #767676 }
@media print { body { margin: 0 } h2 { break-before: page } }
"""
WORDS = {"changed": "has changed", "new": "is new", "gone": "is gone"}


def proof_page(report: ProofReport) -> str:
    """The whole page. Sheets in which nothing changed are named, and not shown."""
    body = "\n".join(line for sheet in report.sheets for line in _sheet(sheet))
    verdict = "Every page is as it was approved." if not any(s.changed for s in report.sheets) else _count(report)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Proofs</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>Proofs</h1>
<p>{verdict}</p>
{body}
</main>
</body>
</html>
"""


def _count(report: ProofReport) -> str:
    number = sum(len(sheet.changed) for sheet in report.sheets)
    told = "1 page is" if number == 1 else f"{number} pages are"
    if report.approved:
        return f"{told} approved as shown here."
    return f"{told} not as approved. When they are right, keep them with <code>./invoke proof --approve</code>."


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"<h2>{escape(sheet.slug)}, in the brand {escape(sheet.brand)}</h2>"
    for problem in sheet.problems:
        yield f"<p>Not built: {escape(str(problem.place))}: {escape(problem.text)}</p>"
    counts = sheet.counts
    if counts["same"]:
        yield f"<p>As approved: {counts['same']} of {len(sheet.leaves)} pages.</p>"
    slight = ", ".join(str(leaf.number) for leaf in sheet.leaves if leaf.state == "slight")
    if slight:
        yield f"<p>Differ by less than can be seen at this size: pages {slight}.</p>"
    for leaf in sheet.changed:
        yield from _leaf(leaf)


def _leaf(leaf: Leaf) -> Iterator[str]:
    words = f"Page {leaf.number}"
    yield f"<h3>{words} {WORDS[leaf.state]}</h3>"
    yield '<div class="leaf">'
    if leaf.old:
        yield _picture(leaf.old.png, f"{words} as it was approved", "As approved")
    if leaf.new:
        yield _picture(leaf.page, f"{words} as it is now", "As it is now")
    if leaf.old and leaf.new:
        before, after = opened(leaf.old.png), opened(leaf.new.png)
        said = "Only its colors changed" if before.tobytes() == after.tobytes() else "Gone in red, come in blue"
        yield _picture(as_png(difference(before, after)), f"{words}: the difference", said)
    yield "</div>"


def _picture(png: bytes, alt: str, caption: str) -> str:
    source = f"data:image/png;base64,{b64encode(png).decode()}"
    return f'<figure><img src="{source}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
