"""A part of a graph is a whole graph: it fits the shapes, and holds what it should and nothing else."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from innograph.cli import cli
from innograph.errors import QueryError, UsageError, WorkError
from innograph.export import FORMATS, Cut, cut, export
from innograph.graph.vocabulary import ORG, PROV, RDF, SCHEMA, A
from innograph.store import GraphStore
from innograph.validate import validate
from samplegraph import sample_folder, sample_store

V = sample_store().vocabulary
VINNOVA = V.thing("organization", "vinnova")
CUTS = {
    "one actor": Cut(focus=("Vinnova",)),
    "two steps from a person": Cut(focus=("Darja Isaksson",), depth=2),
    "a theme": Cut(themes=("circular-economy",)),
    "a country": Cut(countries=("Nederländerna",)),
    "from a year": Cut(since="2020"),
    "up to a month": Cut(until="2019-06"),
    "what is sure": Cut(min_confidence=0.95),
    "without sentences": Cut(evidence=False),
    "all at once": Cut(("Vinnova",), 2, (), ("SWE",), "2010", "2024", 0.9, False),
}


def exported(part: Cut, *, inferred: bool = False, form: str = "turtle") -> bytes:
    out = io.BytesIO()
    export(sample_store(inferred=True), out, form, inferred=inferred, part=part)
    return out.getvalue()


def read(part: Cut, *, inferred: bool = False) -> GraphStore:
    store = ox.Store()
    store.load(exported(part, inferred=inferred), format=ox.RdfFormat.TURTLE)
    return GraphStore(store=store)


@pytest.mark.parametrize("name", CUTS)
@pytest.mark.parametrize("inferred", [False, True])
def test_every_cut_conforms(name: str, inferred: bool) -> None:
    store = read(CUTS[name], inferred=inferred)
    report = validate(store)
    assert report.conforms, report.to_text()
    rules = {finding.rule for finding in report.findings}
    assert rules <= {"shape/Article-date", "evidence/none"}, report.to_text()
    whole = {quad.triple for quad in sample_store(inferred=True)}
    if CUTS[name].evidence:
        assert {quad.triple for quad in store.oxigraph} < whole


DATES = st.sampled_from(["", "2015", "2019", "2020-06", "2023-10-02"])
NAMES = st.sampled_from([(), ("Vinnova",), ("Upphandlingsmyndigheten",), ("Innovationsveckan",), ("climate",)])
PARTS = st.builds(
    Cut, NAMES, st.integers(1, 3), st.sampled_from([(), ("circular-economy",), ("digitalisation",)]),
    st.sampled_from([(), ("SWE",), ("NLD", "AUT")]), DATES, st.just(""), st.sampled_from([0.0, 0.9, 0.96]),
    st.booleans(),
)  # fmt: skip


@given(PARTS)
@settings(max_examples=25)
def test_any_cut_conforms(part: Cut) -> None:
    try:
        store = read(part)
    except WorkError:
        return  # nothing is left of it, which is said
    assert validate(store).conforms


def test_focus_keeps_what_is_near_and_nothing_else() -> None:
    store = read(CUTS["one actor"])
    near = {VINNOVA}
    claims = list(_claims(sample_store()))
    for s, p, o in claims:
        if VINNOVA in (s, o) and p not in (V.term("mentions"), V.term("about")):
            near |= {s, o}
    for s, p, o in _claims(store):
        if p not in (V.term("mentions"), V.term("about")) and V.kind(s.value) not in ("assignment", "collaboration"):
            assert {s, o} <= near or not isinstance(o, ox.NamedNode)
    kept = set(_claims(store))
    assert {c for c in claims if VINNOVA in (c[0], c[2]) and c[1] == V.term("collaboratesWith")} <= kept


def _claims(store: GraphStore) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
    rows = store.query("SELECT ?s ?p ?o { ?c a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    return [(row["s"], row["p"], row["o"]) for row in rows]


def test_a_span_keeps_what_its_articles_say() -> None:
    store = read(Cut(since="2020-06", until="2020"))
    dates = [quad.object.value for quad in store.oxigraph.quads_for_pattern(None, SCHEMA.datePublished, None)]
    assert dates and all(day.startswith("2020") for day in dates)
    quoted = {quad.object for quad in store.oxigraph.quads_for_pattern(None, PROV.wasQuotedFrom, None)}
    assert quoted == {quad.subject for quad in store.oxigraph.quads_for_pattern(None, SCHEMA.datePublished, None)}


def test_confidence_keeps_what_is_so_sure() -> None:
    store = read(CUTS["what is sure"]).oxigraph
    sure = [float(quad.object.value) for quad in store.quads_for_pattern(None, V.term("confidence"), None)]
    assert sure and min(sure) >= 0.95


def test_without_sentences_there_is_neither_quote_nor_claim() -> None:
    store = read(CUTS["without sentences"])
    assert not list(store.oxigraph.quads_for_pattern(None, RDF.subject, None))
    assert not list(store.oxigraph.quads_for_pattern(None, V.term("quote"), None))
    derived = {quad.object for quad in store.oxigraph.quads_for_pattern(None, PROV.wasDerivedFrom, None)}
    assert derived and {V.kind(node.value) for node in derived} == {"article"}
    relations = {q.triple for q in sample_store() if q.predicate == V.term("collaboratesWith")}
    assert relations == {q.triple for q in store.oxigraph.quads_for_pattern(None, V.term("collaboratesWith"), None)}
    # A graph that lost its claims by accident, with the articles at hand, does not pass for one.
    assert not validate(store, texts={"001-darja-isaksson-om-innovationsveckan": ""}).conforms


def test_a_cut_follows_only_from_itself() -> None:
    """What the rest of the graph makes true is not stated of a part that does not say it."""
    part = cut(sample_store(inferred=True), Cut(until="2015"), inferred=True)
    inferred = {quad.triple for quad in part.quads(V.inferred)}
    assert inferred and inferred < {quad.triple for quad in sample_store(inferred=True)}
    members = {quad.subject for quad in part.oxigraph.quads_for_pattern(None, A, ORG.Membership)}
    assert all(list(part.oxigraph.quads_for_pattern(node, PROV.wasDerivedFrom, None)) for node in members)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_parts(form: str) -> None:
    whole, part = exported(Cut(), form=form), exported(CUTS["a country"], form=form)
    assert 0 < len(part) < len(whole)
    assert part == exported(CUTS["a country"], form=form)


def test_networks_do_not_need_the_sentences() -> None:
    part = CUTS["one actor"]
    assert exported(part, form="graphml") == exported(Cut(part.focus, evidence=False), form="graphml")
    graph = nx.read_graphml(io.BytesIO(exported(part, form="graphml")), force_multigraph=True)
    assert graph.nodes[VINNOVA.value]["type"] == "PublicAgency"  # though a part is written without the ontology


@pytest.mark.parametrize(
    ("part", "error", "words"),
    [
        (lambda: Cut(focus=("Vinnnova",)), QueryError, "did you mean Vinnova"),
        (lambda: Cut(since="i våras"), UsageError, "no date"),
        (lambda: Cut(since="2021", until="2020"), UsageError, "begins"),
        (lambda: Cut(min_confidence=2), UsageError, "between 0 and 1"),
        (lambda: Cut(since="2090"), WorkError, "nothing in the graph"),
    ],
)
def test_what_cannot_be_cut(part: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words) as caught:
        exported(part())  # type: ignore[operator]
    assert "\n" not in str(caught.value)


def test_command(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    out = tmp_path / "vinnova.edges.csv"
    done = CliRunner().invoke(
        cli, ["export", "--graph", str(folder), "--focus", "Vinnova", "--until", "2024", "-o", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert out.read_text("utf-8").splitlines()[0].startswith("Source,Target,Type,relation,Weight")
    none = tmp_path / "none.ttl"
    done = CliRunner().invoke(cli, ["export", "--graph", str(folder), "--since", "2090", "-o", str(none)])
    assert isinstance(done.exception, WorkError) and not none.exists()
