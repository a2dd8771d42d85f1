"""What a build did: what `report.json` holds, and what the command prints."""

from __future__ import annotations

import contextlib
import platform
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from innograph import __version__
from innograph.iri import DEFAULT_BASE

if TYPE_CHECKING:
    from innograph.read import Copy

_LIBRARIES = (
    "pyoxigraph", "rdflib", "owlrl", "pyshacl", "networkx", "pyvis", "ahocorasick-rs", "click", "trafilatura",
    "htmldate", "lxml", "pypdfium2", "feedparser", "ijson", "markdown-it-py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SkippedInput:
    """One input that is not in the graph, and why."""

    source: str
    reason: str


@dataclass(slots=True)
class BuildReport:
    """What a build did: what `report.json` holds, and what the command prints."""

    out: Path
    articles: int = 0
    skipped: list[SkippedInput] = field(default_factory=list)
    #: Inputs that are the same article as another one: it has their addresses too.
    copies: list[Copy] = field(default_factory=list)
    entities: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    asserted: int = 0
    inferred: int = 0
    problems: list[str] = field(default_factory=list)
    #: Articles whose facts were found by this build; those of all others are what a former build found.
    extracted: int = 0
    #: Files that were opened to see what they hold; all others look as a former build left them.
    opened: int = 0
    #: Files of corrections, how many of these there are, and what became of those that match nothing (any more).
    corrections: list[str] = field(default_factory=list)
    corrected: int = 0
    unmatched: list[str] = field(default_factory=list)
    stages: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    store: str = ""
    base: str = DEFAULT_BASE

    def fresh(self) -> BuildReport:
        """A report of nothing yet, of the same build; what took time has taken it."""
        report = BuildReport(self.out, corrections=self.corrections, stages=self.stages, base=self.base)
        report.extracted = self.extracted
        return report

    @property
    def conforms(self) -> bool:
        """Whether the graph fits the shapes."""
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        """`report.json`, the only thing a build writes that differs from run to run (times, memory)."""
        return {
            "articles": self.articles,
            "extracted": self.extracted,
            "opened": self.opened,
            "skipped": [{"source": s.source, "reason": s.reason} for s in self.skipped],
            "copies": [asdict(copy) for copy in self.copies],
            "counts": {
                "entities": dict(sorted(self.entities.items())),
                "relations": dict(sorted(self.relations.items())),
                "languages": dict(sorted(self.languages.items())),
                "claims": self.claims,
                "asserted_triples": self.asserted,
                "inferred_triples": self.inferred,
            },
            "corrections": {"files": self.corrections, "applied": self.corrected, "unmatched": self.unmatched},
            "conforms": self.conforms,
            "problems": self.problems,
            "stages": self.stages,
            "files_sha256": self.files,
            "store": self.store,
            "base": self.base,
            "built": datetime.now(UTC).isoformat(timespec="seconds"),
            "versions": dict(versions()),
        }


def peak_memory() -> float | None:
    """Megabytes of memory that this process has used at most so far; None where the system does not say."""
    try:
        import resource as system
    except ImportError:  # pragma: no cover (Windows)
        return None
    peak = system.getrusage(system.RUSAGE_SELF).ru_maxrss
    return round(peak / (1e6 if sys.platform == "darwin" else 1e3), 1)  # bytes there, kilobytes elsewhere


@cache
def versions() -> Mapping[str, str]:
    """This program's version, Python's and those of the libraries that have a part in the result."""
    found = {"innograph": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return MappingProxyType(found)
