"""What an ontology is compiled to, and what it may not say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from generated import CLASSES, PROPERTIES, THINGS, as_list, name
from pyoxigraph import NamedNode, Quad

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE
from innograph.reason import close, load_rules
from innograph.reason import ontology as R
from innograph.reason.terms import (
    DIFFERENT_FROM,
    DOMAIN,
    FIRST,
    NIL,
    REST,
    SAME_AS,
    SUB_CLASS,
    SUB_PROPERTY,
    TYPE,
    Fact,
    Literal,
    Term,
    owl,
)
from samplegraph import sample_store

A, B, C = CLASSES[:3]
P, Q = PROPERTIES[:2]
X, Y, Z = THINGS[:3]


def inferred(data: list[Fact], ontology: list[Fact]) -> set[Fact]:
    return set(close(data, ontology).facts())


def clashes(data: list[Fact], ontology: list[Fact]) -> list[tuple[str, tuple[Fact, ...]]]:
    return [(c.clash.name, c.facts) for c in close(data, ontology).contradictions()]


def test_our_ontology_compiles() -> None:
    rules = load_rules()
    names = {rule.name for rule in rules.rules}
    assert {"cax-sco", "prp-spo1", "prp-dom", "prp-rng", "prp-inv1", "prp-symp", "prp-trp", "prp-spo2"} <= names
    assert any(clash.name == "cax-dw" for clash in rules.clashes)


@pytest.mark.parametrize(
    ("axioms", "data", "name"),
    [
        ([(A, R.DISJOINT, B)], [(X, TYPE, A), (X, TYPE, B)], "cax-dw"),
        ([(A, R.COMPLEMENT, B)], [(X, TYPE, A), (X, TYPE, B)], "cls-com"),
        ([(C, SUB_CLASS, B), (A, R.DISJOINT, B), (P, DOMAIN, C)], [(X, P, Y), (X, TYPE, A)], "cax-dw"),
        ([(P, TYPE, R.IRREFLEXIVE)], [(X, P, X)], "prp-irp"),
        ([(P, TYPE, R.ASYMMETRIC)], [(X, P, Y), (Y, P, X)], "prp-asyp"),
        ([(P, R.PROPERTY_DISJOINT, Q)], [(X, P, Y), (X, Q, Y)], "prp-pdw"),
        ([], [(X, SAME_AS, Y), (X, DIFFERENT_FROM, Y), (X, P, Z), (Y, P, Z)], "eq-diff1"),
        ([(P, TYPE, R.FUNCTIONAL)], [(Z, P, X), (Z, P, Y), (X, DIFFERENT_FROM, Y)], "eq-diff1"),
        ([(P, TYPE, R.FUNCTIONAL)], [(X, P, Literal("ett")), (X, P, Literal("två"))], "dt-diff"),
        ([(A, SUB_CLASS, owl("Nothing"))], [(X, TYPE, A)], "cls-nothing2"),
    ],
)
def test_contradictions(axioms: list[Fact], data: list[Fact], name: str) -> None:
    found = clashes(data, axioms)
    assert [clash for clash, _ in found] == [name]
    assert not clashes(data[:1], axioms) or len(data) == 1


def test_all_disjoint_classes() -> None:
    head, cells = as_list("abc", [A, B, C])
    group = name("group")
    axioms: list[Fact] = [(group, TYPE, R.ALL_DISJOINT), (group, R.MEMBERS, head), *cells]
    assert [c for c, _ in clashes([(X, TYPE, A), (X, TYPE, C)], axioms)] == ["cax-adc"]
    assert not clashes([(X, TYPE, A), (Y, TYPE, C)], axioms)


def test_all_different() -> None:
    head, cells = as_list("xy", [X, Y, Z])
    group = name("group")
    axioms: list[Fact] = [(group, TYPE, R.ALL_DIFFERENT), (group, R.DISTINCT_MEMBERS, head), *cells]
    assert [c for c, _ in clashes([(X, SAME_AS, Z), (X, P, Y), (Z, P, Y)], axioms)] == ["eq-diff2"]
    assert not clashes([(X, P, Y)], axioms)


def test_axioms_in_the_data_count() -> None:
    assert inferred([(P, SUB_PROPERTY, Q), (X, P, Y)], []) == {(X, Q, Y)}


def test_classes_that_the_data_makes_one() -> None:
    """A functional property shows two classes to be one: an axiom found in the data."""
    data: list[Fact] = [(Z, P, A), (Z, P, B), (X, TYPE, A), (Y, TYPE, B)]
    found = inferred(data, [(P, TYPE, R.FUNCTIONAL), (A, SUB_CLASS, C)])
    assert {(X, TYPE, B), (Y, TYPE, A), (Y, TYPE, C)} <= found


@pytest.mark.parametrize("term", ["hasKey", "maxCardinality", "hasSelf"])
def test_what_is_not_supported_is_said(term: str) -> None:
    with pytest.raises(DataError, match=term):
        close([], [(A, owl(term), X)])


def test_axioms_about_rdf_itself_are_refused() -> None:
    with pytest.raises(DataError, match="does not support"):
        close([], [(TYPE, SUB_PROPERTY, P)])
    with pytest.raises(DataError, match="does not support"):
        close([], [(SAME_AS, SUB_PROPERTY, P)])


@pytest.mark.parametrize("cells", [[], [(X, FIRST, P)], [(X, FIRST, P), (X, REST, X)], [(X, REST, NIL)]])
def test_broken_lists_are_refused(cells: list[Fact]) -> None:
    with pytest.raises(DataError, match="list"):
        close([], [(Q, R.CHAIN, X), *cells])


def test_unreadable_ontology(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_rules(tmp_path / "none.ttl")
    broken = tmp_path / "broken.ttl"
    broken.write_text("a b", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.ttl"):
        load_rules(broken)


def test_order_does_not_depend_on_the_input() -> None:
    data: list[Fact] = [(X, P, Y), (Y, P, Z), (Z, P, X), (X, TYPE, A)]
    axioms: list[Fact] = [(P, TYPE, R.TRANSITIVE), (P, R.INVERSE, Q), (A, SUB_CLASS, B)]
    assert list(close(data, axioms)) == list(close(data[::-1], axioms[::-1]))
    assert list(close(data, axioms)) == sorted(close(data, axioms), key=lambda t: tuple(map(str, t)))


def test_another_base_follows_the_same_rules() -> None:
    """The ontology below another base, in the store beside the data, is what counts there."""
    moved = [Quad(*(_moved(part) for part in quad)) for quad in sample_store()]  # type: ignore[arg-type]
    here = Counter(triple.predicate.value.rsplit("/", 1)[-1] for triple in close(sample_store()))
    there = Counter(triple.predicate.value.rsplit("/", 1)[-1] for triple in close(moved))
    assert here == there and here["engagedIn"] > 100


def _moved(term: Term) -> Term:
    if isinstance(term, NamedNode):
        return NamedNode(term.value.replace(DEFAULT_BASE, "https://example.org/kunskap/"))
    return term
