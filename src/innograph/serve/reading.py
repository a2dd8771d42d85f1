"""Reading that takes a while, in threads: few at a time, so that answers that take no time are not held up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from innograph.serve.limits import Limits
from innograph.serve.problems import busy, timed_out

_T = TypeVar("_T")


class Readers:
    """The threads of one server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = asyncio.Semaphore(limits.short_workers)
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self, work: Callable[[], _T]) -> _T:
        """What `work` gives. Raises Problem 503 when too many wait, 504 when it takes too long.

        A thread cannot be ended: one that takes too long keeps its place until it has done its work.
        """
        if len(self._tasks) >= self._limits.waiting:
            raise busy()
        task = asyncio.ensure_future(self._run(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._limits.seconds)
        except TimeoutError:
            # Whoever asked has gone; what the work says in the end is nobody's.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            raise timed_out(self._limits.seconds) from None

    async def _run(self, work: Callable[[], _T]) -> _T:
        async with self._free:
            return await asyncio.to_thread(work)
