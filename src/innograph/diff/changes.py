"""What a difference of triples means: who is new, who begins to work with whom, who has got another post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from innograph.diff.patch import Step, steps
from innograph.facts import SIGNATURES
from innograph.graph.vocabulary import ORG, PROV, RDF, SCHEMA, SKOS, A
from innograph.reason.evidence import Evidence, Names, claims_of, quotes_of
from innograph.reason.match import is_inferred
from innograph.reason.terms import Fact
from innograph.store import GraphStore, open_graph
from innograph.store.reading import Source

Node = ox.NamedNode

#: Kind of change → heading, in the order in which they are told.
KINDS = {
    "article-new": "Articles new",
    "article-gone": "Articles gone",
    "article-changed": "Articles that say something else",
    "actor-new": "Actors new",
    "actor-gone": "Actors gone",
    "actor-renamed": "Actors renamed",
    "thing-new": "Events, projects and assignments new",
    "thing-gone": "Events, projects and assignments gone",
    "collaboration-begun": "Collaborations begun",
    "collaboration-ended": "Collaborations no longer told of",
    "role-changed": "Roles changed",
    "assignment-given": "Assignments given",
    "assignment-withdrawn": "Assignments no longer told of",
    "relation-new": "Other relations new",
    "relation-gone": "Other relations no longer told of",
}
_ACTORS = ("organization", "person")
_THINGS = ("event", "project", "assignment")
_POSTS = ("worksFor", "leads", "memberOf")
#: Relations with a heading of their own, and what an article is about.
_TOLD = frozenset({"collaboratesWith", "assignedTo", "assignedBy", "hasRole", "about"})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what kind, of which thing, in words, before and after where it had both, and what says so."""

    kind: str
    node: str
    text: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    where: tuple[Evidence, ...] = ()


class Difference:
    """Two graphs and what is between them. `by_graph`: both keep the graphs of articles apart.

    `changes`, `added` and `removed` (triples) are found when they are asked for; WorkError then for blank nodes.
    """

    def __init__(self, old: GraphStore, new: GraphStore, inferred: bool, names: tuple[str, str]) -> None:
        self.old = old
        self.new = new
        self.inferred = inferred
        self.names = names
        self.by_graph = all(any(True for _ in store.oxigraph.named_graphs()) for store in (old, new))

    def steps(self) -> Iterator[Step]:
        """See `patch.steps`."""
        return steps(self.old, self.new, by_graph=self.by_graph, inferred=self.inferred)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the difference means, in the order of KINDS."""
        gone, come = self._facts
        return tuple(_tell(_Side(self.old, gone), _Side(self.new, come)))

    @property
    def added(self) -> int:
        """How many triples only the new graph has."""
        return len(self._facts[1])

    @property
    def removed(self) -> int:
        """How many triples only the old graph has."""
        return len(self._facts[0])

    @cached_property
    def _facts(self) -> tuple[list[Fact], list[Fact]]:
        """The triples that only the old graph has, and those that only the new one has."""
        gone: list[Fact] = []
        come: list[Fact] = []
        counted = steps(self.old, self.new, by_graph=False, inferred=self.inferred)
        while batch := list(islice(counted, 20_000)):
            lines = b"".join(fact + b" .\n" for _, (_, fact) in batch)
            for (step, _), quad in zip(batch, ox.parse(lines, format=ox.RdfFormat.N_TRIPLES), strict=True):
                (come if step == "A" else gone).append((quad.subject, quad.predicate, quad.object))
        return gone, come


def diff(old: Source, new: Source, *, inferred: bool = False) -> Difference:
    """What changed from one graph to another: folders that `innograph build` wrote, files of RDF, stores.

    With `inferred` also what reasoning adds is compared. Raises StoreError when a graph cannot be read.
    """
    one, two = (str(s) if isinstance(s, Path | str) else w for s, w in ((old, "old"), (new, "new")))
    return Difference(open_graph(old), open_graph(new), inferred, (one, two))


class _Side:
    """One of the two graphs: what only it says, and what it says at all."""

    def __init__(self, graph: GraphStore, own: list[Fact]) -> None:
        self.graph = graph
        self.store = graph.oxigraph
        self.names = Names(self.store)
        self.kind = graph.vocabulary.kind
        self.own: dict[Node, list[tuple[Node, Node | ox.Literal]]] = defaultdict(list)
        for s, p, o in own:
            if isinstance(s, Node) and isinstance(p, Node) and isinstance(o, Node | ox.Literal):
                self.own[p].append((s, o))

    def pairs(self, name: str) -> list[tuple[Node, Node | ox.Literal]]:
        """Subjects and objects of one of our relations that only this graph has."""
        return self.own.get(self.graph.vocabulary.term(name), [])

    def values(self, subject: Node, predicate: Node) -> list[Node | ox.Literal]:
        """What the graph asserts of a subject, in order."""
        quads = self.store.quads_for_pattern(subject, predicate, None, None)
        found = {q.object for q in quads if not is_inferred(q) and isinstance(q.object, Node | ox.Literal)}
        return sorted(found, key=str)

    def has(self, node: Node) -> bool:
        """Whether the graph says what a thing is."""
        return bool(self.values(node, A))

    def own_things(self, kinds: tuple[str, ...], other: _Side) -> list[Node]:
        """The things of these kinds that the other graph does not have, by name."""
        found = {s for s, _ in self.own.get(A, ()) if self.kind(s.value) in kinds and not other.has(s)}
        return sorted(found, key=lambda node: (self.names[node].casefold(), node.value))

    def saying(self, facts: Iterable[Fact]) -> tuple[Evidence, ...]:
        """The sentences that say some facts, each once, by article."""
        claims = {claim for fact in facts for claim in claims_of(self.store, fact)}
        found = sorted((quote for claim in claims for quote in quotes_of(self.store, claim)), key=_place)
        return tuple({(quote.where, quote.quote): quote for quote in reversed(found)}.values())[::-1]

    def about(self, node: Node) -> tuple[Evidence, ...]:
        """Of each article that names a thing, one sentence: the first that says something of it, else its name."""
        best: dict[str, tuple[tuple[bool, int, str], Evidence]] = {}
        mentions, start = self.graph.vocabulary.term("mentions"), self.graph.vocabulary.term("start")
        for part in (RDF.subject, RDF.object):
            for quad in self.store.quads_for_pattern(None, part, node, None):
                claim = quad.subject
                if not isinstance(claim, Node):
                    continue
                at = min((int(v.value) for v in self.values(claim, start) if v.value.isdigit()), default=0)
                rank = (mentions in self.values(claim, RDF.predicate), at, claim.value)
                for quote in quotes_of(self.store, claim):
                    if quote.where not in best or rank < best[quote.where][0]:
                        best[quote.where] = (rank, quote)
        return tuple(sorted((quote for _, quote in best.values()), key=_place))

    def posts(self, person: Node) -> tuple[str, ...]:
        """What a person is, where, in words: `generaldirektör, Vinnova`."""
        found: set[str] = set()
        titles: set[str] = set()
        for quad in self.store.quads_for_pattern(None, ORG.member, person, None):
            post = quad.subject
            if isinstance(post, Node) and not is_inferred(quad):
                at = ", ".join(self.names[o] for o in self.values(post, ORG.organization))
                roles = [self.names[o] for o in self.values(post, ORG.role)]
                titles.update(roles)
                found.update(f"{role}, {at}" for role in roles)
                if not roles:
                    found.add(at)
        # A post whose title another sentence gives need not be told without it.
        found -= {post.partition(", ")[2] for post in found}
        held = {o.value for o in self.values(person, self.graph.vocabulary.term("hasRole"))}
        known = {title.casefold() for title in titles}
        return tuple(sorted(found | {title for title in held if title.casefold() not in known}))


def _place(evidence: Evidence) -> tuple[str, str, str, str]:
    return (evidence.date or "", evidence.where, evidence.quote or "", evidence.claim or "")


def _tell(old: _Side, new: _Side) -> Iterator[Change]:
    for side, other, come in ((new, old, True), (old, new, False)):
        yield from _articles(side, other, "article-new" if come else "article-gone")
    yield from _changed_articles(old, new)
    for kinds, what in ((_ACTORS, "actor"), (_THINGS, "thing")):
        for side, other, end in ((new, old, "new"), (old, new, "gone")):
            for node in side.own_things(kinds, other):
                posts = side.posts(node) if side.kind(node.value) == "person" else ()
                text = side.names[node] + (f" ({'; '.join(posts)})" if posts else "")
                yield Change(f"{what}-{end}", node.value, text, where=side.about(node))
        if what == "actor":
            yield from _renamed(old, new)
    yield from _pairs(new, "collaboratesWith", "collaboration-begun")
    yield from _pairs(old, "collaboratesWith", "collaboration-ended")
    yield from _roles(old, new)
    yield from _assignments(new, "assignment-given")
    yield from _assignments(old, "assignment-withdrawn")
    for side, kind in ((new, "relation-new"), (old, "relation-gone")):
        for name in (name for name in SIGNATURES if name not in _TOLD):
            yield from _pairs(side, name, kind)


def _articles(side: _Side, other: _Side, kind: str) -> Iterator[Change]:
    for node in side.own_things(("article",), other):
        yield Change(kind, node.value, _title(side, node))


def _title(side: _Side, node: Node) -> str:
    dates = ", ".join(date.value for date in side.values(node, SCHEMA.datePublished))
    return f"{side.names[node]}{f' ({dates})' if dates else ''}"


def _changed_articles(old: _Side, new: _Side) -> Iterator[Change]:
    """Articles of both graphs that are told otherwise: other sentences, another head."""
    counts: dict[Node, list[int]] = defaultdict(lambda: [0, 0])
    for i, side in enumerate((old, new)):
        for _, article in side.own.get(PROV.wasQuotedFrom, ()):
            if isinstance(article, Node):
                counts[article][i] += 1
        for predicate in (SCHEMA.headline, SCHEMA.datePublished, SCHEMA.url):
            for article, _ in side.own.get(predicate, ()):
                counts[article][i] += 0
    for node in sorted(counts, key=lambda n: n.value):
        if old.has(node) and new.has(node):
            gone, come = counts[node]
            before, after = _title(old, node), _title(new, node)
            sentences = f"{come} claims new, {gone} gone" if come or gone else "its head is another"
            yield Change(
                "article-changed", node.value, f"{after}: {sentences}",
                (before,) if before != after else (), (after,) if before != after else (),
            )  # fmt: skip


def _renamed(old: _Side, new: _Side) -> Iterator[Change]:
    changed = {s for s, _ in chain(old.own.get(SKOS.prefLabel, ()), new.own.get(SKOS.prefLabel, ()))}
    for node in sorted((n for n in changed if new.kind(n.value) in _ACTORS), key=lambda n: n.value):
        if old.has(node) and new.has(node) and (before := old.names[node]) != (after := new.names[node]):
            yield Change("actor-renamed", node.value, f"{before} → {after}", (before,), (after,), new.about(node))


def _pairs(side: _Side, name: str, kind: str) -> Iterator[Change]:
    """Relations of one kind that only one graph has."""
    predicate = side.graph.vocabulary.term(name)
    joins = "works with" if name == "collaboratesWith" else name
    rows = []
    for s, o in side.pairs(name):
        if name in _POSTS and side.kind(s.value) == "person" and side.kind(getattr(o, "value", "")) == "organization":
            continue  # a post: told with the person's roles
        if side.kind(s.value) == "collaboration":
            continue  # the theme of a collaboration, told with it
        text = f"{side.names[s]} {joins} {side.names[o]}"
        rows.append(Change(kind, s.value, text, where=side.saying([(s, predicate, o)])))
    yield from sorted(rows, key=lambda c: (c.text.casefold(), c.node))


def _roles(old: _Side, new: _Side) -> Iterator[Change]:
    """People of both graphs who are something else, or somewhere else."""
    touched: dict[Node, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
    for i, side in enumerate((old, new)):
        for name in (*_POSTS, "hasRole"):
            for s, o in side.pairs(name):
                if side.kind(s.value) == "person":
                    touched[s][i].append((s, side.graph.vocabulary.term(name), o))
    for person in sorted(touched, key=lambda n: n.value):
        if not (old.has(person) and new.has(person)):
            continue  # told as an actor that came or went
        before, after = old.posts(person), new.posts(person)
        if before != after:
            gone, come = touched[person]
            left, got = [p for p in before if p not in after], [p for p in after if p not in before]
            text = f"{new.names[person]}: {'; '.join(left) or 'nothing'} → {'; '.join(got) or 'nothing'}"
            yield Change("role-changed", person.value, text, before, after, (*new.saying(come), *old.saying(gone)))


def _assignments(side: _Side, kind: str) -> Iterator[Change]:
    to, by = side.graph.vocabulary.term("assignedTo"), side.graph.vocabulary.term("assignedBy")
    facts: dict[Node, list[Fact]] = defaultdict(list)
    for s, o in side.pairs("assignedTo"):
        facts[s].append((s, to, o))
    for s, o in side.pairs("assignedBy"):
        facts[s].append((s, by, o))
    for node in sorted(facts, key=lambda n: n.value):
        who = ", ".join(side.names[o] for o in side.values(node, to))
        giver = ", ".join(side.names[o] for o in side.values(node, by))
        text = f"{side.names[node]}: to {who or 'nobody named'}{f', by {giver}' if giver else ''}"
        yield Change(kind, node.value, text, where=side.saying(facts[node]))
