"""Figures for Prometheus: requests by place and status, their time, and what the processes do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from innograph.serve.snapshot import Snapshots

#: Places that are counted by name; everything else by its first part, so that a stranger cannot make new ones.
_PLACES = frozenset(
    {"sparql", "rdf-graph-store", "id", "doc", "def", "api", "catalog", "datasets", "explore", "query", "article",
     "healthz", "readyz", "metrics", ".well-known"}
)  # fmt: skip


class Metrics:
    """The figures of one server."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._registry = CollectorRegistry()
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self._requests = Counter(
            "innograph_requests", "Requests answered.", ["place", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "innograph_request_seconds", "Seconds until an answer was sent.", ["place"], registry=self._registry
        )
        for name, words, value in (
            ("innograph_waiting", "Queries that run or wait in processes.", lambda: snapshots.current.pool.waiting),
            ("innograph_workers_ended", "Processes ended since the graph was opened.",
             lambda: snapshots.current.pool.killed),
            ("innograph_generations_opened", "Graphs opened since the start.", lambda: snapshots.opened),
            ("innograph_quick", "Whether short queries are answered at once by now.",
             lambda: snapshots.current.quick is not None),
            ("innograph_lane", "Whether the other cores answer short joins by now.",
             lambda: snapshots.current.lane is not None),
            ("innograph_triples", "Triples of the graph.", lambda: snapshots.current.triples or 0),
        ):  # fmt: skip
            Gauge(name, words, registry=self._registry).set_function(value)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Note a request."""
        first = path.strip("/").partition("/")[0]
        place = first if first in _PLACES else "other" if first else "home"
        found = self._known.get((place, status))
        if found is None:
            found = self._requests.labels(place, str(status)), self._seconds.labels(place)
            self._known[place, status] = found
        found[0].inc()
        found[1].observe(seconds)

    def page(self) -> tuple[bytes, str]:
        """The figures as Prometheus reads them, and the media type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST
