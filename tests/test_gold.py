"""Floors for what is found in the sample articles, and for how little a page's furniture may change it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

import innograph
from innograph.evaluation import Count, evaluate, read_gold
from innograph.read import read_paths, read_text
from innograph.resources import resource

# Raise a floor when the rules get better; lowering one takes a reason in the commit.
FLOORS = {"entities": 0.86, "relations": 0.70}

ABOVE = """\
Hoppa till innehåll
Meny
Sök

Vi använder kakor (cookies) för att webbplatsen ska fungera. Godkänn alla eller välj inställningar.

Hem / Nyheter / Vinnova

"""
BELOW = """

Dela på Facebook
Dela på LinkedIn
Skriv ut

Läs också
Ny generaldirektör för Trafikverket
Vinnova och Kustbevakningen samarbetar om artificiell intelligens

© 2022 Vinnova | Om oss | Kontakt | Personuppgifter
"""


@cache
def sample() -> dict[str, dict[str, Any]]:
    """The facts of every sample article, by id."""
    articles = read_paths([resource("data", "articles")]).articles
    return {article.id: innograph.extract(article).to_json() for article in articles}


def swedish(found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """F1 of entities and relations in the Swedish sample articles."""
    gold = [facts for facts in read_gold(resource("data", "gold")) if facts["lang"] == "sv"]
    assert len(gold) >= 21
    result = evaluate(gold, found)
    return {"entities": result.all_entities.f1, "relations": result.all_relations.f1}


@pytest.mark.parametrize("what", FLOORS)
def test_swedish_sample_articles(what: str) -> None:
    assert swedish(sample())[what] >= FLOORS[what]


def test_no_sample_article_is_taken_for_its_sources_words() -> None:
    assert all(article.own_words for article in read_paths([resource("data", "articles")]).articles)


def test_every_sample_article_has_gold_facts_and_the_other_way_round() -> None:
    assert sorted(sample()) == [facts["id"] for facts in read_gold(resource("data", "gold"))]


def test_a_page_around_an_article_changes_hardly_anything() -> None:
    noisy = {}
    for article in read_paths([resource("data", "articles")]).articles:
        if article.language == "sv":
            page = read_text(ABOVE + article.text + BELOW, id=article.id)
            assert page.title == article.title
            noisy[article.id] = innograph.extract(page).to_json()
    clean, framed = swedish(sample()), swedish(noisy)
    for what in FLOORS:
        assert framed[what] > clean[what] - 0.03
    names = {entity["label"] for facts in noisy.values() for entity in facts["entities"]}
    assert "Kustbevakningen" not in names


def test_what_is_right_extra_and_missed_is_counted() -> None:
    gold = {
        "id": "a",
        "lang": "sv",
        "entities": [
            {"name": "Vinnova", "type": "Organization", "aliases": []},
            {"name": "DIGG", "type": "Organization", "aliases": ["Digg"]},
            {"name": "Anna Ek", "type": "Person", "aliases": []},
        ],
        "relations": [
            {"s": "Vinnova", "p": "collaboratesWith", "o": "DIGG"},
            {"s": "Anna Ek", "p": "hasRole", "o": "strateg"},
        ],
    }
    found = {
        "entities": [
            {"iri": "x:1", "label": "Myndigheten", "type": "Organization", "aliases": ["digg"]},
            {"iri": "x:2", "label": "Vinnova", "type": "Organization", "aliases": []},
            {"iri": "x:3", "label": "Vinnova", "type": "Person", "aliases": []},
        ],
        "relations": [
            {"s": "x:1", "p": "collaboratesWith", "o": "x:2"},
            {"s": "x:3", "p": "hasRole", "o": "strateg"},
        ],
    }
    result = evaluate([gold], {"a": found})
    assert result.all_entities == Count(tp=2, fp=1, fn=1)
    assert result.all_relations == Count(tp=1, fp=1, fn=1)
    assert result.all_entities.f1 == pytest.approx(2 / 3)
    assert evaluate([gold], {}).all_relations == Count(fn=2)
