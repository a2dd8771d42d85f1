"""Ports for the servers that tests start."""

from __future__ import annotations

import random
import socket

#: Below the ports that the system itself gives to connections and to whoever asks for any (32768 and up on Linux):
#: between our asking and a server's listening, which may be long on a busy machine, none of those can take it.
_RANGE = range(20_000, 32_000)


def free_port() -> int:
    """A port on loopback that nobody listens at, and that is given to nobody meanwhile."""
    for port in random.SystemRandom().sample(_RANGE, 200):
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free on loopback")
