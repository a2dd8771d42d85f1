"""Web archives (WARC 1.0 and 1.1, packed or not), read forwards and never more than a record at a time.

The framing is read here and not by a library, because those at hand pass over what is damaged in silence and hold
header lines of any length. After a damaged place the search goes on for the next record; in a packed archive each
record is packed by itself, so that one can be lost without the next. The answers in the records are the standard
library's to read (`http.client`).
"""

from __future__ import annotations

import http.client
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from innograph.errors import InputError
from innograph.read.fields import id_of_address, is_address
from innograph.read.formats import tell_format
from innograph.read.given import Given
from innograph.read.piece import Piece, too_large
from innograph.read.streams import Budget, Limits, Readable

_KINDS = frozenset({"response", "resource", "conversion"})
_GZIP = b"\x1f\x8b\x08"
_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
#: Bytes that the head of a record may have; of a real one it has a few hundred.
_MAX_HEAD = 1 << 16
_CHUNK = 1 << 18
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its named fields in lower case, and its block; None where that is larger than asked for."""

    offset: int
    fields: dict[str, str]
    block: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where an archive is not as it must be: bytes from its beginning (unpacked, where it is packed)."""

    offset: int
    reason: str


def split_warc(stream: Readable, budget: Budget, limits: Limits) -> Iterator[Piece | tuple[str, str]]:
    """The pages, PDFs and texts of an archive: what was answered with status 200. Places with reasons for the rest.

    Requests, pictures, scripts, redirects and errors are passed over. Raises TooMuch.
    """
    for record in read_records(stream, budget, max(limits.page, limits.document)):
        if isinstance(record, Damage):
            yield f"@{record.offset}", record.reason
        elif record.fields.get("warc-type", "").casefold() in _KINDS:
            address = record.fields.get("warc-target-uri", "").strip("<> ")
            try:
                piece = _piece(record, address, limits)
            except InputError as error:
                yield f"@{record.offset} {address}".rstrip(), error.reason
                continue
            if piece is not None:
                yield piece


def _piece(record: Record, address: str, limits: Limits) -> Piece | None:
    """The piece of one record, None where it holds no page. Raises InputError when it is damaged."""
    if record.block is None:
        raise InputError(address, too_large(None, limits.document))
    media_type = record.fields.get("content-type", "")
    body = record.block
    if record.fields["warc-type"].casefold() == "response":
        if not media_type.casefold().replace(" ", "").startswith("application/http"):
            return None  # the answer of a name server, say
        answer = _answer(record.block, limits.document)
        if answer is None:
            return None
        media_type, body = answer
    kind = media_type.partition(";")[0].strip().casefold()
    if kind and kind not in (
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "text/plain",
        "application/octet-stream",
    ):
        return None
    if not body.strip():
        raise InputError(address, "the file is empty")
    format = tell_format(body[:4096])
    if format not in ("html", "pdf") and not (kind == "text/html" and format == "text"):
        if record.fields["warc-type"].casefold() != "conversion" or format != "text":
            return None  # robots.txt, style sheets that say that they are text
    elif format == "text":
        format = "html"  # a page that begins with words
    if format == "html" and len(body) > limits.page:
        raise InputError(address, too_large(len(body), limits.page))
    charset = _CHARSET.search(media_type)
    given = Given(url=address if is_address(address) else None, charset=charset[1] if charset else None)
    id = id_of_address(address) if is_address(address) else f"record-{record.offset}"
    return Piece(f"@{record.offset} {address}".rstrip(), id, format, body, given)


class _Socket:
    """What `http.client` reads an answer from."""

    def __init__(self, block: bytes) -> None:
        self._block = block

    def makefile(self, mode: str, *_: object) -> io.BytesIO:
        return io.BytesIO(self._block)


def _answer(block: bytes, most: int) -> tuple[str, bytes] | None:
    """Media type and body of a server's answer, None unless it is one with status 200.

    Raises InputError when it cannot be read, or is packed in a way that the standard library does not know.
    """
    try:
        answer = http.client.HTTPResponse(_Socket(block), method="GET")  # type: ignore[arg-type]
        answer.begin()
        if answer.status != 200:
            return None
        try:
            body = answer.read(most + 1)
        except http.client.IncompleteRead as cut:
            body = cut.partial
    except (http.client.HTTPException, ValueError, OSError) as error:
        raise InputError("", f"not the answer of a server: {_said(error)}") from None
    if (packing := (answer.getheader("Content-Encoding") or "").strip().casefold()) not in ("", "identity"):
        body = unpack(body, packing, most)
    return answer.getheader("Content-Type") or "", body


def unpack(body: bytes, packing: str, most: int) -> bytes:
    """A body without its packing (gzip, deflate). Bodies that many archives have already unpacked stay as they are.

    Raises InputError for another packing, or more than `most` bytes.
    """
    if packing in ("gzip", "x-gzip") and not body.startswith(_GZIP[:2]):
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        if body.lstrip()[:1] == b"<":
            return body
        raise InputError("", f"packed with {packing[:20]}, which is not read")
    modes = (31,) if packing != "deflate" else (15, -15)
    for mode in modes:
        machine = zlib.decompressobj(mode)
        try:
            data = machine.decompress(body, most + 1)
        except zlib.error as error:
            if mode == modes[-1]:
                raise InputError("", f"damaged: {_said(error)}") from None
            continue
        if len(data) > most:
            raise InputError("", too_large(None, most))
        return data
    return body


def read_records(stream: Readable, budget: Budget, most: int) -> Iterator[Record | Damage]:
    """The records of an archive and its damaged places. Blocks of more than `most` bytes are not held."""
    source = _Source(stream, budget)
    while (ahead := source.next_stretch()) is not None:
        for found in _read_stretch(ahead, most):
            if not (source.damage and isinstance(found, Damage)):  # it is said below what cut a record off
                yield found
        if source.damage:
            yield Damage(ahead.offset, source.damage)
            source.damage = ""


def _read_stretch(ahead: _Ahead, most: int) -> Iterator[Record | Damage]:
    """The records of a stretch of bytes that hang together."""
    while True:
        passed = ahead.skip_to(_BEGIN)
        if passed is None:
            if ahead.passed_something:
                yield Damage(ahead.offset, "no record from here on")
            return
        if passed:
            yield Damage(
                ahead.offset - passed, "no record where one should begin: the length of the one before is wrong"
            )
        offset = ahead.offset
        head = ahead.take_through(_HEAD_END, _MAX_HEAD)
        if head is None:
            yield Damage(offset, "a record whose head has no end")
            ahead.take(5)
            continue
        fields = _fields(head)
        length = fields.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            yield Damage(offset, "a record that does not say how long it is")
            continue
        size = int(length)
        block = ahead.take(size) if size <= most else None
        whole = len(block) == size if block is not None else ahead.skip(size)
        if not whole:
            yield Damage(offset, "a record that is cut off")
            return
        yield Record(offset, fields, block)


def _fields(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().casefold(), value.strip())
    return found


class _Source:
    """Bytes as they come, unpacked where they are packed, in stretches between damaged places."""

    def __init__(self, stream: Readable, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._raw = b""
        self._begun = False
        self._packed = False
        self._ended = False
        self._unpacked = 0
        self.damage = ""

    def next_stretch(self) -> _Ahead | None:
        """The next stretch, None at the end."""
        if not self._begun:
            self._begun = True
            self._raw = self._stream.read(_CHUNK)
            self._packed = self._raw.startswith(_GZIP)
            return _Ahead(self._unpack() if self._packed else self._pass(), 0)
        if self._ended or not self._seek_member():
            return None
        return _Ahead(self._unpack(), self._unpacked)

    def _pass(self) -> Iterator[bytes]:
        while self._raw:
            yield self._raw
            self._raw = self._stream.read(_CHUNK)
        self._ended = True

    def _seek_member(self) -> bool:
        """Go to where a packed record begins."""
        while (at := self._raw.find(_GZIP)) < 0:
            more = self._read()
            if not more:
                self._ended = True
                return False
            self._raw = self._raw[-2:] + more
        self._raw = self._raw[at:]
        return True

    def _read(self) -> bytes:
        try:
            return self._stream.read(_CHUNK)
        except (EOFError, zlib.error, OSError) as error:
            self.damage = f"cut off or damaged: {_said(error)}"
            return b""

    def _unpack(self) -> Iterator[bytes]:
        """The bytes of one packed record after the other, up to one that is damaged: then `damage` says how."""
        while True:
            start = self._raw
            machine = zlib.decompressobj(31)
            first = True
            while not machine.eof:
                if not self._raw and not (more := self._read()):
                    self._ended = True
                    if not first:
                        self.damage = self.damage or "cut off inside a packed record"
                    return
                self._raw = self._raw or more
                try:
                    data = machine.decompress(self._raw, _CHUNK)
                except zlib.error as error:
                    self.damage = f"damaged: {_said(error)}"
                    # The next record may begin right behind this one's first bytes.
                    self._raw = start[1:] if first else self._raw
                    return
                self._raw = machine.unconsumed_tail or machine.unused_data
                if not machine.eof and not data and not self._raw:
                    first = False
                    continue
                first = False
                self._budget.spend(len(data))
                self._unpacked += len(data)
                yield data
            self._raw = self._raw.lstrip(b"\0\r\n")


class _Ahead:
    """Bytes that can be looked ahead into."""

    def __init__(self, chunks: Iterator[bytes], offset: int) -> None:
        self._chunks = chunks
        self._held = bytearray()
        self.offset = offset
        self.passed_something = False

    def _more(self) -> bool:
        for chunk in self._chunks:
            if chunk:
                self._held += chunk
                return True
        return False

    def _drop(self, size: int) -> None:
        del self._held[:size]
        self.offset += size

    def skip_to(self, mark: re.Pattern[bytes]) -> int | None:
        """Go to where a pattern matches, and say how many bytes but white space were passed; None where it does not."""
        passed = 0
        while True:
            match = mark.search(self._held)
            keep = match.start() if match else max(0, len(self._held) - 16)
            passed += len(bytes(self._held[:keep]).strip())
            self._drop(keep)
            if match:
                return passed
            if not self._more():
                self.passed_something = passed > 0 or bool(bytes(self._held).strip())
                self._drop(len(self._held))
                return None

    def take_through(self, mark: re.Pattern[bytes], most: int) -> bytes | None:
        """The bytes up to and with a pattern; None, and nothing taken, where it is not within `most` bytes."""
        while not (match := mark.search(self._held, 0, most)):
            if len(self._held) > most or not self._more():
                return None
        return self.take(match.end())

    def take(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        while len(self._held) < size and self._more():
            pass
        data = bytes(self._held[:size])
        self._drop(len(data))
        return data

    def skip(self, size: int) -> bool:
        """Pass so many bytes; False at the end."""
        while size > len(self._held):
            size -= len(self._held)
            self._drop(len(self._held))
            if not self._more():
                return False
        self._drop(size)
        return True


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__
