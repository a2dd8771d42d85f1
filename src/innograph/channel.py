"""Values from one process to another over a socket that the first made: nobody else can write to it.

Each is its length (eight bytes, the highest first) and its pickle.
"""

from __future__ import annotations

import pickle
import socket
import struct

LENGTH = struct.Struct("!Q")


def send(channel: socket.socket, value: object) -> None:
    """Write one value."""
    data = pickle.dumps(value, protocol=5)
    channel.sendall(LENGTH.pack(len(data)) + data)


def receive(channel: socket.socket) -> object | None:
    """Read one value; None when the other side has closed. Raises TimeoutError where the socket has a timeout."""
    head = receive_exactly(channel, LENGTH.size)
    if head is None:
        return None
    data = receive_exactly(channel, LENGTH.unpack(head)[0])
    return None if data is None else pickle.loads(data)


def receive_exactly(channel: socket.socket, size: int) -> bytes | None:
    """Read so many bytes; None when the other side closes before."""
    parts = bytearray()
    while len(parts) < size:
        piece = channel.recv(min(1 << 20, size - len(parts)))
        if not piece:
            return None
        parts += piece
    return bytes(parts)
