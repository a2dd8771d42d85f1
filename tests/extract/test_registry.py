"""The registry: one actor an id, and no two actors in one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from innograph.errors import DataError
from innograph.link.registry import TABLES, load_registry
from innograph.resources import resource

ROW = "id,prefLabel,prefLabel_lang,type\n"


def test_every_row_of_ours_is_an_actor_of_its_own() -> None:
    """Håbo and Habo are two municipalities whose names differ in an accent alone."""
    registry = load_registry()
    names = {actor.label for actor in registry.actors.values()}
    assert {"Habo kommun", "Håbo kommun"} <= names
    rows = 0
    for name in TABLES:
        if (path := resource("data", "registry", name)).is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                rows += sum(1 for _ in csv.DictReader(file))
    assert len(registry.actors) == rows


def test_a_table_with_an_id_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text(f"{ROW}a,Aa,sv,PublicAgency\nb,Bb,sv,PublicAgency\na,Åå,sv,PublicAgency\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"ours\.csv:4: id 'a' is in line 2 too"):
        load_registry(table)


def test_no_long_word_names_two_swedish_actors() -> None:
    """*Riksarkivet* had been an agency and, with an English name, a research body."""
    owners: dict[str, set[str]] = {}
    for name in TABLES:
        if (path := resource("data", "registry", name)).is_file():
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    if row["country"] == "SWE" and not row["valid_until"]:
                        names = [row["prefLabel"], *(n.rpartition("@")[0] for n in row["altLabels"].split(";"))]
                        for word in {n.casefold() for n in names if len(n) > 9 and " " not in n}:
                            owners.setdefault(word, set()).add(row["id"])
    assert len(owners) > 150
    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}
