"""How many processes, or the address of a cluster -> an executor that makes copies: here, in a pool, on many machines.

dask.distributed is imported for a cluster alone.
"""

import multiprocessing
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from platform import python_version
from typing import Any

from octavo import __version__
from octavo.problems import Place, Problem, Rejected, problem
from octavo.report import Unready

ALIKE = ("cryptography", "fonttools", "pikepdf")
"""Packages whose versions may show in the bytes of a copy."""
PATIENCE = "10s"
"""How long a cluster may take to answer."""


@contextmanager
def crew(jobs: int, cluster: str = "") -> Iterator[tuple[Executor, int]]:
    """An executor, and how many tasks it does at once: those of the workers at `cluster`; else `jobs` processes, and
    with one job none but this. Raises Rejected for a cluster that does not answer or has other versions, Unready
    without the package for it."""
    if cluster:
        with _cluster(cluster) as found:
            yield found
    elif jobs > 1:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
            yield pool, jobs
    else:
        with ThreadPoolExecutor(1, "copies") as thread:
            yield thread, 1


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError:
        raise Unready("copies on a cluster need dask: pip install octavo[cluster]") from None
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Rejected((problem("cluster-unreachable", Place(address), address=address, reason=error),)) from None
    with client:
        found = client.run(versions)
        ours = versions()
        differing = {worker: its for worker, its in sorted(found.items()) if its != ours}
        if differing:
            raise Rejected(tuple(_differs(worker, its, ours) for worker, its in differing.items()))
        width = sum(client.nthreads().values())
        if not width:
            raise Rejected(
                (problem("cluster-unreachable", Place(address), address=address, reason="it has no workers"),)
            )
        with client.get_executor(pure=False, retries=0) as executor:
            yield executor, width


def versions() -> Mapping[str, str]:
    """What may show in a copy, with its version, on the machine where this is run."""
    found = {"octavo": __version__, "python": ".".join(python_version().split(".")[:2])}
    for name in ALIKE:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def _differs(worker: str, its: Mapping[str, str], ours: Mapping[str, str]) -> Problem:
    names = [name for name in ours if its.get(name) != ours[name]]
    theirs, here = (", ".join(f"{name} {said.get(name, 'none')}" for name in names) for said in (its, ours))
    return problem("cluster-differs", Place(worker), worker=worker, its=theirs, ours=here)
