"""Articles kept as they were read from pages and PDFs, for the next build: parsing them takes as long as finding facts.

An article belongs to the bytes that it was read from, to what came with them, and to all that reads them, so it cannot
be out of date. One SQLite file; losing it costs time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import sqlite3
import zlib
from dataclasses import astuple, fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from innograph.article import Article, Block
from innograph.pipeline.extraction import digest_of
from innograph.read.piece import Piece
from innograph.resources import resource

_TABLE = "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, article BLOB NOT NULL) WITHOUT ROWID"
_PACKAGE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("trafilatura", "htmldate", "courlan", "justext", "lxml", "pypdfium2")


class Readings:
    """Articles by what they were read from."""

    def __init__(self, path: Path) -> None:
        """Where they lie; the file is opened, or made, when it is first needed."""
        self._path = path
        self._file: sqlite3.Connection | None = None
        self._used: set[str] = set()

    @property
    def _database(self) -> sqlite3.Connection:
        """The file; one that is damaged is made anew. Raises OSError, sqlite3.Error."""
        if self._file is None:
            try:
                self._file = self._open()
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
                self._file = self._open()
        return self._file

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path)
        try:
            database.execute("PRAGMA synchronous = OFF")
            database.execute(_TABLE)
            database.execute("SELECT key FROM readings LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            database.close()
            raise
        return database

    def get(self, key: str) -> Article | None:
        """The article that was read from a piece with this key, None where none is kept whole."""
        row = self._database.execute("SELECT article FROM readings WHERE key = ?", (key,)).fetchone()
        article = None
        if row is not None:
            with contextlib.suppress(zlib.error, ValueError, TypeError, KeyError):
                article = _from_record(zlib.decompress(row[0]))
        if article is not None:
            self._used.add(key)
        return article

    def put(self, key: str, article: Article) -> None:
        """Keep an article."""
        row = (key, zlib.compress(_to_record(article), 1))
        self._database.execute("INSERT OR REPLACE INTO readings VALUES (?, ?)", row)
        self._used.add(key)
        if len(self._used) % 500 == 0:
            self._database.commit()  # what a killed build has read is there for the next

    def keep_used(self) -> None:
        """Drop what has been neither found nor put since this was opened."""
        if self._file is None:
            return
        self._database.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.executemany("INSERT INTO used VALUES (?)", ((key,) for key in self._used))
        self._database.execute("DELETE FROM readings WHERE key NOT IN (SELECT key FROM used)")
        self._database.commit()

    def close(self) -> None:
        """Let the file go, with what was put."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.commit()
                self._file.close()
            self._file = None


def key_of(piece: Piece) -> str:
    """A name for what is read from a piece: the same as long as the piece and what reads it are."""
    digest = hashlib.sha256(_version())
    digest.update(repr((piece.format, piece.id, astuple(piece.given))).encode("utf-8", "surrogatepass"))
    digest.update(piece.data)
    return digest.hexdigest()


@cache
def _version() -> bytes:
    own = [_PACKAGE / "article.py", _PACKAGE / "iri.py", _PACKAGE / "read", resource("data", "page")]
    digest = hashlib.sha256(digest_of(own))
    for part in (platform.python_version(), *(f"{name} {version(name)}" for name in _LIBRARIES)):
        digest.update(part.encode() + b"\0")
    return digest.digest()


def _to_record(article: Article) -> bytes:
    value = {field.name: getattr(article, field.name) for field in fields(Article)}
    value["blocks"] = [astuple(block) for block in article.blocks]
    return json.dumps(value, separators=(",", ":")).encode("ascii")


def _from_record(record: bytes) -> Article:
    value: dict[str, Any] = json.loads(record)
    blocks = tuple(
        Block(kind, start, end, level, tuple((a, b) for a, b in emphasis))
        for kind, start, end, level, emphasis in value.pop("blocks")
    )
    value.update(blocks=blocks, sources=tuple(value["sources"]), addresses=tuple(value["addresses"]))
    return Article(**value)
