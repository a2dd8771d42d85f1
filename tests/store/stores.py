"""Real SPARQL stores on loopback, and a way to them that can be cut."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from ports import free_port


@contextmanager
def oxigraph_server() -> Iterator[str]:
    """Oxigraph's own server, in memory; gives the address where it takes queries."""
    port = free_port()
    program = Path(sys.executable).with_name("oxigraph")
    with subprocess.Popen(
        [str(program), "serve", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            wait(f"http://127.0.0.1:{port}/query", process)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()
            process.communicate(timeout=20)


#: Only what differs from Virtuoso's own defaults; its port for SQL is on loopback too.
_VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 20000
MaxDirtyBuffers = 10000
CheckpointInterval = 0

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
MaxClientConnections = 8

[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso_server(program: str, folder: Path) -> Iterator[str]:
    """A Virtuoso with an empty database in this folder; gives the address where it takes queries and updates of the
    user `dba`, whose password is `dba`."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=http), encoding="utf-8")
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait(f"http://127.0.0.1:{http}/sparql", process)
            yield f"http://127.0.0.1:{http}/sparql-auth"
        finally:
            process.terminate()
            process.wait(timeout=60)


def wait(url: str, process: subprocess.Popen[bytes], seconds: float = 240) -> None:
    """Wait until a store answers queries."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the store ended"
        with suppress(httpx.TransportError):
            if httpx.get(url, params={"query": "ASK {}"}).is_success:
                return
        time.sleep(0.1)
    raise AssertionError("the store was not ready in time")


class Cutter:
    """A way to a server that breaks after so many bytes have gone to it, once for each number."""

    def __init__(self, port: int, cuts: list[int]) -> None:
        self.target, self.cuts, self.sent, self.times = port, list(cuts), 0, 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                for pair in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        with suppress(OSError):
            while data := one.recv(16_384):
                if counts:
                    self.sent += len(data)
                    if self.cuts and self.sent >= self.cuts[0]:
                        self.cuts.pop(0)
                        self.times += 1
                        other.sendall(data[: len(data) // 2])
                        break
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
