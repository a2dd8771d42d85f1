"""A real server process on loopback, and a client for it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx

from ports import free_port

_T = TypeVar("_T")
COMMAND = [sys.executable, "-c", "from innograph.cli import main; main()", "serve"]


def run_alone(work: Coroutine[Any, Any, _T]) -> _T:
    """What a coroutine gives, run in a thread of its own: where a browser is open, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[httpx.Client]:
    """Run `innograph serve` until the block ends; gives a client that waits for it.

    Quietly: nobody reads what it says meanwhile, and a pipe that is full would hold it up.
    """
    port = free_port()
    with subprocess.Popen(
        [*COMMAND, "--graph", str(graph), "--port", str(port), "--quiet", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:  # fmt: skip
        try:
            wait_until_ready(client, process)
            yield client
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def wait_until_ready(client: httpx.Client, process: subprocess.Popen[str]) -> None:
    """Wait until the server says that it is ready; fails with its words when it ends before."""
    end = time.monotonic() + 240
    while time.monotonic() < end:
        if process.poll() is not None:
            raise AssertionError(f"the server ended: {process.communicate()[1]}")
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the server was not ready in time")
