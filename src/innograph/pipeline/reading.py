"""Reading in several processes: pages and PDFs are strangers' and their parsers' faults must not end a build.

What is taken apart by `read.split` in this process is read in others, a few pieces at a time. Markdown, text and
records cost half as much to send as to read: with several processes they are sent, too, once there are many.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from innograph.article import Article
from innograph.errors import InputError
from innograph.pipeline.extraction import Result
from innograph.pipeline.readings import Readings, key_of
from innograph.read.piece import Piece, read_piece
from innograph.read.split import Skipped

#: Formats that are read elsewhere, pieces and bytes that are sent at once.
_HEAVY = frozenset({"html", "pdf"})
_PIECES, _BYTES = 40, 4_000_000
#: So many pieces of other formats are read here before processes are worth their start; then so many are sent at once.
_FEW, _LIGHT = 500, 100


@dataclass(frozen=True, slots=True)
class Reading:
    """The work of making articles of pieces."""

    what: ClassVar[str] = "reading"

    def run(self, pieces: Iterable[Piece]) -> Iterator[Result]:
        """The article of each piece, pickled, or the reason why there is none."""
        for piece in pieces:
            try:
                yield Result(pickle.dumps(read_piece(piece), protocol=5))
            except InputError as error:
                yield Result(None, error.reason)


def read_in_processes(
    pieces: Iterable[Piece | Skipped], workers: int, *, seconds: float = 60.0, kept: Readings | None = None
) -> Iterator[tuple[Article, str] | Skipped]:
    """The article of each piece with what it was read from, or the reason why there is none; not in their order.

    A piece that takes more than `seconds`, or of which its process dies, is named; the rest goes on. What is `kept`
    from a former reading is not read again.
    """
    from innograph.pipeline.pool import Limits, run_in_processes

    here: deque[tuple[Article, str] | Skipped] = deque()
    sent: deque[tuple[str, str]] = deque()

    def batches() -> Iterator[list[Piece]]:
        batch: list[Piece] = []
        size = light = room = 0
        for piece in pieces:
            if isinstance(piece, Skipped):
                here.append(piece)
            elif piece.format in _HEAVY:
                key = key_of(piece) if kept is not None else ""
                if kept is not None and (article := kept.get(key)) is not None:
                    here.append((article, piece.source))
                else:
                    batch.append(piece)
                    sent.append((piece.source, key))
                    size += len(piece.data)
                    room += _LIGHT
            elif workers > 1 and light >= _FEW:
                batch.append(piece)
                sent.append((piece.source, ""))
                size += len(piece.data)
                room += _PIECES
            else:
                here.append(_read_here(piece))
                light += 1
            if room >= _PIECES * _LIGHT or size >= _BYTES or len(here) >= _PIECES:
                yield batch
                batch, size, room = [], 0, 0
        yield batch

    for result in run_in_processes(batches(), Reading(), workers, limits=Limits(seconds=seconds)):
        while here:
            yield here.popleft()
        if result is None:
            continue
        source, key = sent.popleft()
        if result.record is None:
            yield Skipped(source, result.reason)
            continue
        article = pickle.loads(result.record)
        if kept is not None and key:
            kept.put(key, article)
        yield article, source
    yield from here


def _read_here(piece: Piece) -> tuple[Article, str] | Skipped:
    try:
        return read_piece(piece), piece.source
    except InputError as error:
        return Skipped(error.source, error.reason)
