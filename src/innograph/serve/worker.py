"""Processes that answer queries, one at a time, and can be killed: `python -m innograph.serve.worker`.

The process that is started this way answers none itself. It has read all code and waits to be told to fork: a process
made so is ready in a hundredth of the time that a fresh Python takes, which counts when many have to be
killed. Told by pickled values over sockets that the server has made: nobody else can write to them.
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from innograph.channel import LENGTH, receive, receive_exactly, send

#: Said when the code is read, and by a process when its stores are open.
READY = "ready"
#: Sockets that a new process can be given at most.
MOST_SOCKETS = 64


def main(arguments: list[str]) -> None:
    """Fork processes until the socket closes. Argument: its file descriptor.

    Told are ("start", folder of the stores, base IRI, bytes of memory) with the descriptor of the new process's socket,
    or ("hold", folder, bytes of memory) with one for each process of a lane, answered by the new process's number; and
    ("reap", number), which is not answered: until then the number is nobody else's.
    """
    end_with_parent()
    import pyoxigraph  # noqa: F401 (read before the fork, so that no process has to)

    import innograph.query.prefixes
    import innograph.serve.answering
    import innograph.serve.lane
    import innograph.store.generations

    channel = socket.socket(fileno=int(arguments[0]))
    send(channel, READY)
    while True:
        head, descriptors, _, _ = socket.recv_fds(channel, LENGTH.size, MOST_SOCKETS)
        if not head:
            return
        told = pickle.loads(receive_exactly(channel, LENGTH.unpack(head)[0]) or b"")
        if told[0] == "reap":
            with suppress(ChildProcessError):
                os.waitpid(told[1], 0)
            continue
        number = os.fork()
        if number == 0:
            channel.close()
            with suppress(KeyboardInterrupt, BrokenPipeError, ConnectionResetError):
                sockets = [socket.socket(fileno=each) for each in descriptors]
                if told[0] == "hold":
                    end_with_parent()
                    innograph.serve.lane.hold(sockets, *told[1:])
                else:
                    _answer_all(sockets[0], *told[1:])
            os._exit(0)
        for each in descriptors:
            os.close(each)
        channel.sendall(LENGTH.pack(number))


def _answer_all(channel: socket.socket, folder: str, base: str, memory: int) -> None:
    """What a process does until its socket closes."""
    end_with_parent()
    bound_memory(memory)
    import pyoxigraph as ox

    from innograph.serve.answering import Job, answer
    from innograph.store.generations import NAMED, UNION

    named, union = (ox.Store.read_only(str(Path(folder) / name)) for name in (NAMED, UNION))
    send(channel, READY)
    while isinstance(job := receive(channel), Job):
        send(channel, answer(job, named, union, base))


def end_with_parent() -> None:
    """Have the system end this process with the one that started it, however that ends (Linux): while a query runs
    nobody notices that the socket has closed.
    """
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        parent = os.getppid()
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(0)


def bound_memory(most: int) -> None:
    """Let the system refuse memory past what a process has now and so many bytes more, so that a query without end does
    not take the machine's.
    """
    with suppress(ImportError, ValueError, OSError):
        import resource

        held = 0
        with suppress(OSError, IndexError):  # Linux
            held = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_DATA, (held + most, held + most))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt, BrokenPipeError, ConnectionResetError):
        main(sys.argv[1:])
