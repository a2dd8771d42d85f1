"""What a graph holds, counted: things, relations, articles by language, year and theme, and the shape of the
network of actors.

Counts rest on articles and claims, so that what reasoning adds changes none of them; only `inferred` counts
it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import networkx as nx

from innograph.export.network import network

if TYPE_CHECKING:
    from innograph.store import GraphStore
    from innograph.store.remote import RemoteStore

_RELATIONS = """
SELECT ?p (COUNT(DISTINCT ?claim) AS ?claims) (COUNT(DISTINCT ?fact) AS ?facts)
WHERE {
  ?claim a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
  BIND(CONCAT(STR(?s), " ", STR(?o)) AS ?fact)
}
GROUP BY ?p
"""
_ARTICLES = """
SELECT ?article (MIN(?tongue) AS ?language) (MIN(STR(?date)) AS ?day)
WHERE {
  ?article a inno:Article .
  OPTIONAL { ?article schema:inLanguage ?tag . BIND(STR(?tag) AS ?tongue) }
  OPTIONAL { ?article schema:datePublished ?date }
}
GROUP BY ?article
"""
_THEMES = """
SELECT ?theme (COUNT(DISTINCT ?article) AS ?articles)
WHERE { ?claim rdf:predicate inno:about ; rdf:object ?theme ; prov:wasQuotedFrom ?article }
GROUP BY ?theme
"""
_ACTORS = frozenset({"organization", "person"})
_MANY_NODES = 2_000
_SAMPLED = 500
_SEED = 1
# What nearly everything has to do with ties everything together and says nothing of who meets whom.
_NOT_TIES = frozenset({"theme"})

Ranking = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of a graph. Rankings are most frequent first, then by name; `things` by the most particular
    class.

    `relations` counts different facts, `claims` the places in texts that say them.
    """

    articles: int
    asserted: int
    inferred: int
    claims: int
    things: Ranking
    relations: Ranking
    languages: Ranking
    years: Ranking
    themes: Ranking
    actors: Ranking

    def to_json(self) -> dict[str, Any]:
        """The counts as plain values; rankings as objects, in their order."""
        return {k: dict(v) if isinstance(v, list) else v for k, v in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Broker:
    """An actor by the ways that lead through it: `betweenness` is the share of shortest ways between others,
    `communities` how many groups beside its own it is tied to."""

    iri: str
    label: str
    degree: int
    betweenness: float
    communities: int


@dataclass(frozen=True, slots=True)
class NetworkStats:
    """The shape of the network of actors, projects, events and assignments, themes left out.

    `density` is the share of possible ties that there are. `communities` are groups with more ties inside
    than between (Louvain), largest first, each by the labels of its members, best connected first.
    `approximate` says that betweenness was estimated from a sample of nodes.
    """

    nodes: int
    ties: int
    unconnected: int
    components: int
    largest: int
    density: float
    modularity: float
    approximate: bool
    brokers: list[Broker]
    communities: list[list[str]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """The measures as plain values."""
        return asdict(self)


def stats(store: GraphStore | RemoteStore, *, top: int = 10, language: str = "sv") -> Stats:
    """Count what a graph holds. `top` actors are named; names are in `language` where there is one."""
    graph = network(store, language=language)
    nodes = graph.nodes(data=True)
    articles = list(store.query(_ARTICLES))
    relations: Counter[str] = Counter()
    claims = 0
    for row in store.query(_RELATIONS):
        claims += int(row["claims"].value)
        relations[row["p"].value.rpartition("/")[2]] += int(row["facts"].value)
    labels = dict(graph.nodes(data="label"))
    themes = {r["theme"].value: int(r["articles"].value) for r in store.query(_THEMES)}
    asserted, inferred = store.sizes()
    return Stats(
        articles=len(articles),
        asserted=asserted,
        inferred=inferred,
        claims=claims,
        things=_rank(Counter(data["type"] for _, data in nodes if data["type"])),
        relations=_rank(relations),
        languages=_rank(Counter(_value(row["language"]) or "unknown" for row in articles)),
        years=sorted(Counter(_value(row["day"])[:4] or "undated" for row in articles).items()),
        themes=_rank(Counter({labels.get(theme, theme): n for theme, n in themes.items()})),
        actors=_top_actors(graph, top),
    )


def network_stats(store: GraphStore | RemoteStore, *, top: int = 10, language: str = "sv") -> NetworkStats:
    """Measure the network of actors. Deterministic: ties are undirected, weighted by articles, in a fixed
    order.
    """
    graph = _ties(network(store, language=language))
    names = sorted(graph)
    # Numbers in the place of names, since what is done with sets of names depends on the hash seed.
    plain = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    alone = [n for n in plain if plain.degree(n) == 0]
    plain.remove_nodes_from(alone)
    components = sorted(map(len, nx.connected_components(plain)), reverse=True)
    groups = _communities(plain)
    approximate = plain.number_of_nodes() > _MANY_NODES
    between = nx.betweenness_centrality(plain, k=_SAMPLED if approximate else None, seed=_SEED)
    home = {node: i for i, group in enumerate(groups) for node in group}
    brokers = [
        Broker(
            iri=names[n],
            label=plain.nodes[n]["label"],
            degree=plain.degree(n),
            betweenness=round(between[n], 4),
            communities=len({home[m] for m in plain[n]} - {home[n]}),
        )
        for n in plain
        if plain.nodes[n]["kind"] in _ACTORS
    ]
    brokers.sort(key=lambda b: (-b.betweenness, -b.degree, b.label, b.iri))
    return NetworkStats(
        nodes=graph.number_of_nodes(),
        ties=plain.number_of_edges(),
        unconnected=len(alone),
        components=len(components),
        largest=max(components, default=0),
        density=round(nx.density(plain), 4),
        modularity=round(nx.community.modularity(plain, groups), 4) if groups else 0.0,
        approximate=approximate,
        brokers=brokers[:top],
        communities=[
            [plain.nodes[n]["label"] for n in sorted(group, key=lambda n: (-plain.degree(n), names[n]))]
            for group in groups
        ],
    )


def _ties(graph: nx.MultiDiGraph) -> nx.Graph:
    """Who has to do with whom, whatever the relation: weights of all relations of a pair together."""
    ties = nx.Graph()
    for node, data in graph.nodes(data=True):
        if data["kind"] not in _NOT_TIES:
            ties.add_node(node, label=data["label"], kind=data["kind"])
    for source, target, data in graph.edges(data=True):
        if source in ties and target in ties and source != target:
            weight = ties.get_edge_data(source, target, {"weight": 0})["weight"] + data["weight"]
            ties.add_edge(source, target, weight=weight)
    return ties


def _communities(graph: nx.Graph) -> list[set[int]]:
    if not graph:
        return []
    groups = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def _top_actors(graph: nx.MultiDiGraph, top: int) -> Ranking:
    """Actors by the number of articles that name them. Two of one name are told apart by their IRI's end."""
    actors = [(n, d) for n, d in graph.nodes(data=True) if d["kind"] in _ACTORS]
    actors.sort(key=lambda item: (-item[1]["articles"], item[1]["label"], item[0]))
    named = Counter(data["label"] for _, data in actors[:top])
    return [
        (d["label"] if named[d["label"]] == 1 else f"{d['label']} ({n.rpartition('/')[2]})", d["articles"])
        for n, d in actors[:top]
    ]


def _rank(counts: Counter[str]) -> Ranking:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _value(term: Any) -> str:
    return "" if term is None else str(term.value)
