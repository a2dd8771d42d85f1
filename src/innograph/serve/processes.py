"""The server's side of worker.py: processes that answer queries, forked by one that has read all code."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from innograph.channel import LENGTH, receive, send
from innograph.errors import StoreError
from innograph.serve.answering import Job, Outcome
from innograph.serve.worker import READY

_LOW = 15
#: Seconds that a process may take until it is ready.
_START = 60.0
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100

Answer = tuple[Outcome, str, bytes]


class Template:
    """The process that others are forked from. It answers no query, so nothing that a client sends can end it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._one = asyncio.Lock()
        self._ended: list[int] = []

    async def fork(self, *told: object, sockets: int = 1) -> tuple[int, list[socket.socket]]:
        """The number of a new process and the sockets to it. Raises StoreError when there can be none.

        `told` is what worker.py takes: ("start", folder, base, memory) or ("hold", folder, memory).
        """
        async with self._one:
            for _ in range(2):
                try:
                    return await asyncio.to_thread(self._fork, told, sockets)
                except (OSError, EOFError, ValueError):  # somebody has ended it: once more with another
                    self.close()
        raise StoreError("no process for queries can be started; is there no memory left?")

    def _fork(self, told: tuple[object, ...], sockets: int) -> tuple[int, list[socket.socket]]:
        if self._channel is None or self._process is None or self._process.poll() is not None:
            self._start()
        assert self._channel is not None
        pairs = [socket.socketpair() for _ in range(sockets)]
        try:
            while self._ended:
                send(self._channel, ("reap", self._ended.pop()))
            data = pickle.dumps(told, protocol=5)
            socket.send_fds(self._channel, [LENGTH.pack(len(data))], [theirs.fileno() for _, theirs in pairs])
            self._channel.sendall(data)
            head = self._channel.recv(LENGTH.size, socket.MSG_WAITALL)
            if len(head) < LENGTH.size:
                raise EOFError
        except BaseException:
            for ours, _ in pairs:
                ours.close()
            raise
        finally:
            for _, theirs in pairs:
                theirs.close()
        return LENGTH.unpack(head)[0], [ours for ours, _ in pairs]

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        self._channel = ours
        ours.settimeout(_START)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "innograph.serve.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C at the terminal is the server's to handle
        )
        theirs.close()
        if receive(ours) != READY:
            raise EOFError

    def end(self, number: int) -> None:
        """End a process now. It is reaped when the next one is forked: until then its number is nobody else's."""
        with contextlib.suppress(OSError):
            os.kill(number, signal.SIGKILL)
        self._ended.append(number)

    def close(self) -> None:
        """End it."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        self._ended.clear()


class Worker:
    """One process that answers queries, and the socket to it."""

    def __init__(
        self, number: int, template: Template, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.number = number
        self.alive = True
        self._template = template
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(cls, template: Template, folder: Path, base: str, memory: int) -> Worker:
        """A process with its stores open. Raises StoreError when they cannot be opened."""
        forking = asyncio.ensure_future(template.fork("start", str(folder), base, memory))
        try:
            number, (ours,) = await asyncio.shield(forking)
        except asyncio.CancelledError:
            forking.add_done_callback(_close_socket)  # the process ends when it sees that
            raise
        ours.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 22)
        worker = cls(number, template, reader, writer)
        try:
            said = await asyncio.wait_for(worker._read(), _START)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            said = None
        except BaseException:
            worker.kill()
            raise
        if said != READY:
            worker.kill()
            raise StoreError(f"{folder}: cannot be opened by a process of its own; build the graph again")
        return worker

    async def _read(self) -> object:
        """The next value that the process sends."""
        (size,) = LENGTH.unpack(await self._reader.readexactly(LENGTH.size))
        return pickle.loads(await self._reader.readexactly(size))

    async def ask(self, job: Job) -> Answer:
        """Have one query answered; a process that dies of it gives the outcome failed."""
        data = pickle.dumps(job, protocol=5)
        try:
            self._writer.write(LENGTH.pack(len(data)) + data)
            await self._writer.drain()
            return await self._read()  # type: ignore[return-value]
        except (asyncio.IncompleteReadError, ConnectionError):
            self.alive = False
            return "failed", "text", b"the query needed more memory than it may use: ask for less, or add LIMIT"

    def slow_down(self) -> None:
        """Let everything else go first."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.number, _LOW)

    def used(self) -> float:
        """Seconds of processor time that the process has had; those of the clock where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.number}/stat").read_bytes().rpartition(b") ")[2].split()
            return (int(fields[11]) + int(fields[12])) / _TICKS
        except (OSError, ValueError, IndexError):
            return time.monotonic()

    def kill(self) -> None:
        """End the process now. Its number is its own until the template has reaped it."""
        self.alive = False
        self._writer.close()
        self._template.end(self.number)


def _close_socket(forking: asyncio.Future[tuple[int, list[socket.socket]]]) -> None:
    if not forking.cancelled() and forking.exception() is None:
        forking.result()[1][0].close()
