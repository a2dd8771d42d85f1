"""Reading again what differs: files by how they look, articles by which others they may be copies of.

A build notes of each file how it looked (size, times, place on the disk) and what it held. The next one reads the files
that look otherwise, and of all other articles those alone that share a mark with what is new or gone
(`read.copies.marks_of`), since no other article can become a copy of them or the reverse. Looks only say what need not
be read: a file that was changed a moment before it was read is looked into again, as git does with its index.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from innograph.article import Article
from innograph.pipeline.reading import Reading
from innograph.read import Copy, Skipped, Splitter
from innograph.read.inputs import list_inputs, split_input
from innograph.read.piece import Piece
from innograph.read.remote import is_remote
from innograph.read.source import Reader, read_each, sort_out

#: What becomes of an article that is read.
_KEPT, _COPY, _SKIPPED = "kept", "copy", "skipped"
#: Nanoseconds before the reading of a file within which a change of it may have left its times as they were: the
#: coarsest clocks of file systems (FAT) go by two seconds.
_RACY = 2_000_000_000
#: So many articles at most are looked at because of a change; beyond, all of them are.
_MOST = 2_000
#: What comes of a process that failed may come out otherwise the next time.
_FAILED = f"{Reading.what} failed"


@dataclass(frozen=True, slots=True)
class FileState:
    """How a file looked when it was read ("" where that tells nothing), and the hash of what it held."""

    look: str = ""
    hash: str = ""


@dataclass(slots=True)
class Known:
    """An article that was read: from which file and piece, what it became and why, and its marks."""

    file: str
    source: str
    id: str
    url: str | None
    became: str
    why: str
    marks: array[int] = field(default_factory=lambda: array("q"))


@dataclass(slots=True)
class Sorted:
    """What is kept of some articles, the copies, and what is left out; and `known`, all as they are to be noted, None
    where that would not tell one from the other: several pieces of one name and id, or what is no file."""

    articles: list[Article]
    copies: list[Copy]
    skipped: list[Skipped]
    known: list[Known] | None = None


@dataclass(slots=True)
class Difference:
    """What differs from a former reading. `articles` are those that may be new or others than they were, `gone` the ids
    that are no more; `skipped` and `copies` are all that there are."""

    articles: list[Article] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    #: Files that were opened.
    opened: int = 0
    #: What the tables are to be told.
    files: dict[str, FileState] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    forgotten: set[int] = field(default_factory=set)
    known: list[Known] = field(default_factory=list)


@dataclass(slots=True)
class Inventory:
    """Keeps account of the files while they are read."""

    splitter: Splitter
    files: dict[str, FileState] = field(default_factory=dict)
    #: Piece → the file that it is from.
    origins: dict[str, str] = field(default_factory=dict)
    #: Whether everything is a file on this disk.
    whole: bool = True
    #: What is no input.
    outside: list[Skipped] = field(default_factory=list)

    def pieces(self, sources: Iterable[str | Skipped]) -> Iterator[Piece | Skipped]:
        """The pieces of these inputs (see `read.inputs.list_inputs`), one after the other."""
        for source in sources:
            if isinstance(source, Skipped):
                self.outside.append(source)
                continue
            if source == "-" or is_remote(source):
                self.whole = False
            else:
                self.files[source] = look_into(source)
            for piece in split_input(source, self.splitter):
                self.origins[piece.source] = source
                yield piece

    def sort_out(self, read: Sequence[tuple[Article, str]], skipped: Sequence[Skipped]) -> Sorted:
        """What becomes of some articles, each with what it was read from, and of what could not be read."""
        marks: dict[int, array[int]] = {}

        def tell(place: int, found: tuple[int, ...]) -> None:
            marks[place] = array("q", found)

        kept, copies, others = sort_out(read, tell)
        result = Sorted([article for article, _ in kept], copies, sorted([*self.outside, *skipped, *others]))
        if not self.whole or len({(source, article.id) for article, source in read}) < len(read):
            return result
        became = {(copy.source, copy.id): (_COPY, f"{copy.kept}\n{copy.why}") for copy in copies}
        became |= {(source, article.id): (_KEPT, "") for article, source in kept}
        reasons = {other.source: other.reason for other in others}
        result.known = known = []
        for place, (article, source) in enumerate(read):
            what, why = became.get((source, article.id)) or (_SKIPPED, reasons[source])
            known.append(Known(self.origins[source], source, article.id, article.url, what, why, marks[place]))
        for item in skipped:
            file = self.origins[item.source]
            known.append(Known(file, item.source, "", None, _SKIPPED, item.reason))
            if item.reason.startswith(_FAILED) and file in self.files:
                self.files[file] = FileState()
        return result


def read_all(
    sources: Iterable[str | Skipped], inventory: Inventory, reader: Reader | None = None
) -> tuple[list[tuple[Article, str]], list[Skipped]]:
    """The articles of inputs, each with what it was read from, and what could not be read."""
    read: list[tuple[Article, str]] = []
    skipped: list[Skipped] = []
    for found in (reader or read_each)(inventory.pieces(sources)):
        if isinstance(found, Skipped):
            skipped.append(found)
        else:
            read.append(found)
    return read, skipped


def _look(state: os.stat_result) -> str:
    """How a file looks from outside."""
    return f"{state.st_dev} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def look_into(path: str) -> FileState:
    """How a file looks, and what it holds; nothing for what cannot be read."""
    try:
        with Path(path).open("rb") as file:
            now, state = time.time_ns(), os.fstat(file.fileno())
            still = max(state.st_mtime_ns, state.st_ctime_ns) < now - _RACY
            return FileState(_look(state) if still else "", hashlib.file_digest(file, "sha256").hexdigest())
    except (OSError, ValueError):
        return FileState()


def note_inputs(database: sqlite3.Connection, inventory: Inventory, known: Iterable[Known]) -> None:
    """Have the tables tell of this reading alone. Raises sqlite3.Error."""
    for table in ("files", "pieces", "marks"):
        database.execute(f"DELETE FROM {table}")
    database.executemany(
        "INSERT INTO files VALUES (?, ?, ?)", ((source, f.look, f.hash) for source, f in inventory.files.items())
    )
    _insert(database, known)


def _insert(database: sqlite3.Connection, known: Iterable[Known]) -> None:
    (place,) = database.execute("SELECT COALESCE(MAX(place), 0) FROM pieces").fetchone()
    for k in known:
        place += 1
        row = (place, k.file, k.source, k.id, k.url, k.became, k.why)
        database.execute("INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        database.executemany("INSERT INTO marks VALUES (?, ?)", ((mark, place) for mark in k.marks))


def note_difference(database: sqlite3.Connection, difference: Difference) -> None:
    """Bring the tables of the former reading up to date. Raises sqlite3.Error."""
    for place in difference.forgotten:
        database.execute("DELETE FROM pieces WHERE place = ?", (place,))
        database.execute("DELETE FROM marks WHERE place = ?", (place,))
    database.executemany("DELETE FROM files WHERE source = ?", ((source,) for source in difference.lost))
    rows = ((source, f.look, f.hash) for source, f in difference.files.items())
    database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", rows)
    _insert(database, difference.known)


def find_difference(
    database: sqlite3.Connection,
    sources: Sequence[Path | str],
    splitter: Splitter,
    *,
    reader: Reader | None = None,
    look: bool = True,
    again: Iterable[str] = (),
) -> Difference | None:
    """What differs from the reading that these tables tell of; None where everything has to be read.

    Without `look` each file is read, however it looks. `again` are ids of articles to be given in any case.
    Raises sqlite3.Error.
    """
    found = Difference()
    former = {s: FileState(look_, hash_) for s, look_, hash_ in database.execute("SELECT * FROM files")}
    present: set[str] = set()
    fresh: list[str] = []
    for source in list_inputs(sources):
        if isinstance(source, Skipped):
            found.skipped.append(source)
            continue
        if source == "-" or is_remote(source):
            return None
        present.add(source)
        before, now = former.get(source, FileState()), ""
        if look and before.look:
            try:
                now = _look(os.stat(source))
            except (OSError, ValueError):
                now = ""
        if now and now == before.look:
            continue
        state = look_into(source)
        found.opened += 1
        if state.hash and state.hash == before.hash:
            if state.look != before.look:
                found.files[source] = state
        else:
            fresh.append(source)
    found.lost = [source for source in former if source not in present]
    if len(fresh) > _MOST:
        return None
    inventory = Inventory(splitter)
    read, skipped = read_all(fresh, inventory, reader)
    for source in (*fresh, *found.lost):
        rows = database.execute("SELECT place FROM pieces WHERE file = ?", (source,))
        found.forgotten.update(place for (place,) in rows)
    around = _around(database, found.forgotten, read, again)
    if around is None:
        return None
    others = _read_again(database, around, splitter, reader)
    if others is None:
        return None
    found.forgotten |= around
    was = {
        name
        for place in found.forgotten
        for (name,) in database.execute("SELECT id FROM pieces WHERE place = ? AND became = ?", (place, _KEPT))
    }
    inventory.origins.update((source, file) for file, there in others.items() for _, source in there)
    read += [pair for there in others.values() for pair in there]
    result = inventory.sort_out(read, skipped)
    if result.known is None:
        return None
    found.articles, found.known = result.articles, result.known
    found.gone = was - {article.id for article in found.articles}
    found.files |= inventory.files
    rest = database.execute("SELECT place, source, id, url, became, why FROM pieces WHERE became != ?", (_KEPT,))
    told = [row[1:] for row in rest if row[0] not in found.forgotten]
    told += [(k.source, k.id, k.url, k.became, k.why) for k in found.known if k.became != _KEPT]
    for source, name, url, became, why in told:
        if became == _COPY:
            kept, _, reason = why.partition("\n")
            found.copies.append(Copy(source, name, url, kept, reason))
        else:
            found.skipped.append(Skipped(source, why))
    found.copies.sort(key=lambda copy: (copy.source, copy.id))
    found.skipped.sort()
    return found


def _around(
    database: sqlite3.Connection, forgotten: set[int], read: Sequence[tuple[Article, str]], again: Iterable[str]
) -> set[int] | None:
    """The places of articles on which something may depend of what was read or is forgotten, those of ids `again` too;
    None where they are too many."""
    from innograph.read.copies import marks_of

    marks = {mark for article, _ in read for mark in marks_of(article)}
    queue = list(forgotten)
    found: set[int] = set()
    for name in again:
        for (place,) in database.execute("SELECT place FROM pieces WHERE id = ? AND became = ?", (name, _KEPT)):
            if place not in forgotten:
                found.add(place)
                queue.append(place)
    asked: set[int] = set()
    while True:
        while queue:
            rows = database.execute("SELECT mark FROM marks WHERE place = ?", (queue.pop(),))
            marks.update(mark for (mark,) in rows)
        for mark in marks - asked:
            for (place,) in database.execute("SELECT place FROM marks WHERE mark = ?", (mark,)):
                if place not in forgotten and place not in found:
                    found.add(place)
                    queue.append(place)
        asked |= marks
        if len(found) > _MOST:
            return None
        if not queue:
            return found


def _read_again(
    database: sqlite3.Connection, places: Iterable[int], splitter: Splitter, reader: Reader | None
) -> Mapping[str, list[tuple[Article, str]]] | None:
    """The articles of these places by file; None where one is not there any more."""
    wanted: dict[str, set[str]] = defaultdict(set)
    count = 0
    for place in places:
        ((file, source),) = database.execute("SELECT file, source FROM pieces WHERE place = ?", (place,))
        wanted[file].add(source)
        count += 1
    found: dict[str, list[tuple[Article, str]]] = {}
    for file, sources in sorted(wanted.items()):
        pieces = (p for p in split_input(file, splitter) if p.source in sources)
        there = [pair for pair in (reader or read_each)(pieces) if not isinstance(pair, Skipped)]
        found[file] = there
        count -= len(there)
    return found if not count else None
