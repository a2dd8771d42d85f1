"""Swedish: who works together, in enumerations above all; who gives and gets assignments; parts of organisations."""

from __future__ import annotations

from itertools import combinations

import pytest

from innograph.link import facts
from innograph.read import read_text


def _relations(text: str, publisher: str = "") -> set[tuple[str, str, str]]:
    head = f"---\nlanguage: sv\n{f'publisher: {publisher}' if publisher else ''}\n---\n"
    found = facts(read_text(head + text, id="x", format="markdown")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels.get(r["s"], r["s"]), r["p"], labels.get(r["o"], r["o"])) for r in found["relations"]}


def _pairs(text: str) -> set[frozenset[str]]:
    return {frozenset((s, o)) for s, p, o in _relations(text) if p == "collaboratesWith"}


_THREE = ("Malmö stad", "Lunds kommun", "Region Skåne")


@pytest.mark.parametrize(
    "sentence",
    [
        "Nu går {} ihop för att minska köerna.",
        "{} gör gemensam sak mot brott.",
        "{} bildar ett partnerskap.",
        "{} har tecknat ett samverkansavtal.",
        "Appen Gröna Vägar är ett gemensamt initiativ av {}.",
        "{} publicerar i dag en gemensam rapport.",
        "I arbetet samarbetar nio parter, bland annat {}.",
    ],
)
def test_all_of_an_enumeration_work_together(sentence: str) -> None:
    text = sentence.format("Malmö stad, Lunds kommun och Region Skåne")
    assert _pairs(text) == {frozenset(pair) for pair in combinations(_THREE, 2)}


def test_a_shared_assignment_alone_is_no_cooperation() -> None:
    found = _relations("Energimyndigheten och Boverket har ett gemensamt regeringsuppdrag att minska våldet.")
    assert not any(p == "collaboratesWith" for _, p, _ in found)
    assert {o for s, p, o in found if p == "assignedTo"} == {"Energimyndigheten", "Boverket"}


def test_partners_are_those_of_the_nearest_clause() -> None:
    text = "KTH och Chalmers mäter bullret, och Malmö stad arbetar tillsammans med Skanska och Peab."
    assert _pairs(text) == {frozenset(("Malmö stad", "Skanska")), frozenset(("Malmö stad", "Peab"))}


def test_who_is_named_with_what_they_host_hosts_it_too() -> None:
    found = _relations("Malmö stad, i samarbete med Region Skåne, bjuder in till konferensen Hela Staden.")
    assert {s for s, p, o in found if p == "organizes"} == {"Malmö stad", "Region Skåne"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Satsningen drivs av Boverket.",
        "Initiativtagare är Boverket.",
        "Initiativet till satsningen togs av Boverket.",
        "Boverket är en av parterna i satsningen.",
    ],
)
def test_the_initiative_spoken_of_has_someone_behind_it(sentence: str) -> None:
    assert ("Boverket", "participatesIn", "Gröna vägar") in _relations(f"Satsningen Gröna vägar är ny. {sentence}")


@pytest.mark.parametrize(
    "text",
    [
        "Energimyndigheten uppdras att minska våldet.",
        "Det uppdras åt Energimyndigheten att minska våldet.",
        "Energimyndigheten har uppdraget att i nära samverkan minska våldet.",
        "# Regeringens uppdrag till Energimyndigheten att minska våldet\n\nDet redovisas i maj.",
        "Regeringen har tilldelat Energimyndigheten uppdraget att minska våldet.",
    ],
)
def test_ways_to_say_that_an_assignment_is_given(text: str) -> None:
    assert ("Minska våldet", "assignedTo", "Energimyndigheten") in _relations(text)
    assert ("Minska våldet", "assignedBy", "Regeringen") in _relations(text) or "egeringen" not in text


def test_the_next_sentence_tells_who_gave_it() -> None:
    found = _relations("Trafikverket får i uppdrag att minska våldet. Uppdraget gavs av Socialdepartementet i maj.")
    assert ("Minska våldet", "assignedBy", "Socialdepartementet") in found


def test_a_part_of_an_organisation_is_no_member_of_it() -> None:
    found = _relations("Centrum för klimat är en del av Lunds universitet.")
    assert ("Centrum för klimat", "partOf", "Lunds universitet") in found
    assert not any(p == "memberOf" for _, p, _ in found)


def test_receivers_in_the_next_sentence() -> None:
    text = (
        "I maj fattade regeringen beslut om ett uppdrag (A2017/02422) till tre myndigheter att minska våldet. "
        "Uppdraget gavs till Energimyndigheten, Boverket och Polismyndigheten."
    )
    found = _relations(text)
    assert {o for s, p, o in found if p == "assignedTo"} == {"Energimyndigheten", "Boverket", "Polismyndigheten"}
    assert {o for s, p, o in found if p == "assignedBy"} == {"Regeringen"}
    assert not any(p == "assignedTo" for _, p, _ in _relations(text.replace("Uppdraget gavs", "Boken såldes")))


def test_words_that_a_line_break_became_a_space_in_are_mended() -> None:
    text = "Arbets- förmedlingen och Polis- myndigheten samarbetar med Försäk- ringskassan."
    assert {"Arbetsförmedlingen", "Polismyndigheten", "Försäkringskassan"} == {n for p in _pairs(text) for n in p}


def test_one_hyphen_before_a_space_stays() -> None:
    found = _relations("Boverket samarbetar med Miljö- byggnadsföreningen om hus.")
    assert not any("Miljöbyggnadsföreningen" in fact for fact in found)


def test_those_who_cooperate_are_listed_after_the_verb() -> None:
    text = "De samverkande myndigheterna inom satsningen är Energimyndigheten, Boverket och Polismyndigheten."
    assert len(_pairs(text)) == 3


def test_a_page_of_an_organisation_is_no_projects() -> None:
    text = "# Boverket\n\nProgrammet för hus pågår.\n\nFinansiär: Formas\n\nProjektledare: Anna Ek"
    assert not any(o == "Boverket" and p == "funds" for _, p, o in _relations(text))


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Formas bidrar med tio miljoner och Region Skåne med två miljoner kronor till projektet Gröna Vägar.",
            ("Region Skåne", "funds", "Gröna Vägar"),
        ),
        ("Formas har beslutat att finansiera projektet Gröna Vägar.", ("Formas", "funds", "Gröna Vägar")),
        (
            "Projektet Gröna Vägar startar. Vi samarbetar med Skanska i projektet, säger Anna Ek på Malmö stad.",
            ("Skanska", "participatesIn", "Gröna Vägar"),
        ),
        ("Boverket, som är värd för Bostadsveckan, svarar.", ("Boverket", "organizes", "Bostadsveckan")),
        (
            "Boverket samordnar nätverket Gröna Vägar, som samlar Malmö stad och Region Skåne.",
            ("Malmö stad", "memberOf", "Gröna Vägar"),
        ),
        ("Under Bostadsveckan håller Boverket ett samtal.", ("Boverket", "participatesIn", "Bostadsveckan")),
    ],
)
def test_what_a_sentence_says_in_another_order(text: str, fact: tuple[str, str, str]) -> None:
    assert fact in _relations(text)


def test_an_assignment_that_several_got_together_is_no_cooperation() -> None:
    text = "Boverket har tillsammans med Riksarkivet och Polismyndigheten fått i uppdrag av regeringen att mäta våldet."
    assert not _pairs(text)
    assert len([f for f in _relations(text) if f[1] == "assignedTo"]) == 3
