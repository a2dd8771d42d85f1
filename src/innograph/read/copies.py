"""The same article at several places: by its address, its text, or nearly its text.

A press release stands on the sites of everybody who has a part in it, a page in the feed and in the archive. They are
one article with several addresses. Which of them is kept depends on them alone and not on the order in which they
were read: the most complete; of those the oldest; then the one with an address, the longest, and so on.

Articles that look alike need not be the same: an agency writes the same of one municipality after the other. Where two
texts say the same sentence of somebody else, or with other numbers, both are kept.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache

from innograph.article import Article
from innograph.read.addresses import address_key

#: Texts share this part of their runs of three words, or more, where they are nearly the same.
ALIKE = 0.7
#: Two texts at one address are related when the shorter has this part of its words from the longer.
RELATED = 0.5
#: Shorter texts (words) are the same or not: their words in common say little.
_MIN_WORDS = 30
#: Bands of hashes of which one must agree for two texts to be compared: of texts that share 0.7 of their runs 89 in 100
#: agree in one, at 0.8 more than 99, at 0.5 a third.
_BANDS, _ROWS = 12, 5
_SEED = 20_261_129
#: Kept articles of one band that a further one is compared with: texts from one mould by the thousand agree in it.
_MOST = 40
_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that is the same as one that is kept. `source` is what it was read from, `why` how that is known."""

    source: str
    id: str
    url: str | None
    kept: str
    why: str


#: Is told of an article by its number, and of the marks of which copies of it have one in common with it.
Tell = Callable[[int, tuple[int, ...]], None]


def merge_copies(
    read: Sequence[tuple[Article, str]], tell: Tell | None = None
) -> tuple[list[tuple[Article, str]], list[Copy]]:
    """The articles without copies, each with all addresses at which it stands, sorted by id; and the copies.

    `read` are articles with what they were read from, in any order: the result does not depend on it. What becomes of
    an article depends on those alone that have a mark in common with it, or with one of those, and so on: `tell` is
    told of the marks of each.
    """
    order = sorted(range(len(read)), key=lambda place: (*_rank(read[place][0]), read[place][1]))
    kept: list[int] = []
    addresses: dict[int, list[str]] = {}
    copies: list[Copy] = []
    with closing(_Index()) as index:
        for place in order:
            article, source = read[place]
            if tell is not None:
                tell(place, marks_of(article))
            original, why = index.find(article, read)
            if original is None:
                kept.append(place)
                addresses[place] = list(article.addresses)
                index.keep(article, place)
                continue
            copies.append(Copy(source, article.id, article.url, read[original][0].id, why))
            if not article.own_words:
                addresses[original] += _addresses_of(article)
                index.add_addresses(article, original)
    merged = [(_with_addresses(read[place][0], addresses[place]), read[place][1]) for place in kept]
    merged.sort(key=lambda pair: (pair[0].id, pair[0].text_sha256, pair[1]))
    return merged, sorted(copies, key=lambda copy: (copy.source, copy.id))


def _rank(article: Article) -> tuple[int, str, int, int, str, str, str]:
    """Which of several is kept: the first. Lengths count by steps of half as much again: less is no difference."""
    size = len(article.text)
    return (
        -(size.bit_length() * 2 + (size >> max(0, size.bit_length() - 2) & 1)),
        article.date or "9999",
        article.url is None,
        -size,
        article.url or "",
        article.id,
        article.text_sha256,
    )  # fmt: skip


def _with_addresses(article: Article, others: Sequence[str]) -> Article:
    """An article with the addresses of its copies, each page once."""
    if article.own_words or not others:
        return article
    seen = {address_key(article.url): article.url or ""}
    for url in sorted(others):
        seen.setdefault(address_key(url) or url, url)
    first = article.url or min(url for url in seen.values() if url)
    rest = tuple(url for url in seen.values() if url and url != first)
    return replace(article, url=first, sources=article.sources or (first,), addresses=rest)


def _addresses_of(article: Article) -> list[str]:
    return [url for url in (article.url, *article.addresses) if url]


def _keys_of(article: Article) -> list[str]:
    """By what an article's addresses are compared; none for a retelling, whose addresses are its source's."""
    if article.own_words:
        return []
    return [key for key in dict.fromkeys(map(address_key, _addresses_of(article))) if key]


def marks_of(article: Article) -> tuple[int, ...]:
    """Numbers of which two articles have one in common if one can be a copy of the other, or has its id."""
    names = (f"id {article.id}", f"text {article.text_sha256}", *(f"url {key}" for key in _keys_of(article)))
    numbers = [
        int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=7).digest()) for name in names
    ]
    return tuple(dict.fromkeys([*numbers, *_bands_of(body_of(article))]))


class _Index:
    """The articles that are kept, by address, text and bands of hashes. On disk where they are many."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a file that SQLite removes, held in memory while it is small
        self._database.executescript(
            "CREATE TABLE names (name TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (name, rank)) WITHOUT ROWID;"
            "CREATE TABLE bands (band INTEGER, rank INTEGER, place INTEGER, PRIMARY KEY (band, rank)) WITHOUT ROWID;"
        )
        self._ranks: dict[int, int] = {}  # places in the order in which they were kept

    def find(self, article: Article, read: Sequence[tuple[Article, str]]) -> tuple[int | None, str]:
        """The kept article that this one is the same as, and how that is known."""
        (row,) = self._named(f"text {article.text_sha256}") or (None,)
        if row is not None:
            return row, "the same text"
        for key in _keys_of(article):
            for place in self._named(f"url {key}", _MOST):
                if _are_related(article, read[place][0]):
                    return place, "the same address"
        bands = _bands_of(body_of(article))
        if bands:
            marks = ",".join("?" * len(bands))
            found = self._database.execute(
                f"SELECT place, MIN(rank) FROM bands WHERE band IN ({marks}) GROUP BY place ORDER BY 2 LIMIT {_MOST}",
                bands,
            )
            for place, _ in found.fetchall():
                if are_alike(body_of(article), body_of(read[place][0])):
                    return place, "nearly the same text"
        return None, ""

    def _named(self, name: str, most: int = 1) -> list[int]:
        query = f"SELECT place FROM names WHERE name = ? ORDER BY rank LIMIT {most}"
        return [place for (place,) in self._database.execute(query, (name,))]

    def keep(self, article: Article, place: int) -> None:
        """Have later articles compared with this one."""
        rank = self._ranks[place] = len(self._ranks)
        name = f"text {article.text_sha256}"
        self._database.execute("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", (name, rank, place))
        self.add_addresses(article, place)
        rows = [(band, rank, place) for band in set(_bands_of(body_of(article)))]
        self._database.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", rows)

    def add_addresses(self, article: Article, place: int) -> None:
        """Have later articles at this article's addresses compared with the one that is kept of it."""
        rows = [(f"url {key}", self._ranks[place], place) for key in _keys_of(article)]
        self._database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", rows)

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def body_of(article: Article) -> str:
    """What an article says, without the lines that each site adds: dates, buttons, footers."""
    said = [article.text[block.start : block.end] for block in article.blocks if block.kind != "boilerplate"]
    return "\n".join(said) or article.text


@lru_cache(maxsize=4)
def _bands_of(text: str) -> tuple[int, ...]:
    """A few numbers of which texts that are nearly the same have one in common; none for a short text."""
    from rensa import RMinHash

    runs = _runs(text)
    if not runs:
        return ()
    machine = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    machine.update(sorted(runs))
    digest = machine.digest()
    return tuple(
        int.from_bytes(
            hashlib.blake2b(repr((band, digest[band * _ROWS : (band + 1) * _ROWS])).encode(), digest_size=7).digest()
        )
        for band in range(_BANDS)
    )


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[str]:
    """The runs of three words of a text; none for a short one."""
    words = _WORD.findall(text.casefold())
    if len(words) < _MIN_WORDS:
        return frozenset()
    return frozenset(" ".join(words[at : at + 3]) for at in range(len(words) - 2))


def are_alike(one: str, other: str) -> bool:
    """Whether two texts are nearly the same, and none of them says of somebody else what the other says."""
    mine, theirs = _runs(one), _runs(other)
    if not mine or not theirs:
        return False
    shared = len(mine & theirs)
    return shared >= ALIKE * (len(mine) + len(theirs) - shared) and not _contradict(one, other)


def _are_related(one: Article, other: Article) -> bool:
    """Whether two texts at one address are the same article: a summary, an older state, another title; and not two of
    many that an export gives one address."""
    if one.title and one.title == other.title:
        return True
    mine, theirs = (set(_WORD.findall(article.text.casefold())) for article in (one, other))
    return len(mine & theirs) >= RELATED * min(len(mine), len(theirs)) and not _contradict(body_of(one), body_of(other))


def _contradict(one: str, other: str) -> bool:
    """Whether some sentence of one text stands in the other with other names or numbers."""
    mine, theirs = set(_sentences(one)), set(_sentences(other))
    only_mine, only_theirs = sorted(mine - theirs)[:_MOST], sorted(theirs - mine)[:_MOST]
    for left in only_mine:
        words = set(left)
        for right in only_theirs:
            others = set(right)
            shared = len(words & others)
            if shared * 2 < len(words | others) or shared < 3:
                continue
            if any(map(_is_particular, words - others)) and any(map(_is_particular, others - words)):
                return True
    return False


def _sentences(text: str) -> Iterator[tuple[str, ...]]:
    """The sentences of a text as words, the first of which is not told apart by its capital."""
    for sentence in _SENTENCE_END.split(text):
        words = _WORD.findall(sentence)
        if len(words) > 3:
            yield (words[0].casefold(), *words[1:])


def _is_particular(word: str) -> bool:
    """Whether a word is a name or a number."""
    return word[:1].isupper() or word[:1].isdecimal()
