"""Compounds that say what the name behind them is, also ones that no list has."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("sv", "Med är också det göteborgska reningsbolaget Gryvatt och systernätverket Grønt Anlæg.",
         {"Gryvatt", "Grønt Anlæg"}),
        ("nb", "Med er også renseselskapet Klarvann og søsternettverket Grønt Anlæg.", {"Klarvann", "Grønt Anlæg"}),
        ("da", "Med er også rensevirksomheden Klarvand og søsternetværket Grønne Tage.", {"Klarvand", "Grønne Tage"}),
    ],
)  # fmt: skip
def test_the_last_part_tells_the_kind(language: str, text: str, names: set[str]) -> None:
    found = facts(Article("x", text, language)).to_json()["entities"]
    assert {(e["label"], e["type"]) for e in found} == {(name, "Organization") for name in names}


def test_a_compound_alone_names_nothing() -> None:
    assert not facts(Article("x", "Då deltar reningsbolaget och systernätverket inte.", "sv")).to_json()["entities"]
