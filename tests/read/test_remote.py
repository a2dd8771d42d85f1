"""Inputs at addresses: read as they come, from a real server."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from damaged import SOUND
from innograph.read import read_corpus


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    for name in ("warc-gz", "zip", "jsonl", "html"):
        file, make = SOUND[name]
        (tmp_path / file).write_bytes(make())
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_files_archives_and_exports_are_read_over_http(address: str, tmp_path: Path) -> None:
    for name in ("warc-gz", "zip", "jsonl"):
        file = SOUND[name][0]
        there, here = read_corpus([f"{address}/{file}"]), read_corpus([tmp_path / file])
        assert there.articles == here.articles
        assert len(there.articles) >= 3
        assert there.skipped == ()


def test_a_page_has_its_address(address: str) -> None:
    (article,) = read_corpus([f"{address}/a.html"]).articles
    assert f"{address}/a.html" in (article.url, *article.addresses)


def test_what_is_not_there_is_named(address: str, tmp_path: Path) -> None:
    (tmp_path / "cut.warc.gz").write_bytes(gzip.compress(SOUND["warc"][1]())[:2000])
    corpus = read_corpus([f"{address}/none.html", f"{address}/cut.warc.gz", "http://127.0.0.1:9/x", "nonsense://x/y"])
    assert [source for source, _ in corpus.skipped if "none.html" in source or ":9/" in source or "nonsense" in source]
    assert len(corpus.skipped) >= 4
