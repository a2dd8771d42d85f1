"""A canonical Turtle file with some subjects changed: the same bytes as written anew, most of them copied.

turtle.py sorts by section and subject, and has no line break inside a literal: an empty line therefore stands before
each subject and nowhere else, and a subject is found by halving.
"""

from __future__ import annotations

import io
import mmap
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pyoxigraph import Quad, Triple

from innograph.export.turtle import SECTION_TITLES, subject_key, write_turtle
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE

_TITLE = b"\n\n# "
_NO_NAMES = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|<[^>]*>')
_PREFIX = re.compile(rb"(?:^|[\s^])([a-z]+):")
_DECLARED = re.compile(rb"@prefix ([a-z]+): ")
_NUMBER = {title.encode(): number for number, title in enumerate(SECTION_TITLES)}


class _Part(NamedTuple):
    """The subjects of one section: where they begin and end."""

    start: int
    end: int


def splice_turtle(
    old: Path, out: BinaryIO, subjects: Collection[str], triples: Iterable[Triple | Quad], *, base: str = DEFAULT_BASE
) -> int:
    """Write the file `old` with these triples in the place of all that it says of these subjects.

    `subjects` are IRIs; `triples` are all that shall be said of them. Gives by how many triples the new file is longer.
    Raises ValueError when the old file is not as turtle.py writes it.
    """
    vocabulary = Vocabulary(base)
    fresh = io.BytesIO()
    added = write_turtle(triples, fresh, base=base)
    new = fresh.getvalue()
    new_parts = _parts(new)
    changed: dict[int, list[bytes]] = defaultdict(list)
    for iri in subjects:
        key = subject_key(iri, vocabulary)
        changed[int(key[:2])].append(key[2:])
    removed, gone = 0, set[bytes]()
    with old.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        parts = _parts(data)
        body: list[tuple[memoryview | bytes, int, int]] = []
        for number, title in enumerate(SECTION_TITLES):
            part = parts.get(number, _Part(0, 0))
            pieces: list[tuple[memoryview | bytes, int, int]] = []
            at = part.start
            for name in sorted(changed.get(number, ())):
                start, end = _find(data, part, name)
                if start > at:
                    pieces.append((data, at, start))  # type: ignore[arg-type]
                at = end
                block = data[start:end]
                if block:
                    removed += block.count(b"\n    ") - 1
                    gone |= prefixes_in(block)
                if number in new_parts:
                    first, last = _find(new, new_parts[number], name)
                    if last > first:
                        pieces.append((new, first, last))
            if part.end > at:
                pieces.append((data, at, part.end))  # type: ignore[arg-type]
            if pieces:
                heading = b"\n# %s\n" % title.encode()
                body += [(heading, 0, len(heading)), *pieces]
        used = set(_DECLARED.findall(data[: _head_of(data)])) | set(_DECLARED.findall(new[: _head_of(new)]))
        doubtful = gone - set(_DECLARED.findall(new[: _head_of(new)]))
        used -= {prefix for prefix in doubtful if not any(is_used(prefix, *piece) for piece in body)}
        for prefix, namespace in sorted((p.encode(), ns.encode()) for p, ns in vocabulary.prefixes.items()):
            if prefix in used:
                out.write(b"@prefix %s: <%s> .\n" % (prefix, namespace))
        for source, start, end in body:
            out.write(source[start:end])
    return added - removed


def prefixes_in(text: bytes) -> set[bytes]:
    """The prefixes that names in some lines of Turtle have."""
    return set(_PREFIX.findall(_NO_NAMES.sub(b"", text)))


def is_used(prefix: bytes, source: memoryview | bytes | mmap.mmap, start: int, end: int) -> bool:
    """Whether a name between two places of a Turtle file has this prefix."""
    word = prefix + b":"
    at = source.find(word, start, end)  # type: ignore[union-attr]
    while at >= 0:
        begin = source.rfind(b"\n", start, at) + 1  # type: ignore[union-attr]
        stop = source.find(b"\n", at, end)  # type: ignore[union-attr]
        if prefix in prefixes_in(bytes(source[max(begin, start) : stop if stop >= 0 else end])):
            return True
        at = source.find(word, stop if stop >= 0 else end, end)  # type: ignore[union-attr]
    return False


def _head_of(data: bytes | mmap.mmap) -> int:
    """Where the prefixes end: at the line break before the first section."""
    end = data.find(_TITLE)
    return len(data) if end < 0 else end + 1


def _parts(data: bytes | mmap.mmap) -> dict[int, _Part]:
    """Section → where its subjects are, each with the empty line before it."""
    found: dict[int, _Part] = {}
    at = data.find(_TITLE)
    if at < 0 and data[:3] == b"\n# ":
        at = -1
    while at >= 0:
        line = data.find(b"\n", at + 2)
        number = _NUMBER.get(bytes(data[at + 4 : line]))
        after = data.find(_TITLE, line)
        if number is None:
            raise ValueError("the file is not as this version writes it")
        found[number] = _Part(line + 1, len(data) if after < 0 else after + 1)
        at = after
    return found


def _find(data: bytes | mmap.mmap, part: _Part, name: bytes) -> tuple[int, int]:
    """Where the subject of this name is in a section, or where it belongs (start and end are then one)."""
    low, high = part.start, part.end  # both are the beginning of a subject, or the end
    while low < high:
        middle = (low + high) // 2
        start = data.rfind(b"\n\n", low, middle + 2)
        start = low if start < 0 else start + 1
        line = data.find(b"\n", start + 1)
        there = bytes(data[start + 1 : line])
        end = data.find(b"\n\n", line, part.end)
        end = part.end if end < 0 else end + 1
        if there == name:
            return start, end
        if there < name:
            low = end
        else:
            high = start
    return low, low
