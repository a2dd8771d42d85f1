"""Malformed and hostile requests: no fault of the server, nothing read elsewhere, nobody called.

A few hundred of them; `scripts/attack_server.py` sends thousands and watches every file and every connection.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hostile_requests import as_bytes, requests
from served import serving

SECRET = "neither-read-nor-sent-3141592653"


@contextmanager
def telling(data: bytes) -> Iterator[None]:
    """Say which request it was when its answer does not come."""
    try:
        yield
    except TimeoutError:
        raise AssertionError(f"no answer in time to {data[:600]!r}") from None


def exchange(port: int, data: bytes) -> bytes:
    """Send bytes and read all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, telling(data):
        with suppress(OSError):  # refused before it was read; the answer may be there all the same
            connection.sendall(data)
        parts = []
        with suppress(ConnectionResetError):
            while piece := connection.recv(1 << 16):
                parts.append(piece)
        return b"".join(parts)


def status(answer: bytes) -> int:
    assert answer.startswith(b"HTTP/1.1 "), answer[:100]
    return int(answer[9:12])


@pytest.fixture
def canary() -> Iterator[tuple[int, list[object]]]:
    """A port, and who connected to it: whoever a server calls because somebody says so."""
    called: list[object] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def wait() -> None:
        while True:
            try:
                called.append(listener.accept()[1])
            except OSError:
                return

    threading.Thread(target=wait, daemon=True).start()
    yield listener.getsockname()[1], called
    listener.close()


def test_hostile_requests(small_graph: Path, tmp_path: Path, canary: tuple[int, list[object]]) -> None:
    port, called = canary
    graph = shutil.copytree(small_graph, tmp_path / "graph")
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "graph.ttl").write_text(f'<urn:a> <urn:b> "{SECRET}" .')
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").symlink_to(tmp_path / "secret.txt")
    reaching = [
        f"GET /{dots}{file} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode()
        for dots in ("../", "..%2f", "%2e%2e/", "article/..%2f..%2f", "doc/../../", "def/..%5c", "assets/../../", "//")
        for file in ("secret.txt", "graph.ttl", "etc/passwd", "graph/store/current")
    ]
    hostile = [as_bytes(r).replace(b"127.0.0.1%3A9", b"127.0.0.1%3A" + str(port).encode()) for r in requests(400)]
    options = ("--timeout", "2", "--workers", "2", "--articles", str(articles))
    with serving(graph, *options) as client, ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda data: exchange(client.base_url.port or 0, data), reaching + hostile))
        wrong = [
            (data[:300], answer[:300])
            for data, answer in zip(reaching + hostile, answers, strict=True)
            if status(answer) >= 500 and not (status(answer) in (503, 504) and b"\nretry-after: " in answer)
        ]
        assert wrong == []
        assert not any(SECRET.encode() in answer or b"root:x:" in answer for answer in answers)
        assert all(status(answer) in (400, 404) for answer in answers[: len(reaching)])
        assert called == []
        assert client.get("/sparql", params={"query": "ASK { ?s a inno:Claim }"}).json()["boolean"] is True
        assert 'status="500"' not in client.get("/metrics").text
