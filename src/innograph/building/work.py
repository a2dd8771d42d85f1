"""One run of a build: what it was asked for, and what it has come to know."""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.report import BuildReport, SkippedInput, peak_memory, versions
from innograph.resources import resource

if TYPE_CHECKING:
    from innograph.building.painter import Painter
    from innograph.building.revision import Revision
    from innograph.corrections import Reviser
    from innograph.pipeline import Extraction
    from innograph.pipeline.cache import FactsCache
    from innograph.pipeline.pool import ExtractionProcess
    from innograph.read import Fields, Splitter
    from innograph.rereading import Inventory, Known
    from innograph.store import GraphStore

#: Told of the stage, of how many inputs are done and of how many there are (0: not known).
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Work:
    """Fills the folder `aside`; then what is in it is moved to its place (outcome.py)."""

    aside: Path
    report: BuildReport
    extraction: Extraction
    reviser: Reviser
    kept: FactsCache
    workers: int
    progress: Progress | None
    fields: Fields | None
    cluster: str | None = None
    parts: str | None = None
    #: Whether everything is to be made anew, and whether files that look as before are taken to hold the same.
    full: bool = False
    looks: bool = True
    #: What is to be ended with the build, however it ends.
    closing: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)
    #: The process that finds facts, if it was begun before there was anything to find.
    started: ExtractionProcess | None = None
    #: The process that will draw the pages, if it was begun before it is known what they show.
    painter: Painter | None = None
    #: What a change of the corrections can have to do with, if they have changed since the former build.
    revision: Revision | None = None
    #: Things of which something is not said any more, where that is known.
    withdrawn: set[str] | None = None
    #: What was read, as the state is to know it; None where it cannot.
    inputs: tuple[Inventory, list[Known]] | None = None
    keys: dict[str, str] = field(default_factory=dict)
    #: Keys of facts that former builds have found.
    known: set[str] = field(default_factory=set)
    #: Plain texts of what no source holds: the notes of corrections.
    texts: dict[str, str] = field(default_factory=dict)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage: its seconds, and the most memory that the process has used up to its end."""
        started = time.perf_counter()
        self.tell(name, 0, 0)
        yield
        self.measure(name, time.perf_counter() - started)

    def measure(self, name: str, seconds: float) -> None:
        self.report.stages.append({"name": name, "seconds": round(seconds, 3), "peak_memory_mb": peak_memory()})

    def tell(self, stage: str, done: int, of: int) -> None:
        if self.progress is not None:
            self.progress(stage, done, of)

    def skip(self, source: str, reason: str) -> None:
        self.report.skipped.append(SkippedInput(source, reason))

    @property
    def splitter(self) -> Splitter:
        from innograph.read import Fields, Splitter

        return Splitter(self.fields or Fields())

    def version(self) -> str:
        """A hash of everything but articles and corrections that decides the graph."""
        from innograph.pipeline.extraction import version_of

        digest = hashlib.sha256(version_of(self.extraction).encode())
        digest.update(_package())
        digest.update(repr((dict(versions()), self.report.base)).encode())
        return digest.hexdigest()

    def validate(self, store: GraphStore, texts: Mapping[str, str]) -> None:
        from innograph.validate import validate

        self.report.problems = [str(finding) for finding in validate(store, texts=texts)]


@cache
def _package() -> bytes:
    """A hash of this program and of the data that comes with it."""
    from innograph.pipeline.extraction import digest_of

    package = Path(__file__).resolve().parents[1]
    return digest_of([package, *(resource(name) for name in ("ontology", "data"))])
