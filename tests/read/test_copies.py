"""The same article at several places is one, whatever the order; articles that only look alike are not."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from innograph.article import Article
from innograph.read import read_corpus
from innograph.read.addresses import address_key
from innograph.read.copies import merge_copies
from innograph.read.source import read_text

SENTENCES = (
    "Exempelverket och Provköpings kommun inleder ett samarbete om innovationsupphandling.",
    "Projektet heter Grön mat och pågår i tre år.",
    "Målet är att skolornas kök ska kunna köpa mer av det som odlas i närheten.",
    "– Vi har väntat länge på det här, säger Anna Ek, som är strateg på myndigheten.",
    "Kommunen bidrar med två kök och myndigheten med kunskap om hur man upphandlar.",
    "Även Region Skåne och Högskolan i Exempelstad deltar i arbetet.",
    "Resultaten ska spridas till andra kommuner genom utbildningar och en handbok.",
    "Nästa steg är en marknadsdialog med leverantörer som hålls efter sommaren.",
)
TEXT = "\n\n".join(SENTENCES)


def article(id: str, text: str = TEXT, **given: str) -> Article:
    return read_text(text, id=id, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.example/nyhet/", "http://a.example/nyhet"),
        ("https://a.example/nyhet?utm_source=x&id=1", "https://a.example/nyhet?id=1#kommentarer"),
        ("https://A.example:443/n?b=2&a=1", "https://a.example/n?a=1&b=2"),
        ("https://a.example/n/amp/", "https://a.example/n"),
        ("https://a.example/n/index.html", "https://a.example/n"),
    ],
)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) is not None


@pytest.mark.parametrize(
    "url", ["https://a.example/", "https://a.example", "ftp://a.example/x", "urn:x", "", "https://[x/y"]
)
def test_addresses_of_no_page(url: str) -> None:
    assert address_key(url) is None


def test_addresses_of_two_pages() -> None:
    assert address_key("https://a.example/n?id=1") != address_key("https://a.example/n?id=2")
    assert address_key("https://a.example/n") != address_key("https://b.example/n")
    assert address_key("https://a.example:8080/n") != address_key("https://a.example/n")


def many() -> list[tuple[Article, str]]:
    longer = TEXT + "\n\nLäs mer på webbplatsen. Kontakta presstjänsten om du har frågor om samarbetet."
    articles = [
        article("a", url="https://a.example/1", date="2023-04-05"),
        article("b", "Publicerad 6 april 2023\n\n" + TEXT, url="https://b.example/1", date="2023-04-06"),
        article("c", longer, url="https://c.example/1", date="2023-04-07"),
        article(
            "d", SENTENCES[0] + " " + SENTENCES[1], url="http://www.a.example/1/?utm_source=feed", date="2023-04-05"
        ),
        article("e"),
        article("f", TEXT.replace("Provköping", "Testby").replace("Grön mat", "Blå mat"), url="https://a.example/2"),
        article("g", "\n\n".join(reversed(SENTENCES[:3])), url="https://a.example/"),
        article("h", "En helt annan nyhet om vägar, som handlar om något annat.", url="https://a.example/"),
    ]
    return [(each, f"{each.id}.md") for each in articles]


def test_copies_are_one_article_with_all_addresses_whatever_the_order() -> None:
    merged, copies = merge_copies(many())
    assert [each.id for each, _ in merged] == ["a", "f", "g", "h"]
    first = merged[0][0]
    assert first.url == "https://a.example/1"
    assert first.addresses == ("https://b.example/1", "https://c.example/1")
    assert {copy.id: (copy.kept, copy.why) for copy in copies} == {
        "b": ("a", "nearly the same text"),
        "c": ("a", "nearly the same text"),
        "d": ("a", "the same address"),
        "e": ("a", "the same text"),
    }
    for seed in range(30):
        shuffled = many()
        random.Random(seed).shuffle(shuffled)
        assert merge_copies(shuffled) == (merged, copies)


def test_the_address_where_a_page_was_found_is_one_of_its_own() -> None:
    page = replace(article("page", url="https://a.example/samarbete"), addresses=("https://a.example/r/17",))
    entry = article("entry", " ".join(SENTENCES[:2]), url="https://a.example/r/17?utm_source=feed")
    ((kept, _),), (copy,) = merge_copies([(entry, "feed:1"), (page, "page.html")])
    assert (kept.id, kept.url, kept.addresses) == ("page", "https://a.example/samarbete", ("https://a.example/r/17",))
    assert (copy.id, copy.why) == ("entry", "the same address")


def test_texts_of_one_mould_are_not_one_article() -> None:
    places = ("Provköping", "Testby", "Exempelstad", "Modellköping", "Mallby")
    texts = [TEXT.replace("Provköping", place) for place in places]
    merged, copies = merge_copies([(article(f"n{n}", text), f"{n}") for n, text in enumerate(texts)])
    assert len(merged) == len(places)
    assert not copies


def test_numbers_that_differ_make_two_articles() -> None:
    budget = "Regeringen avsätter {} miljoner kronor för arbetet under nästa år."
    pair = [(article(f"n{n}", TEXT + "\n\n" + budget.format(n)), f"{n}") for n in (20, 30)]
    assert len(merge_copies(pair)[0]) == 2


def test_an_address_that_many_share_is_nobodys() -> None:
    texts = (SENTENCES[1:4], SENTENCES[4:6], SENTENCES[6:8])
    articles = [
        (article(f"n{n}", " ".join(text), url="https://a.example/nyheter"), f"{n}") for n, text in enumerate(texts)
    ]
    assert len(merge_copies(articles)[0]) == 3


def test_a_retelling_is_not_what_it_retells() -> None:
    retold = replace(article("r", "Samarbetet om mat gäller i tre år.", url="https://a.example/1"), own_words=True)
    merged, copies = merge_copies([(article("a", url="https://a.example/1"), "a"), (retold, "r")])
    assert [each.id for each, _ in merged] == ["a", "r"]
    assert not copies


def test_a_corpus_does_not_depend_on_the_order_of_its_files(tmp_path: Path) -> None:
    paths = []
    for name, text in (("a", TEXT), ("b", TEXT), ("x/c", SENTENCES[0]), ("y/c", SENTENCES[1])):
        path = tmp_path / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    results = [read_corpus(order) for order in itertools.permutations(paths)]
    assert all(result == results[0] for result in results)
    assert [each.id for each in results[0].articles] == ["a", "c"]
    assert [copy.id for copy in results[0].copies] == ["b"]
    ((_, reason),) = results[0].skipped
    assert "same id" in reason
