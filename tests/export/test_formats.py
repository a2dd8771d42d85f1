"""Every export holds the same facts, in the same bytes every time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from innograph.build import build
from innograph.cli import main
from innograph.errors import UsageError, WorkError
from innograph.export import FORMATS, export, format_of, whole_file
from innograph.export.jsonld import write_jsonld
from innograph.export.lines import SortedFacts
from innograph.export.xml import to_xml_text, write_rdfxml
from innograph.resources import resource
from innograph.store import GraphStore
from samplegraph import sample_folder, sample_store

OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "jsonld-flat": ox.RdfFormat.JSON_LD,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "rdfxml": "xml",
    "jsonld": "json-ld",
    "jsonld-flat": "json-ld",
    "nquads": "nquads",
    "trig": "trig",
}
WITH_GRAPHS = ("nquads", "trig")

SKOS = "http://www.w3.org/2004/02/skos/core#"

# Everything that an RDF literal may hold: any character but surrogates.
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))
NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8).map(lambda s: f"x{s}")
IRIS = st.builds(
    lambda kind, name: f"https://w3id.org/innograph/id/{kind}/{name}", st.sampled_from(["person", "claim"]), NAMES
)
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda t, tag: ox.Literal(t, language=tag), TEXTS, st.sampled_from(["sv", "de-at", "en"])),
    st.builds(
        lambda t, kind: ox.Literal(t, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}")),
        TEXTS,
        st.sampled_from(["date", "gYear", "decimal", "boolean", "integer", "anyURI"]),
    ),
)  # fmt: skip
PREDICATES = st.sampled_from(
    [
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "https://w3id.org/innograph/def/worksFor",
        "https://w3id.org/innograph/def/confidence",
        "http://purl.org/dc/terms/source",
    ]
)
TRIPLES = st.lists(
    st.builds(
        lambda s, p, o: ox.Triple(ox.NamedNode(s), ox.NamedNode(p), o),
        IRIS,
        PREDICATES,
        st.one_of(LITERALS, IRIS.map(ox.NamedNode)),
    ),
    max_size=12,
)


def written(store: GraphStore, form: str, *, inferred: bool = False) -> bytes:
    out = io.BytesIO()
    export(store, out, form, inferred=inferred)
    return out.getvalue()


def store_of(triples: list[ox.Triple]) -> GraphStore:
    graph = ox.NamedNode("https://w3id.org/innograph/id/article/a")
    return GraphStore([ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples])


@pytest.mark.parametrize("form", OXIGRAPH)
@pytest.mark.parametrize("inferred", [False, True])
def test_oxigraph_reads_the_same_facts_back(form: str, inferred: bool) -> None:
    store = sample_store(inferred=True)
    expected = {q for q in store if inferred or q.graph_name != store.vocabulary.inferred}
    read = list(ox.parse(written(store, form, inferred=inferred), format=OXIGRAPH[form]))
    if form in WITH_GRAPHS:
        assert set(read) == expected
    else:
        assert {q.triple for q in read} == {q.triple for q in expected}
    assert len(read) == len(set(read))
    assert not any(isinstance(node, ox.BlankNode) for q in read for node in (q.subject, q.object))


@pytest.mark.parametrize("form", RDFLIB)
def test_rdflib_reads_the_same_facts_back(form: str) -> None:
    graph = rdflib.Dataset() if form in WITH_GRAPHS else rdflib.Graph()
    expected = rdflib.Dataset() if form in WITH_GRAPHS else rdflib.Graph()
    graph.parse(data=written(sample_store(), form), format=RDFLIB[form])
    oxigraph = [q if form in WITH_GRAPHS else q.triple for q in sample_store()]
    plain = ox.serialize(set(oxigraph), format=OXIGRAPH["nquads" if form in WITH_GRAPHS else "ntriples"])
    expected.parse(data=plain, format="nquads" if form in WITH_GRAPHS else "nt")
    if form in WITH_GRAPHS:
        assert set(graph.quads()) == set(expected.quads())
    else:
        assert set(graph) == set(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_in_whatever_order_facts_came(form: str) -> None:
    backwards = GraphStore(sorted(sample_store(), key=str, reverse=True))
    assert written(backwards, form) == written(sample_store(), form)


def test_what_is_inferred_changes_no_export_of_what_is_asserted() -> None:
    for form in FORMATS:
        assert written(sample_store(inferred=True), form) == written(sample_store(), form)


@pytest.mark.parametrize("form", ["ntriples", "nquads", "trig", "jsonld", "jsonld-flat"])
@given(TRIPLES)
def test_no_text_is_lost(form: str, triples: list[ox.Triple]) -> None:
    store = store_of(triples)
    read = {q.triple for q in ox.parse(written(store, form), format=OXIGRAPH[form])}
    assert read == {q.triple for q in store}


@given(TRIPLES)
def test_rdfxml_loses_only_what_xml_cannot_hold(triples: list[ox.Triple]) -> None:
    store = store_of(triples)
    out = io.BytesIO()
    done = export(store, out, "rdfxml")
    read = {q.triple for q in ox.parse(out.getvalue(), format=ox.RdfFormat.RDF_XML)}
    expected = set()
    for t in {q.triple for q in store}:
        o = t.object
        if isinstance(o, ox.Literal):
            text = to_xml_text(o.value)
            o = ox.Literal(text, language=o.language) if o.language else ox.Literal(text, datatype=o.datatype)
        expected.add(ox.Triple(t.subject, t.predicate, o))
    assert read == expected
    changed = {q.triple for q in store} - expected
    assert done.replaced == len(changed)
    ET.fromstring(out.getvalue())


def test_rdfxml_says_when_it_cannot_say_something() -> None:
    triple = ox.Triple(ox.NamedNode("http://a/s"), ox.NamedNode("http://a/123"), ox.Literal("x"))
    with pytest.raises(WorkError, match="http://a/123"):
        write_rdfxml([triple], io.BytesIO(), {})


def test_jsonld_needs_no_network_and_reads_well() -> None:
    document = json.loads(written(sample_store(), "jsonld"))
    assert isinstance(document["@context"], dict)
    text = json.dumps(document["@context"])
    assert ".jsonld" not in text
    graph = next(value for key, value in document.items() if key != "@context")
    vinnova = next(node for node in graph if "organization:vinnova" in node.values())
    assert all("http://www.w3.org/2004/02/skos/core#" not in key for key in vinnova)


CONTEXTS = [
    {},
    {"@vocab": "https://w3id.org/innograph/def/"},
    {"skos": SKOS, "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"}},
    {"label": {"@id": f"{SKOS}prefLabel", "@language": "sv"}, "id": "@id", "type": "@type"},
    {
        "inno": "https://w3id.org/innograph/def/",
        "person": "https://w3id.org/innograph/id/person/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "worksFor": {"@id": "inno:worksFor", "@type": "@id"},
        "confidence": {"@id": "inno:confidence", "@type": "xsd:decimal"},
        "source": {"@id": "http://purl.org/dc/terms/source", "@type": "@id", "@container": "@set"},
    },
    {"confidence": {"@id": "https://w3id.org/innograph/def/confidence", "@type": "http://www.w3.org/2001/XMLSchema#string"}},
    {"@language": "en", "source": "http://purl.org/dc/terms/source"},
    {"works": {"@id": "https://w3id.org/innograph/def/worksFor", "@container": "@list"}},
    {"works": {"@id": "https://w3id.org/innograph/def/worksFor", "@type": "@vocab"}, "Person": "http://xmlns.com/foaf/0.1/Person"},
]  # fmt: skip


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda c: json.dumps(c)[:40])
@settings(max_examples=25)
@given(TRIPLES)
def test_jsonld_means_the_same_under_any_context(context: dict[str, object], triples: list[ox.Triple]) -> None:
    store = store_of(triples)
    out = io.BytesIO()
    write_jsonld(SortedFacts(store.oxigraph).triples(), out, context)
    expected = {q.triple for q in store}
    assert {q.triple for q in ox.parse(out.getvalue(), format=ox.RdfFormat.JSON_LD)} == expected


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda c: json.dumps(c)[:40])
def test_rdflib_agrees_on_every_context(context: dict[str, object]) -> None:
    objects = [
        ox.Literal("a"),
        ox.Literal("b", language="sv"),
        ox.Literal("c", language="en"),
        ox.Literal("0.97", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.NamedNode("https://w3id.org/innograph/id/person/x"),
    ]
    inno = "https://w3id.org/innograph/def/"
    names = [f"{SKOS}prefLabel", f"{inno}worksFor", f"{inno}confidence", "http://purl.org/dc/terms/source"]
    triples = [ox.Triple(ox.NamedNode("http://a/s"), ox.NamedNode(p), o) for p in names for o in objects]
    out = io.BytesIO()
    write_jsonld(SortedFacts(store_of(triples).oxigraph).triples(), out, context)
    read, expected = rdflib.Graph(), rdflib.Graph()
    read.parse(data=out.getvalue(), format="json-ld")
    expected.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
    assert set(read) == set(expected)


@given(TRIPLES, st.integers(50, 500))
def test_sorting_on_disk_gives_what_sorting_in_memory_gives(triples: list[ox.Triple], memory: int) -> None:
    store = store_of(triples).oxigraph
    for by_graph in (False, True):
        small = SortedFacts(store, by_graph=by_graph, memory=memory)
        assert list(small) == list(SortedFacts(store, by_graph=by_graph))
        assert len(small) == len({q.triple for q in store})


def test_facts_in_no_graph_are_kept_apart_from_those_whose_object_is_an_iri() -> None:
    s, p, o = (ox.NamedNode(f"http://a/{x}") for x in "spo")
    tricky = ox.Literal('a <http://a/g> "b', datatype=ox.NamedNode("http://a/t"))
    quads = [ox.Quad(s, p, o), ox.Quad(s, p, tricky), ox.Quad(s, p, o, p), ox.Quad(s, p, ox.Literal("x <y>"), o)]
    store = GraphStore(quads)
    assert set(ox.parse(written(store, "nquads"), format=ox.RdfFormat.N_QUADS)) == set(quads)
    assert set(ox.parse(written(store, "trig"), format=ox.RdfFormat.TRIG)) == set(quads)


def test_unknown_formats_are_refused_and_endings_known() -> None:
    with pytest.raises(UsageError, match="there are turtle, ntriples"):
        export(sample_store(), io.BytesIO(), "xlsx")
    assert {format_of(f"x{ending}") for ending in FORMATS.values()} == set(FORMATS)
    assert format_of("x.txt") is None


# Files


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("former")
    path.chmod(0o640)
    with pytest.raises(RuntimeError), whole_file(path) as out:
        out.write(b"half")
        raise RuntimeError
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]
    with whole_file(path) as out:
        out.write(b"new")
        assert path.read_text() == "former"
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link_and_a_folder_is_refused(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("former")
    link.symlink_to(target)
    with whole_file(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    with pytest.raises(WorkError, match="is a folder"), whole_file(tmp_path):
        pass
    with pytest.raises(WorkError, match="cannot write"), whole_file(tmp_path / "missing" / "x"):
        pass


# The command


def test_the_command_writes_to_file_and_standard_output(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    graph = sample_folder(tmp_path)
    out = tmp_path / "graph.jsonld"
    with pytest.raises(SystemExit) as ended:
        main(["export", "-o", str(out), "--graph", str(graph)])
    assert ended.value.code == 0
    assert out.read_bytes() == written(sample_store(), "jsonld")
    capfdbinary.readouterr()
    with pytest.raises(SystemExit):
        main(["export", "--format", "nquads", "--inferred", "--graph", str(graph)])
    shown = capfdbinary.readouterr()
    assert shown.out == written(sample_store(inferred=True), "nquads", inferred=True)
    assert shown.err == b""


def test_a_built_folder_gives_its_turtle_and_its_store_when_that_was_edited(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    build([resource("data", "articles") / "003-krossningsdatabasen-vann.md"], folder)
    built = (folder / "graph.ttl").read_bytes()
    texts, facts = [], []
    for edit in (b"", b"<a:a> <a:b> <a:c> .\n"):
        with (folder / "graph.ttl").open("ab") as file:
            file.write(edit)
        out = io.BytesIO()
        with GraphStore.open(folder) as store:
            facts.append(export(store, out).facts)
        texts.append(out.getvalue())
    assert texts == [built, built]
    assert facts[0] == facts[1] > 1000


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    graph = sample_folder(tmp_path)
    code = (
        "import sys\nfrom pathlib import Path\nfrom innograph.export import FORMATS, export\n"
        "from innograph.store import GraphStore\nstore = GraphStore.open(sys.argv[1])\n"
        "for form in FORMATS:\n    with Path(form).open('wb') as out:\n        export(store, out, form)"
    )
    environment = {"PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(graph)], env=environment, cwd=tmp_path, check=True)
    for form in FORMATS:
        assert (tmp_path / form).read_bytes() == written(sample_store(), form), form


def test_framed_jsonld_has_inside_a_thing_what_is_only_its_own() -> None:
    nodes = {node["id"]: node for node in json.loads(written(sample_store(), "jsonld"))["@graph"]}
    flat = {node["id"]: node for node in json.loads(written(sample_store(), "jsonld-flat"))["@graph"]}
    claims = [name for name in flat if name.startswith("claim:")]
    article = nodes["article:001-darja-isaksson-om-innovationsveckan"]
    assert article["type"] == "Article" and "claims" not in flat[article["id"]]
    inside = [claim["id"] for node in nodes.values() for claim in node.get("claims", [])]
    assert sorted(inside) == sorted(claims) and not nodes.keys() & set(claims)
    assert all(claim["quote"] and "wasQuotedFrom" not in claim for claim in article["claims"])
    assert nodes["person:darja-isaksson"]["posts"][0]["type"] == "Membership"
    assert nodes["organization:vinnova"]["registeredAs"][0]["notation"]
    # Nested once, in the same order every time; by themselves they are the same nodes.
    assert {**article["claims"][0], "wasQuotedFrom": article["id"]} == flat[article["claims"][0]["id"]]


def test_what_two_things_share_stands_by_itself() -> None:
    """An identifier of two organisations, a post of two persons, a post whose person nothing is said of."""
    a, b, c, lone = (ox.NamedNode(f"https://w3id.org/innograph/id/{name}") for name in (
        "organization/a", "organization/b", "identifier/c", "membership/d"))  # fmt: skip
    registered, member = (
        ox.NamedNode("http://www.w3.org/ns/adms#identifier"),
        ox.NamedNode("http://www.w3.org/ns/org#member"),
    )
    notation = ox.Triple(c, ox.NamedNode(f"{SKOS}notation"), ox.Literal("1"))
    triples = [ox.Triple(a, registered, c), ox.Triple(b, registered, c), notation, ox.Triple(lone, member, a)]
    nodes = {node["id"]: node for node in json.loads(written(store_of(triples), "jsonld"))["@graph"]}
    assert nodes.keys() == {"organization:a", "organization:b", "identifier:c"}
    assert nodes["organization:a"]["posts"] == [{"id": "membership:d"}]
    read = {q.triple for q in ox.parse(written(store_of(triples), "jsonld"), format=ox.RdfFormat.JSON_LD)}
    assert read == set(triples)
