"""The demonstration brief -> workspaces with as many distinct briefs as a measurement needs."""

import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content"
MODEL = "us-mexico-security"

FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
ELSEWHERE = re.compile(r"^related:\n(?: .*\n)+", re.M)
"""The field that names other briefs, which a sample workspace does not have."""
PROSE = re.compile(r"[^\W\d_]|[“\"*]")
"""How a paragraph of running text begins, and no other block."""


def workspace(root: Path, count: int) -> tuple[str, ...]:
    """Make a workspace at `root` with `count` briefs: their slugs. The first is the demonstration brief itself."""
    content = root / "content"
    content.mkdir(parents=True)
    for path in (CONTENT / "publisher.yaml", CONTENT / "people.yaml", ROOT / "tasks.py"):
        shutil.copy(path, content if path.parent == CONTENT else root)
    text = (CONTENT / MODEL / "brief.md").read_text("utf-8")
    slugs = tuple(f"sample-{number:03}" for number in range(1, count + 1))
    for seed, slug in enumerate(slugs):
        shutil.copytree(CONTENT / MODEL, content / slug)
        (content / slug / "brief.md").write_text(vary(text, seed), "utf-8")
    return slugs


def vary(text: str, seed: int) -> str:
    """A brief with its paragraphs in another order for each seed; 0 leaves them as they are.

    Only paragraphs that stand by themselves change places: what stands in a div, a list or a table stays there.
    """
    front = FRONT.match(text)
    head, body = (text[: front.end()], text[front.end() :]) if front else ("", text)
    blocks = body.split("\n\n")
    if seed:
        depth, places = 0, []
        for place, block in enumerate(blocks):
            if not depth and PROSE.match(block):
                places.append(place)
            fences = re.findall(r"^(?::::+|```)(.*)$", block, re.M)
            depth += sum(1 if words.strip() else -1 for words in fences)
        order = random.Random(seed).sample(places, len(places))
        blocks = [blocks[dict(zip(places, order, strict=True)).get(n, n)] for n in range(len(blocks))]
    return ELSEWHERE.sub("", head) + "\n\n".join(blocks)
