"""An article as every room after read/ sees it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text with one layout: `start` to `end` in code points.

    `kind` is one of title, heading, paragraph, item (of a list), caption, boilerplate (menus, banners, footers:
    nothing that the article says). `level` is a heading's depth (1 is the
    highest). `emphasis` are the stretches that the source sets apart (bold, italic), in the same offsets.
    """

    kind: str
    start: int
    end: int
    level: int = 0
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as plain text.

    `id` is the file's name without its ending. `text` holds the title (when the source has one apart from the
    body) and the body, without markup: all offsets anywhere count Unicode code points of `text`. `language` is a
    BCP 47 tag (`sv`, `de-AT`). `date` is ISO 8601, of reduced precision (`2020`, `2020-06`) where the source says
    no more. `sources` are the addresses that the text retells or comes from; `url` is the first of them.
    `addresses` are further ones at which the same article stands.
    `own_words` says that the wording is not the source's (the sample articles): what is quoted from it must
    not be shown as the source's words. `blocks` is empty where the reader knows nothing of the layout.
    """

    id: str
    text: str
    language: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    sources: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    own_words: bool = False
    licence: str | None = None
    blocks: tuple[Block, ...] = field(default=(), repr=False)

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
