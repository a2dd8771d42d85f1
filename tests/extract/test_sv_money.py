"""Swedish: who pays for what, told once and held for the sentences and lists that follow."""

from __future__ import annotations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _relations(text: str) -> set[tuple[str, str, str]]:
    found = facts(read_text(f"---\nlanguage: sv\n---\n{text}\n", id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


def _funded(text: str) -> set[tuple[str, str]]:
    return {(s, o) for s, p, o in _relations(text) if p == "funds"}


def test_receivers_of_a_list_are_funded_by_the_giver_named_before() -> None:
    text = (
        "Kulturrådet fördelar 12 miljoner kronor. Följande får bidrag:\n\n"
        "- Malmö stad, 2 miljoner kronor\n- Region Skåne: 400 000 kronor"
    )
    assert _funded(text) == {("Kulturrådet", "Malmö stad"), ("Kulturrådet", "Region Skåne")}
    assert not _funded(text.replace("fördelar", "fördelar inte").replace("får bidrag", "får inga bidrag"))


def test_a_list_of_projects_is_funded_by_whom_the_line_above_names() -> None:
    text = "Dessa projekt har beviljats medel av Naturvårdsverket:\n\n- Levande våtmarker, Lunds kommun, 400 000 kronor"
    found = _relations(text)
    assert ("Naturvårdsverket", "funds", "Levande våtmarker") in found
    assert ("Lunds kommun", "participatesIn", "Levande våtmarker") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Det finansieras av Formas.",
        "Formas står för finansieringen.",
        "Pengarna kommer från Formas.",
        "Medfinansiär är Formas.",
        "Formas går in med tre miljoner kronor.",
    ],
)
def test_the_project_spoken_of_has_a_funder(sentence: str) -> None:
    assert _funded(f"Projektet Kalla nätter startade i maj. {sentence}") == {("Formas", "Kalla nätter")}
    assert not _funded(f"Boverket har en ny chef. {sentence}")


def test_who_gives_the_money_does_not_run_the_project() -> None:
    found = _relations("Med stöd från Formas och Energimyndigheten driver Malmö stad projektet Kalla nätter.")
    assert {s for s, p, _ in found if p == "participatesIn"} == {"Malmö stad"}
    assert {s for s, p, _ in found if p == "funds"} == {"Formas", "Energimyndigheten"}


def test_a_sum_is_no_part_of_the_projects_name() -> None:
    assert _funded("Formas har beviljat projektet Kalla nätter 4 miljoner kronor.") == {("Formas", "Kalla nätter")}


def test_a_label_inside_a_list_holds_for_the_lines_after_it() -> None:
    text = (
        "# Kalla nätter\n\nProjekttid\n2020–2023\n\nFinansiering\nEnergimyndigheten\n\n"
        "Deltagande parter\nSjöbo kommun\n\nProjektet mäter kylan."
    )
    found = _relations(text)
    assert {(s, p) for s, p, o in found if o == "Kalla nätter" and p != "hasTheme"} == {
        ("Energimyndigheten", "funds"),
        ("Sjöbo kommun", "participatesIn"),
    }
