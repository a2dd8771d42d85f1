"""The sample articles, set anew in columns: their paragraphs must come back whole."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from innograph.article import Article
from innograph.read import read_file, read_text
from innograph.read.source import Format

ARTICLES = sorted((Path(__file__).parents[2] / "data" / "articles").glob("*.md"))


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(b.kind, " ".join(article.text[b.start : b.end].split())) for b in article.blocks]


def set_in_column(article: Article, width: int, format: Format) -> str:
    """The article as a file of lines no longer than `width`, its layout in the format's own marks."""
    out = ""
    former = ""
    for kind, text in blocks(article):
        mark = {"item": "- ", "title": "# " if format == "markdown" else ""}.get(kind, "")
        room = 10_000 if kind == "title" else width
        out += "\n" if kind == former == "item" else "\n\n"
        out += textwrap.fill(
            mark + text, room, subsequent_indent="  " if mark else "", break_long_words=False,
            break_on_hyphens=False,
        )  # fmt: skip
        former = kind
    return out.strip() + "\n"


@pytest.mark.parametrize("format", ["text", "markdown"])
@pytest.mark.parametrize("width", [60, 72, 90])
def test_paragraphs_items_and_headings_come_back(width: int, format: Format) -> None:
    wrong = []
    for path in ARTICLES:
        article = read_file(path)
        again = read_text(set_in_column(article, width, format), id=article.id, format=format)
        missing = [block for block in blocks(article) if block not in blocks(again)]
        wrong += [(article.id, *block) for block in missing]
    # A caption that only italics told from a paragraph is the one thing that columns lose.
    assert [kind for _, kind, _ in wrong] == ["caption"]
    assert len(ARTICLES) >= 31
