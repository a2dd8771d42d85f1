"""What sites allow robots to fetch (RFC 9309), read by protego."""

from __future__ import annotations

import threading
from typing import Any

from innograph.errors import InputError
from innograph.fetch.client import Client
from innograph.fetch.door import Place
from innograph.fetch.settings import ROBOT


class Robots:
    """The robots.txt of each site, read once.

    A site without one allows everything; one whose robots.txt cannot be had now allows nothing (RFC 9309, 2.3.1).
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._lock = threading.Lock()
        self._sites: dict[str, threading.Lock] = {}
        self._rules: dict[str, Any] = {}

    def allow(self, url: str, place: Place) -> bool:
        """Whether an address may be fetched. Sets the pace that its site asks for."""
        with self._lock:
            lock = self._sites.setdefault(place.site, threading.Lock())
        with lock:
            if place.site not in self._rules:
                self._rules[place.site] = self._read(place)
            rules = self._rules[place.site]
        return rules is not None and bool(rules.can_fetch(url, ROBOT))

    def _read(self, place: Place) -> Any:
        from protego import Protego

        try:
            answer = self._client.get(f"{place.site}/robots.txt", most=self._client.settings.robots)
        except InputError as error:
            if "larger than" in error.reason:
                return Protego.parse("")
            return None
        if answer.status >= 500:
            return None
        text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
        try:
            rules = Protego.parse(text)
            delay = rules.crawl_delay(ROBOT)
        except Exception:  # whatever a stranger's file makes of a parser
            return Protego.parse("")
        if delay:
            self._client.pace.slow_down(place.site, float(delay))
        return rules
