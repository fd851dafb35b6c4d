"""A CheckReport on specimens -> what stands against the brand, in words that name the specimen and its paper.

The files of specimens are Octavo's own: nobody could open the line that a problem names there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.checks.report import CheckReport
from octavo.lab.specimens import PAPERS, Sample
from octavo.problems import Place, Problem
from octavo.slugs import FOLDER

NAMED = 3
"""Specimens that one problem names."""


@dataclass(frozen=True)
class Heard:
    """A problem, the specimen that it was heard of (None: of all), and whether it is one of the printed page."""

    problem: Problem
    sample: Sample | None = None
    is_printed: bool = False


def told(report: CheckReport, samples: tuple[Sample, ...]) -> tuple[Problem, ...]:
    """What stands against the brand, each said once, whatever the specimens that show it. What would make a better
    site of them is no matter of the brand's."""
    groups: dict[tuple[str, str], list[Heard]] = {}
    for one in _heard(report, {sample.slug: sample for sample in samples}):
        groups.setdefault((one.problem.code, one.problem.text), []).append(one)
    return tuple(_once(group) for group in groups.values())


def reasons(report: CheckReport, sample: Sample) -> tuple[str, ...]:
    """Why a specimen was not built."""
    every = (problem for verdict in report.verdicts if verdict.slug == sample.slug for problem in verdict.problems)
    return tuple(dict.fromkeys(problem.text for problem in every))


def _heard(report: CheckReport, samples: Mapping[str, Sample]) -> Iterator[Heard]:
    yield from (Heard(problem) for problem in report.problems if problem.severity != "advice")
    for verdict in report.verdicts:
        sample = samples[verdict.slug]
        yield from (Heard(problem, sample, True) for problem in verdict.problems)
        for one in verdict.open:
            if one.severity != "advice":
                yield Heard(one.problem, sample, one.edition == "pdf" or one.page > 0)


def _once(group: list[Heard]) -> Problem:
    """One problem for all that say the same: in the specimens, or, where it names a file of the brand, there."""
    first = group[0].problem
    samples = tuple(dict.fromkeys(one.sample for one in group if one.sample))
    if first.place.path.startswith(f"{FOLDER}/") and samples:
        return replace(first, place=Place(f"in {specimens(samples)}"))
    papers = {one.paper for one in samples}
    if len(papers) == 1 and all(one.is_printed for one in group):
        return replace(first, text=f"{first.text} (on {papers.pop()})")
    return first


def specimens(samples: Iterable[Sample]) -> str:
    """ "the specimen Limits, on Letter and A4"."""
    papers: dict[str, list[str]] = {}
    for sample in samples:
        papers.setdefault(sample.name, []).append(sample.paper)
    names = [*papers][:NAMED]
    more = [f"{len(papers) - NAMED} more"] if len(papers) > NAMED else []
    every = {paper for on in papers.values() for paper in on}
    word = "specimen" if len(papers) == 1 else "specimens"
    return f"the {word} {_list([*names, *more])}, on {_list([name for name in PAPERS.values() if name in every])}"


def _list(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
