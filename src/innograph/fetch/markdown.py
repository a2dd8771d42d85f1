"""An article as a file of Markdown with its head, from which the same text is read again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from innograph.article import Article, Block

# A character that Markdown might read as a mark. Full stops and brackets matter only behind a number, or before one.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LINE_MARK = re.compile(r"^(\s*)([-+=:]|\d{1,9}[.)])", re.MULTILINE)


def to_markdown(article: Article) -> str:
    """The article in Markdown: what is known of it in the head, its title too; headings, lists and paragraphs below."""
    head = {
        "title": article.title, "date": article.date, "publisher": article.publisher, "source": article.url,
        "language": article.language, "licence": article.licence,
    }  # fmt: skip
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items() if value]
    parts = ["---\n" + "\n".join(lines) + "\n---"]
    listed = False
    for stretch in _stretches(article):
        kinds = {block.kind for block in stretch}
        if kinds == {"title"}:
            continue
        texts = [article.text[block.start : block.end] for block in stretch]
        # With the marks before items, which are in the text where the source had them as words.
        start = article.text.rfind("\n\n", 0, stretch[0].start) + 2 if stretch[0].start else 0
        bare = article.text[start : stretch[-1].end].strip()
        # Two lists that follow each other would be read as one.
        if kinds == {"item"} and not listed and "\n".join(texts) == bare:
            parts.append("\n".join("- " + escape(text).replace("\n", "\n  ") for text in texts))
            listed = True
            continue
        whole = escape(bare)
        parts.append("## " + whole if kinds == {"heading"} and "\n" not in whole else whole)
        listed = False
    return "\n\n".join(parts) + "\n"


def _stretches(article: Article) -> Iterator[list[Block]]:
    """The blocks between two empty lines each."""
    stretch: list[Block] = []
    for block in article.blocks:
        if stretch and "\n\n" in article.text[stretch[-1].end : block.start]:
            yield stretch
            stretch = []
        stretch.append(block)
    if stretch:
        yield stretch


def escape(text: str) -> str:
    """Text that Markdown reads as it stands, with its line ends."""
    escaped = _LINE_MARK.sub(lambda match: match[1] + _escape_mark(match[2]), _MARKS.sub(r"\\\1", text))
    return escaped.replace("\n", "\\\n")


def _escape_mark(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdecimal() else f"\\{mark}"
