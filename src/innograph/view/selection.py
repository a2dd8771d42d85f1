"""Parts of a network: around an actor, on a theme, of a country, of a kind, of a time.

Each function takes a network and gives a smaller one; one can follow another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from innograph.errors import UsageError
from innograph.query.span import Span
from innograph.view.network import PREDICATES, Edge, Evidence, Network

_NEEDS_ARTICLES = frozenset({"about", "mentions"})


def _is_theme_of(*types: str) -> Callable[[Edge, Network], bool]:
    def check(edge: Edge, network: Network) -> bool:
        return edge.predicate == "hasTheme" and network.nodes[edge.subject].type in types

    return check


def _ends(network: Network, edge: Edge) -> set[str]:
    return {network.nodes[edge.subject].type, network.nodes[edge.object].type}


#: What each kind of view draws: a test of one relation.
KINDS: dict[str, Callable[[Edge, Network], bool]] = {
    "all": lambda e, n: e.predicate not in _NEEDS_ARTICLES,
    "collaborations": lambda e, n: (
        e.predicate in ("collaboratesWith", "memberOf", "partOf") and "Person" not in _ends(n, e)
    ),
    "assignments": lambda e, n: e.predicate in ("assignedBy", "assignedTo") or _is_theme_of("Assignment")(e, n),
    "people": lambda e, n: "Person" in _ends(n, e),
    "events": lambda e, n: "Event" in _ends(n, e),
    "themes": lambda e, n: e.predicate == "hasTheme",
    "articles": lambda e, n: e.predicate in _NEEDS_ARTICLES,
}


def of_kind(network: Network, kind: str) -> Network:
    """The relations of one kind of view. Raises UsageError for a kind that is none of KINDS."""
    if kind not in KINDS:
        raise UsageError(f"unknown kind {kind!r}; there are {', '.join(KINDS)}")
    edges: Iterable[Edge] = network.edges
    if kind == "articles":
        named = [
            Edge(article, "mentions", iri)
            for iri, node in network.nodes.items()
            if node.type != "Article"
            for article in node.articles
            if article in network.nodes
        ]
        # An article that is about a theme also names it: one line is enough.
        about = {(e.subject, e.object) for e in network.edges if e.predicate == "about"}
        edges = [*network.edges, *(e for e in named if (e.subject, e.object) not in about)]
    kept = [e for e in edges if KINDS[kind](e, network)]
    return network.with_edges(sorted(kept, key=lambda e: (e.subject, PREDICATES.index(e.predicate), e.object)))


def of_time(network: Network, since: str = "", until: str = "") -> Network:
    """The relations that an article dated from `since` to `until` says (ISO 8601; `2024` is the whole year).

    An article without a date is in no span. Sentences of other times are left out. Raises UsageError for what
    is no date, and for a span that ends before it begins.
    """
    span = Span(since, until)
    if not span:
        return network

    inside = {iri for iri, source in network.sources.items() if source.date in span}

    def kept_of(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(e for e in evidence if e.article in inside)

    edges = [
        replace(edge, evidence=kept)
        for edge in network.edges
        if (kept := kept_of(edge.evidence)) or edge.subject in inside
    ]
    nodes = {
        iri: replace(node, articles=tuple(a for a in node.articles if a in inside))
        for iri, node in network.nodes.items()
    }
    sources = {iri: source for iri, source in network.sources.items() if iri in inside}
    return Network(nodes, tuple(edges), sources)


def of_theme(network: Network, themes: Iterable[str]) -> Network:
    """The relations that are on one of these themes, or on one that is narrower.

    A relation is on a theme when an article that says it is about the theme, when one of its ends has the
    theme, or when it is a collaboration on it.
    """
    wanted = narrower(network, themes)
    articles = {iri for iri, source in network.sources.items() if wanted.intersection(source.themes)}
    things = {e.subject for e in network.edges if e.predicate == "hasTheme" and e.object in wanted}

    def is_on(edge: Edge) -> bool:
        if edge.predicate == "hasTheme":
            return edge.object in wanted
        return (
            bool(wanted.intersection(edge.themes))
            or edge.subject in things
            or edge.object in things
            or edge.subject in articles
            or any(e.article in articles for e in edge.evidence)
        )

    return network.with_edges([e for e in network.edges if is_on(e)])


def narrower(network: Network, themes: Iterable[str]) -> set[str]:
    """These themes and all that are narrower than they."""
    wanted = set(themes)
    size = -1
    while size != len(wanted):
        size = len(wanted)
        wanted |= {iri for iri, node in network.nodes.items() if wanted.intersection(node.broader)}
    return wanted


def of_country(network: Network, countries: Iterable[str]) -> Network:
    """The relations that have an end in one of these countries or blocs, or the country itself."""
    wanted = set(countries)
    inside = {iri for iri, node in network.nodes.items() if iri in wanted or node.country in wanted}
    return network.with_edges([e for e in network.edges if e.subject in inside or e.object in inside])


def around(network: Network, centres: Iterable[str], depth: int = 1) -> Network:
    """What is at most `depth` relations away from these things, with all relations among it."""
    near = set(centres)
    neighbours = network.neighbours()
    edge_of_it = set(near)
    for _ in range(depth):
        edge_of_it = {other for iri in edge_of_it for other in neighbours.get(iri, ())} - near
        near |= edge_of_it
    return network.with_edges([e for e in network.edges if e.subject in near and e.object in near])
