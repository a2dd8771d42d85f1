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


@pytest.mark.parametrize(
    "rows",
    [
        "Länsstyrelse | Belopp\nLänsstyrelsen i Uppsala län | 22 268 000\nLänsstyrelsen i Kalmar län | 3 500 000",
        "Länsstyrelse |\nBelopp |\nLänsstyrelsen i Uppsala län |\n22 268 000\n|\n"
        "Länsstyrelsen i Kalmar län |\n3 500 000\n|",
        "Länsstyrelse\tBelopp\nLänsstyrelsen i Uppsala län\t22 268 000 kr\nLänsstyrelsen i Kalmar län\t3 500 000 kr",
    ],
    ids=["bars", "a line each cell", "tabulators"],
)
def test_the_rows_of_a_table_tell_who_gets_money(rows: str) -> None:
    text = f"# Medel till våtmarker\n\nNaturvårdsverket fördelar medel till länen.\n\nFördelning per län\n\n{rows}"
    funded = {("Naturvårdsverket", f"Länsstyrelsen i {place} län") for place in ("Uppsala", "Kalmar")}
    assert funded <= _funded(text)
    assert not _funded(text.replace("Naturvårdsverket fördelar medel", "Det finns inga medel")) & funded


def test_a_line_tells_who_got_how_much_for_which_project() -> None:
    head = "---\nlanguage: sv\npublisher: {}\ntitle: {}\n---\n"
    text = "Ekdals bygdeförening har fått stöd med 664 450 kr för Ung i byn\n\nProjektet är nytt."
    for publisher, title, funders in (
        ("Allmänna arvsfonden", "Projektstöd oktober", {"Allmänna arvsfonden"}),
        ("Länstidningen", "Projektstöd oktober", set[str]()),
        ("Allmänna arvsfonden", "Ung i byn", set[str]()),
    ):
        found = facts(read_text(f"{head.format(publisher, title)}{text}\n", id="x", format="markdown")).to_json()
        labels = {e["iri"]: e["label"] for e in found["entities"]}
        relations = {(labels.get(r["s"]), r["p"], labels.get(r["o"])) for r in found["relations"]}
        assert ("Ekdals bygdeförening", "participatesIn", "Ung i byn") in relations
        assert {s for s, p, _ in relations if p == "funds"} == funders


def test_labels_in_a_list_of_grants_are_no_projects() -> None:
    text = (
        "Boverket har beviljat bidrag till följande projekt:\n\n"
        "Projekt: Naturstig vid ån\nKommun: Enköpings kommun\nBelopp: 250 000 kr\n\n"
        "Projekt: Fjärilsäng i Tierp\nKommun: Tierps kommun\nBelopp: 90 000 kr"
    )
    assert _relations(text) >= {
        ("Boverket", "funds", "Naturstig vid ån"),
        ("Boverket", "funds", "Fjärilsäng i Tierp"),
        ("Enköpings kommun", "participatesIn", "Naturstig vid ån"),
        ("Tierps kommun", "participatesIn", "Fjärilsäng i Tierp"),
    }
    assert not {o for _, _, o in _relations(text)} & {"Kommun", "Belopp", "Projekt"}


def test_counties_of_a_table_get_nothing_themselves() -> None:
    rows = "Län | Belopp\nKalmar län | 500 000\nRegion Skåne | 400 000"
    text = f"# Medel\n\nBoverket fördelar medel.\n\nFördelning per län\n\n{rows}"
    assert _funded(text) == {("Boverket", "Region Skåne")}


def test_who_gets_the_money_is_not_who_gives_it() -> None:
    text = "Det säger Anna Ek på Skatteverket.\n\nVi avsätter medel till {}Boverket och Naturvårdsverket."
    assert not _funded(text.format("Skatteverket, "))


def test_a_name_behind_the_money_that_nothing_shows_to_be_a_body_is_one() -> None:
    text = (
        "Kulturrådet har beviljat bidrag till följande projekt:\n\n"
        "- Rörande rörelse, 500 000 kr - Region Skåne\n"
        "- Hantverk igår, idag, imorgon, 300 000 kr - Ekdals Kulturcentrum Rosa"
    )
    found = _relations(text)
    assert ("Ekdals Kulturcentrum Rosa", "participatesIn", "Hantverk igår, idag, imorgon") in found
    assert ("Kulturrådet", "funds", "Hantverk igår, idag, imorgon") in found


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Region Skåne driver projektet Skola för alla tillsammans med Lunds kommun.", "Skola för alla"),
        ("Region Skåne driver projektet Steget före, som är nytt.", "Steget före"),
        ("Region Skåne driver projektet Gröna gårdar före jul.", "Gröna gårdar"),
        ("Region Skåne driver projektet Gröna gårdar för alla kommuner.", "Gröna gårdar"),
    ],
)
def test_a_title_may_end_in_a_word_that_else_begins_something_new(sentence: str, name: str) -> None:
    assert ("Region Skåne", "participatesIn", name) in _relations(sentence)


def test_an_abbreviation_that_a_project_begins_with_gets_no_money() -> None:
    text = "# Projektstöd\n\nEkdals förening har fått stöd med 400 000 kr för PT för alla\n\n"
    text += "Malmö stad får 2 miljoner kronor till Malmö museer"
    found = _relations(text)
    assert ("Ekdals förening", "participatesIn", "PT för alla") in found
    assert not [s for s, p, o in found if p == "participatesIn" and o == "Malmö museer"]


def test_a_column_of_towns_and_a_row_of_totals_name_nobody() -> None:
    text = (
        "Boverket har beviljat stöd.\n\nProjekt som fick stöd:\n\nKommun Sökande Stöd\nHeinola Heinola stad 15 000\n"
        "Sandviken Sandvikens kommun 1 500 000\n"
        "Kumla Kumla kommun 20 000\nTotalt 35 000"
    )
    assert _funded(text) == {("Boverket", name) for name in ("Heinola stad", "Kumla kommun", "Sandvikens kommun")}
