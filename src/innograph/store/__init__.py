"""The store: quads in an embedded Oxigraph, on disk or in memory, or in any SPARQL 1.1 store (remote.py, upload.py).
Everything that reads the graph reads it here."""

from __future__ import annotations

from innograph.store.graphstore import GraphStore
from innograph.store.reading import open_graph, open_readable

__all__ = ["GraphStore", "open_graph", "open_readable"]
