"""The graph as a view needs it: things, the relations between them, and the sentences behind each relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, Protocol

#: What a thing can be, in the order of the legend.
TYPES = ("Organization", "Person", "Place", "Event", "Project", "Assignment", "Theme", "Article")

#: Relations that can be drawn, in the order of the legend. `about` and `mentions` need articles as nodes; `related`
#: is what a query of one's own says and no sentence does.
PREDICATES = (
    "collaboratesWith", "assignedBy", "assignedTo", "funds", "organizes", "participatesIn", "leads",
    "worksFor", "memberOf", "partOf", "hasTheme", "about", "mentions", "related",
)  # fmt: skip
SYMMETRIC = frozenset({"collaboratesWith"})


class Readable(Protocol):
    """What this room needs of a store: `innograph.store.GraphStore`, or anything else that answers SPARQL."""

    base: str

    def query(self, query: str, *, prefixes: Mapping[str, str] | None = None) -> Any:
        """Answer a query over the union of all graphs, as pyoxigraph does."""


class Evidence(NamedTuple):
    """One sentence that says a relation: `article` is an IRI, `start` where the article's text has it."""

    article: str
    start: int
    quote: str
    confidence: float
    rule: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the graph.

    `labels` and `aliases` map a language to names. `hidden` are forms that help to find it and are not shown.
    `identifiers` are pairs of a kind (`wikidata`, `homepage`, or who gives the number) and a value. `roles`
    are the titles that the texts give a person, each with the organisation's IRI or "". `themes` are IRIs.
    """

    iri: str
    type: str
    cls: str
    labels: dict[str, str]
    aliases: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    country: str = ""
    articles: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()

    def label(self, language: str = "sv") -> str:
        """The name in this language, else in Swedish, English, or the first there is."""
        for tongue in (language, "sv", "en"):
            if tongue in self.labels:
                return self.labels[tongue]
        return self.labels[min(self.labels)]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of two things, with the sentences that say it in the order of their articles.

    `themes` are what a collaboration is about (IRIs), where its sentences say so.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article: `retold` says that the wording is ours and `url` the source's, which has another.

    `themes` are the IRIs of what it is about.
    """

    iri: str
    id: str
    title: str
    date: str
    url: str
    publisher: str
    language: str
    retold: bool
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """Things by IRI, their relations sorted by subject, predicate and object, and the articles by IRI."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: tuple[Edge, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)

    def neighbours(self) -> dict[str, set[str]]:
        """IRI → IRIs of what it is related to."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges:
            found[edge.subject].add(edge.object)
            found[edge.object].add(edge.subject)
        return found

    def with_edges(self, edges: list[Edge] | tuple[Edge, ...]) -> Network:
        """The same things and articles with these relations alone."""
        return replace(self, edges=tuple(edges))
