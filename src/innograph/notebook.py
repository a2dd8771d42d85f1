"""A built graph at hand in a notebook: it shows itself, and gives what networkx and pandas work with.

from innograph import load

graph = load("graph")
graph                                                   # the network, in the cell
graph.show(focus=["Vinnova"], depth=2)                  # a part of it
graph.ask("who-works-with-whom").to_pandas()            # a saved question as a data frame
graph.to_networkx()                                     # everything that articles relate
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from innograph.store import GraphStore

if TYPE_CHECKING:
    import networkx as nx

    from innograph.query import Answer
    from innograph.view.notebook import Shown


class Graph(GraphStore):
    """What `innograph.load` gives: a GraphStore with what people at a notebook reach for."""

    def ask(self, question: str, **values: str | Sequence[str]) -> Answer:
        """Answer a saved question by its name, with its parameters, or a SPARQL query.

        Raises UsageError for an unknown name or parameter, QueryError for a query that is wrong.

        >>> graph.ask("actors-of-country", country="Nederländerna").to_pandas()  # doctest: +SKIP
        """
        from innograph.query import ask, ask_saved

        return ask(self, question) if "{" in question else ask_saved(self, question, values)

    def to_networkx(self, *, language: str = "sv") -> nx.MultiDiGraph:
        """The things that articles relate, and one edge a relation (see `innograph.export.network.network`)."""
        from innograph.export.network import network

        return network(self, language=language)

    def show(self, *, height: int = 620, **options: Any) -> Shown:
        """The interactive view, in a frame `height` pixels high; the options are those of `innograph view`."""
        from innograph.view.notebook import show

        return show(self, height=height, **options)

    def _repr_html_(self) -> str:
        return self.show()._repr_html_()

    def __repr__(self) -> str:
        return f"<innograph graph of {len(self.union):,} triples{f' in {self.path}' if self.path else ''}>"
