"""The folder that pages are fetched into: a file for each page, and what is known of it for the next time.

Pages lie at `host/path.warc.gz`, or as Markdown at `host/path.md`; each file is replaced whole. What is known of them
(entity tag, date, when it was fetched) is in `.innograph/fetched.sqlite`, and losing it costs only repeated requests.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import re
import sqlite3
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from innograph.errors import InputError, WorkError
from innograph.fetch.client import Answer
from innograph.iri import slugify
from innograph.read.piece import Piece, read_piece
from innograph.read.split import Skipped, Splitter

Form = Literal["warc", "markdown"]
_ENDINGS: dict[str, str] = {"warc": ".warc.gz", "markdown": ".md"}
_TABLE = """CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY, final TEXT, etag TEXT, modified TEXT, sha256 TEXT, file TEXT, fetched REAL) WITHOUT ROWID"""
#: Headers that tell of the way and not of the page.
_OF_THE_WAY = frozenset({
    "content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "set-cookie", "set-cookie2",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page that was fetched before. `file` is in the folder; None for feeds and site maps."""

    etag: str | None
    modified: str | None
    sha256: str | None
    file: str | None
    fetched: float

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only if it has changed."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}


class Folder:
    """A folder of fetched pages. May be used from several threads."""

    def __init__(self, path: Path, form: Form) -> None:
        """Open the folder, or make it. Raises WorkError when that cannot be."""
        self.path = path
        self.form = form
        self._lock = threading.Lock()
        try:
            (path / ".innograph").mkdir(parents=True, exist_ok=True)
            self._database = self._open(path / ".innograph" / "fetched.sqlite")
        except (OSError, sqlite3.Error) as error:
            raise WorkError(f"cannot write to {path}: {error}") from error

    def _open(self, path: Path) -> sqlite3.Connection:
        try:
            database = sqlite3.connect(path, check_same_thread=False)
            database.execute(_TABLE)
            database.execute("SELECT url FROM pages LIMIT 1").fetchone()
        except sqlite3.DatabaseError:
            with contextlib.suppress(sqlite3.Error, UnboundLocalError):
                database.close()
            path.unlink(missing_ok=True)
            database = sqlite3.connect(path, check_same_thread=False)
            database.execute(_TABLE)
        return database

    def known(self, url: str) -> Known | None:
        """What is known of a page, None where it, or its file, is not there."""
        with self._lock:
            row = self._database.execute(
                "SELECT etag, modified, sha256, file, fetched FROM pages WHERE url = ?", (url,)
            ).fetchone()
        if row is None:
            return None
        known = Known(*row)
        return known if known.file is None or (self.path / known.file).is_file() else None

    def seen(self, url: str) -> None:
        """Note that a page is as it was."""
        self._write("UPDATE pages SET fetched = ? WHERE url = ?", (time.time(), url))

    def note(self, url: str, answer: Answer, file: str | None) -> None:
        """Note what an answer says of a page."""
        row = (
            url, answer.url, answer.headers.get("etag"), answer.headers.get("last-modified"), sha256(answer.body), file,
            time.time(),
        )  # fmt: skip
        self._write("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def _write(self, statement: str, row: tuple[object, ...]) -> None:
        with self._lock:
            self._database.execute(statement, row)
            self._database.commit()

    def keep(self, url: str, answer: Answer) -> str:
        """Write a page to its file, and note it. The file's path in the folder.

        Raises InputError when it is to be Markdown and there is no article in it; WorkError when it cannot be written.
        """
        data = to_warc(answer) if self.form == "warc" else self._to_markdown(answer)
        name = file_of(answer.url) + _ENDINGS[self.form]
        path = self.path / name
        aside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            os.replace(aside, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise WorkError(f"cannot write {path}: {error.strerror or error}") from error
        self.note(url, answer, name)
        return name

    def drop(self, url: str) -> None:
        """Remove a page that is no longer there."""
        known = self.known(url)
        if known and known.file:
            with contextlib.suppress(OSError):
                (self.path / known.file).unlink(missing_ok=True)
        self._write("DELETE FROM pages WHERE url = ?", (url,))

    def _to_markdown(self, answer: Answer) -> bytes:
        from innograph.fetch.markdown import to_markdown

        found = list(Splitter().split(io.BytesIO(to_warc(answer)), answer.url, "page.warc.gz"))
        piece = next((piece for piece in found if isinstance(piece, Piece)), None)
        if piece is None:
            raise InputError(answer.url, next((item.reason for item in found if isinstance(item, Skipped)), "no page"))
        try:
            return to_markdown(read_piece(piece)).encode("utf-8")
        except InputError as error:
            raise InputError(answer.url, error.reason) from None

    def close(self) -> None:
        """Let the files go."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._database.close()


def sha256(body: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def file_of(url: str) -> str:
    """Where the page at an address lies, without ending: a folder a host, a name made of path and question.

    >>> file_of("https://www.exempel.example/nyheter/en nyhet?id=3")
    'www.exempel.example/nyheter-en-nyhet-id-3-ae9dfb22'
    """
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]+", "-", parts.netloc.casefold()).strip(".-") or "host"
    path = f"{parts.path} {parts.query}".strip(" /")
    # Two addresses may have one slug.
    return f"{host}/{slugify(path) if path else 'front'}-{hashlib.sha256(url.encode()).hexdigest()[:8]}"


def to_warc(answer: Answer) -> bytes:
    """A page as a web archive of one record, packed. The record says when it was fetched; its name follows from what
    it holds."""
    kept = {name: value for name, value in answer.headers.items() if name not in _OF_THE_WAY}
    block = _head("HTTP/1.1 200 OK", {**kept, "content-length": str(len(answer.body))}) + answer.body
    digest = hashlib.sha256(answer.url.encode() + b"\0" + answer.body).hexdigest()
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<urn:uuid:{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}>",
        "WARC-Target-URI": answer.url,
        "WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Block-Digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    return gzip.compress(_head("WARC/1.1", fields) + block + b"\r\n\r\n", mtime=0)


def _head(first: str, fields: Mapping[str, str]) -> bytes:
    lines = [f"{name}: {' '.join(value.split())}" for name, value in fields.items()]
    return "\r\n".join([first, *lines, "", ""]).encode("utf-8", "surrogateescape")
