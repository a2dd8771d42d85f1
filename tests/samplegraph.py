"""The graph of the gold facts, in memory: what queries, exports and statistics are tested on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph as ox

from goldfacts import gold_facts
from innograph.graph import given_quads, graph_quads
from innograph.iri import DEFAULT_BASE
from innograph.store import GraphStore
from innograph.store.generations import publish_generation


@cache
def sample_store(inferred: bool = False) -> GraphStore:
    """The sample articles' gold facts with registry, themes and ontology, and what follows from them if
    wished.

    One store for all tests: leave it as it is.
    """
    store = GraphStore([*graph_quads(gold_facts()), *given_quads()])
    if inferred:
        from innograph.reason import close

        graph = store.vocabulary.inferred
        store.add(ox.Quad(t.subject, t.predicate, t.object, graph) for t in close(store.oxigraph))
    return store


def sample_folder(folder: Path) -> Path:
    """The sample graph on disk, as `innograph build` leaves its store: what `--graph` takes."""
    filled = folder / "filled"
    with GraphStore.create(filled) as store:
        store.add(sample_store(inferred=True))
        store.finish()
    publish_generation(filled, folder / "graph" / "store", "sample", DEFAULT_BASE)
    return folder / "graph"
