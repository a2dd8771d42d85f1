"""The store: asks over the union, opens read-only, replaces one named graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from innograph.errors import QueryError, StoreError
from innograph.graph.vocabulary import SKOS, Vocabulary
from innograph.store import GraphStore
from innograph.store.generations import publish_generation

V = Vocabulary()
A, B = V.thing("article", "a"), V.thing("article", "b")
NAME = Literal("Ett", language="sv")


def named(slug: str, graph: NamedNode) -> Quad:
    return Quad(V.thing("organization", slug), SKOS.prefLabel, NAME, graph)


def test_a_query_sees_the_union_of_all_graphs() -> None:
    store = GraphStore([named("x", A), named("y", B), named("y", A)])
    rows = store.query("SELECT ?s { ?s skos:prefLabel ?n } ORDER BY ?s")
    assert [row["s"].value.rpartition("/")[2] for row in rows] == ["x", "y"]
    assert bool(store.query("ASK { organization:x skos:prefLabel 'Ett'@sv }"))
    triples = list(store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
    assert len(triples) == 2 and isinstance(triples[0], Triple)


def test_values_stand_for_variables_and_are_never_syntax() -> None:
    store = GraphStore([named("x", A), named("y", B)])
    x = V.thing("organization", "x")
    assert [row["n"] for row in store.query("SELECT ?s ?n { ?s skos:prefLabel ?n }", values={"s": x.value})] == [NAME]
    odd = Literal("'} DROP ALL #", language="sv")
    assert list(store.query("SELECT ?s ?n { ?s skos:prefLabel ?n }", values={"n": odd})) == []


def test_a_fact_of_two_articles_counts_once_and_a_query_can_still_see_graphs() -> None:
    store = GraphStore([named("y", A), named("y", B)])
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert [row["n"].value for row in store.query(count)] == ["1"]
    assert len(list(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"))) == 2
    assert len(list(store.query(f"SELECT * FROM <{A.value}> {{ ?s ?p ?o }}"))) == 1
    said = "SELECT * { ?s ?p ?o FILTER(STR(?o) != 'graph' && STR(?s) != 'http://graph from') } # graph"
    assert len(list(store.query(said))) == 1
    store.add([named("z", A)])
    assert [row["n"].value for row in store.query(count)] == ["2"]


def test_a_wrong_query_is_said_to_be_wrong() -> None:
    with pytest.raises(QueryError, match="the query is wrong"):
        GraphStore().query("SELEKT ?s {}")


def test_one_graph_is_replaced_and_the_others_are_left() -> None:
    store = GraphStore([named("x", A), named("y", B)])
    store.replace_graph(A, [named("z", A)])
    assert set(store) == {named("z", A), named("y", B)}
    store.replace_graph(A.value, [])
    assert store.graphs() == [B.value] and list(store.quads(B)) == [named("y", B)]


def test_a_quad_of_another_graph_is_refused_and_nothing_changed() -> None:
    store = GraphStore([named("x", A)])
    with pytest.raises(StoreError, match="not of"):
        store.replace_graph(A, [named("z", A), named("y", B)])
    assert set(store) == {named("x", A)}


def test_triples_come_once_and_without_the_inferred_if_so_wished() -> None:
    store = GraphStore([named("x", A), named("x", B), named("y", V.inferred)])
    assert len(list(store.triples())) == 2
    assert [t.subject for t in store.triples(inferred=False)] == [V.thing("organization", "x")]


def filled(tmp_path: Path, base: str = V.base) -> Path:
    aside = tmp_path / "store" / ".building"
    aside.parent.mkdir(parents=True, exist_ok=True)
    with GraphStore.create(aside) as store:
        store.add([named("x", A)])
        store.finish()
    publish_generation(aside, tmp_path / "store", "one", base)
    return tmp_path


def test_what_was_built_is_read_and_cannot_be_changed(tmp_path: Path) -> None:
    with GraphStore.open(filled(tmp_path)) as store:
        assert set(store) == {named("x", A)}
        with pytest.raises(StoreError):
            store.add([named("y", A)])
        assert len(store) == 1


def test_two_readers_at_a_time(tmp_path: Path) -> None:
    with GraphStore.open(filled(tmp_path)) as one, GraphStore.open(tmp_path) as two:
        assert len(one) == len(two) == 1


def test_prefixes_follow_the_base_of_the_build(tmp_path: Path) -> None:
    with GraphStore.open(filled(tmp_path, "https://example.org/")) as store:
        assert store.vocabulary.prefixes["inno"] == "https://example.org/def/"


def test_no_graph_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="innograph build"):
        GraphStore.open(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="innograph build"):
        GraphStore.open(tmp_path)


@pytest.mark.parametrize("content", ["", "\n", "../elsewhere\nhttps://x/\n", "gone\nhttps://x/\n", "\xff"])
def test_a_damaged_pointer_is_an_error_in_words(tmp_path: Path, content: str) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "current").write_text(content, encoding="latin-1")
    with pytest.raises(StoreError, match="build"):
        GraphStore.open(tmp_path)


def test_a_damaged_store_is_an_error_in_words(tmp_path: Path) -> None:
    directory = filled(tmp_path) / "store" / "one"
    for file in (directory / "union").iterdir():
        if file.name.startswith("MANIFEST"):
            file.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="build the graph again"):
        GraphStore.open(tmp_path)
