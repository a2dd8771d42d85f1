"""Figures against gold facts: what counts as right, and that the sample articles keep theirs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from innograph.cli import cli
from innograph.errors import InputError
from innograph.evaluation import Count, calibrate, evaluate, read_gold

ROOT = Path(__file__).resolve().parents[1]

GOLD: dict[str, Any] = {
    "id": "a",
    "lang": "sv",
    "entities": [
        {"name": "Anna Ek", "type": "Person", "aliases": ["Ek"]},
        {"name": "Boverket", "type": "Organization", "aliases": []},
        {"name": "Skatteverket", "type": "Organization", "aliases": []},
        {"name": "Kartlägga bostadsbristen i hela landet", "type": "Assignment", "aliases": []},
        {"name": "climate", "type": "Theme", "aliases": ["klimat"]},
    ],
    "relations": [
        {"s": "Anna Ek", "p": "worksFor", "o": "Boverket"},
        {"s": "Anna Ek", "p": "hasRole", "o": "strateg"},
        {"s": "Boverket", "p": "collaboratesWith", "o": "Skatteverket"},
        {"s": "ARTICLE", "p": "about", "o": "climate"},
    ],
}


def found(**changes: Any) -> dict[str, Any]:
    """Facts that are right in every respect, with some parts replaced."""
    facts: dict[str, Any] = {
        "id": "a",
        "entities": [
            {"iri": "p/1", "label": "Anna Ek", "type": "Person", "aliases": []},
            {"iri": "o/1", "label": "BOVERKET", "type": "Organization", "aliases": []},
            {"iri": "o/2", "label": "Skattemyndigheten", "type": "Organization", "aliases": ["Skatteverket"]},
            {"iri": "a/1", "label": "Kartlägga bostadsbristen", "type": "Assignment", "aliases": []},
            {"iri": "x/theme/climate", "label": "Klimat", "type": "Theme", "aliases": []},
        ],
        "relations": [
            {"s": "p/1", "p": "worksFor", "o": "o/1", "confidence": 0.9},
            {"s": "p/1", "p": "hasRole", "o": "biträdande strateg", "confidence": 0.9},
            {"s": "o/2", "p": "collaboratesWith", "o": "o/1", "confidence": 0.8},
            {"s": "article", "p": "about", "o": "x/theme/climate", "confidence": 0.6},
        ],
    }
    return facts | changes


def test_right_facts_count_as_right() -> None:
    result = evaluate([GOLD], {"a": found()})
    assert result.all_entities == Count(5, 0, 0)
    assert result.all_relations == Count(4, 0, 0)
    assert result.errors == []
    assert result.mean() == (1.0, 1.0)


def test_what_is_missed_and_what_is_extra() -> None:
    facts = found()
    facts["relations"][0]["o"] = "o/2"
    facts["entities"].append({"iri": "o/9", "label": "Lantmäteriet", "type": "Organization", "aliases": []})
    result = evaluate([GOLD], {"a": facts})
    assert result.entities["Organization"] == Count(2, 1, 0)
    assert result.relations["worksFor"] == Count(0, 1, 1)
    assert {(e.what, e.kind) for e in result.errors} == {
        ("extra", "Organization"),
        ("extra", "worksFor"),
        ("missed", "worksFor"),
    }


def test_an_article_without_facts_misses_everything() -> None:
    result = evaluate([GOLD], {})
    assert result.all_entities == Count(0, 0, 5)
    assert result.all_relations.f1 == 0.0


def test_themes_and_countries_count_only_where_used() -> None:
    facts = found()
    facts["entities"].append({"iri": "x/theme/energy", "label": "Energi", "type": "Theme", "aliases": []})
    facts["entities"].append({"iri": "c/NOR", "label": "Norge", "type": "Country", "aliases": []})
    assert evaluate([GOLD], {"a": facts}).all_entities.fp == 0


def test_calibration_tells_the_share_that_is_right() -> None:
    facts = found()
    facts["relations"][0]["o"] = "o/2"
    bins = calibrate([GOLD], {"a": facts}, (0.0, 0.7, 0.85, 1.01))
    assert [(b.count, b.right) for b in bins] == [(1, 1.0), (1, 1.0), (2, 0.5)]


def test_broken_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold facts"):
        read_gold(tmp_path)
    (tmp_path / "a.json").write_text('{"entities": 3}', encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.json"):
        read_gold(tmp_path)


def test_command_prints_the_table_and_the_errors(tmp_path: Path) -> None:
    articles, gold = tmp_path / "articles", tmp_path / "gold"
    articles.mkdir()
    gold.mkdir()
    (articles / "a.txt").write_text("Anna Ek, strateg på Boverket, deltog.", encoding="utf-8")
    (gold / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    result = CliRunner().invoke(cli, ["evaluate", str(gold), str(articles), "--errors", "9"], standalone_mode=False)
    assert "worksFor" in result.stdout
    assert "missed collaboratesWith\tBoverket → Skatteverket" in result.stdout
    figures = json.loads(
        CliRunner()
        .invoke(
            cli,
            ["evaluate", str(gold), str(articles), "--format", "json", "--calibration", "--errors", "9"],
            standalone_mode=False,
        )
        .stdout
    )
    assert figures["by_predicate"]["worksFor"]["f1"] == 1.0
    assert figures["by_language"]["sv"]["entities"]["tp"] == 2
    assert sum(b["facts"] for b in figures["calibration"]) == 2
    missed = {(e["article"], e["what"], e["kind"]) for e in figures["errors"]}
    assert ("a", "missed", "collaboratesWith") in missed


def test_a_baseline_is_lowered_only_on_purpose(tmp_path: Path) -> None:
    articles, gold, baseline = tmp_path / "articles", tmp_path / "gold", tmp_path / "baseline.json"
    articles.mkdir()
    gold.mkdir()
    (gold / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    text = articles / "a.txt"

    def run(*options: str) -> int:
        arguments = ["evaluate", str(gold), str(articles), "--baseline", str(baseline), *options]
        return int(CliRunner().invoke(cli, arguments, standalone_mode=False).return_value)

    text.write_text("Anna Ek, strateg på Boverket, deltog. Boverket samarbetar med Skatteverket.", encoding="utf-8")
    assert run("--update") == 0
    assert run() == 0
    kept = baseline.read_bytes()
    text.write_text("Anna Ek deltog.", encoding="utf-8")
    assert run() == 1
    assert run("--update") == 1
    assert baseline.read_bytes() == kept
    assert run("--update", "--allow-regression") == 0
    assert baseline.read_bytes() != kept


def test_the_sample_articles_keep_their_figures() -> None:
    """`tests/baseline.json` is written by `innograph evaluate … --update`, lower only with --allow-regression."""
    arguments = ["evaluate", str(ROOT / "data" / "gold"), str(ROOT / "data" / "articles")]
    result = CliRunner().invoke(
        cli, [*arguments, "--baseline", str(ROOT / "tests" / "baseline.json")], standalone_mode=False
    )
    assert result.return_value == 0, result.stderr


def test_who_says_why() -> None:
    shown = CliRunner().invoke(cli, ["who", "Statskontoret", "--date", "2026-05-01"], standalone_mode=False).stdout
    first, _, rest = shown.partition("statskontoret-1961")
    assert "→" in first
    assert "not held on 2026-05-01" in rest
    unknown = CliRunner().invoke(cli, ["who", "Ingen Sådan"], standalone_mode=False).stdout
    assert "a new IRI is made" in unknown


def test_rules_are_listed_explained_and_unknown_ones_named() -> None:
    listed = CliRunner().invoke(cli, ["rules", "--language", "sv"], standalone_mode=False).stdout
    assert "sv/person-role-at-organisation" in listed
    one = CliRunner().invoke(cli, ["rules", "sv/person-role-at-organisation"], standalone_mode=False).stdout
    assert "pattern" in one
    assert "not in" in one
    wrong = CliRunner().invoke(cli, ["rules", "sv/person-role-at-organization"], standalone_mode=False)
    assert wrong.exception is not None
    assert "did you mean sv/person-role-at-organisation" in str(wrong.exception)
