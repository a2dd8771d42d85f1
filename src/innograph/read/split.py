"""From a stream of any format to the pieces that articles are read from, one after the other.

Nothing is held but the piece at hand, so an archive may be of any size. What is damaged, too large or of no use is
named, and what follows it is read as far as it can be found.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from innograph.errors import InputError
from innograph.read.fields import Fields, id_of, to_bytes
from innograph.read.formats import ENDINGS, PACKED, PROSE_ENDINGS, Format, delimiter_of, tell_format
from innograph.read.given import Given
from innograph.read.piece import Piece, too_large
from innograph.read.streams import Budget, Limits, Readable, TooMuch, peek, read_all, read_line, seekable, stream_of
from innograph.read.text import MAX_BYTES

#: What the standard library raises for archives that are damaged, encrypted, or packed in a way it does not know.
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError,
    ValueError, NotImplementedError, RuntimeError, KeyError, IndexError, OverflowError, AttributeError, TypeError,
)  # fmt: skip
#: Files that describe a folder, in a folder of articles. Named on the command line, they are read all the same.
ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "changelog", "contributing", "index"})
_OPEN: dict[str, Callable[[Any], Any]] = {"bzip2": bz2.BZ2File, "xz": lzma.LZMAFile}
#: A table's rows beyond this many columns are no rows of articles.
_COLUMNS = 2_000


class Skipped(NamedTuple):
    """One input that could not be read, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Splitter:
    """How inputs are taken apart: which fields of records mean what, and how much is read at most."""

    fields: Fields = field(default_factory=Fields)
    limits: Limits = field(default_factory=Limits)

    def split(
        self, file: Readable, source: str, name: str, *, size: int | None = None, given: Given | None = None
    ) -> Iterator[Piece | Skipped]:
        """The pieces of one input. `source` is how it is called, `name` its file name, `size` its bytes if known.

        Raises nothing: what is wrong comes as `Skipped`.
        """
        budget = Budget(source, self.limits.unpacked + self.limits.ratio * (size or 0))
        part = _Part(self, source, name, stem_of(name), given or Given(), budget, size=size)
        yield from part.guard(lambda: part.split(file))


@dataclass(frozen=True, slots=True)
class _Part:
    """An input, or something inside one."""

    to: Splitter
    source: str
    name: str
    stem: str
    given: Given
    budget: Budget
    depth: int = 0
    size: int | None = None

    def guard(self, work: Callable[[], Iterator[Piece | Skipped]]) -> Iterator[Piece | Skipped]:
        """What comes of some work, and what is wrong with it in words. Only an exhausted budget goes on up."""
        try:
            yield from work()
        except TooMuch as error:
            if self.depth:
                raise
            yield Skipped(error.source, error.reason)
        except InputError as error:
            yield Skipped(self.source, error.reason)
        except zipfile.BadZipFile as error:
            yield Skipped(self.source, f"damaged: {_said(error)}")
        except (EOFError, tarfile.ReadError) as error:
            yield Skipped(self.source, f"cut off or damaged: {_said(error)}")
        except OSError as error:
            yield Skipped(self.source, f"cannot be read: {error.strerror or _said(error)}")
        except DAMAGE as error:
            yield Skipped(self.source, f"damaged: {_said(error)}")

    def split(self, file: Readable) -> Iterator[Piece | Skipped]:
        stream = stream_of(file)
        head = peek(stream)
        if not head.strip():
            raise InputError(self.source, "the file is empty")
        format = tell_format(head, self.name)
        if format in ("gzip", "bzip2", "xz"):
            yield from self._unpack(format, head, stream)
        elif format == "warc":
            yield from self._warc(stream)
        elif format == "zip":
            yield from self._zip(stream, file)
        elif format == "tar":
            yield from self._tar(stream)
        elif format == "jsonl":
            yield from self._lines(stream)
        elif format == "json":
            yield from self._document(stream)
        elif format == "csv":
            yield from self._table(stream, head)
        elif format == "feed":
            yield from self._feed(stream)
        elif format == "sitemap":
            raise InputError(self.source, "a list of addresses without articles: `innograph fetch` downloads them")
        else:
            yield self._whole(stream, format)

    def _whole(self, stream: Readable, format: Format) -> Piece:
        limits = self.to.limits
        most = {"html": limits.page, "pdf": limits.document}.get(format, MAX_BYTES)
        data = read_all(stream, most)
        if data is None:
            raise InputError(self.source, too_large(self.size, most))
        return Piece(self.source, self.stem, format, data, self.given)  # type: ignore[arg-type]

    def within(self, name: str, stem: str) -> _Part:
        """What lies in this. An archive's address is not that of what it holds, nor an export's that of its records."""
        if self.depth >= self.to.limits.depth:
            raise InputError(f"{self.source}!{name}", f"archives more than {self.to.limits.depth} deep in each other")
        return _Part(self.to, f"{self.source}!{name}", name, stem, Given(), self.budget, self.depth + 1)

    # Archives

    def _unpack(self, format: Format, head: bytes, stream: io.BufferedReader) -> Iterator[Piece | Skipped]:
        if format == "gzip":
            with suppress(zlib.error):
                if zlib.decompressobj(31).decompress(head, 64).startswith(b"WARC/"):
                    yield from self._warc(stream)
                    return
        opened: Any = gzip.GzipFile(fileobj=stream) if format == "gzip" else _OPEN[format](stream)
        if self.depth >= self.to.limits.depth:
            raise InputError(self.source, f"archives more than {self.to.limits.depth} deep in each other")
        name = self.name if PurePosixPath(self.name).suffix.casefold() not in PACKED else PurePosixPath(self.name).stem
        inner = replace(self, name=name, depth=self.depth + 1, size=None)
        with opened:
            yield from inner.guard(lambda: inner.split(stream_of(opened, self.budget)))

    def _zip(self, stream: io.BufferedReader, file: Readable) -> Iterator[Piece | Skipped]:
        with zipfile.ZipFile(_back(file, stream)) as archive:
            for info in archive.infolist():
                if info.is_dir() or _is_hidden(info.filename):
                    continue
                if info.flag_bits & 1:
                    yield Skipped(f"{self.source}!{info.filename}", "encrypted")
                    continue
                yield from self._member(info.filename, partial(archive.open, info))

    def _tar(self, stream: Readable) -> Iterator[Piece | Skipped]:
        # Damaged headers are passed until one is whole.
        with tarfile.open(fileobj=stream, mode="r|", ignore_zeros=True) as archive:  # type: ignore[call-overload]
            for info in archive:
                archive.members.clear()  # else it would keep them all
                if info.isfile() and not _is_hidden(info.name):
                    yield from self._member(info.name, partial(archive.extractfile, info))

    def _member(self, path: str, open_member: Callable[[], Any]) -> Iterator[Piece | Skipped]:
        """What lies in an archive under a path. Files of kinds that are not read are passed over."""
        pure = PurePosixPath(path.replace("\\", "/"))
        known = pure.suffix.casefold() in ENDINGS
        try:
            part = self.within(path, _stem_of_member(pure))
        except InputError as error:
            yield Skipped(error.source, error.reason)
            return

        def work() -> Iterator[Piece | Skipped]:
            with open_member() as member:
                stream = stream_of(member, self.budget)
                head = peek(stream)
                if not known and not is_of_use(head):
                    return
                if pure.stem.casefold() in ABOUT_THE_FOLDER and pure.suffix.casefold() in (*PROSE_ENDINGS, ""):
                    return
                yield from part.split(stream)

        yield from part.guard(work)

    def _warc(self, stream: Readable) -> Iterator[Piece | Skipped]:
        from innograph.read.warc import split_warc

        for piece in split_warc(stream, self.budget, self.to.limits):
            if isinstance(piece, Piece):
                yield replace(piece, source=self.source + piece.source)
            else:
                yield Skipped(self.source + piece[0], piece[1])

    # Records

    def record(self, record: Any, place: str) -> Piece | Skipped:
        """The piece of one record."""
        if not isinstance(record, dict):
            return Skipped(place, "not a record of named fields")
        found = self.to.fields.pick(record)
        if "text" not in found:
            names = ", ".join(str(key)[:40] for key in list(record)[:12])
            return Skipped(
                place, f"no text: its fields are {names or 'none'}; name the one with the text: --field text=NAME"
            )
        if len(found["text"]) > MAX_BYTES:
            return Skipped(place, too_large(len(found["text"]), MAX_BYTES))
        return Piece(place, id_of(found, self.stem), "fields", to_bytes(found))

    def _lines(self, stream: io.BufferedReader) -> Iterator[Piece | Skipped]:
        import json

        number = 0
        while (line := read_line(stream, self.to.limits.record)) != b"":
            number += 1
            place = f"{self.source}:{number}"
            if line is None:
                yield Skipped(place, f"longer than a record can be ({self.to.limits.record // 1_000_000} MB)")
                continue
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8-sig"))
            except UnicodeDecodeError as error:
                yield Skipped(place, f"wrong encoding: not UTF-8 (byte {error.start} of the line)")
            except RecursionError:
                yield Skipped(place, "nested too deep")
            except ValueError as error:
                yield Skipped(place, f"not JSON: {_said(error)}")
            else:
                yield self.record(record, place)

    def _document(self, stream: io.BufferedReader) -> Iterator[Piece | Skipped]:
        from innograph.read.jsons import split_json

        for number, record in enumerate(
            split_json(stream, self.source, self.to.fields.records, self.to.limits.record), 1
        ):
            place = f"{self.source}:{number}"
            yield record._replace(source=place) if isinstance(record, Skipped) else self.record(record, place)

    def _table(self, stream: io.BufferedReader, head: bytes) -> Iterator[Piece | Skipped]:
        encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        if encoding == "utf-8-sig" and not _is_utf8(head):
            encoding = "cp1252"  # as spreadsheets save tables in western Europe
        text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
        rows = _Rows(text, self.to.limits.record)
        first = rows.next_row(None)
        names = [name.strip() for name in first or []]
        if not first or len(names) > _COLUMNS:
            raise InputError(self.source, "no table: its first row holds no names of columns")
        while True:
            line = rows.line + 1
            try:
                row = rows.next_row(rows.delimiter)
            except csv.Error as error:
                yield Skipped(f"{self.source}:{line}", f"no row of a table: {_said(error)}")
                continue
            if row is None:
                return
            if not any(cell.strip() for cell in row):
                continue
            if any("\udc80" <= c <= "\udcff" for cell in row for c in cell):
                yield Skipped(f"{self.source}:{line}", f"wrong encoding: not {encoding.removesuffix('-sig').upper()}")
                continue
            yield self.record(dict(zip(names, row, strict=False)), f"{self.source}:{line}")

    def _feed(self, stream: Readable) -> Iterator[Piece | Skipped]:
        from innograph.read.feed import split_feed

        data = read_all(stream, self.to.limits.feed)
        if data is None:
            raise InputError(self.source, too_large(None, self.to.limits.feed))
        for number, found in enumerate(split_feed(data, self.source), 1):
            place = f"{self.source}:{number}"
            if "text" not in found:
                yield Skipped(place, "an entry without text: `innograph fetch` downloads the pages of a feed")
            else:
                yield Piece(place, id_of(found, self.stem), "fields", to_bytes(found))


class _Rows:
    """The rows of a table, each read only as far as a record may be long."""

    def __init__(self, text: io.TextIOWrapper, most: int) -> None:
        self._text = text
        self._most = most
        self.line = 0
        self.delimiter = ","

    def next_row(self, delimiter: str | None) -> list[str] | None:
        """The next row, None at the end. Raises csv.Error for one that is none; the next line begins another one."""
        left = self._most

        def lines() -> Iterator[str]:
            nonlocal left
            while line := self._text.readline(left + 1):
                self.line += 1
                left -= len(line)
                if left < 0:
                    while line and not line.endswith(("\n", "\r")):
                        line = self._text.readline(1 << 20)
                    raise csv.Error(f"longer than a record can be ({self._most // 1_000_000} MB)")
                if delimiter is None:
                    self.delimiter = delimiter_of(line)
                yield line

        source = lines()
        if delimiter is None:
            first = next(source, None)
            return None if first is None else next(csv.reader([first], delimiter=self.delimiter), [])
        csv.field_size_limit(max(csv.field_size_limit(), self._most))
        return next(csv.reader(source, delimiter=delimiter), None)


def _back(file: Readable, stream: io.BufferedReader) -> Any:
    """The input where one can go back in it: itself, if it is a file on disk, else a copy of what comes."""
    if isinstance(file, io.BufferedReader) and isinstance(file.raw, io.FileIO) and file.seekable():
        file.seek(0)
        return file
    return seekable(stream)


def is_of_use(head: bytes) -> bool:
    """Whether a file whose name tells nothing holds articles by its content: a page, a PDF, a web archive, a feed."""
    try:
        return tell_format(head) in ("html", "pdf", "warc", "feed")
    except InputError:
        return False


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(path).parts)


def stem_of(name: str) -> str:
    """A file's name without its ending, and without that of the packing around it."""
    path = PurePosixPath(name.rsplit("/", 1)[-1])
    if path.suffix.casefold() in PACKED:
        path = PurePosixPath(path.stem)
    return path.stem or name


def _stem_of_member(path: PurePosixPath) -> str:
    """The id of what lies in an archive: its path, since names are the same in folder after folder of a site."""
    parts = [part for part in path.parts if part not in ("/", "..", ".")]
    *folders, last = parts or [str(path)]
    stem = stem_of(last)
    if stem.casefold() == "index" and folders:
        return "-".join(folders)
    return "-".join([*folders, stem])


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start + 4 > len(head)  # the head ends inside a letter
    return True


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
