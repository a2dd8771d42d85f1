"""The graph that a server answers from: one generation, held until the last request that reads it has ended."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.notebook import Graph
from innograph.serve.answering import Job
from innograph.serve.lane import Lane
from innograph.serve.limits import Limits
from innograph.serve.pool import Pool
from innograph.serve.problems import Problem
from innograph.serve.processes import Template
from innograph.serve.quick import COUNT, FANS, Quick, in_memory, read_counts
from innograph.store.generations import current_generation

_T = TypeVar("_T")
#: Seconds that counting a whole graph may take.
_COUNTING = 900.0


@dataclass(frozen=True, slots=True)
class Response:
    """A whole answer, ready to be sent."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class Snapshot:
    """One generation: its store, its processes, and the answers that were given (they stay true as long as it does)."""

    def __init__(self, store: Graph, pool: Pool, limits: Limits) -> None:
        assert store.path is not None
        self.store = store
        self.pool = pool
        self.name = store.path.name
        self.etag = hashlib.sha256(f"{self.name} {store.base}".encode()).hexdigest()[:16]
        self._most = limits.cache
        self._size = 0
        self._answers: OrderedDict[bytes, Response] = OrderedDict()
        self._derived: dict[str, asyncio.Task[Any]] = {}
        #: Answers short queries at once; None until it is made, and for a graph that cannot have it.
        self.quick: Quick | None = None
        #: Triples of the union, when they are counted: that takes a while.
        self.triples: int | None = None
        #: Processes for short joins; None until they are ready, and where there are none.
        self.lane: Lane | None = None
        self._warming: asyncio.Task[None] | None = None
        self._readers = 0
        self._retired = False

    @classmethod
    async def open(cls, folder: Path, limits: Limits, template: Template) -> Snapshot:
        """The generation that counts now. Raises StoreError when there is none or it cannot be read."""
        store = Graph.open(folder)
        assert store.path is not None
        pool = Pool(store.path, store.base, limits, template)
        try:
            await pool.start()
        except BaseException:
            await pool.close()
            store.close()
            raise
        return cls(store, pool, limits)

    @property
    def union(self) -> ox.Store:
        """The store that answers queries: every triple once."""
        return self.store.union if self.quick is None else self.quick.store

    def warm(self, then: Prepare | None = None) -> None:
        """Make ready, meanwhile, what answers short queries at once, then what `then` makes."""
        self._warming = asyncio.ensure_future(self._warm(then))

    async def _warm(self, then: Prepare | None) -> None:
        limits = self.pool.limits
        # Not by `derive`: a graph that is replaced before all is counted need not wait for it.
        with suppress(Problem, StoreError, ValueError, KeyError, OSError, RuntimeError):
            found = []
            for query in (COUNT, *(FANS.format(end=end) for end in ("s", "o"))):
                job = Job(query, "json", "nt", limits.rows, limits.bytes)
                outcome, _, rows = await self.pool.run_aside(job, _COUNTING)
                if outcome != "done":
                    return
                found.append(read_counts(rows))
            (count,), *fans = found[0].values(), *found[1:]
            self.triples = count
            store = self.store.union
            if count <= limits.in_memory:
                async with self:
                    store = await asyncio.to_thread(in_memory, store)
            self.quick = Quick(store, *fans)
            if then is not None:
                await then(None, self)
            while count <= limits.in_memory and limits.lane_workers:
                await self._run_lane()

    async def _run_lane(self) -> None:
        """Have processes answer short joins until one of them ends. Raises StoreError when there can be none."""
        limits = self.pool.limits
        lane = await Lane.start(self.pool.template, self.pool.folder, limits.lane_workers, limits.memory)
        try:
            self.lane = lane
            await lane.watch(limits.seconds)
        finally:
            self.lane = None
            lane.close()

    def cached(self, key: bytes) -> Response | None:
        """An answer given before to the same request."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def keep(self, key: bytes, response: Response) -> None:
        """Keep an answer, and let go of the oldest when they take too much room."""
        size = len(key) + len(response.body) + 512
        if size > self._most // 8 or key in self._answers:
            return
        self._answers[key] = response
        self._size += size
        while self._size > self._most:
            old, gone = self._answers.popitem(last=False)
            self._size -= len(old) + len(gone.body) + 512

    async def derive(self, name: str, make: Callable[[], _T]) -> _T:
        """What is made of this graph once and kept as long as it: an index, the network. `make` runs in a thread; who
        needs the same meanwhile waits for it, and who needs something else is not held up.

            links = await snapshot.derive("links", lambda: Links(snapshot.union, snapshot.store.base))
        """
        task = self._derived.get(name)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._derived[name] = asyncio.ensure_future(self._make(make))
        found: _T = await asyncio.shield(task)
        return found

    def has(self, name: str) -> bool:
        """Whether that was derived of this graph."""
        return name in self._derived

    async def _make(self, make: Callable[[], _T]) -> _T:
        async with self:  # the graph stays open until it is read
            return await asyncio.to_thread(make)

    async def __aenter__(self) -> Snapshot:
        self._readers += 1
        return self

    async def __aexit__(self, *_: object) -> None:
        self._readers -= 1
        if self._retired and not self._readers:
            await self._close()

    async def retire(self) -> None:
        """Close when the last reader has ended: another generation counts now."""
        self._retired = True
        if not self._readers:
            await self._close()

    async def _close(self) -> None:
        if self._warming is not None:
            self._warming.cancel()
        await self.pool.close()
        self.store.close()


#: Makes of a new graph what was made of the former, before the new one counts; of the first graph what is mostly asked.
Prepare = Callable[[Snapshot | None, Snapshot], Awaitable[None]]


class Snapshots:
    """The current snapshot of a folder; follows when a build finishes."""

    def __init__(self, folder: Path, limits: Limits, prepare: Prepare | None = None) -> None:
        self.folder = folder
        self.limits = limits
        self.opened = 0
        self._prepare = prepare
        self.template = Template()
        self._current: Snapshot | None = None

    @property
    def current(self) -> Snapshot:
        """The snapshot that new requests read."""
        assert self._current is not None, "not started"
        return self._current

    @property
    def ready(self) -> bool:
        """Whether there is one."""
        return self._current is not None

    async def start(self) -> None:
        """Open the first. Raises StoreError."""
        self._current = await Snapshot.open(self.folder, self.limits, self.template)
        self._current.warm(self._prepare)
        self.opened += 1

    async def follow(self, seconds: float = 1.0) -> None:
        """Look again and again whether a build has finished, and take over its generation."""
        while True:
            await asyncio.sleep(seconds)
            try:
                name = current_generation(self.folder / "store").path.name
                if name == self.current.name:
                    continue
                fresh = await Snapshot.open(self.folder, self.limits, self.template)
            except Exception:  # a folder that is being replaced, or no store any more: keep what we have
                continue
            if self._prepare is not None:
                with suppress(Exception):  # then it is made at its first use
                    await self._prepare(self.current, fresh)
            old, self._current = self.current, fresh
            fresh.warm()
            self.opened += 1
            await old.retire()

    async def close(self) -> None:
        """Close the current one."""
        if self._current is not None:
            await self._current.retire()
        self.template.close()
