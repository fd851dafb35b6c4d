"""`copies`: personal copies of the demonstration brief, against writing as many bytes plainly; locked ones a second."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.result import Goal, Result
from benchmarks.samples import MODEL, ROOT
from benchmarks.timing import Taken, in_turn
from octavo.brand import load_brand
from octavo.copies.choose import Chosen, PdfChooser
from octavo.copies.crew import crew
from octavo.copies.dress import dressed
from octavo.copies.make import make_copies
from octavo.copies.number import copy_number, copy_password
from octavo.copies.prepared import Prepared, Settings
from octavo.files import Files
from octavo.labels import load_labels
from octavo.press import make
from octavo.problems import Rejected

COPIES, LOCKED, BOOKS = 10_000, 3_000, 300
SECRET = b"a secret of the benchmarks"
GOAL, LOCKED_GOAL = Goal(3), Goal(500, least=True)
GIVEN = ("Ada", "Wei", "Jürgen", "Zoë", "Søren", "María", "Bo", "Priya", "François", "Łucja")
FAMILY = ("Example", "Sample", "Müller", "Specimen", "O’Test", "Muster", "Ejemplo", "Próba", "Exempel", "Prova")


def bench(folder: Path, runs: int) -> tuple[Result, ...]:
    """In one process and in two. The files of a run are removed before the next, and none is forced to the disk."""
    artifacts = {one.name: one.data for one in make(ROOT, MODEL, "", ("pdf", "epub"), False).artifacts}
    pdf, epub = (folder / f"{MODEL}{ending}" for ending in (".pdf", ".epub"))
    for path in (pdf, epub):
        path.write_bytes(artifacts[path.name])
    settings = dress()

    def copied(source: Path, count: int, jobs: int, locked: bool = False) -> Callable[[], Taken]:
        def measure() -> Taken:
            shutil.rmtree(folder / "copies", ignore_errors=True)
            with crew(jobs) as (executor, _):
                return taken(lambda: make_copies(source, people(count, locked), folder / "copies", executor, settings))

        return measure

    size = len(first(pdf.read_bytes(), settings))
    few = max(1, runs // 2)
    open_ = in_turn(
        {"one": copied(pdf, COPIES, 1), "plain": written(folder, size, COPIES), "two": copied(pdf, COPIES, 2)}, few
    )
    locked = in_turn({"one": copied(pdf, LOCKED, 1, True), "two": copied(pdf, LOCKED, 2, True)}, few)
    books = in_turn({"one": copied(epub, BOOKS, 1), "plain": written(folder, epub.stat().st_size, BOOKS)}, few)
    plain = open_["plain"]
    return (
        Result(f"{COPIES:,} copies", f"{open_['one']}", f"the bytes alone {plain}", open_["one"].over(plain), GOAL),
        Result("the same, 2 workers", f"{open_['two']}", f"the bytes alone {plain}", open_["two"].over(plain), GOAL),
        Result(
            f"{BOOKS} EPUBs", f"{books['one']}", f"the bytes alone {books['plain']}", books["one"].over(books["plain"])
        ),
        Result("locked, each second", f"{locked['one']}", f"{LOCKED:,} copies", LOCKED / locked["one"].wall),
        Result(
            "the same, 2 workers", f"{locked['two']}", f"{LOCKED:,} copies", LOCKED / locked["two"].wall, LOCKED_GOAL
        ),
        Result("size of a copy", f"{size:,} B", f"edition {pdf.stat().st_size:,} B", size / pdf.stat().st_size),
    )


def dress() -> Settings:
    """The settings of the brand pacific, in English."""
    files = Files(ROOT)
    brand, found = load_brand(files, "pacific")
    if brand is None:
        raise Rejected(found)
    return dressed(files, brand, load_labels(files, "en", {})[0], SECRET)


def people(count: int, locked: bool = False) -> Iterator[Prepared]:
    """Members with a hundred names."""
    for at in range(count):
        number = copy_number(SECRET, "bench", f"{at}@example.org")
        name = f"{GIVEN[at % 10]} {FAMILY[at // 10 % 10]}"
        yield Prepared(number, name, copy_password(SECRET, "bench", number) if locked else "")


def first(pdf: bytes, settings: Settings) -> bytes:
    """The copy of the first member."""
    (one,) = people(1)
    chosen = PdfChooser(pdf, settings).choose(one)
    assert isinstance(chosen, Chosen)
    return b"".join(chosen.template.fill(one, chosen.line))


def written(folder: Path, size: int, count: int) -> Callable[[], Taken]:
    """As many files of that size, each written at once under its name."""
    data = bytes(size)

    def write() -> None:
        for at in range(count):
            (folder / "copies" / f"{at:06}.pdf").write_bytes(data)

    def measure() -> Taken:
        shutil.rmtree(folder / "copies", ignore_errors=True)
        (folder / "copies").mkdir()
        return taken(write)

    return measure


def taken(work: Callable[[], object]) -> Taken:
    """How long something takes, within this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu)
