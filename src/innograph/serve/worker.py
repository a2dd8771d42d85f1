"""A process that answers queries, one at a time, and can be killed: `python -m innograph.serve.worker`.

It reads jobs from a socket and writes answers to it, each a length of eight bytes and a pickled value. The socket is
a pair made by the server that started it: nobody else can write to it.
"""

from __future__ import annotations

import pickle
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

LENGTH = struct.Struct("!Q")
#: Said when the stores are open.
READY = "ready"


def main(arguments: list[str]) -> None:
    """Serve until the socket closes. Arguments: file descriptor, folder of the stores, base IRI, bytes of memory."""
    handle, folder, base, memory = int(arguments[0]), Path(arguments[1]), arguments[2], int(arguments[3])
    _bound_memory(memory)
    import pyoxigraph as ox

    from innograph.serve.answering import Job, answer
    from innograph.store.generations import NAMED, UNION

    channel = socket.socket(fileno=handle)
    named, union = (ox.Store.read_only(str(folder / name)) for name in (NAMED, UNION))
    send(channel, READY)
    while isinstance(job := receive(channel), Job):
        send(channel, answer(job, named, union, base))


def _bound_memory(most: int) -> None:
    """Let the system refuse memory past a bound, so that a query without end does not take the machine's."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def send(channel: socket.socket, value: object) -> None:
    """Write one value."""
    data = pickle.dumps(value, protocol=5)
    channel.sendall(LENGTH.pack(len(data)) + data)


def receive(channel: socket.socket) -> object | None:
    """Read one value; None when the other side has closed."""
    head = _exactly(channel, LENGTH.size)
    if head is None:
        return None
    data = _exactly(channel, LENGTH.unpack(head)[0])
    return None if data is None else pickle.loads(data)


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        piece = channel.recv(min(1 << 20, size - len(parts)))
        if not piece:
            return None
        parts += piece
    return bytes(parts)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError, ConnectionResetError):
        main(sys.argv[1:])
