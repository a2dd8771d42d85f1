"""Documents of JSON, read as a stream by ijson: the records of an array wherever it lies, without holding the rest."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from innograph.errors import InputError
from innograph.read.streams import Readable

#: How deep the array of records may lie in a document.
_DEPTH = 4
#: How deep a document may be nested at all.
_NESTED = 100
#: Events of one record: beyond these its nesting is no article's.
_EVENTS = 200_000


def split_json(stream: Readable, source: str, path: str | None, most: int) -> Iterator[Any]:
    """The records of a document: of the array at `path` (`data.items`), else of the first arrays of objects that are
    there; a document that holds none is a record itself.

    Raises InputError where the document is damaged: what follows cannot be told apart then.
    """
    import ijson

    events = iter(ijson.parse(_within(ijson.basic_parse(_Text(stream), use_float=True), source)))
    wanted = f"{path}.item" if path else None
    lone: list[tuple[str, str, Any]] = []  # what stands outside of arrays: the record, if there is no other
    found = False
    size = 0
    try:
        for prefix, event, value in events:
            if event == "start_map" and (prefix == wanted if wanted else _is_item(prefix)):
                found = True
                lone.clear()
                yield _build(events, prefix, source, most)
            elif not found and size <= most and len(lone) < _EVENTS:
                lone.append((prefix, event, value))
                size += len(value) if isinstance(value, str) else 8
    except ijson.JSONError as error:
        said = " ".join(str(error).split())[:150]
        raise InputError(source, f"not JSON from here on: {said}") from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise InputError(source, f"not JSON from here on: {type(error).__name__}") from None
    if not found and lone:
        builder = ijson.ObjectBuilder()
        for _, event, value in lone:
            builder.event(event, value)
        yield builder.value


def _within(events: Iterator[tuple[str, Any]], source: str) -> Iterator[tuple[str, Any]]:
    """The events of a document that is no deeper than documents are: the path to each of them is kept as a string."""
    depth = 0
    for event, value in events:
        depth += event.startswith("start_") - event.startswith("end_")
        if depth > _NESTED:
            raise InputError(source, "nested too deep")
        yield event, value


def _is_item(prefix: str) -> bool:
    """Whether an object lies right in an array near the top."""
    return prefix == "item" or (prefix.endswith(".item") and prefix.count(".item") == 1 and prefix.count(".") < _DEPTH)


def _build(events: Iterator[tuple[str, str, Any]], prefix: str, source: str, most: int) -> Any:
    """The object that has just begun."""
    import ijson

    builder = ijson.ObjectBuilder()
    builder.event("start_map", None)
    size = 0
    large = False
    for count, (inner, event, value) in enumerate(events):
        size += len(value) if isinstance(value, str) else 8
        large = large or size > most or count > _EVENTS
        if not large:
            builder.event(event, value)
        if event == "end_map" and inner == prefix:
            break
    return None if large else builder.value


class _Text:
    """Bytes as ijson wants them: UTF-8 without a byte order mark."""

    def __init__(self, stream: Readable) -> None:
        self._stream: Any = stream
        head = stream.read(3)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            rest = io.BufferedReader(_Chain(head, stream))
            self._stream = _Encoded(io.TextIOWrapper(rest, encoding="utf-16", errors="replace"))
            head = b""
        self._head = b"" if head == b"\xef\xbb\xbf" else head

    def read(self, size: int = -1) -> bytes:
        if self._head and size:
            head, self._head = self._head, b""
            return head
        data: bytes = self._stream.read(size)
        return data


class _Chain(io.RawIOBase):
    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._head or self._stream.read(len(buffer))
        self._head = b""
        buffer[: len(data)] = data
        return len(data)


class _Encoded:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def read(self, size: int) -> bytes:
        return self._text.read(size).encode("utf-8", "replace")
