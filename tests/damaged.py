"""Inputs of every format, damaged in every way: what a reader gets when a disk, a network or somebody has been at it."""

# ruff: noqa: E501 (markup in its natural lines)
from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator

from pdfs import by_library
from webpages import TEXTS, web_pages


def _pages() -> list[bytes]:
    return [page.html.encode() for page in web_pages()][::14]


def _rows() -> list[dict[str, str]]:
    return [
        {"id": f"n{number}", "title": text.title, "date": text.date, "text": " ".join(words for _, words in text.parts)}
        for number, text in enumerate(TEXTS)
    ]


def _pdf() -> bytes:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        return next(iter(by_library(Path(folder)))).path.read_bytes()


def _jsonl() -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in _rows()).encode()


def _csv() -> bytes:
    rows = [[row["title"], row["date"], f'"{row["text"]}"'] for row in _rows()]
    return "\r\n".join(";".join(row) for row in [["title", "date", "text"], *rows]).encode()


def _feed() -> bytes:
    items = "".join(
        f"<item><title>{row['title']}</title><link>https://a.example/{row['id']}</link><description>{row['text']}</description></item>"
        for row in _rows()
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()


def _sitemap() -> bytes:
    urls = "".join(f"<url><loc>https://a.example/{number}</loc></url>" for number in range(50))
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def _records() -> list[bytes]:
    records = []
    for number, page in enumerate(_pages()):
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n".encode() + page
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\nContent-Length: {len(block)}\r\n"
        records.append(
            head.encode() + b"Content-Type: application/http; msgtype=response\r\n\r\n" + block + b"\r\n\r\n"
        )
    return records


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, page in enumerate(_pages()):
            archive.writestr(f"site/{number}.html", page)
        archive.writestr("rows.jsonl", _jsonl())
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, page in enumerate(_pages()):
            info = tarfile.TarInfo(f"site/{number}.html")
            info.size = len(page)
            archive.addfile(info, io.BytesIO(page))
    return out.getvalue()


#: Format → a sound input and the name of its file.
SOUND: dict[str, tuple[str, Callable[[], bytes]]] = {
    "html": ("a.html", lambda: _pages()[1]),
    "pdf": ("a.pdf", _pdf),
    "jsonl": ("a.jsonl", _jsonl),
    "json": ("a.json", lambda: json.dumps({"items": _rows()}, ensure_ascii=False, indent=1).encode()),
    "csv": ("a.csv", _csv),
    "feed": ("a.rss", _feed),
    "sitemap": ("a.xml", _sitemap),
    "warc": ("a.warc", lambda: b"".join(_records())),
    "warc-gz": ("a.warc.gz", lambda: b"".join(gzip.compress(record, mtime=0) for record in _records())),
    "zip": ("a.zip", _zip),
    "tar": ("a.tar", _tar),
    "tar-gz": ("a.tgz", lambda: gzip.compress(_tar(), mtime=0)),
    "gzip": ("a.html.gz", lambda: gzip.compress(_pages()[0], mtime=0)),
    "bzip2": ("a.jsonl.bz2", lambda: bz2.compress(_jsonl())),
    "xz": ("a.csv.xz", lambda: lzma.compress(_csv())),
    "markdown": ("a.md", lambda: b"---\ntitle: A\n---\n\n# B\n\n" + _rows()[0]["text"].encode()),
    "text": ("a.txt", lambda: _rows()[1]["text"].encode()),
}


def bombs(name: str, scale: float = 1) -> list[bytes]:
    """What unpacks to, nests or repeats far more than it holds; of the kind that fits a format. `scale` makes them smaller."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    zeros = b"0" * int(30_000_000 * scale)
    found = {
        "html": [b"<html>" + b"<div>" * int(100_000 * scale), b"<html><body>" + b"<p>a" * int(200_000 * scale), b"<html><table>" + b"<tr><td>" * int(50_000 * scale)],
        "jsonl": [b'{"text": ' + b"[" * int(100_000 * scale), b'{"text": "' + b"x" * int(30_000_000 * scale), b'{"a":' * int(50_000 * scale)],
        "json": [b'[{"text": ' + b"[" * int(200_000 * scale), b'{\n"a": {"b": ' * int(100_000 * scale), b'[{"text": "' + b"x" * int(30_000_000 * scale) + b'"}]'],
        "csv": [b'title,text\na,"' + b"x" * int(30_000_000 * scale), b"title,text\n" + b"," * int(5_000_000 * scale), b"text;" * int(100_000 * scale)],
        "feed": [
            f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss><channel><item><title>&e9;</title></item></channel></rss>'.encode(),
            b"<rss><channel>" + b"<item>" * int(100_000 * scale),
            b'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><item/></channel></rss>',
        ],
        "sitemap": [f'<!DOCTYPE u [<!ENTITY e0 "ha">{entities}]><urlset><url><loc>&e9;</loc></url></urlset>'.encode()],
        "warc": [
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx",
            b"WARC/1.0\r\n" + b"X" * int(5_000_000 * scale),
            b"WARC/1.0\r\n\r\n" * int(100_000 * scale),
        ],
        "warc-gz": [gzip.compress(b"WARC/1.0\r\nContent-Length: 30000000\r\n\r\n" + zeros), gzip.compress(b"WARC/1.0\r\n" + zeros)],
        "gzip": [gzip.compress(zeros), gzip.compress(gzip.compress(zeros)), gzip.compress(b"<html>" + zeros)],
        "bzip2": [bz2.compress(zeros)],
        "xz": [lzma.compress(zeros)],
        "markdown": [b"> " * int(100_000 * scale), b"- " * int(100_000 * scale), b"[" * int(200_000 * scale)],
    }  # fmt: skip
    if name in ("zip", "tar", "tar-gz"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(20):
                archive.writestr(f"{number}.txt", zeros[: int(5_000_000 * scale)])
        return [out.getvalue()] if name == "zip" else []
    return found.get(name, [])


def damage(data: bytes, seed: int) -> bytes:
    """The input with something wrong, by a seed: cut, flipped, shuffled, doubled, lengthened, in another encoding."""
    chance = random.Random(seed)
    size = len(data)
    at = chance.randrange(size)
    span = chance.randrange(1, max(2, size // 4))
    match seed % 10:
        case 0:
            return data[:at]
        case 1:
            return data[:at] + bytes(span) + data[at + span :]
        case 2:
            changed = bytearray(data)
            for _ in range(chance.randrange(1, 30)):
                changed[chance.randrange(size)] = chance.randrange(256)
            return bytes(changed)
        case 3:
            parts = [data[n : n + max(1, size // 9)] for n in range(0, size, max(1, size // 9))]
            chance.shuffle(parts)
            return b"".join(parts)
        case 4:
            return data[:at] + data[at + span :]
        case 5:
            return data[:at] + chance.randbytes(span) + data[at:]
        case 6:  # lengths that are wrong
            digits = [n for n in range(size) if data[n : n + 1].isdigit()] or [at]
            changed = bytearray(data)
            for n in chance.sample(digits, min(len(digits), 8)):
                changed[n] = ord(chance.choice("0123456789-"))
            return bytes(changed)
        case 7:
            try:
                return data.decode().encode(chance.choice(["utf-16", "cp1252", "utf-32", "utf-16-be"]), "replace")
            except UnicodeDecodeError:
                return data[at:] + data[:at]
        case 8:
            return data + data[at:]
        case _:  # a number of four bytes somewhere
            return data[:at] + chance.choice([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"]) + data[at + 4 :]


def damaged(name: str, count: int, scale: float = 1) -> Iterator[bytes]:
    """So many damaged inputs of a format, bombs first; always the same ones."""
    found = bombs(name, scale)[:count]
    yield from found
    data = SOUND[name][1]()
    for seed in range(count - len(found)):
        yield damage(data, seed)
