"""What a server answers when it does not give what was asked: status, words, and when to try again.

Bodies follow RFC 9457 (application/problem+json) where the client takes JSON, else they are plain text.
"""

from __future__ import annotations

import json
from http import HTTPStatus

from innograph.errors import InnographError


class Problem(InnographError):
    """A request that is answered with an error; `retry` is the number of seconds after which to try again."""

    def __init__(self, status: int, detail: str, *, retry: int | None = None, allow: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry = retry
        self.allow = allow

    @property
    def headers(self) -> dict[str, str]:
        """The headers that belong to this answer."""
        found = {"retry-after": str(self.retry)} if self.retry is not None else {}
        if self.allow:
            found["allow"] = self.allow
        if self.status == HTTPStatus.UNAUTHORIZED:
            found["www-authenticate"] = 'Basic realm="innograph", charset="UTF-8", Bearer'
        return found

    def body(self, accept: str) -> tuple[str, bytes]:
        """Media type and bytes for a client that sent this Accept header."""
        if "json" in accept:
            said = {"title": HTTPStatus(self.status).phrase, "status": self.status, "detail": self.detail}
            return "application/problem+json", json.dumps(said, ensure_ascii=False).encode()
        return "text/plain; charset=utf-8", f"{self.detail}\n".encode()


def bad_request(detail: str) -> Problem:
    """400: the request is not as the protocol says."""
    return Problem(400, detail)


def refused(detail: str) -> Problem:
    """403: this server only reads, and only its own graph."""
    return Problem(403, detail)


def too_much(detail: str) -> Problem:
    """422: the answer is larger than this server gives."""
    return Problem(422, detail)


def busy(detail: str = "too many requests at the same time: try again soon", retry: int = 2) -> Problem:
    """503: not now."""
    return Problem(503, detail, retry=retry)


def timed_out(seconds: float) -> Problem:
    """504: the query took longer than it may."""
    return Problem(504, f"the query took longer than {seconds:g} s and was ended: ask for less, or add LIMIT", retry=30)
