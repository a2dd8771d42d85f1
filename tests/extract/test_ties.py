"""Who is part of whom, who gets an assignment, who pays and who works together, where lists and headings tell."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _found(
    text: str, predicate: str, title: str = "", language: str = "sv", publisher: str = ""
) -> set[tuple[str, str]]:
    head = f"language: {language}\n"
    head += f"title: {title}\n" * bool(title) + f"publisher: {publisher}\n" * bool(publisher)
    found = facts(read_text(f"---\n{head}---\n\n{text}", id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], ""), labels.get(r["o"], r["o"])) for r in found["relations"] if r["p"] == predicate}


@pytest.mark.parametrize(
    ("text", "part", "house"),
    [
        ("Trafiknämnden i Region Skåne har antagit en plan.", "Trafiknämnden i Region Skåne", "Region Skåne"),
        ("Medverkande: Region Skåne, Folkhälsoenheten", "Folkhälsoenheten", "Region Skåne"),
        (
            "Vi frågade Anna Ek (Enheten för biblioteksfrågor, Region Skåne).",
            "Enheten för biblioteksfrågor",
            "Region Skåne",
        ),
    ],
)
def test_a_part_is_its_houses(text: str, part: str, house: str) -> None:
    assert _found(text, "partOf") == {(part, house)}


def test_a_part_of_a_part_is_no_house() -> None:
    text = "Deltagare: Fakulteten för konst, Institutionen för måleri, Umeå universitet"
    assert ("Institutionen för måleri", "Fakulteten för konst") not in _found(text, "partOf")
