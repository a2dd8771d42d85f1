"""Processes that hold the graph in memory and answer queries that can only be short (see quick.py), several at a time.

One process loads the union and forks one for each core, so that all of them read the same pages of memory. They
answer queries in the order in which they are told; the server's own thread is left to HTTP. A process that
ends, or gives no answer in time, ends the lane: its queries are answered as all others are, and another lane is made.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from innograph.errors import StoreError
from innograph.serve.quick import RESULTS, in_memory
from innograph.serve.worker import bound_memory, end_with_parent
from innograph.store.generations import UNION

if TYPE_CHECKING:
    from innograph.serve.processes import Template

#: Before a query: its number, its format, the bytes of its text.
_ASKED = struct.Struct("!IBI")
#: Before an answer: the query's number, whether there is one, its bytes.
_SAID = struct.Struct("!I?I")
_FORMS = tuple(RESULTS)
#: Queries that may wait at one process.
_MOST_WAITING = 128
#: Seconds that loading may take.
_LOADING = 900.0


class _Channel(asyncio.Protocol):
    """The server's end of the socket to one process."""

    def __init__(self) -> None:
        #: Who waits, and since when, by the number of the query.
        self.asked: dict[int, tuple[asyncio.Future[bytes | None], float]] = {}
        self.ready = asyncio.get_running_loop().create_future()
        self.lost = asyncio.Event()
        self._buffer = bytearray()
        self._number = 0
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is one without saying so

    def ask(self, text: bytes, form: int) -> asyncio.Future[bytes | None]:
        """What will be the answer; None when the process cannot give one."""
        assert self._transport is not None
        self._number = self._number % 0xFFFFFFFF + 1
        waiting: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        self.asked[self._number] = waiting, time.monotonic()
        self._transport.write(_ASKED.pack(self._number, form, len(text)) + text)
        return waiting

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        for (number, good, _), body in _take_messages(self._buffer, _SAID):
            if number == 0:
                self._set(self.ready, b"")
            elif (found := self.asked.pop(number, None)) is not None:
                self._set(found[0], body if good else None)

    def connection_lost(self, error: Exception | None) -> None:
        self.lost.set()
        for waiting in (self.ready, *(waiting for waiting, _ in self.asked.values())):
            self._set(waiting, None)
        self.asked.clear()

    @staticmethod
    def _set(waiting: asyncio.Future[bytes | None], body: bytes | None) -> None:
        if not waiting.done():  # whoever asked may have gone
            waiting.set_result(body)

    def close(self) -> None:
        """Let the process go: it ends when its socket closes, or is ended with the first one."""
        if self._transport is not None:
            self._transport.close()


class Lane:
    """The processes, and who waits for them."""

    def __init__(self, number: int, channels: list[_Channel], template: Template) -> None:
        self.number = number
        self._channels = channels
        self._template = template
        self._open = True

    @classmethod
    async def start(cls, template: Template, folder: Path, processes: int, memory: int) -> Lane:
        """Processes that hold the graph of a generation. Raises StoreError when there can be none."""
        number, sockets = await template.fork("hold", str(folder), memory, sockets=processes)
        loop = asyncio.get_running_loop()
        channels = []
        for each in sockets:
            each.setblocking(False)
            _, channel = await loop.create_connection(_Channel, sock=each)
            channels.append(channel)
        lane = cls(number, channels, template)
        try:
            async with asyncio.timeout(_LOADING):
                said = [await channel.ready for channel in channels]
        except BaseException:
            lane.close()
            raise
        if None in said:
            lane.close()
            raise StoreError(f"{folder}: cannot be held in memory by processes of its own")
        return lane

    def ask(self, text: str, form: str) -> asyncio.Future[bytes | None] | None:
        """What will be the answer in a format of rows (None: somebody else must answer); None when too many wait."""
        channel = min(self._channels, key=_waiting)
        if not self._open or len(channel.asked) >= _MOST_WAITING:
            return None
        return channel.ask(text.encode(), _FORMS.index(form))

    async def watch(self, seconds: float) -> None:
        """Return, with all processes ended, when one has ended or has not answered for so many seconds."""
        try:
            while not any(channel.lost.is_set() for channel in self._channels):
                await asyncio.sleep(1)
                since = [began for channel in self._channels for _, began in list(channel.asked.values())[:1]]
                if since and time.monotonic() - min(since) > seconds:
                    return
        finally:
            self.close()

    def close(self) -> None:
        """End the processes."""
        if self._open:
            self._open = False
            for channel in self._channels:
                channel.close()
            self._template.end(self.number)


def _waiting(channel: _Channel) -> int:
    return len(channel.asked)


def hold(sockets: list[socket.socket], folder: str, memory: int) -> None:
    """What the processes do: load once, fork one for each further socket, answer until the socket closes."""
    disk = ox.Store.read_only(str(Path(folder) / UNION))
    store = in_memory(disk)
    del disk
    bound_memory(memory)
    for channel in sockets[1:]:
        if os.fork() == 0:
            end_with_parent()
            for other in sockets:
                if other is not channel:
                    other.close()
            _answer(channel, store)
            os._exit(0)
    for other in sockets[1:]:
        other.close()
    _answer(sockets[0], store)


def _answer(channel: socket.socket, store: ox.Store) -> None:
    channel.sendall(_SAID.pack(0, True, 0))
    buffer = bytearray()
    while piece := channel.recv(1 << 16):
        buffer += piece
        for (number, form, _), text in _take_messages(buffer, _ASKED):
            body = None
            with suppress(SyntaxError, ValueError, OSError, RuntimeError, MemoryError):
                found = store.query(text.decode())
                body = cast(ox.QuerySolutions, found).serialize(format=RESULTS[_FORMS[form]])
            channel.sendall(_SAID.pack(number, body is not None, len(body or b"")) + (body or b""))


def _take_messages(buffer: bytearray, head: struct.Struct) -> list[tuple[tuple[Any, ...], bytes]]:
    """The whole messages at the front of a buffer, taken off it: the fields of each one's head, whose last is the size
    of its body, and its body.
    """
    found = []
    at = 0
    while len(buffer) - at >= head.size:
        fields = head.unpack_from(buffer, at)
        end = at + head.size + fields[-1]
        if end > len(buffer):
            break
        found.append((fields, bytes(buffer[at + head.size : end])))
        at = end
    del buffer[:at]
    return found
