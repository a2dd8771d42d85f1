"""Canonical Turtle out of many small parts: each part sorted where it is made, all of them merged into the file.

A part says of some subjects what one article (or the registry, or the ontology) asserts and what this implies. A
record is all that a part says of one subject, as one line of bytes: the subject's sort key, its asserted facts, its
inferred ones; the facts as Turtle writes them, in order. Most subjects (claims, articles) come from one part, and their
facts are written as they are; only those of several are put together. The outcome is that of turtle.py.
"""

from __future__ import annotations

import heapq
import io
import mmap
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, BinaryIO, NamedTuple

from innograph.export.splice import is_used
from innograph.export.turtle import MEMORY, SECTION_TITLES, Naming, header, rank_of
from innograph.graph.vocabulary import Vocabulary

#: Between the facts of a record, and between its three parts: no term of N-Triples holds either.
FACT, PART = b"\1", b"\0"


class Told(NamedTuple):
    """What is said of one subject: its sort key (section and name), asserted and inferred facts, joined by FACT."""

    key: bytes
    asserted: bytes
    inferred: bytes


class Runs:
    """Records, sorted in parts on disk beyond `memory` bytes, then given back in order, one for each subject."""

    def __init__(self, memory: int = MEMORY) -> None:
        self._memory = self._room = memory
        self._records: list[bytes] = []
        self._parts: list[IO[bytes]] = []
        self._ranks: dict[bytes, bytes] = {}

    def add(self, records: list[bytes]) -> None:
        """Take some records in, in any order."""
        self._records += records
        self._room -= sum(map(len, records)) + 40 * len(records)
        if self._room < 0:
            self._spill()

    def merge(self) -> Iterator[Told]:
        """Every subject once, in order; what is asserted is not given as inferred too. To be called once."""
        self._records.sort()
        found: Iterable[bytes] = self._records
        if self._parts:
            found = heapq.merge(self._records, *map(_lines_of, self._parts))
        yield from self._joined(found)
        self._records.clear()
        for part in self._parts:
            part.close()
        self._parts.clear()

    def _spill(self) -> None:
        self._records.sort()
        part = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed at the end of merge)
        part.writelines(b"%s\n" % PART.join(told) for told in self._joined(self._records))
        part.seek(0)
        self._parts.append(part)
        self._records.clear()
        self._room = self._memory

    def _joined(self, records: Iterable[bytes]) -> Iterator[Told]:
        former: list[bytes] = []
        more: list[list[bytes]] = []
        for record in records:
            parts = record.split(PART)
            if former and parts[0] == former[0]:
                more.append(parts)
                continue
            if former:
                yield self._join([former, *more]) if more else Told(*former)
                more.clear()
            former = parts
        if former:
            yield self._join([former, *more]) if more else Told(*former)

    def _join(self, records: list[list[bytes]]) -> Told:
        asserted, inferred = ({said[i] for said in records} - {b""} for i in (1, 2))
        if len(asserted) == 1 and len(inferred) < 2:
            # The same of the same: what articles say of a thing they all name.
            return Told(records[0][0], next(iter(asserted)), next(iter(inferred), b""))
        facts: set[bytes] = {fact for said in asserted for fact in said.split(FACT)}
        follows: set[bytes] = {fact for said in inferred for fact in said.split(FACT)} - facts
        return Told(records[0][0], self._in_order(facts), self._in_order(follows))

    def _in_order(self, facts: set[bytes]) -> bytes:
        ordered: list[bytes] = sorted(facts, key=self._order)
        return FACT.join(ordered)

    def _order(self, fact: bytes) -> tuple[bytes, bytes]:
        name, _, rest = fact.partition(b" ")
        rank = self._ranks.get(name)
        if rank is None:
            rank = self._ranks[name] = rank_of(name) + name
        return rank, rest


def _lines_of(file: IO[bytes]) -> Iterator[bytes]:
    for line in file:
        yield line[:-1]


def block(name: bytes, facts: bytes) -> bytes:
    """The facts of a subject as Turtle writes them."""
    return b"\n%s\n    %s ;\n    .\n" % (name, facts.replace(FACT, b" ;\n    "))


class TurtleFile:
    """A canonical Turtle file that grows subject by subject, in their order."""

    def __init__(self, out: BinaryIO, vocabulary: Vocabulary, prefixes: Iterable[bytes]) -> None:
        """`prefixes` are those that may be used."""
        self._out = out
        self._candidates = sorted(prefixes)
        self._prefixes = Naming(vocabulary).prefixes
        self._body = tempfile.TemporaryFile(prefix="innograph-")  # noqa: SIM115 (closed by finish)
        self._section = b""
        self._blocks: list[bytes] = []
        #: Triples written so far.
        self.count = 0

    def write(self, key: bytes, facts: bytes) -> bytes:
        """Write what is said of a subject; gives it as it stands in the file."""
        if key[:2] != self._section:
            self._section = key[:2]
            self._blocks.append(b"\n# %s\n" % SECTION_TITLES[int(self._section)].encode())
        said = block(key[2:], facts)
        self._blocks.append(said)
        self.count += facts.count(FACT) + 1
        if len(self._blocks) > 2000:
            self._body.write(b"".join(self._blocks))
            self._blocks.clear()
        return said

    def finish(self) -> None:
        """Write all to the file, after the prefixes that are used."""
        with self._body as body:
            body.write(b"".join(self._blocks))
            body.flush()
            used = _used(body, self._candidates)
            body.seek(0)
            self._out.write(header(self._prefixes, used))
            shutil.copyfileobj(body, self._out, 1 << 20)


def _used(file: IO[bytes], prefixes: Iterable[bytes]) -> set[bytes]:
    """Those of the prefixes that names in a Turtle file have."""
    size = file.seek(0, io.SEEK_END)
    if not size:
        return set()
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return {prefix for prefix in prefixes if is_used(prefix, data, 0, size)}


def write_runs(
    runs: Runs,
    asserted: BinaryIO,
    inferred: BinaryIO,
    vocabulary: Vocabulary,
    prefixes: Iterable[bytes],
    look: Callable[[Told, bytes], None],
) -> tuple[int, int]:
    """Write what the runs say as two Turtle files; how many triples each has.

    `prefixes` are those that names in the runs may have. `look` is shown each subject, and what stands of it in the
    first file.
    """
    said, follows = (TurtleFile(out, vocabulary, prefixes) for out in (asserted, inferred))
    for told in runs.merge():
        text = said.write(told.key, told.asserted) if told.asserted else b""
        if told.inferred:
            follows.write(told.key, told.inferred)
        look(told, text)
    said.finish()
    follows.finish()
    return said.count, follows.count
