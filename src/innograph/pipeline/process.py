"""A process that extracts, and can be killed: `python -m innograph.pipeline.process`.

It reads jobs from a socket and answers article by article, so that whoever gave the job knows which article is being
worked on. The socket is a pair made by the process that started it: nobody else can write to it.
"""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, ClassVar, Protocol

from innograph.channel import receive, send
from innograph.errors import InnographError, InputError, WorkError
from innograph.pipeline.extraction import Failure, Result

#: New things after which Python looks for circles of garbage: there are few, and looking takes its time.
COLLECTING = (20_000, 20, 50)


class Work(Protocol):
    """What a process can do: extraction.py, reading.py, telling.py."""

    #: The work's name, in reasons.
    what: ClassVar[str]

    def run(self, items: Iterable[Any], /) -> Iterator[Result]:
        """The result of each item, in the order given."""


def main(arguments: list[str]) -> None:
    """Work until the socket closes. Arguments: file descriptor, bytes of memory."""
    serve(socket.socket(fileno=int(arguments[0])), int(arguments[1]))


def serve(channel: socket.socket, memory: int) -> None:
    """Do the work that comes first through a socket on the items that follow, until it closes."""
    gc.set_threshold(*COLLECTING)
    _bound_memory(memory)
    work: Any = receive(channel)
    while True:
        items: Any = receive(channel)
        if items is None:
            return
        try:
            for result in work.run(items):
                send(channel, result)
        except InnographError as error:
            send(channel, Failure(WorkError if isinstance(error, InputError) else type(error), str(error)))
            return


def _bound_memory(most: int) -> None:
    """Let the system refuse memory past a bound, so that one article does not take the machine's."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError, ConnectionResetError):
        main(sys.argv[1:])
