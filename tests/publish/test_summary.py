"""Summaries: what one reads of a thing on paper, with the sentences as they are and nothing taken for markup."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from hostile import hostile_facts
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from innograph.cli import cli
from innograph.export import Cut, cut
from innograph.graph import given_quads, graph_quads
from innograph.iri import DEFAULT_BASE
from innograph.publish import Reader, summarise, summary_html
from innograph.publish.summary import _escaped
from innograph.store import GraphStore
from samplegraph import sample_folder, sample_store

VINNOVA = f"{DEFAULT_BASE}id/organization/vinnova"


def shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_every_fact_stands_there_with_its_sentence() -> None:
    store = sample_store(inferred=True)
    html = shown(MarkdownIt("commonmark").render(summarise(Reader(store), [VINNOVA])))
    query = """SELECT ?q ?s { ?c rdf:subject ?s ; rdf:predicate ?p ; inno:quote ?q FILTER(?p != inno:mentions) }"""
    rows = list(store.query(query, values={"s": VINNOVA}))
    assert len(rows) > 10
    for row in rows:
        assert row["q"].value in html
    assert "# Vinnova\n" in summarise(Reader(store), [VINNOVA])
    assert "Works with" in summarise(Reader(store, "en"), [VINNOVA], "en")


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1))
def test_no_text_is_taken_for_markup(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(f"> {_escaped(text)}")
    assert html.startswith("<blockquote>\n<p>") and html.count("<") == 4
    assert shown(html).strip("\n") == text


def test_hostile_names_stay_text() -> None:
    store = GraphStore([*graph_quads(hostile_facts()), *given_quads()])
    iris = [iri for iri in Reader(store).things() if "/organization/" in iri]
    html = summary_html(summarise(Reader(store), iris), "<script>x</script>")
    assert "<script" not in html and "<img" not in html and "javascript:" not in re.sub(r">[^<]*<", "><", html)


def test_a_part_of_the_graph_is_summed_up() -> None:
    store = sample_store(inferred=True)
    late = summarise(Reader(cut(store, Cut(focus=("Vinnova",), since="2022"))), [VINNOVA])
    years = {int(y) for y in re.findall(r", (20\d\d)(?:-\d\d)* ?(?:\(|$)", late, re.MULTILINE)}
    assert years and min(years) >= 2022


@pytest.mark.parametrize(("name", "begins"), [("v.md", b"# Vinnova"), ("v.html", b"<!doctype html>")])
def test_the_command_writes_it(tmp_path: Path, name: str, begins: bytes) -> None:
    graph = sample_folder(tmp_path)
    out = tmp_path / name
    done = CliRunner().invoke(cli, ["export", "--graph", str(graph), "--focus", "Vinnova", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(begins)
    again = CliRunner().invoke(cli, ["export", "--graph", str(graph), "-f", "markdown"])
    assert again.exit_code != 0 and "--focus" in str(again.exception)
