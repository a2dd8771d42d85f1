"""Search over names and quotes: without regard to case, accents and inflection, in all seven languages.

SQLite's full-text index (FTS5, https://www.sqlite.org/fts5.html) in memory, over folded words and their Snowball stems
(Porter 2001, https://snowballstem.org): `upphandlingar` finds *upphandlingen*, `Malmo` finds *Malmö*.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import pyoxigraph as ox
import snowballstemmer

from innograph.graph.vocabulary import PROV, RDF, SCHEMA, SKOS, Vocabulary
from innograph.publish.negotiation import PAGES
from innograph.publish.page import alphabetical
from innograph.query.names import fold

_STEMMERS = {
    "sv": "swedish", "nb": "norwegian", "no": "norwegian", "nn": "norwegian", "da": "danish", "fi": "finnish",
    "nl": "dutch", "de": "german", "en": "english",
}  # fmt: skip
_WORD = re.compile(r"\w+")
#: A query has no more words than this; what follows is left out.
_MOST_WORDS = 12
_RANKS = {SKOS.prefLabel: 0, SCHEMA.headline: 0, SKOS.altLabel: 1, SKOS.hiddenLabel: 2}


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its IRI, kind, name with its language, and how many articles name it."""

    iri: str
    kind: str
    label: str
    language: str
    articles: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quote that was found, with its claim and its article."""

    claim: str
    article: str
    text: str
    language: str


#: A stemmer keeps the word that it works on: each thread has its own.
_own = threading.local()


def _stemmer(tag: str) -> Any:
    known: dict[str, Any] = _own.__dict__
    if tag not in known:
        known[tag] = snowballstemmer.stemmer(_STEMMERS[tag])
    return known[tag]


@lru_cache(maxsize=50_000)
def _forms_of(word: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """A word folded, and its stems in these languages. Texts are made of few words."""
    return tuple(dict.fromkeys([fold(word), *(fold(_stemmer(tag).stemWord(word)) for tag in tags)]))


@cache
def _languages() -> tuple[str, ...]:
    return ("sv", "nb", "da", "fi", "nl", "de", "en")


def stems(text: str, language: str = "") -> list[str]:
    """The folded words of a text and their stems; by all languages where it has none.

    >>> "upphandling" in stems("Upphandlingar", "sv")
    True
    """
    tag = language.partition("-")[0].lower()
    tags = (tag,) if tag in _STEMMERS else _languages()
    return list(dict.fromkeys(form for word in _WORD.findall(text.casefold()) for form in _forms_of(word, tags)))


class Index:
    """The search index of one store. Safe to use from several threads; one search at a time."""

    def __init__(self, store: ox.Store, base: str) -> None:
        self._lock = threading.Lock()
        self._vocabulary = Vocabulary(base)
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.executescript(
            """
            CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, label TEXT, language TEXT,
                                 articles INTEGER, names TEXT, date TEXT, sorting TEXT);
            CREATE INDEX things_by_iri ON things(iri);
            CREATE INDEX things_by_kind ON things(kind, date DESC, sorting, iri);
            CREATE TABLE quotes (id INTEGER PRIMARY KEY, claim TEXT, article TEXT, text TEXT, language TEXT);
            CREATE VIRTUAL TABLE thing_words USING fts5(words, content='', prefix='2 3');
            CREATE VIRTUAL TABLE quote_words USING fts5(words, content='');
            """
        )
        self._database.execute("BEGIN")
        self._add_things(store)
        self._add_quotes(store)
        self._database.execute("COMMIT")

    def _add_things(self, store: ox.Store) -> None:
        names: dict[str, set[tuple[int, str, str]]] = {}
        for predicate, rank in _RANKS.items():
            for quad in store.quads_for_pattern(None, predicate, None, None):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                    names.setdefault(quad.subject.value, set()).add(
                        (rank, quad.object.language or "", quad.object.value)
                    )
        for quad in store.quads_for_pattern(None, RDF.type, self._vocabulary.term("Article"), None):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in names:
                # Without a title it is called by its address, as on its page.
                called = quad.subject.value.rpartition("/")[2].replace("-", " ")
                names[quad.subject.value] = {(2, "", called)}
        mentions = self._vocabulary.term("mentions")
        counts = Counter(
            q.object.value
            for q in store.quads_for_pattern(None, mentions, None, None)
            if isinstance(q.object, ox.NamedNode)
        )
        dates = {
            q.subject.value: q.object.value
            for q in store.quads_for_pattern(None, SCHEMA.datePublished, None, None)
            if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.Literal)
        }
        number = 0
        for iri in sorted(names):
            kind = self._vocabulary.kind(iri) or ("place" if "/authority/country/" in iri else "")
            if kind not in PAGES:
                continue
            number += 1
            own = sorted(names[iri])
            label, language = _shown(own)
            words = " ".join(dict.fromkeys(w for _, tag, name in own for w in stems(name, tag)))
            folded = "\n".join(dict.fromkeys(fold(name) for _, _, name in own))
            date = dates.get(iri, "") if kind == "article" else ""
            row = (number, iri, kind, label, language, counts.get(iri, 0), folded, date, alphabetical(label))
            self._database.execute("INSERT INTO things VALUES (?,?,?,?,?,?,?,?,?)", row)
            self._database.execute("INSERT INTO thing_words(rowid, words) VALUES (?,?)", (number, words))

    def _add_quotes(self, store: ox.Store) -> None:
        quote = self._vocabulary.term("quote")
        articles = {
            q.subject: q.object.value
            for q in store.quads_for_pattern(None, PROV.wasQuotedFrom, None, None)
            if isinstance(q.object, ox.NamedNode)
        }
        mentions = {
            q.subject for q in store.quads_for_pattern(None, RDF.predicate, self._vocabulary.term("mentions"), None)
        }
        # A sentence may say several things: the one to name is what ties two of them.
        quieter = {
            q.subject
            for name in ("about", "hasTheme", "hasRole")
            for q in store.quads_for_pattern(None, RDF.predicate, self._vocabulary.term(name), None)
        }
        seen: dict[tuple[str, str], tuple[bool, str, str]] = {}
        for quad in store.quads_for_pattern(None, quote, None, None):
            if (
                isinstance(quad.object, ox.Literal)
                and isinstance(quad.subject, ox.NamedNode)
                and quad.subject in articles
                and quad.subject not in mentions
            ):
                key = (articles[quad.subject], quad.object.value)
                known = (quad.subject in quieter, quad.subject.value, quad.object.language or "")
                seen[key] = min(known, seen.get(key, known))
        for number, ((article, text), (_, claim, language)) in enumerate(sorted(seen.items()), 1):
            self._database.execute("INSERT INTO quotes VALUES (?,?,?,?,?)", (number, claim, article, text, language))
            words = " ".join(stems(text, language))
            self._database.execute("INSERT INTO quote_words(rowid, words) VALUES (?,?)", (number, words))

    def things(
        self, query: str, *, kinds: Sequence[str] = (), limit: int = 20, offset: int = 0
    ) -> tuple[int, list[Hit]]:
        """How many things have a name that fits, and those from `offset` on: first the very name, then names that
        begin so, then the others; of equals those that most articles name.
        """
        match = _match(query, prefixes=True)
        if not match:
            return 0, []
        wanted = fold(query)
        chosen = [k for k in kinds if k in PAGES] or list(PAGES)
        places = ",".join("?" * len(chosen))
        where = (
            f"FROM thing_words JOIN things ON things.id = thing_words.rowid WHERE words MATCH ? AND kind IN ({places})"
        )
        order = (
            "ORDER BY CASE WHEN char(10)||names||char(10) LIKE ? ESCAPE '\\' THEN 0 "
            "WHEN char(10)||names LIKE ? ESCAPE '\\' THEN 1 ELSE 2 END, articles DESC, iri"
        )
        escaped = re.sub(r"([%_\\])", r"\\\1", wanted)
        with self._lock:
            (total,) = self._database.execute(f"SELECT COUNT(*) {where}", (match, *chosen)).fetchone()
            rows = self._database.execute(
                f"SELECT iri, kind, label, language, articles {where} {order} LIMIT ? OFFSET ?",
                (match, *chosen, f"%\n{escaped}\n%", f"%\n{escaped}%", limit, offset),
            ).fetchall()
        return total, [Hit(*row) for row in rows]

    def quotes(self, query: str, *, limit: int = 20, offset: int = 0) -> tuple[int, list[Sentence]]:
        """How many sentences hold all words of the query, and those from `offset` on, the best first."""
        match = _match(query, prefixes=False)
        if not match:
            return 0, []
        where = "FROM quote_words JOIN quotes ON quotes.id = quote_words.rowid WHERE words MATCH ?"
        with self._lock:
            (total,) = self._database.execute(f"SELECT COUNT(*) {where}", (match,)).fetchone()
            rows = self._database.execute(
                f"SELECT claim, article, text, language {where} ORDER BY bm25(quote_words), quotes.id LIMIT ? OFFSET ?",
                (match, limit, offset),
            ).fetchall()
        return total, [Sentence(*row) for row in rows]

    def kinds(self) -> dict[str, int]:
        """How many things there are of each kind, in the order in which pages name the kinds."""
        with self._lock:
            found = dict(self._database.execute("SELECT kind, COUNT(*) FROM things GROUP BY kind").fetchall())
        return {kind: found[kind] for kind in PAGES if kind in found}

    def of_kind(self, kind: str, *, limit: int = 100, offset: int = 0) -> list[Hit]:
        """Things of a kind in alphabetical order; articles newest first."""
        return self._hits("kind = ? ORDER BY date DESC, sorting, iri LIMIT ? OFFSET ?", kind, limit, offset)

    def most_named(self, kinds: Sequence[str], limit: int = 10) -> list[Hit]:
        """Things that most articles name."""
        places = ",".join("?" * len(kinds))
        order = "ORDER BY articles DESC, sorting, iri LIMIT ?"
        return self._hits(f"kind IN ({places}) AND articles > 0 {order}", *kinds, limit)

    def hits(self, iris: Sequence[str]) -> list[Hit]:
        """What a search would say of these things, in their order; those without a name are left out."""
        found = (self._hits("iri = ?", iri) for iri in iris)
        return [hits[0] for hits in found if hits]

    def _hits(self, where: str, *values: str | int) -> list[Hit]:
        with self._lock:
            rows = self._database.execute(
                f"SELECT iri, kind, label, language, articles FROM things WHERE {where}", values
            ).fetchall()
        return [Hit(*row) for row in rows]

    def close(self) -> None:
        """Let the index go."""
        with self._lock:
            self._database.close()


def _shown(names: Iterable[tuple[int, str, str]]) -> tuple[str, str]:
    """The name to show: a preferred one in Swedish, else English, else the first."""
    best = [(tag not in ("sv", "en"), tag != "sv", tag, name) for rank, tag, name in names if rank == 0]
    if not best:
        best = [(True, True, tag, name) for _, tag, name in names]
    _, _, tag, name = min(best)
    return name, tag


def _match(query: str, *, prefixes: bool) -> str:
    """The query in FTS5's language: every word, in any of its forms; the last may be a beginning."""
    words = _WORD.findall(query.casefold())[:_MOST_WORDS]
    return " AND ".join(f"({' OR '.join(_forms(word, prefixes))})" for word in words)


def _forms(word: str, prefixes: bool) -> Iterator[str]:
    for form in stems(word):
        yield f'"{form}"'
    if prefixes:
        yield f'"{fold(word)}"*'
