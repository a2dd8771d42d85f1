"""Bytes that come in: read bit by bit, counted, and never more than what went into them can honestly hold."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from innograph.errors import InputError
from innograph.read.formats import HEAD


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an input may hold: bytes of a page, of a PDF, of a record (a line of JSON, a row of a table), of a feed;
    archives inside each other; and what one input may unpack to: `unpacked` bytes, and `ratio` times its size more.
    """

    page: int = 10_000_000
    document: int = 50_000_000
    record: int = 10_000_000
    feed: int = 20_000_000
    depth: int = 4
    unpacked: int = 1 << 30
    ratio: int = 100


class TooMuch(InputError):
    """An archive unpacks to more than `Limits` allows. The rest of the input is not read."""


@dataclass(slots=True)
class Budget:
    """What is left of the bytes that one input may unpack to."""

    source: str
    left: int

    def spend(self, size: int) -> None:
        """Raises TooMuch when nothing is left."""
        self.left -= size
        if self.left < 0:
            raise TooMuch(
                self.source, "unpacks to far more than an archive of articles does: the rest of it is not read"
            )


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """Passes bytes on and counts them."""

    def __init__(self, inner: Readable, budget: Budget | None) -> None:
        self._inner = inner
        self._budget = budget
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        # Full where there is more to come, so that a look ahead shows a whole head however slow the source.
        # What is there before a damaged place is passed on first.
        if self._error is not None:
            raise self._error
        size = 0
        try:
            while size < len(buffer) and (data := self._inner.read(len(buffer) - size)):
                buffer[size : size + len(data)] = data
                size += len(data)
        except Exception as error:
            self._error = error
            if not size:
                raise
        if self._budget is not None:
            self._budget.spend(size)
        return size


def stream_of(inner: Readable, budget: Budget | None = None) -> io.BufferedReader:
    """A stream that can be looked ahead into by `peek`, and is charged to a budget where it is unpacked."""
    return io.BufferedReader(_Counted(inner, budget), HEAD)


def peek(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, as many as a format is told from, without taking them."""
    return stream.peek(HEAD)[:HEAD]


def read_all(stream: Readable, most: int) -> bytes | None:
    """All bytes of a stream, None where they are more than `most`; no more are held."""
    parts = bytearray()
    while piece := stream.read(min(1 << 20, most + 1 - len(parts))):
        parts += piece
        if len(parts) > most:
            return None
    return bytes(parts)


def read_line(stream: io.BufferedReader, most: int) -> bytes | None:
    """The next line with its end, empty at the end of the stream; None for one longer than `most`, which is passed."""
    line = stream.readline(most + 1)
    if len(line) <= most:
        return line
    while not line.endswith(b"\n") and line:
        line = stream.readline(1 << 20)
    return None


def seekable(stream: Readable) -> BinaryIO:
    """The same bytes where one can go back: in memory while they are few, else in a file that goes by itself."""
    file: Any = tempfile.SpooledTemporaryFile(max_size=16 << 20)  # noqa: SIM115 (the caller's, to read from)
    while data := stream.read(1 << 20):
        file.write(data)
    file.seek(0)
    return file  # type: ignore[no-any-return]
