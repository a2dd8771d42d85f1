"""A page that is open in the browser."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Opened:
    """A page in the browser, with everything that went wrong or out of the machine on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def settle(self) -> None:
        """Until animations and the address have come to rest."""
        before = ""
        for _ in range(20):
            self.page.wait_for_timeout(300)
            now = self.js("innograph.address()")
            if now == before and self.address() in ("", now):
                return
            before = now
        raise AssertionError(f"the view does not come to rest: {before} and {self.address()}")

    def address(self) -> str:
        """What the page has written after # in its address."""
        found: str = self.page.url.partition("#")[2]
        return found

    def go(self, fragment: str) -> None:
        """Follow a link to another view of the same page."""
        self.js(f"location.hash = {json.dumps(fragment)}")
        self.page.wait_for_timeout(350)

    def find(self, text: str) -> None:
        """Search and take the first that is found."""
        self.page.fill("#search", text)
        self.page.wait_for_selector("#found li[aria-selected=true]")
        self.page.press("#search", "Enter")
        self.page.wait_for_selector("#panel:not([hidden])")

    def screen(self, kind: str, index: int) -> tuple[float, float]:
        """Where on the screen a node, or the middle of an edge, is: its number counted in the page's
        facts."""
        at = self.js(f"innograph.{kind}At({index})")
        return at["x"], at["y"]
