"""What changes among the inferred facts when some asserted ones come or go, without looking at the rest.

Withdrawing follows the backward/forward algorithm (Motik, Nenov, Piro, Horrocks: Incremental Update of
Datalog Materialisation, AAAI 2015): a fact that loses a premise is kept if it can be proved otherwise from
what is still asserted, else it goes too, and so do, one by one, the facts that it was a premise of. Then what
was added is followed forwards. The store's own indexes are all the memory there is between changes.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Store

from innograph.reason.closure import INFERRED, close
from innograph.reason.match import Backward, Forward, StoredFacts, is_inferred, raw_store
from innograph.reason.ontology import INVERSE, SYMMETRIC, is_schema
from innograph.reason.rules import RuleSet, rules_of
from innograph.reason.terms import (
    OWL,
    RDFS,
    SAME_AS,
    THING,
    TYPE,
    BlankNode,
    Fact,
    Literal,
    NamedNode,
    Quad,
    Term,
    fact_of,
    is_vocabulary,
)

if TYPE_CHECKING:
    from innograph.store import GraphStore

_OBJECT_PROPERTY = NamedNode(OWL + "ObjectProperty")


@dataclass(frozen=True, slots=True)
class Change:
    """What a change of asserted facts did to the inferred ones. `full`: everything was inferred anew."""

    derived: int
    withdrawn: int
    full: bool = False
    #: What was put into the inferred graph and taken out of it, where not everything was inferred anew.
    new: tuple[Fact, ...] = ()
    gone: tuple[Fact, ...] = ()


class _NeedsAll(Exception):
    """The change touches what cannot be followed piece by piece: equality, axioms, literals as subjects."""


def update(
    store: Store | GraphStore,
    removed: Iterable[Fact],
    added: Iterable[Fact],
    *,
    inferred: NamedNode | None = None,
    rules: RuleSet | None = None,
) -> Change:
    """Bring the inferred graph up to date after asserted facts were taken out of the store and put into it.

    The asserted facts are already as they shall be; `removed` and `added` say what was changed, and may name
    facts that another graph still asserts or asserted before. The outcome is that of inferring everything
    anew; where the change is one that only a full run can follow (owl:sameAs between two of our things, an
    axiom), there is one. `inferred` is the graph of inferred facts, the store's own without it.
    """
    raw = raw_store(store)
    graph = inferred or _inferred_graph(raw)
    rules = rules or rules_of(raw)
    try:
        work = _Work(raw, graph, rules)
        withdrawn, derived = work.run(list(dict.fromkeys(removed)), list(dict.fromkeys(added)))
    except _NeedsAll:
        before = len(list(raw.quads_for_pattern(None, None, None, graph)))
        closure = close([q for q in raw if q.graph_name != graph], rules)
        raw.remove_graph(graph)
        raw.bulk_extend(Quad(*fact, graph) for fact in closure.facts())  # type: ignore[arg-type]
        _tell(store)
        return Change(len(closure), before, full=True)
    for fact in withdrawn:
        raw.remove(Quad(*fact, graph))  # type: ignore[arg-type]
    raw.extend(Quad(*fact, graph) for fact in derived)  # type: ignore[arg-type]
    _tell(store)
    return Change(len(derived), len(withdrawn), new=tuple(derived), gone=tuple(withdrawn))


def replace(store: GraphStore, graphs: Mapping[NamedNode, Iterable[Quad]], *, rules: RuleSet | None = None) -> Change:
    """Put these quads in the place of whole named graphs, and bring what is inferred up to date.

    An article that changed is its graph, one that is withdrawn its graph without quads; the graphs of labels
    and registry, which depend on all articles, are given along where they change. The work grows with what
    differs, not with the store. Raises StoreError for a quad of another graph, or a store that cannot be
    written; DataError for axioms that reasoning cannot use.
    """
    removed: list[Fact] = []
    added: list[Fact] = []
    for graph, quads in graphs.items():
        after = set(quads)
        before = set(store.quads(graph))
        store.replace_graph(graph, after)
        removed += [fact_of(quad) for quad in before - after]
        added += [fact_of(quad) for quad in after - before]
    return update(store, removed, added, inferred=store.vocabulary.inferred, rules=rules)


def _tell(store: Store | GraphStore) -> None:
    """Have a graph forget the union that it answers queries from: it has changed."""
    if not isinstance(store, Store):
        store.add(())


def _inferred_graph(store: Store) -> NamedNode:
    from innograph.iri import DEFAULT_BASE

    graphs = sorted((g for g in store.named_graphs() if isinstance(g, NamedNode)), key=str)
    return next((g for g in graphs if g.value.endswith(INFERRED)), NamedNode(DEFAULT_BASE + INFERRED))


class _Work:
    """One change: the store as it is asserted now, the inferred graph as it was before."""

    def __init__(self, store: Store, graph: NamedNode, rules: RuleSet) -> None:
        self._store = store
        self._graph = graph
        self._rules = rules
        _check_rules(store, rules)
        self._facts = _Facts(store, graph)
        plain = [rule for rule in rules.rules if rule.body]
        self._backward, self._forward = Backward(rules.rules), Forward(plain)
        self._proved: set[Fact] = set()
        self._refuted: set[Fact] = set()
        self._single: dict[Term, bool] = {}

    def run(self, removed: list[Fact], added: list[Fact]) -> tuple[list[Fact], list[Fact]]:
        """Facts to take out of the inferred graph, and to put there."""
        gone = [fact for fact in removed if not self._facts.is_asserted(fact)]
        before = set(removed)  # what was asserted before and is still has changed nothing
        new = [fact for fact in added if fact not in before and self._facts.is_asserted(fact)]
        for fact in (*gone, *new):
            self._check(fact)
        withdrawn, kept = self._withdraw(gone)
        self._facts.hide(withdrawn)
        said = [fact for fact in new if self._facts.is_inferred(fact)]
        derived = self._derive([fact for fact in new if fact not in said], kept)
        stored = self._facts.is_inferred
        take = {fact for fact in withdrawn if stored(fact)}
        put = {f for f in (*kept, *derived) if self._is_shown(f) and not self._facts.is_asserted(f)}
        # What was withdrawn and follows again another way stays where it is.
        return [*(take - put), *said], [fact for fact in put if not stored(fact)]

    def _withdraw(self, gone: list[Fact]) -> tuple[set[Fact], list[Fact]]:
        """The facts that nothing supports any more, and those of `gone` that still follow."""
        self._facts.remember(gone)
        dropped: set[Fact] = set()
        kept: list[Fact] = []
        queue = deque(gone)
        seen = set(gone)
        while queue:
            fact = queue.popleft()
            if self._is_provable(fact):
                if fact in self._facts.remembered:
                    kept.append(fact)
                continue
            dropped.add(fact)
            for head in self._forward.steps(fact, self._facts):
                if head not in seen and not self._facts.is_asserted(head) and self._facts.is_known(head):
                    seen.add(head)
                    self._check(head)
                    queue.append(head)
        self._facts.forget()
        return dropped, kept

    def _is_provable(self, goal: Fact) -> bool:
        """Whether the goal follows from what is asserted now. Explores only what could lead to it."""
        if goal in self._proved or self._facts.is_asserted(goal):
            return True
        if goal in self._refuted:
            return False
        waiting: dict[Fact, list[tuple[Fact, set[Fact]]]] = defaultdict(list)
        explored = {goal}
        stack = [goal]
        while stack and goal not in self._proved:
            fact = stack.pop()
            for body in self._supports(fact):
                missing = {f for f in body if f not in self._proved and not self._facts.is_asserted(f)}
                if not missing:
                    self._prove(fact, waiting)
                    break
                if missing & self._refuted:
                    continue
                for premise in missing:
                    waiting[premise].append((fact, missing))
                    if premise not in explored:
                        explored.add(premise)
                        stack.append(premise)
        if goal in self._proved:
            return True
        # Everything that could have led here has been looked at, and none of it is proved.
        self._refuted |= explored - self._proved
        return False

    def _supports(self, fact: Fact) -> Iterator[tuple[Fact, ...]]:
        return (body for _, body in self._backward.steps(fact, self._facts))

    def _prove(self, fact: Fact, waiting: dict[Fact, list[tuple[Fact, set[Fact]]]]) -> None:
        queue = [fact]
        while queue:
            done = queue.pop()
            if done in self._proved:
                continue
            self._proved.add(done)
            for head, missing in waiting.pop(done, ()):
                missing.discard(done)
                if not missing:
                    queue.append(head)

    def _derive(self, new: list[Fact], kept: list[Fact]) -> list[Fact]:
        """What follows from new facts together with all others, in the order of finding."""
        found = dict.fromkeys(kept)
        self._facts.add(kept)
        queue = deque(new)
        while queue:
            for head in self._forward.steps(queue.popleft(), self._facts):
                if head not in found and not self._facts.is_known(head):
                    self._check(head)
                    found[head] = None
                    self._facts.add([head])
                    queue.append(head)
        return list(found)

    def _is_shown(self, fact: Fact) -> bool:
        """Whether the graph states the fact (closure.NOT_MATERIALISED)."""
        s, p, o = fact
        if isinstance(s, Literal | BlankNode) or isinstance(o, BlankNode):
            return False
        if s in self._rules.vocabulary or is_vocabulary(s):
            return False
        everything = (THING, NamedNode(RDFS + "Resource"))
        return not (p == TYPE and (o in everything or o in self._rules.datatypes))

    def _check(self, fact: Fact) -> None:
        """Raises _NeedsAll for a fact whose consequences cannot be followed one by one."""
        s, p, o = fact
        if isinstance(s, Literal) or is_schema(fact):
            raise _NeedsAll
        if p == SAME_AS:
            if not isinstance(o, NamedNode) or not self._is_outside(o, s):
                raise _NeedsAll
            return
        for term in (s, o):
            if isinstance(term, NamedNode) and not self._has_one_name(term):
                raise _NeedsAll

    def _is_outside(self, name: NamedNode, of: Term) -> bool:
        """Whether a name is used for nothing but owl:sameAs, and that of one thing alone."""
        as_subject = self._store.quads_for_pattern(name, None, None, None)
        as_object = self._store.quads_for_pattern(None, None, name, None)
        if name in self._rules.vocabulary or any(not is_inferred(quad) for quad in as_subject):
            return False
        return all(q.predicate == SAME_AS and q.subject == of for q in as_object if not is_inferred(q))

    def _has_one_name(self, term: NamedNode) -> bool:
        known = self._single.get(term)
        if known is None:
            same = [q for q in self._store.quads_for_pattern(term, SAME_AS, None, None) if not is_inferred(q)]
            known = not any(True for _ in self._store.quads_for_pattern(None, SAME_AS, term, None))
            known = known and all(isinstance(q.object, NamedNode) and self._is_outside(q.object, term) for q in same)
            self._single[term] = known
        return known


class _Facts:
    """The store's facts, less what is hidden, with what is remembered or added."""

    def __init__(self, store: Store, graph: NamedNode) -> None:
        self._store = store
        self._graph = graph
        self._stored = StoredFacts(store)
        self._hidden: set[Fact] = set()
        self._index: dict[tuple[Term | None, Term, Term | None], dict[Fact, None]] = defaultdict(dict)
        self._extra: set[Fact] = set()
        self.remembered: set[Fact] = set()

    def match(self, s: Term | None, p: Term | None, o: Term | None) -> Iterator[Fact]:
        """See KnownFacts."""
        assert p is not None
        extra = self._index.get((s, p, o), {})
        yield from list(extra)
        for fact in self._stored.match(s, p, o):
            if fact not in self._hidden and fact not in extra:
                yield fact

    def is_asserted(self, fact: Fact) -> bool:
        """See KnownFacts."""
        return self._stored.is_asserted(fact)

    def is_inferred(self, fact: Fact) -> bool:
        """Whether the fact stands in the inferred graph."""
        s, p, o = fact
        if not isinstance(s, NamedNode) or not isinstance(p, NamedNode):
            return False
        return Quad(s, p, o, self._graph) in self._store

    def is_known(self, fact: Fact) -> bool:
        """Whether the fact held before, or holds now."""
        return fact in self._extra or (fact not in self._hidden and self._stored.holds(fact))

    def remember(self, facts: Iterable[Fact]) -> None:
        """Match these as well, though they are asserted no more: they were premises of what is stored."""
        self.remembered = set(facts)
        self.add(facts)

    def forget(self) -> None:
        """Match them no more."""
        for fact in self.remembered:
            self._extra.discard(fact)
            for key in _keys(fact):
                self._index[key].pop(fact, None)
        self.remembered = set()

    def hide(self, facts: Iterable[Fact]) -> None:
        """Match these no more: they do not hold."""
        self._hidden.update(facts)

    def add(self, facts: Iterable[Fact]) -> None:
        """Match these as well."""
        for fact in facts:
            self._extra.add(fact)
            self._hidden.discard(fact)
            for key in _keys(fact):
                self._index[key][fact] = None


def _keys(fact: Fact) -> tuple[tuple[Term | None, Term, Term | None], ...]:
    s, p, o = fact
    return ((s, p, o), (s, p, None), (None, p, o), (None, p, None))


def _check_rules(store: Store, rules: RuleSet) -> None:
    """Raises _NeedsAll for rules by which literals become subjects, or things become one."""
    objects = {s for s, p, o in rules.schema if p == TYPE and o == _OBJECT_PROPERTY}
    for rule in rules.rules:
        if rule.head[1] == SAME_AS or any(isinstance(t, BlankNode) for t in (*rule.head, *rule.axiom)):
            raise _NeedsAll
        turned = rule.axiom[1] == INVERSE or rule.axiom[2] == SYMMETRIC
        if turned and rule.body:
            p = rule.body[0][1]
            if p not in objects and isinstance(p, NamedNode):
                quads = store.quads_for_pattern(None, p, None, None)
                if any(isinstance(q.object, Literal) for q in quads):
                    raise _NeedsAll
