"""What a build knows of its articles, beside the store that it wrote: from it the next build sees what has changed.

One SQLite file in each generation: for every article what its graph was made from and what it counts, and every name
that it gives to anything, because the name that a thing has in the graph depends on all articles. Beside them what was
read from which file (rereading.py), and the rows that the pages are made from.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innograph.names import KIND, NameRow

#: The file's name in a generation.
STATE = "state.sqlite"
_TABLES = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (id TEXT PRIMARY KEY, key TEXT NOT NULL, counts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (iri TEXT NOT NULL, article TEXT NOT NULL, kind INTEGER NOT NULL, language TEXT NOT NULL,
  name TEXT NOT NULL);
CREATE INDEX names_iri ON names (iri);
CREATE INDEX names_article ON names (article);
CREATE INDEX names_kind ON names (name, iri) WHERE kind = {KIND};
CREATE TABLE files (source TEXT PRIMARY KEY, look TEXT NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE pieces (place INTEGER PRIMARY KEY, file TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL,
  url TEXT, became TEXT NOT NULL, why TEXT NOT NULL);
CREATE INDEX pieces_file ON pieces (file);
CREATE INDEX pieces_became ON pieces (became);
CREATE TABLE marks (mark INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (mark, place)) WITHOUT ROWID;
CREATE INDEX marks_place ON marks (place);
CREATE TABLE drawn (kind TEXT NOT NULL, iri TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (kind, iri)) WITHOUT ROWID;
"""


@dataclass(slots=True)
class Counts:
    """What an article adds to a build's counts, `used` the corrections that it needs, `reason` why it is left out."""

    language: str = ""
    claims: int = 0
    relations: dict[str, int] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    reason: str = ""


class BuildState:
    """The file, open. Raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        self._database = sqlite3.connect(path)
        # The generation is put on the disk as a whole before it counts.
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA journal_mode = MEMORY")
        if fresh:
            self._database.executescript(_TABLES)

    @property
    def database(self) -> sqlite3.Connection:
        """The file's tables."""
        return self._database

    def __getitem__(self, name: str) -> str:
        row = self._database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def __setitem__(self, name: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def articles(self) -> dict[str, str]:
        """Id → key of every article."""
        return dict(self._database.execute("SELECT id, key FROM articles"))

    def unread(self) -> list[str]:
        """Ids of articles that were read and kept, and of which nothing is known."""
        query = "SELECT id FROM pieces WHERE became = 'kept' AND id NOT IN (SELECT id FROM articles) ORDER BY id"
        return [name for (name,) in self._database.execute(query)]

    def left_out(self) -> dict[str, str]:
        """Id → why, of the articles that are not in the graph."""
        query = """SELECT id, counts FROM articles WHERE counts LIKE '%"reason"%' ORDER BY id"""
        found = {name: Counts(**json.loads(text)).reason for name, text in self._database.execute(query)}
        return {name: reason for name, reason in found.items() if reason}

    def counts(self) -> Iterable[tuple[str, Counts]]:
        """Id → what each article counts."""
        cursor = self._database.execute("SELECT id, counts FROM articles ORDER BY id")
        while rows := cursor.fetchmany(1000):  # one text is read faster than a thousand
            told = json.loads(f"[{','.join(text for _, text in rows)}]")
            yield from ((name, Counts(**counts)) for (name, _), counts in zip(rows, told, strict=True))

    def put(self, article: str, key: str, counts: Counts, rows: Iterable[NameRow]) -> None:
        """Note an article that was not there before."""
        told = {name: value for name in Counts.__slots__ if (value := getattr(counts, name))}
        self._database.execute("INSERT INTO articles VALUES (?, ?, ?)", (article, key, json.dumps(told)))
        self._database.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?, ?)", ((r.iri, article, r.kind, r.language, r.name) for r in rows)
        )

    def remove(self, articles: Iterable[str]) -> None:
        """Forget articles."""
        for name in articles:
            self._database.execute("DELETE FROM articles WHERE id = ?", (name,))
            self._database.execute("DELETE FROM names WHERE article = ?", (name,))

    def named(self) -> set[str]:
        """Every thing that any article names."""
        return {iri for (iri,) in self._database.execute("SELECT DISTINCT iri FROM names")}

    def named_by(self, articles: Iterable[str]) -> set[str]:
        """The things that these articles name."""
        found: set[str] = set()
        for name in articles:
            found.update(iri for (iri,) in self._database.execute("SELECT iri FROM names WHERE article = ?", (name,)))
        return found

    def articles_naming(self, iri: str) -> set[str]:
        """The articles that name a thing."""
        rows = self._database.execute("SELECT DISTINCT article FROM names WHERE iri = ?", (iri,))
        return {article for (article,) in rows}

    def used(self) -> Iterable[tuple[str, set[str]]]:
        """Id → the corrections that an article needs, of those that need any."""
        query = """SELECT id, counts FROM articles WHERE counts LIKE '%"used"%'"""
        for name, text in self._database.execute(query):
            yield name, set(Counts(**json.loads(text)).used)

    def rows_of(self, iris: Collection[str]) -> Iterable[NameRow]:
        """All that any article calls these things."""
        for iri in iris:
            for row in self._database.execute("SELECT iri, kind, language, name FROM names WHERE iri = ?", (iri,)):
                yield NameRow(*row)

    def drawn(self, kind: str) -> dict[str, Any]:
        """IRI → row of this kind, of those that the pages are made from (view/rows.py)."""
        found: dict[str, Any] = {}
        rows = self._database.execute("SELECT iri, row FROM drawn WHERE kind = ?", (kind,))
        while part := rows.fetchmany(1000):
            decoded = json.loads(f"[{','.join(row for _, row in part)}]")
            found.update(zip((iri for iri, _ in part), decoded, strict=True))
        return found

    def draw(self, kind: str, rows: Mapping[str, Any], iris: Iterable[str]) -> None:
        """Note the rows of these IRIs, and that the others of them have none."""
        for iri in iris:
            if iri in rows:
                text = json.dumps(rows[iri], separators=(",", ":"))
                self._database.execute("INSERT OR REPLACE INTO drawn VALUES (?, ?, ?)", (kind, iri, text))
            else:
                self._database.execute("DELETE FROM drawn WHERE kind = ? AND iri = ?", (kind, iri))

    def draw_text(self, kind: str, iri: str, row: str) -> None:
        """Note the row of one IRI, as JSON."""
        self._database.execute("INSERT OR REPLACE INTO drawn VALUES (?, ?, ?)", (kind, iri, row))

    def forget_drawn(self) -> None:
        """Have no such row at all."""
        self._database.execute("DELETE FROM drawn")

    def entities(self) -> Counter[str]:
        """Type → number of things."""
        query = f"SELECT name, COUNT(DISTINCT iri) FROM names WHERE kind = {KIND} GROUP BY name"
        return Counter(dict(self._database.execute(query)))

    def commit(self) -> None:
        """Have it in the file."""
        self._database.commit()

    def close(self) -> None:
        """Let the file go."""
        self._database.close()


def copy_state(source: Path, target: Path) -> None:
    """A copy of a state that may be changed; the state of a generation that counts is written to by nobody.

    Raises OSError, sqlite3.Error.
    """
    if source.with_name(f"{source.name}-journal").exists() or source.with_name(f"{source.name}-wal").exists():
        raise sqlite3.DatabaseError(f"{source}: its last change was not finished")
    shutil.copyfile(source, target)
