"""Processes that answer queries: short ones first, long ones beside them at lower priority, none past its time.

A query starts in one of the short lane's processes. If it has not ended after a slice of processor time, its process
goes on as one of the few long ones, at the lowest priority of the system, and another takes its place; where too
many long ones run already, it waits in line for them. At its time limit a process is killed: Oxigraph cannot be
interrupted otherwise, and its memory and processor time come back at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import OrderedDict
from pathlib import Path

from innograph.errors import StoreError
from innograph.serve.answering import Job
from innograph.serve.limits import Limits
from innograph.serve.problems import busy, timed_out
from innograph.serve.processes import Answer, Template, Worker

#: Queries whose text has shown to be long, so that they do not go through the short lane again.
_REMEMBERED = 1024


class Pool:
    """The processes for one generation of the graph."""

    def __init__(self, folder: Path, base: str, limits: Limits, template: Template) -> None:
        self.template = template
        self.folder = folder
        self.base = base
        self.limits = limits
        self.waiting = 0
        self.killed = 0
        self._queued = 0
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

    async def run_aside(self, job: Job, seconds: float) -> Answer:
        """The answer to a query of the server's own, which takes no place of others' and may take longer.

        Raises StoreError when there can be no process for it, Problem 504 past the time.
        """
        worker = await self._new()
        worker.slow_down()
        task = asyncio.ensure_future(worker.ask(job))
        try:
            done, _ = await asyncio.wait({task}, timeout=seconds)
            if not done:
                raise timed_out(seconds)
            return task.result()
        finally:
            self._discard(worker, task)

    async def _run_short(self, job: Job) -> Answer:
        try:
            self._queued += 1
            worker = await asyncio.wait_for(self._idle.get(), self.limits.seconds)
        except TimeoutError:
            raise busy() from None
        finally:
            self._queued -= 1
        task = asyncio.ensure_future(worker.ask(job))
        try:
            done = await self._within_slice(worker, task)
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

    async def _within_slice(self, worker: Worker, task: asyncio.Task[Answer]) -> bool:
        """Whether a query ends within its slice of processor time: on a busy machine the clock says nothing of it.

        While others wait for a process, a third of it is enough to be told to go once four slices have passed.
        """
        used, began, piece = worker.used(), time.monotonic(), self.limits.slice
        while True:
            done, _ = await asyncio.wait({task}, timeout=piece)
            had, passed = worker.used() - used, time.monotonic() - began
            if done or had >= 0.6 * piece or passed > self.limits.seconds:
                return bool(done)
            if self._queued and passed >= 4 * piece and had >= 0.2 * piece:
                return False

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
        worker = await Worker.start(self.template, self.folder, self.base, self.limits.memory)
        self._all.add(worker)
        return worker

    def _replace(self) -> None:
        """Start a process for the short lane in the place of one that left it."""
        if not self._closed:
            task = asyncio.ensure_future(self._fill())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fill(self) -> None:
        while not self._closed:
            with contextlib.suppress(StoreError):
                self._idle.put_nowait(await self._new())
                return
            await asyncio.sleep(1)  # there may be memory for it again

    def _discard(self, worker: Worker, task: asyncio.Future[Answer]) -> None:
        task.cancel()
        worker.kill()
        self._all.discard(worker)
        self.killed += 1

    def _remember(self, text: str) -> None:
        self._known_long[text] = None
        if len(self._known_long) > _REMEMBERED:
            self._known_long.popitem(last=False)
