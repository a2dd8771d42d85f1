"""What one server gives at most, to a query and to all of them together."""

from __future__ import annotations

import os
from dataclasses import dataclass


def _cores() -> int:
    return os.cpu_count() or 2


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a server; the defaults suit a public one on a small machine.

    `seconds` a query may take and `slice` of them that it may take before it counts as a long one; `rows` and
    `bytes` of an answer; `query_length` in bytes; `memory` in bytes of a process that answers queries; `workers`
    processes for short queries, `long` queries that run at the same time, `waiting` requests that may wait for
    either; `cache` bytes of answers kept; a graph of up to `in_memory` triples is held in memory, at 400 bytes each,
    and once more for the processes that answer short joins, where there is more than one core.
    """

    seconds: float = 30.0
    slice: float = 0.15
    rows: int = 100_000
    bytes: int = 50_000_000
    query_length: int = 100_000
    memory: int = 2_000_000_000
    workers: int = 0
    long: int = 0
    waiting: int = 64
    cache: int = 64_000_000
    in_memory: int = 2_000_000

    @property
    def short_workers(self) -> int:
        """Processes for short queries: as set, else one a core and at least two."""
        return self.workers or max(2, _cores())

    @property
    def lane_workers(self) -> int:
        """Processes that hold the graph in memory: one a core, none where there is but one."""
        return min(16, _cores()) if _cores() > 1 else 0

    @property
    def long_workers(self) -> int:
        """Long queries at a time: as set, else half the cores and at least one."""
        return self.long or max(1, _cores() // 2)
