"""Work in several processes: in the order of the articles, and none of them can stop the rest.

Each process gets a few hundred articles at a time and answers one by one. An article on which a process dies is tried
once more alone, since the process may have been killed for another reason; one that takes too long is not. What is set
aside so is named with its reason, and the rest of the articles goes on in a fresh process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from innograph.channel import receive, send
from innograph.errors import WorkError
from innograph.forked import Forked, can_fork
from innograph.pipeline.extraction import Extraction, Failure, Result
from innograph.pipeline.process import Work, serve

if TYPE_CHECKING:
    from innograph.article import Article
    from innograph.pipeline.telling import Item, Telling

#: Articles that a process is given at once.
CHUNK = 200
#: Seconds that one article may take, and bytes of memory that one process may use.
SECONDS = 120.0
MEMORY = 2 << 30
#: Seconds that a fresh process may take for its first article: it loads the language data before.
_START = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost: seconds, and bytes of memory of its process."""

    seconds: float = SECONDS
    memory: int = MEMORY


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extract_in_processes(
    articles: Sequence[Article],
    extraction: Extraction,
    workers: int,
    *,
    limits: Limits | None = None,
    chunk: int = CHUNK,
) -> Iterator[Result]:
    """The result of each article, in the order given, found by `workers` processes.

    Of results that wait for an earlier one only a few chunks are held. Raises what `extract` raises.
    """
    chunk = max(1, min(chunk, -(-len(articles) // workers)))
    chunks = (articles[at : at + chunk] for at in range(0, len(articles), chunk))
    for result in run_in_processes(chunks, extraction, min(workers, -(-len(articles) // chunk)), limits=limits):
        if result is not None:
            yield result


def tell_in_processes(
    items: Iterable[Item], count: int, telling: Telling, workers: int, *, limits: Limits | None = None
) -> Iterator[Result]:
    """The result of each of `count` items (telling.py), in the order given. Raises what the work raises."""
    chunk = max(1, min(CHUNK, -(-count // workers)))
    given = iter(items)
    chunks = iter(lambda: list(islice(given, chunk)), [])
    for result in run_in_processes(chunks, telling, workers, limits=limits):
        if result is not None:
            yield result


def run_in_processes(
    chunks: Iterable[Sequence[Any]], work: Work, workers: int, *, limits: Limits | None = None
) -> Iterator[Result | None]:
    """The result of each item of each chunk, in the order given, and None at the end of a chunk.

    Of chunks that wait, or whose results wait for those of an earlier one, only a few are held. Processes are started
    when there is something for them. Raises what the work raises.
    """
    todo: queue.Queue[_Job | None] = queue.Queue()
    stop = threading.Event()
    processes = [ExtractionProcess(work, limits, stop) for _ in range(workers)]
    threads = [threading.Thread(target=_serve, args=(todo, process, stop), daemon=True) for process in processes]
    waiting: deque[_Job] = deque()
    try:
        for thread in threads:
            thread.start()
        source = iter(chunks)
        more = True
        while more or waiting:
            while more and len(waiting) < 2 * workers:
                chunk = next(source, None)
                if chunk is None:
                    more = False
                    break
                waiting.append(_Job(chunk))
                if chunk:
                    todo.put(waiting[-1])
            if not waiting:
                break
            job = waiting.popleft()
            for _ in job.articles:
                result = job.results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
            yield None
    finally:
        stop.set()
        for process in processes:
            todo.put(None)
            process.kill()
        for thread in threads:
            if thread.ident is not None:
                thread.join()


@dataclass(slots=True)
class _Job:
    """Some articles, and their results as they come."""

    articles: Sequence[Any]
    results: queue.Queue[Result | BaseException] = field(default_factory=queue.Queue)


def _serve(todo: queue.Queue[_Job | None], worker: ExtractionProcess, stop: threading.Event) -> None:
    """Have jobs done by one process, or the next one in its place."""
    try:
        while (job := todo.get()) is not None and not stop.is_set():
            try:
                for result in worker.run(job.articles):
                    job.results.put(result)
            except BaseException as error:
                job.results.put(error)
                return
    finally:
        worker.close()


class ExtractionProcess:
    """A process, or the next one in its place."""

    def __init__(self, work: Work, limits: Limits | None = None, stop: threading.Event | None = None) -> None:
        self._work = work
        self._limits = limits or Limits()
        self._stop = stop or threading.Event()
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._channel: socket.socket | None = None
        self._fresh = True  # it has answered nothing yet
        self._owed = 0  # answers that nobody waits for

    def prepare(self, items: Sequence[Any] = ()) -> None:
        """Have the process load what it works with, before there is anything to work on; `items` are of the kind of
        what will come, and what comes of them is dropped. Where that can be done, it is a copy of this process."""
        if self._channel is None:
            send(self._start(copied=can_fork()), list(items))
            self._owed = len(items)

    def run(self, articles: Sequence[Any]) -> Iterator[Result]:
        """The results of some articles, or of pieces to be read, in their order."""
        done, died = 0, False
        while done < len(articles) and not self._stop.is_set():
            # An article that a process died of is tried again alone.
            given = list(articles[done : done + 1] if died else articles[done:])
            for result in self._ask(given):
                if isinstance(result, Result):
                    yield result
                    done += 1
                    died = False
                    continue
                if result == "slow":
                    yield Result(None, f"{self._work.what} failed: it took more than {self._limits.seconds:g} seconds")
                elif died:
                    yield Result(None, f"{self._work.what} failed: its process died ({result})")
                else:
                    died = True
                    break
                done += 1
                died = False

    def _ask(self, articles: list[Any]) -> Iterator[Result | str]:
        """Results as they come; at the end, where the process did not finish, a word that says why."""
        channel = self._channel or self._start()
        try:
            # What is larger than the channel holds waits until a fresh process reads it.
            channel.settimeout(self._limits.seconds + (_START if self._fresh else 0.0))
            send(channel, articles)
            for number in range(-self._owed, len(articles)):
                channel.settimeout(self._limits.seconds + (_START if self._fresh else 0.0))
                answer = receive(channel)
                if isinstance(answer, Failure):
                    raise answer.kind(answer.message)
                if not isinstance(answer, Result):
                    yield self._end()
                    return
                self._fresh = False
                if number < 0:
                    self._owed -= 1
                else:
                    yield answer
        except TimeoutError:
            self.close()
            yield "slow"
        except (ConnectionError, pickle.UnpicklingError, EOFError):
            yield self._end()

    def _start(self, copied: bool = False) -> socket.socket:
        ours, theirs = socket.socketpair()

        def work() -> None:
            ours.close()
            serve(theirs, self._limits.memory)

        try:
            self._process = Forked(work) if copied else subprocess.Popen(
                [sys.executable, "-m", "innograph.pipeline.process", str(theirs.fileno()), str(self._limits.memory)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # a Ctrl-C at the terminal is the build's to handle
            )  # fmt: skip
        except OSError as error:
            ours.close()
            raise WorkError(f"cannot start a process to extract in: {error.strerror or error}") from error
        finally:
            theirs.close()
        self._channel, self._fresh, self._owed = ours, True, 0
        if self._stop.is_set():
            self.kill()
        send(ours, self._work)
        return ours

    def kill(self) -> None:
        """End the process from another thread: whoever waits for its answer gets none."""
        if (process := self._process) is not None:
            process.kill()

    def _end(self) -> str:
        """How the process ended."""
        process = self._process
        self.close(wait=5)
        code = process.returncode if process else None
        return f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"

    def close(self, wait: float = 0) -> None:
        """End the process; with `wait`, one that is ending anyway may do so itself."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._process is not None:
            if wait:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(wait)
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait()
            self._process = None
