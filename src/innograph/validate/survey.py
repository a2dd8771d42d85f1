"""One look at every quad of a graph, sorted into what the checks beside SHACL ask for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from innograph.graph.vocabulary import OWL, PROV, RDF, SCHEMA, SKOS, A
from innograph.reason.evidence import LANGUAGES, Names
from innograph.reason.ontology import is_schema
from innograph.reason.terms import Fact
from innograph.store import GraphStore

Statement = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


@dataclass(slots=True)
class ClaimParts:
    """What a claim says of itself, each property with all its values."""

    values: dict[str, list[ox.Literal | ox.NamedNode]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, value: ox.Literal | ox.NamedNode) -> None:
        """Take in a value; the same one in two graphs is one value."""
        if value not in self.values[name]:
            self.values[name].append(value)

    def one(self, name: str) -> ox.Literal | ox.NamedNode | None:
        """The only value of a property; None when there is none or there are several."""
        found = self.values.get(name, [])
        return found[0] if len(found) == 1 else None


#: Property of a claim → the name that it has here.
_CLAIM_PARTS = {
    RDF.subject: "subject",
    RDF.predicate: "predicate",
    RDF.object: "object",
    PROV.wasQuotedFrom: "article",
}
_OUR_PARTS = ("quote", "start", "end", "confidence", "rule")


class Survey:
    """What a graph holds: types, names, relations, claims, terms and things in use."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.vocabulary = store.vocabulary
        self.types: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
        self.claims: dict[ox.NamedNode, ClaimParts] = {}
        #: Statement with one of our own relations → the graphs that assert it.
        self.relations: dict[Statement, set[str]] = defaultdict(set)
        self.predicates: dict[ox.NamedNode, ox.NamedNode] = {}
        self.classes: dict[ox.NamedNode, ox.NamedNode] = {}
        #: Things of ours in use, and whether anything is said of them.
        self.subjects: set[ox.NamedNode] = set()
        self.objects: dict[ox.NamedNode, ox.NamedNode] = {}
        self.publishers: set[ox.NamedNode | ox.Literal] = set()
        self.anonymous: dict[str, str] = {}
        self.schema: set[Fact] = set()
        self.same_as: list[tuple[ox.NamedNode, ox.NamedNode]] = []
        self._labels: dict[ox.NamedNode, dict[str, str]] = defaultdict(dict)
        self.triples = 0
        self._read(store)

    def _read(self, store: GraphStore) -> None:
        inferred = self.vocabulary.inferred
        ours = f"{self.vocabulary.base}def/"
        things = f"{self.vocabulary.base}id/"
        part = {self.vocabulary.term(name): name for name in _OUR_PARTS} | _CLAIM_PARTS
        claim_class = self.vocabulary.term("Claim")
        for quad in store.oxigraph:
            if quad.graph_name == inferred:
                continue
            s, p, o = quad.subject, quad.predicate, quad.object
            self.triples += 1
            if not isinstance(s, ox.NamedNode) or not isinstance(o, ox.NamedNode | ox.Literal):
                self.anonymous.setdefault(str(s) if not isinstance(s, ox.NamedNode) else s.value, p.value)
                continue
            fact = (s, p, o)
            if is_schema(fact):
                self.schema.add(fact)
            self.subjects.add(s)
            self.predicates.setdefault(p, s)
            if p in part:
                self._claim(s).add(part[p], o)
            elif p == A and isinstance(o, ox.NamedNode):
                self.types[s].add(o)
                self.classes.setdefault(o, s)
                if o == claim_class:
                    self._claim(s)
            elif p.value.startswith(ours):
                graph = quad.graph_name
                self.relations[fact].add(graph.value if isinstance(graph, ox.NamedNode) else "")
            elif p in (SKOS.prefLabel, SCHEMA.headline) and isinstance(o, ox.Literal):
                self._labels[s].setdefault(o.language or "", o.value)
            elif p == SCHEMA.publisher:
                self.publishers.add(o)
            elif p == OWL.sameAs and isinstance(o, ox.NamedNode):
                self.same_as.append((s, o))
            if isinstance(o, ox.NamedNode) and o.value.startswith(things):
                self.objects.setdefault(o, s)

    def _claim(self, node: ox.NamedNode) -> ClaimParts:
        found = self.claims.get(node)
        if found is None:
            found = self.claims[node] = ClaimParts()
        return found

    def label(self, node: ox.NamedNode) -> str | None:
        """The name to show for a node, in the first of LANGUAGES that has one."""
        labels = self._labels.get(node)
        if not labels:
            return None
        for language in LANGUAGES:
            if language in labels:
                return labels[language]
        return labels[min(labels)]

    def has_label(self, node: ox.NamedNode) -> bool:
        """Whether the node has any name."""
        return node in self._labels

    def of_class(self, name: str) -> list[ox.NamedNode]:
        """The nodes with this class of ours, sorted."""
        cls = self.vocabulary.expand(name)
        return sorted((node for node, kinds in self.types.items() if cls in kinds), key=lambda n: n.value)

    def shown(self, term: ox.NamedNode | ox.Literal | None) -> str:
        """A term for a reader: its name, a prefixed name, or the text."""
        if term is None:
            return "nothing"
        if isinstance(term, ox.Literal):
            return f"“{term.value}”"
        return self.label(term) or Names.term(term)
