"""Actors that may be one: what is proposed, what is not, and what one does with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from innograph.build import build, load
from innograph.cli import cli
from innograph.review import find_duplicates

TEXTS = {
    "a": "Kvarnby Verk AB samarbetar med Vinnova.\n\nKvarnby Verks AB samarbetar med Boverket.",
    "b": "Anna Ekström, strateg på Vinnova, höll ett tal.\n\nAna Ekström, strateg på Vinnova, höll ett tal.",
    "c": "Erik Lind, strateg på Boverket, höll ett tal.\n\nEva Lind, jurist på Boverket, höll ett tal.",
    "d": "Vinnova finansierar projektet Vägar 2023.\n\nBoverket finansierar projektet Vägar 2024.",
    "e": "Tanums kommun samarbetar med Ystads kommun.\n\nBo Björk, jurist på Boverket, höll ett tal.",
    "f": "B. Björk, jurist på Boverket, höll ett tal.",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("duplicates")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.md").write_text(
            f"---\ntitle: Rubrik\nlanguage: sv\n---\n\n{text}\n", encoding="utf-8"
        )
    build([folder / "in"], folder / "out")
    return folder / "out"


def test_names_that_differ_by_a_slip_are_proposed_and_others_are_not(out: Path) -> None:
    with load(out) as graph:
        pairs = {frozenset((p.one.label, p.other.label)): p for p in find_duplicates(graph)}
    assert frozenset(("Anna Ekström", "Ana Ekström")) in pairs
    assert frozenset(("Kvarnby Verk AB", "Kvarnby Verks AB")) in pairs
    assert "both have to do with" in " ".join(pairs[frozenset(("Anna Ekström", "Ana Ekström"))].why)
    for different in (("Erik Lind", "Eva Lind"), ("Vägar 2023", "Vägar 2024"), ("Tanums kommun", "Ystads kommun")):
        assert frozenset(different) not in pairs


def test_the_entries_that_are_written_merge(out: Path) -> None:
    done = CliRunner().invoke(
        cli, ["duplicates", "--graph", str(out), "--format", "toml", "--by", "Ingrid Sjö"], catch_exceptions=False
    )
    file = out.parent / "merge.toml"
    file.write_text(done.stdout, encoding="utf-8")
    report = build([out.parent / "in"], out.parent / "merged", corrections=[file])
    assert report.corrected >= 2 and report.unmatched == [] and report.problems == []
    with load(out.parent / "merged") as graph:
        assert len(list(graph.query("SELECT ?p { ?p a foaf:Person FILTER (CONTAINS(STR(?p), 'ekstrom')) }"))) == 1
        assert not find_duplicates(graph, least=95)


def test_json_and_text(out: Path) -> None:
    given = ["duplicates", "--graph", str(out), "--format"]
    rows = json.loads(CliRunner().invoke(cli, [*given, "json"]).stdout)
    assert rows and all(set(row) == {"score", "things", "why"} and len(row["things"]) == 2 for row in rows)
    text = CliRunner().invoke(cli, [*given, "text"]).stdout.splitlines()
    assert len(text) == len(rows) and all(" = " in line for line in text)
