"""A part of a graph that is a whole graph again: what some sentences say, with all that these need.

A cut chooses among the claims. What no chosen claim supports is left out; what a chosen claim speaks of comes
with its names, classes and identifiers, the posts and collaborations that it shows, its article, and its
themes with the broader ones. So a cut fits the shapes as the whole graph does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from innograph.errors import UsageError, WorkError
from innograph.facts import SIGNATURES
from innograph.graph.vocabulary import ADMS, ORG, PROV, RDF, SCHEMA, SKOS, Vocabulary
from innograph.query.span import Span
from innograph.store import GraphStore

Node = ox.NamedNode
_Terms = dict[Node, set[Node]]
#: What an article says of itself rather than of two things.
_OF_ARTICLES = ("about", "mentions")
#: What a kept thing needs to be understood, by the property that leads there.
_NEEDS = (
    ADMS.identifier, SCHEMA.publisher, SCHEMA.isBasedOn, SKOS.broader, SKOS.inScheme, PROV.wasGeneratedBy,
    PROV.wasAssociatedWith, PROV.wasAttributedTo,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a graph. Things are named by any label, code or IRI; several of one kind: any of them.

    `focus` keeps what is at most `depth` relations away, with all relations among it; `themes` what is on a
    theme or a narrower one; `countries` relations with an end there; `since` and `until` what articles dated
    between them say; `min_confidence` (0 to 1) what is at least so sure. Without `evidence` the claims and
    their sentences are left out, and posts and collaborations name their articles instead.
    """

    focus: tuple[str, ...] = ()
    depth: int = 1
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0
    evidence: bool = True

    def __post_init__(self) -> None:
        if self.depth < 1:
            raise UsageError(f"the depth is {self.depth}: it must be 1 or more")
        if not 0 <= self.min_confidence <= 1:
            raise UsageError(f"the confidence is {self.min_confidence}: it must be between 0 and 1")
        Span(self.since, self.until)

    def __bool__(self) -> bool:
        return self != Cut()


class Claim(NamedTuple):
    """A sentence's statement: what a cut chooses by."""

    node: Node
    subject: Node
    predicate: str
    object: Node | ox.Literal
    article: Node
    confidence: float

    @property
    def ends(self) -> tuple[Node, ...]:
        """The things that it is about."""
        return (self.subject, self.object) if isinstance(self.object, Node) else (self.subject,)


def cut(store: GraphStore, wanted: Cut, *, inferred: bool = False) -> GraphStore:
    """The part of a graph that is wanted, in memory; with `inferred` also what follows from that part.

    It holds the ontology besides, in the graph of that name. Raises UsageError for a date or number that is
    none, QueryError for a name that nothing has, WorkError when nothing is left.
    """
    graph = _Graph(store)
    kept = _choose(graph, wanted)
    if not kept:
        raise WorkError("nothing in the graph is in this part of it: widen --since, --theme, --focus or the like")
    part = GraphStore(_quads(graph, kept, wanted.evidence), base=store.base)
    if inferred:
        from innograph.reason import close

        name = store.vocabulary.inferred
        part.add([ox.Quad(t.subject, t.predicate, t.object, name) for t in close(part.oxigraph)])
    return part


class _Graph:
    """What is asserted in a store, by what a cut asks for."""

    def __init__(self, store: GraphStore) -> None:
        self.store = store
        self.vocabulary = store.vocabulary
        self._inferred = store.vocabulary.inferred
        self.claims = list(self._read_claims())
        self.themes = self.links(self.vocabulary.term("hasTheme"))
        self.derived = self.links(PROV.wasDerivedFrom)
        self.broader = self.links(SKOS.broader)

    def pairs(self, predicate: Node) -> Iterator[tuple[Node, Node | ox.Literal]]:
        """Subjects and objects of a property, as asserted."""
        for quad in self.store.oxigraph.quads_for_pattern(None, predicate, None, None):
            s, o = quad.subject, quad.object
            if quad.graph_name != self._inferred and isinstance(s, Node) and isinstance(o, Node | ox.Literal):
                yield s, o

    def links(self, predicate: Node) -> _Terms:
        """Subject → the things that a property leads to."""
        found: _Terms = defaultdict(set)
        for s, o in self.pairs(predicate):
            if isinstance(o, Node):
                found[s].add(o)
        return found

    def _read_claims(self) -> Iterator[Claim]:
        v = self.vocabulary
        names = {v.term(name): name for name in (*SIGNATURES, "mentions")}
        predicates, objects = dict(self.pairs(RDF.predicate)), dict(self.pairs(RDF.object))
        articles, sure = dict(self.pairs(PROV.wasQuotedFrom)), dict(self.pairs(v.term("confidence")))
        for node, subject in self.pairs(RDF.subject):
            predicate, object_, article = predicates.get(node), objects.get(node), articles.get(node)
            if not isinstance(predicate, Node) or predicate not in names or object_ is None:
                continue
            if isinstance(subject, Node) and isinstance(article, Node):
                yield Claim(node, subject, names[predicate], object_, article, _number(sure.get(node)))

    def narrower(self, themes: Iterable[Node]) -> set[Node]:
        """These themes and all that are narrower than they."""
        wanted, size = set(themes), -1
        while size != len(wanted):
            size = len(wanted)
            wanted |= {theme for theme, above in self.broader.items() if above & wanted}
        return wanted

    def in_span(self, span: Span) -> Callable[[Claim], bool]:
        """Whether a claim's article is dated inside a span of time."""
        if not span:
            return lambda claim: True
        dates = {s: o.value for s, o in self.pairs(SCHEMA.datePublished)}
        return lambda claim: dates.get(claim.article, "") in span


def _number(value: object) -> float:
    try:
        return float(getattr(value, "value", "0"))
    except ValueError:
        return 0.0


def _choose(graph: _Graph, wanted: Cut) -> dict[Node, Claim]:
    """The claims of a cut, by their nodes."""
    dated = graph.in_span(Span(wanted.since, wanted.until))
    at_hand = [c for c in graph.claims if c.confidence >= wanted.min_confidence and dated(c)]
    ties = [c for c in at_hand if c.predicate != "about" and not _is_inner(c, graph)]
    if wanted.themes:
        ties = _on_theme(ties, at_hand, graph, graph.narrower(_named(graph, wanted.themes)))
    if wanted.countries:
        ties = _in_country(ties, graph, _named(graph, wanted.countries))
    if wanted.focus:
        ties = _near(ties, _named(graph, wanted.focus), wanted.depth)
    ties = _whole_assignments(ties, at_hand, graph)
    articles = {c.article for c in ties}
    things = {end for c in ties for end in c.ends}
    kept = {c.node: c for c in ties}
    inner = {node for node, claims in graph.derived.items() if claims & kept.keys()}
    for c in at_hand:
        # Of the articles in question: what they are about, where they name what is kept, their collaborations' themes.
        of_article = c.article in articles and (c.predicate == "about" or c.object in things)
        if c.subject in inner or (of_article and c.predicate in _OF_ARTICLES):
            kept[c.node] = c
    return kept


def _is_inner(claim: Claim, graph: _Graph) -> bool:
    """Whether a claim is about what other claims make: the theme of a collaboration."""
    return claim.subject in graph.derived


def _named(graph: _Graph, names: Iterable[str]) -> set[Node]:
    from innograph.query import find_things

    return {Node(iri) for name in names for iri in find_things(graph.store, name)}


def _on_theme(ties: list[Claim], at_hand: list[Claim], graph: _Graph, themes: set[Node]) -> list[Claim]:
    """What articles about the themes say, and what is said of things and collaborations on them."""
    articles = {c.article for c in at_hand if c.predicate == "about" and c.object in themes}
    things = {thing for thing, found in graph.themes.items() if found & themes}
    shown = {claim for node in things for claim in graph.derived.get(node, ())}

    def is_on(c: Claim) -> bool:
        if c.predicate == "hasTheme":
            return c.object in themes
        return c.article in articles or c.node in shown or not things.isdisjoint(c.ends)

    return [c for c in ties if is_on(c)]


def _in_country(ties: list[Claim], graph: _Graph, countries: set[Node]) -> list[Claim]:
    inside = countries | {s for s, o in graph.pairs(graph.vocabulary.term("country")) if o in countries}
    return [c for c in ties if not inside.isdisjoint(c.ends)]


def _near(ties: list[Claim], centres: set[Node], depth: int) -> list[Claim]:
    """What is said among things at most `depth` relations from the centres, and where these are named."""
    neighbours: _Terms = defaultdict(set)
    for c in ties:
        if c.predicate != "mentions" or c.subject in centres:
            for end in c.ends:
                neighbours[end].update(c.ends)
    near = edge = set(centres)
    for _ in range(depth):
        edge = {other for thing in edge for other in neighbours[thing]} - near
        near = near | edge
    among = [c for c in ties if c.predicate != "mentions" and near.issuperset(c.ends)]
    named = [c for c in ties if c.predicate == "mentions" and (c.subject in centres or c.object in centres)]
    return among + named


def _whole_assignments(ties: list[Claim], at_hand: list[Claim], graph: _Graph) -> list[Claim]:
    """The same with all that is said of their assignments; an assignment that nobody is said to have is left out."""
    kind = graph.vocabulary.kind
    parts: dict[Node, list[Claim]] = defaultdict(list)
    for c in at_hand:
        if c.predicate != "mentions" and kind(c.subject.value) == "assignment":
            parts[c.subject].append(c)
    whole = {node for node, found in parts.items() if any(c.predicate == "assignedTo" for c in found)}
    found = {end for c in ties for end in c.ends if kind(end.value) == "assignment"}
    kept = [c for c in ties if all(kind(end.value) != "assignment" or end in whole for end in c.ends)]
    return [*kept, *(c for node in sorted(found & whole, key=str) for c in parts[node])]


def _quads(graph: _Graph, kept: dict[Node, Claim], evidence: bool) -> Iterator[ox.Quad]:
    """The quads of the things that these claims are about, each in its graph."""
    v = graph.vocabulary
    statements = {(c.subject, v.term(c.predicate), c.object) for c in kept.values()}
    relations = {v.term(name) for name in (*SIGNATURES, "mentions")}
    things = _things(graph, kept, evidence)
    roles = _roles(graph, kept)
    articles = {c.article for c in kept.values()}
    ours, terms, ontology = f"{v.base}id/", f"{v.base}def/", v.graph("ontology")
    for quad in graph.store.oxigraph:
        s, p, o, name = quad.subject, quad.predicate, quad.object, quad.graph_name
        if not isinstance(s, Node) or name == v.inferred:
            continue
        if name == ontology or s.value.startswith(terms):
            yield ox.Quad(s, p, o, ontology)
            continue
        if s not in things or (_is_article(name, v) and name not in articles):
            continue
        if p in relations and (s, p, o) not in statements:
            continue
        if p == PROV.wasDerivedFrom and o in kept and not evidence:
            assert isinstance(o, Node)
            yield ox.Quad(s, p, kept[o].article, name)
        elif p == ORG.role and (s, o) not in roles:
            continue
        elif not isinstance(o, Node) or not o.value.startswith(ours) or o in things:
            yield quad


def _is_article(name: object, v: Vocabulary) -> bool:
    return isinstance(name, Node) and v.kind(name.value) == "article"


def _things(graph: _Graph, kept: dict[Node, Claim], evidence: bool) -> set[Node]:
    """Everything that a cut says something of."""
    things = {c.article for c in kept.values()} | {end for c in kept.values() for end in c.ends}
    if evidence:
        things |= kept.keys()
    for node, claims in graph.derived.items():
        found = [kept[claim] for claim in claims if claim in kept]
        if graph.vocabulary.kind(node.value) == "membership":
            found = [c for c in found if c.predicate != "hasRole"]  # a title alone is no post
        if found:
            things.add(node)
    things |= {role for _, role in _roles(graph, kept)}
    needs = [graph.links(predicate) for predicate in (*_NEEDS, graph.vocabulary.term("country"))]
    edge = things
    while edge:
        edge = {needed for thing in edge for need in needs for needed in need.get(thing, ())} - things
        things = things | edge
    return things


def _roles(graph: _Graph, kept: dict[Node, Claim]) -> set[tuple[Node, Node]]:
    """The posts whose title a kept claim states, each with its role."""
    found = set()
    for post, role in graph.pairs(ORG.role):
        claims = [kept[claim] for claim in graph.derived.get(post, ()) if claim in kept]
        if isinstance(role, Node) and any(c.predicate == "hasRole" for c in claims):
            found.add((post, role))
    return found
