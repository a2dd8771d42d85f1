"""Facts kept from build to build, in one SQLite file: an article that stays as it is need not be read again.

A record belongs to everything that decides it (`extraction.key_of`), so that it can never be out of date: what changed
has another key. What a killed build had found already is there for the next one.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from innograph.article import Article
from innograph.facts import Facts
from innograph.records import from_record

_TABLE = "CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID"
_KEPT = "CREATE TEMP TABLE kept (key TEXT PRIMARY KEY) WITHOUT ROWID"


class FactsCache:
    """Records of facts by key. Not to be used by two builds at a time (`store.generations.build_lock`)."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; one that is damaged is made anew. Raises OSError, sqlite3.Error."""
        self.path = path
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and path.exists() and not path.stat().st_size:
                raise
            self.close()
            path.unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        self._database = sqlite3.connect(self.path)
        # Nothing is lost with the file but time, and a record that a power cut damages is seen by its checksum.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(_TABLE)
        self._database.execute("SELECT key FROM facts LIMIT 1").fetchone()

    def known(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys whose record is there."""
        there = {key for (key,) in self._database.execute("SELECT key FROM facts")}
        return there.intersection(keys)

    def put(self, key: str, record: bytes) -> None:
        """Keep a record, from the next `commit` on."""
        self.put_packed(key, zlib.compress(record, 1))

    def put_packed(self, key: str, record: bytes) -> None:
        """Keep a record that is compressed already, from the next `commit` on."""
        self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, record))

    def get_packed(self, key: str) -> bytes | None:
        """A record as it is kept, compressed; None where there is none."""
        row = self._database.execute("SELECT record FROM facts WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def commit(self) -> None:
        """Have what was put outlast this process."""
        self._database.commit()

    def get(self, key: str, article: Article) -> Facts | None:
        """The facts of an article, None where they are not there whole."""
        row = self._database.execute("SELECT record FROM facts WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return from_record(zlib.decompress(row[0]), article)
        except (zlib.error, ValueError, TypeError):
            return None

    def keep_only(self, keys: Iterable[str]) -> None:
        """Drop the records of all other articles."""
        self._database.execute(_KEPT)
        self._database.executemany("INSERT OR IGNORE INTO kept VALUES (?)", ((key,) for key in keys))
        self._database.execute("DELETE FROM facts WHERE key NOT IN (SELECT key FROM kept)")
        self._database.commit()

    def clear(self) -> None:
        """Forget everything."""
        self._database.execute("DELETE FROM facts")
        self._database.commit()

    def close(self) -> None:
        """Let the file go."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self._database.close()
