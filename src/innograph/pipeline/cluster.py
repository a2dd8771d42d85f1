"""Extraction on a Dask cluster: parts of a few hundred articles to the workers, results back in their order.

A worker that is lost costs the parts that it had, which others do again. On each worker an article is read in a process
of its own (pool.py), so that one on which it dies, or which does not end, is set aside as it is here. Where there is a
place for the parts (parts.py) workers write there what they found, and only word of it goes through the scheduler.

The scheduler and its workers are sent programs by whoever reaches them, as is Dask's way: they belong behind a wall.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from innograph.article import Article
from innograph.errors import InnographError, UsageError, WorkError
from innograph.pipeline.extraction import Extraction, Failure, Result, version_of
from innograph.pipeline.parts import Part, PartStore, Written
from innograph.pipeline.pool import CHUNK, ExtractionProcess

#: Seconds to wait for the scheduler, and for a first worker.
PATIENCE = 30.0
#: Parts given out ahead of the one whose results are wanted, for each thread of a worker.
_AHEAD = 3


#: What comes of a part: its results, or word that they lie at their place, or why there are none at all.
Answer = list[Result] | Written | Failure


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker must know: the extraction, the content of its registry, its version, where results go."""

    extraction: Extraction
    registry: bytes | None
    version: str
    place: str | None


def extract_on_cluster(
    articles: Sequence[Article],
    extraction: Extraction,
    address: str,
    *,
    place: str | None = None,
    chunk: int = CHUNK,
    patience: float = PATIENCE,
) -> Iterator[Result]:
    """The result of each article, in the order given, found by the workers of the scheduler at `address`.

    Raises UsageError when Dask or what `place` needs is not installed, WorkError when the scheduler has no worker, a
    worker runs another version of innograph or nothing can be written to `place`; besides what `extract` raises.
    """
    version = version_of(extraction)
    parts = [Part.of(articles[at : at + chunk], version) for at in range(0, len(articles), chunk)]
    registry = extraction.registry.read_bytes() if extraction.registry is not None else None
    task = Task(replace(extraction, registry=None), registry, version, place)
    store = PartStore(place) if place is not None else None
    written: list[Written] = []
    with _connect(address, patience) as client:
        for part, answer in _answers(client, parts, task, store):
            if isinstance(answer, Failure):
                raise answer.kind(answer.message)
            if isinstance(answer, Written):
                assert store is not None
                written.append(answer)
                answer = store.records(part.name)
            yield from answer
    if store is not None and len(written) == len(parts):
        store.finish(parts, written, version, extraction.base)


def _connect(address: str, patience: float) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--cluster needs Dask: pip install 'innograph[cluster]'") from None
    end = time.monotonic() + patience
    while True:  # Client tries again where nobody answers, but not where an answer breaks off: a scheduler that starts
        try:
            client: Any = cast(Any, Client)(address, timeout=patience, set_as_default=False)
            break
        except (OSError, TimeoutError, ValueError) as error:
            if isinstance(error, ValueError) or time.monotonic() >= end:
                raise WorkError(f"{address}: no Dask scheduler to be reached there ({error})") from None
        time.sleep(0.1)
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        client.close()
        raise WorkError(f"{address}: the scheduler has no worker; start one with `dask worker {address}`") from None
    return client


def _answers(client: Any, parts: list[Part], task: Task, store: PartStore | None) -> Iterator[tuple[Part, Answer]]:
    """What came of each part, in their order; of those not yet asked for only a few are out."""
    given: dict[int, Any] = {}
    done: dict[int, Written] = {}
    following = 0
    try:
        for number, part in enumerate(parts):
            ahead = _AHEAD * max(1, sum(client.nthreads().values()))
            while following < len(parts) and following < number + ahead:
                there = store.find(parts[following].name) if store is not None else None
                if there is not None:
                    done[following] = there
                else:
                    given[following] = _submit(client, parts[following], task)
                following += 1
            if number in done:
                yield part, done.pop(number)
            else:
                yield part, _answer(given.pop(number), part)
    finally:
        client.cancel(list(given.values()))


def _submit(client: Any, part: Part, task: Task) -> Any:
    return client.submit(run_part, part, task, key=f"innograph-{part.name}", pure=False, retries=0)


def _answer(future: Any, part: Part) -> Answer:
    from distributed.scheduler import KilledWorker

    try:
        answer: Answer = future.result()
        return answer
    except KilledWorker as error:
        return [Result(None, f"extraction failed: the workers that had it were lost ({error})")] * len(part.articles)
    except InnographError:
        raise
    except Exception as error:
        raise WorkError(f"a worker failed: {type(error).__name__}: {error}") from error
    finally:
        future.release()


# On a worker

_own = threading.local()


def run_part(part: Part, task: Task) -> Answer:
    """Extract a part, on a worker: its results, or where there is a place for them word that they lie there."""
    try:
        extraction = _extraction_here(task)
        results = list(_process(extraction).run(part.articles))
        if task.place is None:
            return results
        return PartStore(task.place).put(part, results, extraction)
    except InnographError as error:
        return Failure(type(error), str(error))


def _extraction_here(task: Task) -> Extraction:
    """The extraction with this machine's copy of the registry. Raises WorkError when its facts would be others."""
    registry = None if task.registry is None else _registry_file(task.registry)
    extraction = replace(task.extraction, registry=registry)
    if version_of(extraction) != task.version:
        raise WorkError(
            "a worker has another version of innograph, Python or the libraries that decide facts than this machine; "
            "install the same on all (constraints.txt has the exact versions)"
        )
    return extraction


@cache
def _registry_file(content: bytes) -> Path:
    with tempfile.NamedTemporaryFile(prefix="innograph-", suffix=".csv", delete=False) as file:
        file.write(content)
    return Path(file.name)


def _process(extraction: Extraction) -> ExtractionProcess:
    """The process of this thread, which stays for the next part."""
    if getattr(_own, "extraction", None) != extraction:
        if hasattr(_own, "process"):
            _own.process.close()
        _own.extraction, _own.process = extraction, ExtractionProcess(extraction)
    process: ExtractionProcess = _own.process
    return process
