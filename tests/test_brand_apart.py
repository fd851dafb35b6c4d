"""Brands differ in styles/brands/ alone: nothing else knows one by its name, its files or its fonts."""

import ast
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.artifact import Artifact
from octavo.brand import brands, load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.press import make

from .small_press import SmallPress, own_brand

SOURCE = Path(__file__).parents[1] / "src/octavo"
HOME = "styles/brands"
OURS = brands(Files(DEFAULTS))
BEGUN_FROM = {"tasks/brands.py", "workspace/begin.py"}
"""Where one is named as what a person begins from, or looks at, who names none."""
READ = {".css", ".html", ".js", ".yaml", ".xml", ".py", ".j2", ".txt"}
"""Files that decide how something looks: not the texts of specimens and starters."""
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->|(?m:^\s*(?:#|//).*$)", re.DOTALL)
BODY = """\
## A heading

Words with a note,[^1] *emphasis*, **strong words** and a [link](https://example.org).

### A smaller one

::: {.callout-note title="Heed this"}
A callout.
:::

| Place | Wells |
|-------|------:|
| North | 1,200 |

: Wells counted {#tbl-wells}

::: {#fig-use .chart data="use.csv" alt="Bars: use fell from 40 to 30."}
Use has fallen

```yaml
mark: bar
encoding:
  x: {field: Year, type: ordinal}
  y: {field: Use, type: quantitative}
```

Source: An example.
:::

[^1]: At the foot.
"""


def words_of_brands() -> frozenset[str]:
    """Their names, those of their files, and of their families."""
    files = Files(DEFAULTS)
    words = set(OURS)
    for name in OURS:
        brand, _ = load_brand(files, name)
        assert brand is not None
        own = (Path(path).stem for path in files.list(f"{HOME}/{name}"))
        words |= {face.family for face in brand.fonts} | set(own)
    return frozenset(words - SHARED)


SHARED = frozenset(
    ("_brand", "brand", "screen", "print", "epub", "logo", "logo-reverse", "mark", "mark-reverse", "README")
)
"""Names of files that every brand may have."""


def said(path: Path) -> Iterator[str]:
    """What a file says to a machine: a program's texts without the docstrings, sheets and templates without remarks."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        yield COMMENT.sub("", text)
        return
    tree = ast.parse(text)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node.value


def programs() -> Iterator[Path]:
    yield from sorted(SOURCE.rglob("*.py"))
    for folder in ("templates", "styles"):
        found = sorted(path for path in (DEFAULTS / folder).rglob("*") if path.suffix in READ)
        yield from (path for path in found if DEFAULTS / HOME not in path.parents)


def test_nothing_outside_their_folder_knows_a_brand() -> None:
    word = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words_of_brands())))})(?![\w-])")
    named = {
        (path.relative_to(SOURCE if SOURCE in path.parents else DEFAULTS).as_posix(), found[0])
        for path in programs()
        for text in said(path)
        for found in word.finditer(text)
    }
    assert {one for one in named if one[0] not in BEGUN_FROM} == set()
    assert {word for path, word in named if path in BEGUN_FROM} == {"pacific"}


@pytest.mark.parametrize("name", OURS)
def test_a_brand_under_another_name_makes_the_same_editions(name: str, tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    own_brand(tmp_path, name, "copied")
    press.write("content/trial/use.csv", "Year,Use\n2000,40\n2020,30\n")
    press.brief(BODY)
    ours, theirs = (
        make(press.root, "trial", brand, ("pdf", "html", "epub"), False).artifacts for brand in (name, "copied")
    )
    assert [one.name for one in ours] == [one.name for one in theirs]
    assert len(ours) > 10
    for our, their in zip(ours, theirs, strict=True):
        assert dict(parts(their, "copied", name)) == dict(parts(our, name, name)), our.name


def parts(artifact: Artifact, old: str, new: str) -> Iterator[tuple[str, bytes]]:
    """The bytes of an edition, those of a book file by file; with another name for the brand where it bears one: a web
    page says which brand it is in, and a book has its fonts in a folder of that name."""
    folder = (f"{HOME}/{old}/", f"{HOME}/{new}/")
    if artifact.name.endswith(".epub"):
        with zipfile.ZipFile(io.BytesIO(artifact.data)) as book:
            for name in book.namelist():
                yield name.replace(*folder), renamed(book.read(name), *folder)
    else:
        yield artifact.name, renamed(artifact.data, f'data-brand="{old}"', f'data-brand="{new}"')


def renamed(data: bytes, old: str, new: str) -> bytes:
    return data.replace(old.encode(), new.encode())
