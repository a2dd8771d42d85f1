"""How pages are fetched: how fast, how much, how often, and as whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from innograph import __version__

#: The name by which robots.txt may speak of this program.
ROBOT = "innograph"
USER_AGENT = f"{ROBOT}/{__version__} (+https://w3id.org/innograph)"


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds and bytes. `allow_private` may also be the names of the private hosts that are allowed.

    `pause` is the time between two requests to a host, its robots.txt may ask for up to `longest_pause`. `tries` are
    made while a server has no time or a connection breaks, first after `back_off`, then twice that and so on; a
    `Retry-After` up to `longest_wait` is kept. `fresh` is how long a page that was fetched is not asked for again.
    """

    user_agent: str = USER_AGENT
    allow_private: bool | Collection[str] = False
    pause: float = 2.0
    longest_pause: float = 60.0
    tries: int = 4
    back_off: float = 2.0
    longest_wait: float = 120.0
    connect: float = 10.0
    silence: float = 20.0
    whole: float = 90.0
    fresh: float = 20 * 3600.0
    page: int = 50_000_000
    robots: int = 512_000
    redirects: int = 5
    pages: int = 1_000
    maps: int = 50
    hosts: int = 4
