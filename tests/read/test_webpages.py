"""What is read of forty pages as sites are built: the main text, and what the page says of it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from innograph.article import Article
from innograph.read.copies import merge_copies
from innograph.read.html import read_html
from webpages import WebPage, web_pages


@cache
def read() -> list[tuple[WebPage, Article]]:
    return [(page, read_html(page.html, id="page")) for page in web_pages()]


def said(article: Article) -> Counter[str]:
    """The words of an article, without those that are marked as the page's."""
    return Counter(" ".join(article.text[b.start : b.end] for b in article.blocks if b.kind != "boilerplate").split())


def test_the_main_text_is_found_whole_and_alone() -> None:
    recalls, precisions = [], []
    for page, article in read():
        wanted, found = Counter(page.text.words()), said(article)
        both = (wanted & found).total()
        recalls.append(both / wanted.total())
        precisions.append(both / found.total())
    assert len(recalls) == 40
    assert sum(recalls) / 40 >= 0.99 and min(recalls) >= 0.9
    assert sum(precisions) / 40 >= 0.98 and min(precisions) >= 0.9


@pytest.mark.parametrize("what", ["title", "date", "language", "publisher"])
def test_what_pages_say_of_their_articles(what: str) -> None:
    right = 0
    for page, article in read():
        wanted = page.publisher if what == "publisher" else getattr(page.text, what)
        right += getattr(article, what) == wanted
    assert right >= (35 if what == "publisher" else 40)


def test_a_lead_that_stands_apart_is_read() -> None:
    for page, article in read():
        assert page.text.parts[0][1] in article.text, page.name


def test_the_same_story_on_eight_sites_is_one_article() -> None:
    merged, copies = merge_copies([(article, page.name) for page, article in read()])
    assert len(merged) == len({page.text.title for page, _ in read()}) == 8
    assert len(copies) == 32


def test_a_table_that_sets_the_page_is_no_row() -> None:
    for page, article in read():
        assert all(len(article.text[b.start : b.end]) < 600 for b in article.blocks if b.kind == "item"), page.name


def test_the_day_of_reading_decides_nothing() -> None:
    page, _ = read()[0]
    coming = page.html.replace(page.text.date, "2099-05-05")
    assert read_html(coming, id="page").date == "2099-05-05"
