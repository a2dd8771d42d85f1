"""The network of actors for networkx, and for tools that draw and measure networks: GraphML, GEXF, CSV tables."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

import networkx as nx
import pyoxigraph as ox

from innograph.export.xml import to_xml_text

if TYPE_CHECKING:
    from innograph.store import GraphStore
    from innograph.store.remote import RemoteStore

# Everything that an article relates to something else; what an article itself is about or mentions is no tie.
_EDGES = """
SELECT ?s ?p ?o (COUNT(DISTINCT ?article) AS ?articles) (MIN(?day) AS ?first) (MAX(?day) AS ?last)
       (MAX(?sure) AS ?confidence)
WHERE {
  ?claim a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
    inno:confidence ?sure ; prov:wasQuotedFrom ?article .
  FILTER(?s != ?article && ISIRI(?o))
  FILTER NOT EXISTS { ?s a inno:Collaboration }
  OPTIONAL { ?article schema:datePublished ?date . BIND(STR(?date) AS ?day) }
}
GROUP BY ?s ?p ?o
ORDER BY ?s ?p ?o
"""
_NODES = """
SELECT ?node (COUNT(DISTINCT ?article) AS ?articles) (MIN(?day) AS ?first) (MAX(?day) AS ?last)
       (MIN(STR(?land)) AS ?country) (MIN(STR(?page)) AS ?website)
WHERE {
  ?article inno:mentions ?node .
  OPTIONAL { ?article schema:datePublished ?date . BIND(STR(?date) AS ?day) }
  OPTIONAL { ?node inno:country ?land }
  OPTIONAL { ?node foaf:homepage ?page }
}
GROUP BY ?node
ORDER BY ?node
"""
_LABELS = "SELECT DISTINCT ?node ?label { ?node skos:prefLabel ?label }"
_CLASSES = "SELECT DISTINCT ?node ?class { ?article inno:mentions ?node . ?node a ?class }"
_ABOVE = "SELECT DISTINCT ?class ?above { ?class rdfs:subClassOf+ ?above FILTER(?class != ?above) }"
_PLACES = frozenset({"https://schema.org/Country", "https://schema.org/Place"})


def network(store: GraphStore | RemoteStore, *, language: str = "sv") -> nx.MultiDiGraph:
    """All things that articles relate, as nodes, and one edge a relation, whatever graph is asked: what
    reasoning adds changes nothing.

    Nodes are IRIs with `label` (in `language` where there is one), `type` (local name of the class), `kind`
    (organization, person, …), `articles`, `first`, `last` (dates as the articles have them), `country`,
    `website`. Edges have `relation`, `weight` (in how many articles), `first`, `last`, `confidence`.
    """
    graph = nx.MultiDiGraph()
    labels = _labels(store, language)
    types = _types(store)
    base = f"{store.base}id/"
    described = {
        row["node"].value: {
            key: row[key].value for key in ("articles", "first", "last", "country", "website") if row[key] is not None
        }
        for row in store.query(_NODES)
    }
    edges = list(store.query(_EDGES))
    tied = {node.value for row in edges for node in (row["s"], row["o"])}
    for iri in sorted(tied | described.keys()):
        facts = described.get(iri, {})
        kind = iri[len(base) :].partition("/")[0] if iri.startswith(base) else "place"
        attributes = {
            "label": labels.get(iri, iri),
            "type": types.get(iri, ""),
            "kind": "place" if types.get(iri) in ("Country", "Place") else kind,
            "articles": int(facts.pop("articles", "0")),
        }
        if "country" in facts:
            facts["country"] = facts["country"].rpartition("/")[2]
        graph.add_node(iri, **attributes, **facts)
    for row in edges:
        relation = re.sub(r"^.*[/#]", "", row["p"].value)
        attributes = {"relation": relation, "weight": int(row["articles"].value)}
        attributes |= {key: row[key].value for key in ("first", "last") if row[key] is not None}
        attributes["confidence"] = float(row["confidence"].value)
        graph.add_edge(row["s"].value, row["o"].value, key=relation, **attributes)
    return graph


def write_graphml(graph: nx.MultiDiGraph, out: BinaryIO) -> int:
    """Write a network as GraphML; how many texts lost a character that XML cannot hold."""
    # An edge's key becomes its id, which must be its own in the whole file.
    safe, replaced = _xml_safe(graph, numbered=True)
    # Not nx.write_graphml, which writes other bytes where lxml is installed.
    writer = nx.readwrite.graphml.GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(safe)
    writer.dump(out)
    out.write(b"\n")
    return replaced


def write_gexf(graph: nx.MultiDiGraph, out: BinaryIO) -> int:
    """Write a network as GEXF 1.2; how many texts lost a character that XML cannot hold."""
    safe, replaced = _xml_safe(graph)
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(safe)
    # networkx writes its version and today's date; a file must depend on its graph alone.
    for meta in list(writer.xml.iter()):
        if meta.tag.endswith("meta"):
            meta.attrib.clear()
            for child in meta:
                child.text = "innograph"
    writer.write(out)
    out.write(b"\n")
    return replaced


#: Columns of the table of nodes: attribute → heading. Gephi and Cytoscape know `Id`, `Label`, `Source`, `Target`.
_NODE_COLUMNS = {
    "id": "Id", "label": "Label", "type": "type", "kind": "kind", "articles": "articles", "first": "first",
    "last": "last", "country": "country", "website": "website",
}  # fmt: skip
_EDGE_COLUMNS = {
    "source": "Source", "target": "Target", "directed": "Type", "relation": "relation", "weight": "Weight",
    "first": "first", "last": "last", "confidence": "confidence",
}  # fmt: skip


def write_nodes(graph: nx.MultiDiGraph, out: BinaryIO) -> int:
    """Write the nodes of a network as a table (CSV, RFC 4180, UTF-8); 0, for nothing is lost."""
    _write_table(_NODE_COLUMNS, ({"id": node, **data} for node, data in graph.nodes(data=True)), out)
    return 0


def write_edges(graph: nx.MultiDiGraph, out: BinaryIO) -> int:
    """Write the edges of a network as a table (CSV, RFC 4180, UTF-8); 0, for nothing is lost."""
    edges = (
        {"source": s, "target": t, "directed": "Undirected" if data["relation"] == "collaboratesWith" else "Directed"}
        | data
        for s, t, data in graph.edges(data=True)
    )
    _write_table(_EDGE_COLUMNS, edges, out)
    return 0


def _write_table(columns: dict[str, str], rows: Iterable[dict[str, Any]], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    table = csv.writer(text)
    table.writerow(columns.values())
    table.writerows([row.get(name, "") for name in columns] for row in rows)
    text.flush()
    text.detach()


#: Format → what writes a network so.
WRITERS: dict[str, Callable[[nx.MultiDiGraph, BinaryIO], int]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "csv-nodes": write_nodes,
    "csv-edges": write_edges,
}


def _xml_safe(graph: nx.MultiDiGraph, *, numbered: bool = False) -> tuple[nx.MultiDiGraph, int]:
    """A copy with texts that XML can hold. IRIs cannot hold other characters anyway."""
    replaced = 0

    def clean(attributes: dict[str, Any]) -> dict[str, Any]:
        nonlocal replaced
        made = {k: to_xml_text(v) if isinstance(v, str) else v for k, v in attributes.items()}
        replaced += sum(made[k] != attributes[k] for k in made)
        return made

    safe = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        safe.add_node(node, **clean(data))
    for number, (source, target, key, data) in enumerate(graph.edges(keys=True, data=True)):
        safe.add_edge(source, target, key=str(number) if numbered else key, **clean(data))
    return safe, replaced


def _labels(store: GraphStore | RemoteStore, language: str) -> dict[str, str]:
    """One name a thing: in the language wished, else in English, else the first by language tag."""
    best: dict[str, tuple[int, str, str]] = {}
    for row in store.query(_LABELS):
        literal = row["label"]
        if not isinstance(literal, ox.Literal):
            continue
        tag = (literal.language or "").partition("-")[0]
        rank = (0 if tag == language else 1 if tag == "en" else 2, literal.language or "", literal.value)
        node = row["node"].value
        if node not in best or rank < best[node]:
            best[node] = rank
    return {node: rank[2] for node, rank in best.items()}


def _types(store: GraphStore | RemoteStore) -> dict[str, str]:
    """The most particular class of each thing, by the ontology in the store; its local name."""
    above: dict[str, set[str]] = {}
    for row in store.query(_ABOVE):
        above.setdefault(row["class"].value, set()).add(row["above"].value)
    classes: dict[str, set[str]] = {}
    for row in store.query(_CLASSES):
        classes.setdefault(row["node"].value, set()).add(row["class"].value)
    types = {}
    for node, found in classes.items():
        general = {a for c in found for a in above.get(c, ()) if c not in above.get(a, ())}
        own = sorted(found - general) or sorted(found)
        ours = [c for c in own if c.startswith((store.base, *_PLACES))]
        types[node] = re.sub(r"^.*[/#]", "", (ours or own)[0])
    return types
