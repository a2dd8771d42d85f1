"""Processes that answer queries: short ones first, long ones beside them at lower priority, none past its time.

A query starts in one of the short lane's processes. If it has not ended after a slice of a second, its process goes
on as one of the few long ones, at the lowest priority of the system, and a fresh process takes its place; where too
many long ones run already, it waits in line for them. At its time limit a process is killed: Oxigraph cannot be
interrupted otherwise, and its memory and processor time come back at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import socket
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path

from innograph.errors import StoreError
from innograph.serve.answering import Job, Outcome
from innograph.serve.limits import Limits
from innograph.serve.problems import busy, timed_out
from innograph.serve.worker import LENGTH, READY

#: Queries whose text has shown to be long, so that they do not go through the short lane again.
_REMEMBERED = 1024
_LOW = 15
#: Seconds that a fresh process may take to open the stores.
_START = 60.0

Answer = tuple[Outcome, str, bytes]


class Worker:
    """One process, and the socket to it."""

    def __init__(self, process: subprocess.Popen[bytes], reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
        self.process = process
        self.reader = reader
        self.writer = writer

    @classmethod
    async def start(cls, folder: Path, base: str, memory: int) -> Worker:
        """A process with its stores open. Raises StoreError when they cannot be opened."""
        ours, theirs = socket.socketpair()
        arguments = [str(theirs.fileno()), str(folder), base, str(memory)]
        process = subprocess.Popen(
            [sys.executable, "-m", "innograph.serve.worker", *arguments],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C at the terminal is the server's to handle
        )
        theirs.close()
        ours.setblocking(False)
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 22)
        worker = cls(process, reader, writer)
        try:
            said = await asyncio.wait_for(worker.read(), _START)
        except (TimeoutError, asyncio.IncompleteReadError, ConnectionError):
            said = None
        if said != READY:
            worker.kill()
            raise StoreError(f"{folder}: cannot be opened by a process of its own; build the graph again")
        return worker

    async def read(self) -> object:
        """The next value that the process sends."""
        (size,) = LENGTH.unpack(await self.reader.readexactly(LENGTH.size))
        return pickle.loads(await self.reader.readexactly(size))

    async def ask(self, job: Job) -> Answer:
        """Have one query answered; a process that dies of it gives the outcome failed."""
        data = pickle.dumps(job, protocol=5)
        try:
            self.writer.write(LENGTH.pack(len(data)) + data)
            await self.writer.drain()
            return await self.read()  # type: ignore[return-value]
        except (asyncio.IncompleteReadError, ConnectionError):
            return "failed", "text", b"the query needed more memory than it may use: ask for less, or add LIMIT"

    def slow_down(self) -> None:
        """Let everything else go first."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, _LOW)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self.process.poll() is None

    def kill(self) -> None:
        """End the process now."""
        self.writer.close()
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()


class Pool:
    """The processes for one generation of the graph."""

    def __init__(self, folder: Path, base: str, limits: Limits) -> None:
        self.folder = folder
        self.base = base
        self.limits = limits
        self.waiting = 0
        self.killed = 0
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._long = asyncio.Semaphore(limits.long_workers)
        self._all: set[Worker] = set()
        self._known_long: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the short lane. Raises StoreError."""
        for worker in await asyncio.gather(*(self._new() for _ in range(self.limits.short_workers))):
            self._idle.put_nowait(worker)

    async def run(self, job: Job) -> Answer:
        """The answer to a query. Raises Problem 503 when too many wait, 504 past the time limit."""
        if self.waiting >= self.limits.waiting:
            raise busy()
        self.waiting += 1
        try:
            if job.text in self._known_long:
                return await self._run_long(job, None)
            return await self._run_short(job)
        finally:
            self.waiting -= 1

    async def _run_short(self, job: Job) -> Answer:
        try:
            worker = await asyncio.wait_for(self._idle.get(), self.limits.seconds)
        except TimeoutError:
            raise busy() from None
        task = asyncio.ensure_future(worker.ask(job))
        try:
            done, _ = await asyncio.wait({task}, timeout=self.limits.slice)
        except asyncio.CancelledError:
            self._discard(worker, task)
            self._replace()
            raise
        if done:
            if worker.alive:
                self._idle.put_nowait(worker)
            else:
                self._discard(worker, task)
                self._replace()
            return task.result()
        self._remember(job.text)
        self._replace()
        if self._long.locked():
            # No place among the long ones: start again when there is one.
            self._discard(worker, task)
            return await self._run_long(job, None)
        worker.slow_down()
        return await self._run_long(job, (worker, task))

    async def _run_long(self, job: Job, running: tuple[Worker, asyncio.Future[Answer]] | None) -> Answer:
        try:
            await asyncio.wait_for(self._long.acquire(), self.limits.seconds)
        except TimeoutError:
            raise busy("long queries take all the places for them: try again later", retry=30) from None
        except asyncio.CancelledError:
            if running is not None:
                self._discard(*running)
            raise
        try:
            if running is None:
                worker = await self._new()
                worker.slow_down()
                running = worker, asyncio.ensure_future(worker.ask(job))
            done, _ = await asyncio.wait({running[1]}, timeout=self.limits.seconds)
            if not done:
                raise timed_out(self.limits.seconds)
            return running[1].result()
        finally:
            self._long.release()
            if running is not None:
                self._discard(*running)

    async def close(self) -> None:
        """End all processes."""
        self._closed = True
        for task in list(self._tasks):
            task.cancel()
        for worker in list(self._all):
            worker.kill()
        self._all.clear()

    async def _new(self) -> Worker:
        worker = await Worker.start(self.folder, self.base, self.limits.memory)
        self._all.add(worker)
        return worker

    def _replace(self) -> None:
        """Start a process for the short lane in the place of one that left it."""
        if not self._closed:
            task = asyncio.ensure_future(self._fill())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fill(self) -> None:
        self._idle.put_nowait(await self._new())

    def _discard(self, worker: Worker, task: asyncio.Future[Answer]) -> None:
        task.cancel()
        worker.kill()
        self._all.discard(worker)
        self.killed += 1

    def _remember(self, text: str) -> None:
        self._known_long[text] = None
        if len(self._known_long) > _REMEMBERED:
            self._known_long.popitem(last=False)
