"""What facts imply one by one, and what follows from the joined ones, is what follows from all of them."""

from __future__ import annotations

from collections.abc import Iterable

from generated import graphs, ontologies
from hypothesis import assume, given
from hypothesis import strategies as st

from innograph.reason import close
from innograph.reason.local import LocalRules
from innograph.reason.ontology import is_schema
from innograph.reason.rules import RuleSet, compile_rules
from innograph.reason.terms import SAME_AS, TYPE, Fact, Literal
from samplegraph import sample_store


def implied(facts: Iterable[Fact], local: LocalRules) -> set[Fact]:
    found: set[Fact] = set()
    for s, p, o in facts:
        of = local.of_class(o) if p == TYPE else local.of_property(p)
        found |= {(s, q, o) for q in of.same} | {(s, TYPE, c) for c in of.of_subject}
        if not isinstance(o, Literal):
            found |= {(o, q, s) for q in of.turned} | {(o, TYPE, c) for c in of.of_object}
    return {fact for fact in found if not local.is_hidden(fact[0])}


def in_two_parts(data: list[Fact], rules: RuleSet) -> set[Fact]:
    local = LocalRules(rules)
    joined = [fact for fact in data if local.is_joined(fact)]
    alone = implied((fact for fact in data if not is_schema(fact)), local)
    return (alone | set(close(joined, rules).facts())) - set(data)


@given(st.data())
def test_generated_graphs(draw: st.DataObject) -> None:
    rules = compile_rules(frozenset(filter(is_schema, draw.draw(ontologies))))
    data = [fact for fact in dict.fromkeys(draw.draw(graphs)) if fact[1] != SAME_AS and not is_schema(fact)]
    whole = close(data, rules)
    # Of two names for one thing, each has the other's facts: then there are no parts.
    assume(not whole.fixpoint.equality.classes())
    assert in_two_parts(data, rules) == set(whole.facts())


def test_sample_graph_and_few_facts_are_joined() -> None:
    data = [(q.subject, q.predicate, q.object) for q in sample_store().oxigraph]
    whole = close(data)
    assert in_two_parts(list(dict.fromkeys(data)), whole.rules) == set(whole.facts())
    local = LocalRules(whole.rules)
    assert sum(map(local.is_joined, data)) < len(data) / 5
