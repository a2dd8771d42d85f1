"""What changed between two graphs is told with its sentences, and its patch makes the one the other."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from goldfacts import gold_facts
from innograph.article import Article
from innograph.cli import cli
from innograph.diff import Difference, apply_patch, diff, difference_as_json, say_difference, write_patch
from innograph.errors import DataError, WorkError
from innograph.facts import Claim, Entity, Facts, Mention
from innograph.graph import given_quads, graph_quads
from innograph.store import GraphStore
from samplegraph import sample_folder

BASE = "https://w3id.org/innograph/"
GRAPHS = st.sampled_from([ox.DefaultGraph(), *(ox.NamedNode(f"{BASE}id/article/{name}") for name in "ab")])
TERMS = st.sampled_from([ox.NamedNode(f"{BASE}id/person/{name}") for name in "abc"])
PROPERTIES = st.sampled_from([ox.NamedNode(f"{BASE}def/{name}") for name in ("worksFor", "leads")])
TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=4)
VALUES = st.one_of(TERMS, TEXTS.map(ox.Literal), TEXTS.map(lambda text: ox.Literal(text, language="sv")))
QUADS = st.lists(st.builds(ox.Quad, TERMS, PROPERTIES, VALUES, GRAPHS), max_size=15)


def patch_of(difference: Difference) -> bytes:
    out = io.BytesIO()
    write_patch(difference, out)
    return out.getvalue()


@given(QUADS, QUADS)
def test_the_patch_makes_the_old_graph_the_new_one(old: list[ox.Quad], new: list[ox.Quad]) -> None:
    difference = diff(old, new)
    store = ox.Store()
    store.extend(old if difference.by_graph else [ox.Quad(*quad.triple) for quad in old])
    apply_patch(store, io.BytesIO(patch_of(difference)))
    if difference.by_graph:
        assert set(store) == set(new)
    else:
        assert {quad.triple for quad in store} == {quad.triple for quad in new}


def test_rdflib_reads_the_patch_the_same_way() -> None:
    old, new = articles(), articles(changed=True)
    dataset = rdflib.Dataset()
    dataset.parse(data=ox.serialize(old, format=ox.RdfFormat.N_QUADS), format="nquads")
    dataset.parse(data=patch_of(diff(old, new)), format="patch")
    expected = rdflib.Dataset()
    expected.parse(data=ox.serialize(new, format=ox.RdfFormat.N_QUADS), format="nquads")
    assert set(dataset.quads()) == set(expected.quads())


def facts(name: str, text: str, entities: list[tuple[str, str, str]], claims: list[tuple[str, str, str]]) -> Facts:
    """An article of one sentence that says some relations between things named in it."""
    found = tuple(
        Entity(
            f"{BASE}id/{kind}/{label.lower().replace(' ', '-')}", label, "sv",
            {"person": "Person", "organization": "Organization", "assignment": "Assignment"}[kind], cls, (),
            (Mention(text.index(label), text.index(label) + len(label), label),),
        )
        for kind, label, cls in entities
    )  # fmt: skip
    iris = {entity.label: entity.iri for entity in found}
    said = tuple(
        Claim(iris[s], p, iris.get(o, o), 0.9, "sv/test", 0, len(text), text) for s, p, o in claims
    )  # fmt: skip
    article = Article(name, text, "sv", title=f"Om {name}", date="2025-01-01")
    return Facts(article, f"{BASE}id/article/{name}", found, said)


ANNA = ("person", "Anna Ek", "foaf:Person")
OFFICE, SCHOOL = ("organization", "Brokontoret", "inno:PublicAgency"), ("organization", "Vägskolan", "inno:University")
TASK = ("assignment", "Räkna broar", "inno:GovernmentAssignment")


def articles(changed: bool = False) -> list[ox.Quad]:
    """Two articles; `changed`: Anna has got another post, the school came, and the office got an assignment."""
    one = facts(
        "bro", "Anna Ek, inspektör på Brokontoret, räknar.", [ANNA, OFFICE],
        [("Anna Ek", "worksFor", "Brokontoret"), ("Anna Ek", "hasRole", "inspektör")],
    )  # fmt: skip
    if not changed:
        return list(graph_quads([one]))
    one = facts(
        "bro", "Anna Ek, chef på Brokontoret, räknar.", [ANNA, OFFICE],
        [("Anna Ek", "worksFor", "Brokontoret"), ("Anna Ek", "hasRole", "chef")],
    )  # fmt: skip
    two = facts(
        "skola", "Brokontoret, som samarbetar med Vägskolan, ska enligt uppdrag Räkna broar.", [OFFICE, SCHOOL, TASK],
        [("Brokontoret", "collaboratesWith", "Vägskolan"), ("Räkna broar", "assignedTo", "Brokontoret")],
    )  # fmt: skip
    return list(graph_quads([one, two]))


def test_changes_are_told_in_the_terms_of_the_domain() -> None:
    difference = diff(articles(), articles(changed=True))
    told = {change.kind: change for change in difference.changes}
    assert set(told) == {
        "article-new", "article-changed", "actor-new", "thing-new", "collaboration-begun", "role-changed",
        "assignment-given",
    }  # fmt: skip
    assert told["article-new"].text == "Om skola (2025-01-01)"
    assert told["actor-new"].text == "Vägskolan"
    assert told["collaboration-begun"].text == "Brokontoret works with Vägskolan"
    assert told["role-changed"].text == "Anna Ek: inspektör, Brokontoret → chef, Brokontoret"
    assert (told["role-changed"].before, told["role-changed"].after) == (
        ("inspektör, Brokontoret",), ("chef, Brokontoret",),
    )  # fmt: skip
    assert told["assignment-given"].text == "Räkna broar: to Brokontoret"
    for kind in ("actor-new", "collaboration-begun", "role-changed", "assignment-given"):
        assert told[kind].where[0].quote in ("Anna Ek, chef på Brokontoret, räknar.", articles_quote())
        assert told[kind].where[0].title


def articles_quote() -> str:
    return "Brokontoret, som samarbetar med Vägskolan, ska enligt uppdrag Räkna broar."


def test_backwards_everything_is_gone() -> None:
    difference = diff(articles(changed=True), articles())
    kinds = {change.kind for change in difference.changes}
    assert {"article-gone", "actor-gone", "thing-gone", "collaboration-ended", "assignment-withdrawn"} <= kinds
    assert not [kind for kind in kinds if kind.endswith(("-new", "-begun", "-given"))]


def test_words_and_json_say_the_same() -> None:
    difference = diff(articles(), articles(changed=True))
    text, said = say_difference(difference), difference_as_json(difference)
    for change in difference.changes:
        assert change.text in text
        assert change.text in {entry["text"] for entry in said["changes"][change.kind]}
    assert said["triples"] == {"added": difference.added, "removed": difference.removed}
    evidence = said["changes"]["collaboration-begun"][0]["evidence"][0]
    assert evidence["quote"] == articles_quote() and evidence["where"].endswith("/id/article/skola")


def test_the_same_graph_in_whatever_order_has_no_difference() -> None:
    quads = [*graph_quads(gold_facts()[:4]), *given_quads()]
    difference = diff(quads, quads[::-1])
    assert (difference.added, difference.removed, difference.changes) == (0, 0, ())
    assert patch_of(difference) == b"TX .\nTC .\n"
    assert "say the same" in say_difference(difference)


def test_what_is_inferred_counts_only_when_asked_for() -> None:
    inferred = ox.Quad(*articles()[0].triple, ox.NamedNode(f"{BASE}graph/inferred"))
    person, leads = ox.NamedNode(f"{BASE}id/person/a"), ox.NamedNode(f"{BASE}def/leads")
    more = ox.Quad(person, leads, inferred.subject, inferred.graph_name)
    old, new = GraphStore(articles()), GraphStore([*articles(), more])
    assert diff(old, new).added == 0
    assert diff(old, new, inferred=True).added == 1


def test_blank_nodes_cannot_be_compared() -> None:
    node = ox.Quad(ox.BlankNode(), ox.NamedNode("http://a/"), ox.Literal("_: is no name"))
    named = ox.Quad(ox.NamedNode("http://b/"), ox.NamedNode("http://a/"), ox.Literal("_: is no name"))
    with pytest.raises(WorkError, match="blank nodes"):
        _ = diff([], [node]).changes
    assert diff([], [named]).added == 1


def test_a_broken_patch_changes_nothing() -> None:
    store = ox.Store()
    with pytest.raises(DataError, match="line 2"):
        apply_patch(store, [b"A <http://a/> <http://b/> <http://c/> .\n", b"A <http://a/> .\n"])
    with pytest.raises(DataError, match="line 1"):
        apply_patch(store, [b"once upon a time\n"])
    assert len(store) == 0


def test_command(tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    old = tmp_path / "old.nq"
    old.write_bytes(ox.serialize(graph_quads(gold_facts()[:5]), format=ox.RdfFormat.N_QUADS) or b"")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, ["diff", str(old), str(folder), *arguments], standalone_mode=False)
        assert done.exception is None, done.exception
        return done.stdout

    assert "Actors new (" in run()
    assert json.loads(run("--format", "json"))["changes"]["actor-new"]
    run("--format", "patch", "-o", str(tmp_path / "changes.rdfp"))
    store = ox.Store()
    store.load(path=str(old), format=ox.RdfFormat.N_QUADS)
    with (tmp_path / "changes.rdfp").open("rb") as patch:
        apply_patch(store, patch)
    with GraphStore.open(folder) as new:
        assert set(store) == {quad for quad in new if quad.graph_name != new.vocabulary.inferred}
