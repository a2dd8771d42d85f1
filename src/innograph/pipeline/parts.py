"""Parts of an extraction as files, for runs that outlast machines and for stores that load N-Quads in bulk.

    PLACE/<part>.nq.gz       the graphs of the part's articles, as N-Quads
    PLACE/<part>.jsonl.gz    the records of its facts, one line an article (records.py)
    PLACE/<part>.json        numbers and sums of these two, written last: then the part counts
    PLACE/manifest.json      the parts in order, with their articles, when all are done

A part is named by what decides its facts. One that is there is not done again, so that an interrupted run goes on where
it stopped. The same articles give the same bytes, whoever had them.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from innograph.article import Article
from innograph.errors import UsageError, WorkError
from innograph.pipeline.extraction import Extraction, Result, key_of

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """Articles that go to a worker together. `name` is a hash of what decides their facts."""

    name: str
    articles: tuple[Article, ...]

    @classmethod
    def of(cls, articles: Sequence[Article], version: str) -> Self:
        """The part of these articles, read with this version of everything (extraction.version_of)."""
        keys = "\n".join(key_of(article, version) for article in articles)
        return cls(hashlib.sha256(keys.encode()).hexdigest()[:24], tuple(articles))


@dataclass(frozen=True, slots=True)
class Written:
    """A part that lies at its place: number of articles and quads, SHA-256 of its two files."""

    articles: int
    quads: int
    nquads_sha256: str
    records_sha256: str


class PartStore:
    """Where parts lie: any folder or object store that fsspec has a name for. Raises UsageError, WorkError."""

    def __init__(self, place: str) -> None:
        self.place = place
        try:
            import fsspec

            self._files, self._root = fsspec.core.url_to_fs(place)
            self._files.makedirs(self._root, exist_ok=True)
        except ImportError as error:
            raise UsageError(f"{place}: {error}; pip install 'innograph[cluster]' and what it names") from None
        except (OSError, ValueError) as error:
            raise WorkError(f"{place}: cannot be written to: {error}") from error

    def put(self, part: Part, results: list[Result], extraction: Extraction) -> Written:
        """Write the files of a part, the one that makes it count last."""
        lines, count = _nquads(part, results, extraction)
        nquads, records = _packed(lines), _packed(b"".join(_line(result) for result in results))
        written = Written(len(part.articles), count, _sum(nquads), _sum(records))
        head = json.dumps({name: getattr(written, name) for name in Written.__slots__}, sort_keys=True).encode()
        self._write(f"{part.name}.nq.gz", nquads)
        self._write(f"{part.name}.jsonl.gz", records)
        self._write(f"{part.name}.json", head + b"\n")
        return written

    def find(self, name: str) -> Written | None:
        """A part that lies there whole; None where it does not."""
        try:
            written = Written(**json.loads(self._read(f"{name}.json")))
            whole = _sum(self._read(f"{name}.jsonl.gz")) == written.records_sha256
            return written if whole and _sum(self._read(f"{name}.nq.gz")) == written.nquads_sha256 else None
        except (FileNotFoundError, ValueError, TypeError):
            return None
        except OSError as error:
            raise WorkError(f"{self.place}: cannot be read: {error}") from error

    def records(self, name: str) -> list[Result]:
        """The results of a part."""
        try:
            lines = gzip.decompress(self._read(f"{name}.jsonl.gz")).split(b"\n")[:-1]
            return [_result(line) for line in lines]
        except (OSError, ValueError, EOFError) as error:
            raise WorkError(f"{self.place}/{name}.jsonl.gz: cannot be read: {error}") from error

    def finish(self, parts: list[Part], written: list[Written], version: str, base: str) -> None:
        """Write the manifest: these parts, in this order, are the whole."""
        listed = [
            {"name": part.name, "articles": [article.id for article in part.articles], "quads": here.quads}
            | {"files": {f"{part.name}.nq.gz": here.nquads_sha256, f"{part.name}.jsonl.gz": here.records_sha256}}
            for part, here in zip(parts, written, strict=True)
        ]
        manifest = {"version": version, "base": base, "parts": listed}
        self._write(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())

    def _read(self, name: str) -> bytes:
        data: bytes = self._files.cat_file(f"{self._root}/{name}")
        return data

    def _write(self, name: str, data: bytes) -> None:
        """Write a file whole: aside first, but where an object appears only when it is whole."""
        path = f"{self._root}/{name}"
        aside = f"{path}.{threading.get_native_id()}.part" if "file" in _protocols(self._files) else path
        try:
            self._files.pipe_file(aside, data)
            if aside != path:
                self._files.mv(aside, path)
        except OSError as error:
            raise WorkError(f"{self.place}/{name}: cannot be written: {error}") from error


def _protocols(files: Any) -> tuple[str, ...]:
    return (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)


def _nquads(part: Part, results: list[Result], extraction: Extraction) -> tuple[bytes, int]:
    """The graphs of a part's articles as sorted N-Quads, and the number of quads."""
    from innograph.graph import ArticleGraph, Vocabulary, check_quotes
    from innograph.link.registry import load_registry
    from innograph.records import from_record

    registry, vocabulary = load_registry(extraction.registry, extraction.base), Vocabulary(extraction.base)
    lines: list[str] = []
    for article, result in zip(part.articles, results, strict=True):
        if result.record is None:
            continue
        facts = from_record(result.record, article)
        with suppress(ValueError):  # facts that are not sound are named by who builds of the records
            check_quotes(facts)
            lines += sorted({f"{quad} .\n" for quad in ArticleGraph(facts, registry, vocabulary).quads()})
    return "".join(lines).encode(), len(lines)


def _line(result: Result) -> bytes:
    return result.record + b"\n" if result.record is not None else json.dumps(result.reason).encode() + b"\n"


def _result(line: bytes) -> Result:
    return Result(None, json.loads(line)) if line.startswith(b'"') else Result(line)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 6, mtime=0)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
