"""Names of councils, groups, networks and libraries in Swedish; events that only a programme's title names."""

from __future__ import annotations

import pytest

from innograph.article import Article
from innograph.link import facts
from innograph.read import read_text


def _names(text: str) -> set[str]:
    found = facts(Article("x", text, "sv", None)).to_json()
    return {n for e in found["entities"] if e["type"] == "Organization" for n in (e["label"], *e["aliases"])}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Styrgruppen för trygga hem möttes i går.", "Styrgruppen för trygga hem"),
        ("Referensgruppen för digital skola träffas i maj.", "Referensgruppen för digital skola"),
        ("Regionalt råd för brandskydd och beredskap bildades då.", "Regionalt råd för brandskydd och beredskap"),
        ("Regionala rådet för skydd mot olyckor möts ofta.", "Regionala rådet för skydd mot olyckor"),
        ("Med var Anna Ek, ordförande i trafikutskottet.", "trafikutskottet"),
        ("Nätverk för skolfrågor startar i maj.", "Nätverk för skolfrågor"),
        ("De arbetar i nätverket Gröna kommuner.", "Gröna kommuner"),
        ("De arbetar i nätverket Gröna kommuner.", "Nätverket Gröna kommuner"),
        ("Regionala rådet möts varje år.", "Regionala rådet"),
        ("I mötet deltog Styrgrupp Kvarnholm.", "Styrgrupp Kvarnholm"),
        ("Hon arbetar på Kumla universitetsbibliotek.", "Kumla universitetsbibliotek"),
        ("Föreningen Skolbiblioteks styrelse har träffats.", "Föreningen Skolbibliotek"),
    ],
)
def test_bodies_are_names(text: str, name: str) -> None:
    assert name in _names(text)


@pytest.mark.parametrize("text", ["Här finns råd för vardagen.", "Hon söker nätverket av goda vänner."])
def test_common_nouns_are_no_bodies(text: str) -> None:
    assert not _names(text)


_PROGRAMME = """---
title: {title}
language: sv
---

Torsdag 4 mars samlar konferensen skolans folk.

10.00 Inledning med Anna Ek, enhetschef, Boverket

11.00 Vad vet vi? Bo Lind, professor, Umeå universitet

12.00 Lunch

Panel:

Eva Berg, rektor
"""


def _participants(title: str) -> set[tuple[str, str]]:
    found = facts(read_text(_PROGRAMME.format(title=title), id="x")).to_json()
    labels = {e["iri"]: e["label"] for e in found["entities"]}
    return {(labels[r["s"]], labels[r["o"]]) for r in found["relations"] if r["p"] == "participatesIn"}


def test_a_programmes_title_is_the_event() -> None:
    assert ("Anna Ek", "Skolans nya hus") in _participants("Skolans nya hus")
    assert ("Bo Lind", "Skolans nya hus") in _participants("Skolans nya hus")
    assert ("Eva Berg", "Skolans nya hus") in _participants("Skolans nya hus")


def test_the_programme_of_an_event_is_no_project() -> None:
    found = facts(Article("x", "Här är programmet för Branschdagarna 2021.", "sv", None)).to_json()
    assert {(e["type"], e["label"]) for e in found["entities"]} <= {("Event", "Branschdagarna 2021")}


def test_a_title_that_tells_news_is_no_event() -> None:
    assert not _participants("Ny enhetschef besöker skolan")


def test_a_party_in_brackets_is_no_employer() -> None:
    assert _names("Med var Anna Ek (KD) och Bo Lind (SD) från Boverket.") == {"Boverket"}


def test_an_abbreviation_between_commas_is_the_name_before_it() -> None:
    found = facts(Article("x", "Nordiska riksmuseet, NR, leds av Anna Ek. Hon är chef på NR.", "sv", None)).to_json()
    assert [e["label"] for e in found["entities"] if e["type"] == "Organization"] == ["Nordiska riksmuseet"]


def test_a_listed_name_without_the_s_between_its_parts_is_the_listed_one() -> None:
    found = facts(Article("x", "Strålsäkerhetmyndigheten och Strålsäkerhetsmyndigheten.", "sv", None)).to_json()
    assert len([e for e in found["entities"] if e["type"] == "Organization"]) == 1


def test_a_given_name_alone_is_the_only_person_of_that_name() -> None:
    text = "Malin berättar om arbetet. Malin Ek är enhetschef på Boverket."
    persons = [e for e in facts(Article("x", text, "sv", None)).to_json()["entities"] if e["type"] == "Person"]
    assert len(persons) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hon deltog i konferensen Folk och bildning i maj.", "Folk och bildning"),
        ("Projektet Storken och kommunen deltar.", "Storken"),
    ],
)
def test_a_title_may_hold_an_and(text: str, name: str) -> None:
    found = facts(Article("x", text, "sv", None)).to_json()
    assert name in {e["label"] for e in found["entities"] if e["type"] in ("Event", "Project")}
