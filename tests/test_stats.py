"""Counts of the sample graph, against the gold facts counted in another way."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from goldfacts import gold_facts
from innograph.cli.stats import command
from innograph.stats import network_stats, stats
from innograph.store import GraphStore
from samplegraph import sample_folder, sample_store


def test_articles_by_language_and_year() -> None:
    counted = stats(sample_store())
    articles = [facts.article for facts in gold_facts()]
    assert counted.articles == len(articles) == 31
    assert dict(counted.languages) == Counter(a.language for a in articles)
    assert dict(counted.years) == Counter((a.date or "undated")[:4] for a in articles)
    assert counted.years == sorted(counted.years)
    assert counted.languages[0] == ("sv", 21)


def test_relations_are_different_facts_and_claims_the_places_that_say_them() -> None:
    counted = stats(sample_store())
    facts = set()
    for f in gold_facts():
        for c in f.claims:
            pair = sorted((c.subject, c.object)) if c.predicate == "collaboratesWith" else (c.subject, c.object)
            facts.add((c.predicate, *pair))
    expected = Counter(predicate for predicate, *_ in facts)
    found = dict(counted.relations)
    for relation in ("worksFor", "collaboratesWith", "assignedTo", "funds", "about", "organizes", "partOf"):
        assert found[relation] == expected[relation]
    assert [n for _, n in counted.relations] == sorted(found.values(), reverse=True)
    asked = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a inno:Claim }"
    assert counted.claims == int(next(iter(sample_store().query(asked)))["n"].value)


def test_things_are_counted_once_by_their_own_class() -> None:
    things = dict(stats(sample_store()).things)
    entities = {e.iri: e for facts in gold_facts() for e in facts.entities}
    assert sum(things.values()) == len(entities)
    assert things["Person"] == sum(e.type == "Person" for e in entities.values())
    assert things["Municipality"] == sum(e.cls == "inno:Municipality" for e in entities.values())


def test_themes_and_actors_by_articles() -> None:
    counted = stats(sample_store(), top=3)
    about = Counter(c.object for facts in gold_facts() for c in facts.claims if c.predicate == "about")
    assert sorted((n for _, n in counted.themes), reverse=True) == sorted(about.values(), reverse=True)
    assert counted.actors[:2] == [("Vinnova", 15), ("Myndigheten för digital förvaltning", 9)]
    assert len(counted.actors) == 3


def test_what_is_inferred_only_changes_its_own_number() -> None:
    plain, more = stats(sample_store()).to_json(), stats(sample_store(inferred=True)).to_json()
    assert plain.pop("inferred") == 0
    assert more.pop("inferred") > 0
    assert plain == more
    assert network_stats(sample_store()) == network_stats(sample_store(inferred=True))


def test_an_empty_graph_has_nothing() -> None:
    counted = stats(GraphStore())
    assert counted.articles == counted.claims == 0
    measured = network_stats(GraphStore())
    assert measured.nodes == measured.ties == 0
    assert measured.communities == []


def test_two_groups_with_one_between_are_seen_as_such() -> None:
    """Two triangles joined by a seventh actor: two components of nothing, one broker, known betweenness."""
    ties = ["ab", "bc", "ac", "de", "ef", "df", "cx", "xd"]
    store = GraphStore(quad for pair in ties for quad in _claim(*pair))
    measured = network_stats(store)
    assert (measured.nodes, measured.ties, measured.components, measured.largest) == (7, 8, 1, 7)
    assert measured.density == pytest.approx(8 / 21, abs=1e-4)
    # Of the 15 pairs of others, the 9 from one triangle to the other lead through x.
    assert [b.label for b in measured.brokers[:1]] == ["x"]
    assert measured.brokers[0].betweenness == pytest.approx(9 / 15, abs=1e-4)
    assert not measured.approximate
    groups = [set(group) for group in measured.communities]
    assert any({"a", "b", "c"} <= group for group in groups)
    assert any({"d", "e", "f"} <= group for group in groups)
    assert not any({"a", "f"} <= group for group in groups)


def test_the_command_writes_table_json_and_csv(tmp_path: Path) -> None:
    graph = str(sample_folder(tmp_path))
    table = CliRunner().invoke(command, ["--network", "--graph", graph]).stdout
    assert table.startswith("31 articles, ")
    assert "Brokers (all shortest ways)" in table
    values = json.loads(CliRunner().invoke(command, ["--format", "json", "--network", "--graph", graph]).stdout)
    assert values["languages"]["sv"] == 21
    assert values["network"]["brokers"][0]["label"] == "Vinnova"
    rows = list(csv.reader(io.StringIO(CliRunner().invoke(command, ["--format", "csv", "--graph", graph]).stdout)))
    assert rows[0] == ["section", "name", "value"]
    assert ["languages", "sv", "21"] in rows


def test_the_same_bytes_with_another_hash_seed(tmp_path: Path) -> None:
    graph = str(sample_folder(tmp_path))
    code = "from innograph.cli import main; main()"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, "stats", "--network", "--format", "json", "--graph", graph],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def _claim(one: str, other: str) -> list[ox.Quad]:
    base = "https://w3id.org/innograph/"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    a, b = (ox.NamedNode(f"{base}id/organization/{name}") for name in (one, other))
    claim, article = ox.NamedNode(f"{base}id/claim/{one}{other}"), ox.NamedNode(f"{base}id/article/1")
    term = {n: ox.NamedNode(f"{base}def/{n}") for n in ("Claim", "collaboratesWith", "confidence", "mentions")}
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    sure = ox.Literal("1.0", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    return [
        ox.Quad(claim, ox.NamedNode(f"{rdf}type"), term["Claim"]),
        ox.Quad(claim, ox.NamedNode(f"{rdf}subject"), a),
        ox.Quad(claim, ox.NamedNode(f"{rdf}predicate"), term["collaboratesWith"]),
        ox.Quad(claim, ox.NamedNode(f"{rdf}object"), b),
        ox.Quad(claim, term["confidence"], sure),
        ox.Quad(claim, ox.NamedNode("http://www.w3.org/ns/prov#wasQuotedFrom"), article),
        *(ox.Quad(article, term["mentions"], node) for node in (a, b)),
        ox.Quad(a, label, ox.Literal(one, language="en")),
        ox.Quad(b, label, ox.Literal(other, language="en")),
    ]
