"""The page as a file: the same bytes every time, and nothing in it that asks anyone for anything."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import hostile_facts
from hypothesis import given
from hypothesis import strategies as st

from innograph.errors import QueryError, UsageError
from innograph.graph import graph_quads
from innograph.store import GraphStore
from innograph.view import KINDS, LAYOUTS, PAGES, view_html, write_pages, write_view, write_views
from innograph.view.page import script_json, write_whole
from samplegraph import sample_store

TESTS = Path(__file__).resolve().parents[1]


def data_of(html: str, name: str = "facts") -> dict:
    """What the page was given."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def test_same_graph_same_bytes_whatever_the_seed_the_order_and_the_folder(tmp_path: Path) -> None:
    program = """
import sys
from goldfacts import gold_facts
from innograph.graph import given_quads, graph_quads
from innograph.store import GraphStore
from innograph.view import view_html
quads = [*graph_quads(gold_facts()), *given_quads()]
if sys.argv[1] == "reversed":
    quads.reverse()
sys.stdout.buffer.write(view_html(GraphStore(quads)).encode())
"""
    pages = []
    for seed, order, locale in (("1", "as it is", "C"), ("77", "reversed", "sv_SE.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS), "LC_ALL": locale}
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", program, order], cwd=folder, env=environment, capture_output=True, check=True
        )
        pages.append(done.stdout)
    assert pages[0] == pages[1]
    assert len(pages[0]) < 1_500_000


def test_the_page_names_nothing_to_load() -> None:
    html = view_html(sample_store())
    page = re.sub(r"<script.*?</script>", "", html, flags=re.S)
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b", page)
    assert not re.search(r"<script[^>]*\ssrc=", html)
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", page)
    assert "@import" not in page
    for outside in ("cdn.jsdelivr", "cdnjs", "bootstrap", "unpkg", "googleapis"):
        assert outside not in html


def test_hostile_text_ends_no_element() -> None:
    html = view_html(GraphStore(graph_quads(hostile_facts())), title="</title><script>x</script>")
    harmless = view_html(GraphStore())
    for tag in ("<script", "</script", "</title", "<!--"):
        assert html.count(tag) == harmless.count(tag), tag
    assert "<img" not in html
    names = {name for node in data_of(html)["nodes"] for name in node["l"].values()}
    assert '<img src=x onerror="window.broken=1">' in names


@given(st.recursive(st.text() | st.integers() | st.none(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_json_in_a_script_comes_back_as_it_was(value: object) -> None:
    written = script_json(value)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == value


def test_half_a_character_does_not_stop_the_page() -> None:
    assert script_json("a\ud800b").encode() == '"a\ufffdb"'.encode()


def test_each_edge_of_the_drawing_has_its_sentences() -> None:
    html = view_html(sample_store())
    facts = data_of(html)
    assert len(data_of(html, "vis-edges")) == len(facts["edges"])
    texts = {quote for edge in facts["edges"] for _, quote, _, _ in edge["e"]}
    assert all(edge["e"] for edge in facts["edges"])
    assert any(quote.startswith("Bakom veckan står Vinnova tillsammans med") for quote in texts)
    for edge, drawn in zip(facts["edges"], data_of(html, "vis-edges"), strict=True):
        assert (edge["s"], edge["o"]) == (drawn["from"], drawn["to"])
        assert facts["predicates"][edge["p"]] == drawn["kind"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_page(kind: str) -> None:
    facts = data_of(view_html(sample_store(), kind=kind))
    assert facts["edges"]
    predicates = {facts["predicates"][e["p"]] for e in facts["edges"]}
    assert ("about" in predicates) == (kind == "articles")


def test_an_empty_graph_has_a_page_too() -> None:
    facts = data_of(view_html(GraphStore()))
    assert facts["edges"] == [] and facts["nodes"] == []


def test_wrong_options_are_named() -> None:
    store = sample_store()
    with pytest.raises(UsageError, match="kind"):
        view_html(store, kind="nonsense")
    with pytest.raises(UsageError, match="depth"):
        view_html(store, focus=["Vinnova"], depth=0)
    with pytest.raises(UsageError, match="'since' is '2020-13'"):
        view_html(store, since="2020-13")
    with pytest.raises(UsageError, match="sv and en"):
        view_html(store, language="fr")
    with pytest.raises(QueryError):
        view_html(store, focus=["Verket för ingenting alls"])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_view(GraphStore(), path)
    before = path.read_bytes()
    with pytest.raises(UsageError):
        write_view(GraphStore(), path, kind="nonsense")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "half \ud800")
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def relations(html: str) -> set[tuple[str, str, str]]:
    facts = data_of(html)
    names = [next(iter(n["l"].values())) for n in facts["nodes"]]
    return {(names[e["s"]], facts["predicates"][e["p"]], names[e["o"]]) for e in facts["edges"]}


def test_a_construct_is_drawn_with_the_sentences_that_the_graph_has() -> None:
    query = "CONSTRUCT { ?a inno:collaboratesWith ?b } WHERE { ?a inno:collaboratesWith ?b }"
    html = view_html(sample_store(), query=query)
    drawn = relations(html)
    assert ("Upphandlingsmyndigheten", "collaboratesWith", "Vinnova") in drawn
    assert {p for _, p, _ in drawn} == {"collaboratesWith"}
    assert all(edge["e"] for edge in data_of(html)["edges"])


def test_a_construct_may_say_what_the_graph_does_not() -> None:
    query = """CONSTRUCT { ?a <https://example.org/meets> ?b }
        WHERE { ?a foaf:homepage ?x ; inno:organizes ?e . ?b inno:organizes ?e FILTER(STR(?a) < STR(?b)) }"""
    drawn = relations(view_html(sample_store(), query=query))
    assert drawn and {p for _, p, _ in drawn} == {"related"}


def test_a_select_draws_the_relations_among_what_it_names() -> None:
    query = "SELECT ?a { VALUES ?a { organization:vinnova organization:formas organization:upphandlingsmyndigheten } }"
    drawn = relations(view_html(sample_store(), query=query))
    names = {name for a, _, b in drawn for name in (a, b)}
    assert names <= {"Vinnova", "Formas", "Upphandlingsmyndigheten"} and len(names) >= 2


def test_queries_that_draw_nothing_say_why() -> None:
    store = sample_store()
    with pytest.raises(UsageError, match="ASK"):
        view_html(store, query="ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="no two related things"):
        view_html(store, query="SELECT ?n { ?s skos:prefLabel ?n }")
    with pytest.raises(QueryError):
        view_html(store, query="SELECT nonsense")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_places_every_node_apart(layout: str) -> None:
    nodes = data_of(view_html(sample_store(), layout=layout), "vis-nodes")
    assert len({(n["x"], n["y"]) for n in nodes}) == len(nodes) > 200


def test_time_runs_from_left_to_right() -> None:
    html = view_html(sample_store(), layout="time")
    facts = data_of(html)
    by_id = {n["id"]: n["x"] for n in data_of(html, "vis-nodes")}
    first = {
        i: min(d for a in node["m"] if (d := facts["articles"][a]["d"]))
        for i, node in enumerate(facts["nodes"][: len(by_id)])
    }
    ordered = sorted(first, key=lambda i: first[i][:7])
    assert [by_id[i] for i in ordered] == sorted(by_id.values())


def test_layers_run_from_who_gives_to_what_about() -> None:
    html = view_html(sample_store(), kind="assignments")
    facts = data_of(html)
    by_id = {n["id"]: n["x"] for n in data_of(html, "vis-nodes")}
    for edge in facts["edges"]:
        kind = facts["predicates"][edge["p"]]
        if kind == "assignedBy":
            assert by_id[edge["o"]] < by_id[edge["s"]]
        elif kind in ("assignedTo", "hasTheme"):
            assert by_id[edge["s"]] < by_id[edge["o"]]


def test_the_pages_beside_the_whole(tmp_path: Path) -> None:
    written = write_views(sample_store(), tmp_path)
    assert [p.stem for p in written] == list(PAGES)
    for path in written:
        facts = data_of(path.read_text(encoding="utf-8"))
        assert facts["edges"], path
        assert data_of(path.read_text(encoding="utf-8"), "page")["title"] == PAGES[path.stem][0][0]


def test_pages_written_together_are_those_written_one_by_one(tmp_path: Path) -> None:
    store = sample_store()
    write_pages(store, tmp_path / "one/index.html", tmp_path / "one/views")
    write_view(store, tmp_path / "two/index.html")
    write_views(store, tmp_path / "two/views")
    names = ["index.html", *(f"views/{name}.html" for name in PAGES)]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
