"""The published folder: whole or not at all, the same every time, with nothing that leads nowhere."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from hostile import NAMES, hostile_facts
from published import published, settings, site

from innograph.cli import cli
from innograph.errors import StoreError, WorkError
from innograph.graph import given_quads, graph_quads
from innograph.iri import DEFAULT_BASE
from innograph.publish import Reader, publish
from innograph.resources import resource
from innograph.store import GraphStore
from samplegraph import sample_folder, sample_store

SETTINGS = str(resource("data", "publish", "example.toml"))
VINNOVA = f"{DEFAULT_BASE}id/organization/vinnova"


class Links(HTMLParser):
    """The addresses that a page links to, what can be linked to in it, and what it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors += [v for k, v in attrs if k in ("id", "name") and v and not (k == "name" and tag != "a")]
        for name in ("href", "src", "action"):
            if (value := given.get(name)) is not None and given.get("rel") != "icon":
                loaded = tag in ("script", "img", "iframe") or (tag == "link" and given.get("rel") == "stylesheet")
                (self.loads if loaded else self.links).append(value)


def files(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()
    }


def html_pages() -> list[Path]:
    return sorted(p for p in site().rglob("*.html") if p.name != "network.html")


def test_every_thing_that_an_article_names_has_a_page() -> None:
    named = {
        row["o"].value
        for row in sample_store(inferred=True).query("SELECT DISTINCT ?o { ?a a inno:Article ; inno:mentions ?o }")
    }
    assert len(named) > 150
    for iri in named:
        kind, slug = iri.rsplit("/", 2)[1:]
        path = f"doc/place/{slug.lower()}" if kind == "country" else f"doc/{kind}/{slug}"
        for ending in ("html", "ttl", "jsonld", "rdf"):
            assert (site() / f"{path}.{ending}").is_file(), path
    assert published().left_out == []
    assert set(published().pages) == {
        "organization", "person", "place", "assignment", "project", "event", "theme", "article",
    }  # fmt: skip


def test_every_internal_link_resolves() -> None:
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in html_pages()}
    checked = 0
    for page, found in pages.items():
        assert len(found.anchors) == len(set(found.anchors)), page
        for link in found.links + found.loads:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https", "mailto"), link
                assert link not in found.loads
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            assert target.is_file() and target.is_relative_to(site().resolve()), (page, link)
            if parts.fragment and target.name != "network.html":
                assert unquote(parts.fragment) in pages[target].anchors, (page, link)
            checked += 1
    assert checked > 5000


def test_a_fact_shows_its_sentences_exactly() -> None:
    html = (site() / "doc/organization/vinnova.html").read_text(encoding="utf-8")
    told = re.sub(r"<[^>]+>", "", html)
    rows = list(
        sample_store().query(
            "SELECT ?q ?s { ?c rdf:subject ?s ; rdf:predicate ?p ; inno:quote ?q FILTER(?p NOT IN (inno:mentions)) }",
            values={"s": VINNOVA},
        )
    )
    assert len(rows) > 10
    for row in rows:
        assert row["q"].value in unescape(told)


def test_an_article_shows_everything_that_it_says() -> None:
    store = sample_store(inferred=True)
    for row in store.query("SELECT ?a { ?a a inno:Article }"):
        article = row["a"].value
        html = (site() / f"doc/article/{article.rpartition('/')[2]}.html").read_text(encoding="utf-8")
        claims = store.query(
            "SELECT ?c ?a { ?c prov:wasQuotedFrom ?a ; rdf:predicate ?p FILTER(?p != inno:mentions) }",
            values={"a": article},
        )
        for claim in claims:
            assert f'id="{claim["c"].value.rpartition("/")[2]}"' in html


@pytest.mark.parametrize("name", ["organization/vinnova", "person/darja-isaksson", "theme/climate", "place/swe"])
def test_the_three_forms_of_a_document_say_the_same(name: str) -> None:
    graphs = [rdflib.Graph().parse(site() / f"doc/{name}.{ending}") for ending in ("ttl", "jsonld", "rdf")]
    about = {str(o) for _, p, o in graphs[0] if str(p).endswith("primaryTopic")}
    assert len(about) == 1
    stripped = []
    for graph in graphs:
        # Each says of itself what it is about.
        documents = {s for s, p, _ in graph if str(p).endswith("primaryTopic")}
        stripped.append(frozenset(t for t in graph if t[0] not in documents))
    assert stripped[0] == stripped[1] == stripped[2]
    assert len(stripped[0]) > 20
    oxigraph = {t.triple for t in ox.parse(path=str(site() / f"doc/{name}.ttl"))}
    assert len(oxigraph) == len(graphs[0])


def test_all_documents_are_rdf_without_blank_nodes_and_say_only_what_the_graph_says() -> None:
    known = {q.triple for q in sample_store(inferred=True)}
    address = settings().address
    read = 0
    for path in site().glob("doc/**/*.ttl"):
        for quad in ox.parse(path=str(path)):
            assert isinstance(quad.subject, ox.NamedNode)
            if not quad.subject.value.startswith(address):
                assert quad.triple in known, path
        read += 1
    assert read == sum(published().pages.values())


def test_an_articles_document_holds_its_whole_graph() -> None:
    store = sample_store(inferred=True)
    article = next(iter(store.query("SELECT ?a { ?a a inno:Article } ORDER BY ?a LIMIT 1")))["a"]
    told = set(Reader(store).document(article.value))
    assert {quad.triple for quad in store.quads(article)} <= told


def test_the_pages_carry_schema_org_for_search_engines() -> None:
    html = (site() / "doc/organization/vinnova.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    said = json.loads(text)
    assert said["@type"] == "GovernmentOrganization" and said["name"] == "Vinnova"
    graph = rdflib.Graph().parse(data=text, format="json-ld")  # asks nobody for a context
    schema = rdflib.Namespace("https://schema.org/")
    assert (rdflib.URIRef(VINNOVA), schema.name, rdflib.Literal("Vinnova")) in graph


def test_the_site_map_lists_every_page_and_nothing_else() -> None:
    tree = ElementTree.parse(site() / "sitemap.xml")
    listed = [e.text or "" for e in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    address = settings().address
    assert len(listed) == len(set(listed))
    paths = {a.removeprefix(address) or "index.html" for a in listed}
    assert paths == {str(p.relative_to(site())) for p in site().rglob("*.html")}


def test_the_ontology_can_be_read_and_every_term_linked_to() -> None:
    graph = rdflib.Graph().parse(site() / "def" / "innograph.ttl")
    anchors = Links((site() / "def" / "index.html").read_text(encoding="utf-8")).anchors
    terms = {
        str(s).rpartition("/")[2]
        for s, _, o in graph.triples((None, rdflib.RDF.type, None))
        if str(s).startswith(f"{DEFAULT_BASE}def/") and str(o).endswith(("#Class", "Property"))
    }
    assert len(terms) > 40
    assert terms <= set(anchors)


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    quads = sorted(sample_store(inferred=True), key=str, reverse=True)
    publish(GraphStore(quads), tmp_path / "elsewhere", settings())
    assert files(tmp_path / "elsewhere") == files(site())


def test_things_may_have_their_iris_at_the_sites_own_address(tmp_path: Path) -> None:
    base = settings().address
    said = ox.serialize(sample_store(inferred=True), format=ox.RdfFormat.N_QUADS)
    moved = str(said, "utf-8").replace(DEFAULT_BASE, base)
    store = GraphStore(ox.parse(moved, format=ox.RdfFormat.N_QUADS), base=base)
    out = tmp_path / "site"
    publish(store, out, replace(settings(), language="en"))
    there = {str(p.relative_to(out)) for p in out.rglob("*.html")}
    assert there == {str(p.relative_to(site())) for p in site().rglob("*.html")}
    for path in ("doc/organization/vinnova.ttl", "doc/organization/vinnova.jsonld", "catalog.rdf", "void.ttl"):
        text = (out / path).read_text(encoding="utf-8")
        assert base in text and DEFAULT_BASE not in text, path
    html = (out / "doc/organization/vinnova.html").read_text(encoding="utf-8")
    assert "Works with" in html and "Engaged in" in html and f"<code>{base}id/organization/vinnova</code>" in html
    assert 'id="worksFor"' in (out / "def/index.html").read_text(encoding="utf-8")


def test_publishing_again_replaces_the_whole_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    small = GraphStore([*graph_quads(hostile_facts()[:1]), *given_quads()])
    publish(small, out, settings())
    (out / "doc" / "left-over.html").write_text("x")
    publish(small, out, settings())
    assert not (out / "doc" / "left-over.html").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(WorkError, match="did not write"):
        publish(sample_store(), tmp_path, settings())
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkError, match="is a file"):
        publish(sample_store(), tmp_path / "file", settings())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "mine.txt"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["publish", *arguments])
    said = str(done.exception) if done.exception and not isinstance(done.exception, SystemExit) else done.output
    return done.exit_code if not done.exception else getattr(done.exception, "exit_code", 1), said


def damage(graph: Path, how: str) -> None:
    """Break the built graph's store as disks, copying and editors do."""
    current = graph / "store" / "current"
    name = current.read_text().split("\n")[0]
    tables = sorted(p for p in (graph / "store" / name).rglob("*") if p.is_file() and p.stat().st_size > 1000)
    if how == "no graph":
        shutil.rmtree(graph)
    elif how == "not RDF":
        shutil.rmtree(graph / "store")
        (graph / "graph.ttl").write_text("this is no RDF")
    elif how == "wrong encoding":
        current.write_bytes("Göteborg\n".encode("utf-16"))
    elif how == "half":
        for path in tables:
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif how == "noise":
        for path in tables:
            path.write_bytes(b"\xff\xfe noise" * 200)
    elif how == "emptied":
        shutil.rmtree(graph / "store" / name / "union")


@pytest.mark.parametrize("how", ["no graph", "not RDF", "wrong encoding", "half", "noise", "emptied"])
def test_a_damaged_graph_is_told_in_a_line_and_leaves_nothing(tmp_path: Path, how: str) -> None:
    graph = sample_folder(tmp_path)
    damage(graph, how)
    before = sorted(tmp_path.iterdir())
    code, said = run(str(tmp_path / "site"), "--graph", str(graph), "--settings", SETTINGS)
    assert code == StoreError.exit_code
    assert said.strip().count("\n") == 0 and "Traceback" not in said
    assert "build" in said
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "content", "said_of_it"),
    [
        ("a.ttl", b"this is no RDF", "not valid"),
        ("half.ttl", None, "not valid"),
        ("latin.ttl", '<https://e.org/a> <https://e.org/b> "G\u00f6teborg"@sv .'.encode("latin-1"), "latin.ttl"),
        ("article.md", b"# An article", "not a file of RDF"),
        ("empty.ttl", b"", "holds no triples"),
    ],
)
def test_a_damaged_file_is_told_in_a_line(tmp_path: Path, name: str, content: bytes | None, said_of_it: str) -> None:
    whole = (site() / "data" / "innograph.ttl").read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2] if content is None else content)
    code, said = run(str(tmp_path / "site"), "--graph", str(tmp_path / name), "--settings", SETTINGS)
    assert code == 3 and said_of_it in said and said.strip().count("\n") == 0
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_file_of_rdf_is_published_too(tmp_path: Path) -> None:
    code, said = run(str(tmp_path / "out"), "--graph", str(site() / "data" / "innograph.ttl"), "--settings", SETTINGS)
    assert code == 0, said
    for name in ("data/public-organisations.ttl", "def/innograph.ttl", "doc/person/darja-isaksson.html"):
        assert (tmp_path / "out" / name).read_bytes() == (site() / name).read_bytes()


def test_wrong_settings_leave_the_former_folder(tmp_path: Path) -> None:
    graph = sample_folder(tmp_path)
    out = tmp_path / "site"
    code, said = run(str(out), "--graph", str(graph), "--settings", SETTINGS)
    assert code == 0 and "Open" in said
    before = files(out)
    wrong = tmp_path / "publish.toml"
    wrong.write_text("address = 1")
    code, said = run(str(out), "--graph", str(graph), "--settings", str(wrong))
    assert code == 3 and "publisher.name: is missing" in said
    assert files(out) == before


def test_what_the_command_needs_is_told() -> None:
    assert run()[0] == 2
    code, said = run("site", "--settings", "nowhere.toml")
    assert code == 3 and "--example" in said


def test_hostile_names_stand_as_text_and_lead_nowhere(tmp_path: Path) -> None:
    store = GraphStore([*graph_quads(hostile_facts()), *given_quads()])
    out = tmp_path / "site"
    publish(store, out, settings())
    for path in out.rglob("*.html"):
        if path.name == "network.html":
            continue
        html = path.read_text(encoding="utf-8")
        found = Links(html)
        assert not [a for a in found.links + found.loads if "javascript:" in a.lower()]
        assert "<img" not in html and "\x00" not in html and "\u202e" not in html
        assert html.count("<script") == html.count("</script>")
        for script in re.findall(r"<script([^>]*)>", html):
            assert "src=" in script or "application/ld+json" in script
    listed = (out / "doc/organization/index.html").read_text(encoding="utf-8")
    assert "&lt;img src=x onerror=" in listed
    assert "{{ 7*7 }}" in listed
    assert NAMES[4][:299] in listed and NAMES[4] not in listed
