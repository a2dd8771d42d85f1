"""`innograph explain` on the sample graph: chains of rules down to sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from innograph.cli import cli
from innograph.errors import QueryError
from innograph.graph.vocabulary import ORG, RDFS, A, Vocabulary
from innograph.reason import explain, find_evidence, say_proof
from samplegraph import sample_folder, sample_store

V = Vocabulary()
VINNOVA = V.thing("organization", "vinnova")
DARJA = V.thing("person", "darja-isaksson")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("explain"))


def run(graph: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["explain", *arguments, "--graph", str(graph)], standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result.stdout


def test_asserted_fact_shows_its_sentences(graph: Path) -> None:
    out = run(graph, "Darja Isaksson", "worksFor", "Vinnova")
    assert out.startswith("Darja Isaksson · inno:worksFor · Vinnova\n")
    assert "“I en film berättar Vinnovas generaldirektör Darja Isaksson om satsningen.”" in out
    assert "Vinnova vill visa upp innovationskraften i det offentliga, 2020-09-07" in out
    assert "because" not in out


def test_inferred_fact_shows_the_rule_first(graph: Path) -> None:
    out = run(graph, "Vinnova", "org:hasMember", "Darja Isaksson")
    lines = out.splitlines()
    assert lines[0] == "Vinnova · org:hasMember · Darja Isaksson"
    assert "same relation seen from its two ends" in lines[1]
    assert "inno:worksFor is a kind of org:memberOf (prp-spo1)" in out
    assert "“I en film berättar" in out


def test_chain_upwards_over_themes() -> None:
    """An organisation is engaged in what its assignment is about, and in what that is a part of."""
    store = sample_store(inferred=True)
    engaged = V.term("engagedIn")
    depths = {
        quad.object: proof.depth
        for quad in store.oxigraph.quads_for_pattern(VINNOVA, engaged, None, V.inferred)
        if (proof := explain(store, VINNOVA, engaged, quad.object)) is not None
    }
    assert len(depths) > 5
    assert max(depths.values()) >= 2
    text = say_proof(explain(store, VINNOVA, engaged, max(depths, key=lambda o: (depths[o], str(o)))), store.oxigraph)  # type: ignore[arg-type]
    assert "inno:hasAssignment, then inno:hasTheme makes inno:engagedIn (prp-spo2)" in text
    assert "“" in text


def test_every_inferred_triple_of_the_sample_is_explained() -> None:
    """Some of them, evenly: each has a proof, and each leaf of it a place that says so."""
    store = sample_store(inferred=True)
    inferred = sorted(store.quads(V.inferred), key=str)[::25]
    assert len(inferred) > 200
    for quad in inferred:
        proof = explain(store, quad.subject, quad.predicate, quad.object)
        assert proof is not None and proof.rule is not None, quad
        for leaf in proof.leaves():
            assert find_evidence(store.oxigraph, leaf), leaf


def test_json(graph: Path) -> None:
    (said,) = json.loads(run(graph, "Vinnova", "rdf:type", "foaf:Agent", "--format", "json"))
    assert said["triple"] == [VINNOVA.value, A.value, "http://xmlns.com/foaf/0.1/Agent"]
    assert said["rule"]["name"] == "cax-sco"
    leaf = said
    while "because" in leaf:
        leaf = leaf["because"][0]
    assert leaf["evidence"]


def test_title_as_object(graph: Path) -> None:
    out = run(graph, "Darja Isaksson", "hasRole", "Generaldirektör")
    assert out.startswith("Darja Isaksson · inno:hasRole · “generaldirektör”")


def test_iris_and_prefixed_names(graph: Path) -> None:
    assert run(graph, VINNOVA.value, RDFS.label.value, "Vinnova") == run(
        graph, "organization:vinnova", "rdfs:label", "vinnova"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Vinnova", "worksFor", "Darja Isaksson"), "does not follow"),
        (("Darja Isaksson", "worksFor", "Trafikverket"), "Darja Isaksson worksFor Vinnova"),
        (("Vinnnova", "worksFor", "Vinnova"), "did you mean"),
        (("Vinnova", "works for", "Vinnova"), "no property"),
        (("Vinnova", "<http://exa mple/>", "Vinnova"), "IRI"),
    ],
)
def test_what_is_not_there(graph: Path, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        run(graph, *arguments)
    assert "\n" not in str(caught.value)


def test_a_fact_behind_an_outside_name() -> None:
    """Two of our names with one item of Wikidata are one thing, though no triple says so."""
    store = sample_store()
    from pyoxigraph import Quad

    from innograph.store import GraphStore

    item, other = NamedNode("http://www.wikidata.org/entity/Q4355568"), V.thing("organization", "verket")
    same = NamedNode("http://www.w3.org/2002/07/owl#sameAs")
    changed = GraphStore([*store, Quad(other, same, item, V.graph("registry")), Quad(other, A, ORG.Organization)])
    proof = explain(changed, other, RDFS.label, Literal("Vinnova", language="sv"))
    assert proof is not None
    assert {leaf[0] for leaf in proof.leaves()} == {VINNOVA, other}
