"""One page from a server that may be slow, wrong or malicious: within limits of time and size, after redirects, retried
where that can help."""

from __future__ import annotations

import email.utils
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from innograph.errors import InputError
from innograph.fetch.door import Place, Refused, locate, parse
from innograph.fetch.settings import Settings
from innograph.read.warc import unpack

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATE = "the answer does not come to its end in time"
#: The server is there and has no time now.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. `url` is where it was said, after redirects. Header names are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class Passing(InputError):
    """Something that may be over in a while; `wait` is how many seconds the server asks for."""

    def __init__(self, source: str, reason: str, wait: float | None = None) -> None:
        super().__init__(source, reason)
        self.wait = wait


class Pace:
    """Keeps the time between requests to one host, for all that fetch from it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def slow_down(self, site: str, pause: float) -> None:
        """Keep to what a site's robots.txt asks for, within bounds."""
        with self._lock:
            self._pauses[site] = min(pause, self._settings.longest_pause)

    def wait(self, site: str) -> None:
        """Return when the site may be asked."""
        with self._lock:
            now = time.monotonic()
            at = max(now, self._next.get(site, now))
            self._next[site] = at + max(self._settings.pause, self._pauses.get(site, 0.0))
        time.sleep(max(0.0, at - now))


class Client:
    """Fetches pages. Closed at the end; may be used from several threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pace = Pace(settings)
        self._lock = threading.Lock()
        self._clients: dict[Place, httpx.Client] = {}

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        most: int | None = None,
        wanted: Callable[[str], bool] = lambda _: True,
        may: Callable[[str, Place], bool] = lambda _url, _place: True,
    ) -> Answer:
        """The answer at an address, followed to where it leads and tried again while the server has no time.

        `most` is how many bytes are read; `wanted` is asked of the media type before the body is read; `may` of every
        address on the way. Raises InputError: Refused for where one must not go, Passing for what may be over later.
        """
        settings = self.settings
        pause = settings.back_off
        for attempt in range(1, settings.tries + 1):
            try:
                return self._follow(url, headers or {}, most or settings.page, wanted, may)
            except Passing as error:
                wait = error.wait if error.wait is not None else pause
                if attempt == settings.tries:
                    raise
                if wait > settings.longest_wait:
                    raise Passing(url, f"{error.reason}; it asks to come back in {wait:.0f} s", wait) from None
                time.sleep(wait)
                pause *= 2
        raise AssertionError("unreachable")

    def _follow(
        self,
        url: str,
        headers: Mapping[str, str],
        most: int,
        wanted: Callable[[str], bool],
        may: Callable[[str, Place], bool],
    ) -> Answer:
        here = parse(url)
        seen: set[str] = set()
        for _ in range(self.settings.redirects + 1):
            if str(here) in seen:
                raise InputError(url, f"redirects in a circle ({here})")
            seen.add(str(here))
            place = locate(here, self.settings)
            if not may(str(here), place):
                raise Refused(url, "robots.txt does not allow it" + ("" if str(here) == url else f" ({here})"))
            answer = self._ask(here, place, headers, most, wanted)
            if answer.status not in _REDIRECTS:
                return answer
            target = answer.headers.get("location", "")
            try:
                here = parse(str(here.join(target))).copy_with(fragment=None)
            except (Refused, httpx.InvalidURL, ValueError) as error:
                reason = error.reason if isinstance(error, Refused) else "no address"
                raise Refused(url, f"redirects to {target[:200]!r}: {reason}") from None
            headers = {}  # what is known of one page says nothing of another
        raise InputError(url, f"more than {self.settings.redirects} redirects")

    def _ask(
        self, url: httpx.URL, place: Place, headers: Mapping[str, str], most: int, wanted: Callable[[str], bool]
    ) -> Answer:
        """One request and its answer."""
        settings = self.settings
        self.pace.wait(place.site)
        name = str(url)
        literal = f"[{place.address}]" if ":" in place.address else place.address
        sent = {
            "Host": place.netloc, "User-Agent": settings.user_agent, "Accept-Encoding": "gzip, deflate",
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,application/xml;q=0.8,*/*;q=0.5",
            **headers,
        }  # fmt: skip
        deadline = time.monotonic() + settings.whole
        # Headers may come drop by drop too, and nothing but the end of the connection ends that.
        late = threading.Event()
        watch = threading.Timer(settings.whole, self._hang_up, [place, late])
        watch.daemon = True
        watch.start()
        try:
            request = httpx.Request(
                "GET", url.copy_with(host=literal), headers=sent, extensions={"sni_hostname": place.host}
            )
            request.extensions["timeout"] = httpx.Timeout(settings.silence, connect=settings.connect).as_dict()
            response = self._client(place).send(request, stream=True)
            try:
                found = {key.casefold(): value for key, value in response.headers.items()}
                if response.status_code in _PASSING:
                    raise Passing(name, f"the server says {response.status_code}", retry_after(found))
                if response.status_code != 200:
                    return Answer(name, response.status_code, found, b"")
                kind = found.get("content-type", "").partition(";")[0].strip().casefold()
                if not wanted(kind):
                    raise InputError(name, f"{kind or 'it'} is no page, PDF, feed or site map")
                body = _read(response, name, most, deadline)
            finally:
                response.close()
        except httpx.TimeoutException as error:
            what = "connect" if isinstance(error, httpx.ConnectTimeout) else "answer"
            raise Passing(name, f"the server took too long to {what}") from None
        except httpx.DecodingError as error:
            raise InputError(name, f"damaged: {error}") from None
        except (httpx.TransportError, httpx.InvalidURL, httpx.StreamError) as error:
            said = " ".join(str(error).split())[:150] or type(error).__name__
            if "location header" in said:
                raise Refused(name, "redirects to what is no address") from None
            raise Passing(name, _LATE if late.is_set() else f"the connection broke: {said}") from None
        except (UnicodeError, ValueError, zlib.error) as error:
            raise InputError(name, f"an answer that cannot be read: {error}") from None
        except (OSError, RuntimeError) as error:  # what a connection says that was hung up
            raise Passing(name, _LATE if late.is_set() else f"the connection broke: {error}") from None
        finally:
            watch.cancel()
        packing = found.get("content-encoding", "").strip().casefold()
        if packing not in ("", "identity"):
            try:
                body = unpack(body, packing, most)
            except InputError as error:
                raise InputError(name, error.reason) from None
        return Answer(name, 200, found, body)

    def _client(self, place: Place) -> httpx.Client:
        """Connections are kept by host and not by address: a host's certificate holds for it alone."""
        with self._lock:
            if place not in self._clients:
                self._clients[place] = httpx.Client(follow_redirects=False, trust_env=False)
            return self._clients[place]

    def _hang_up(self, place: Place, late: threading.Event) -> None:
        """End the connections to a place; the next request makes others."""
        late.set()
        with self._lock:
            client = self._clients.pop(place, None)
        if client is not None:
            client.close()

    def close(self) -> None:
        """Let all connections go."""
        with self._lock:
            for client in self._clients.values():
                client.close()
            self._clients.clear()


def _read(response: httpx.Response, name: str, most: int, deadline: float) -> bytes:
    """A body as it was sent. Raises InputError when it is too large, Passing when it does not end."""
    length = response.headers.get("content-length", "")
    too_large = InputError(name, f"larger than {most / 1e6:.0f} MB")
    if length.isdecimal() and int(length) > most:
        raise too_large
    body = bytearray()
    for chunk in response.iter_raw():  # as it comes: a size would be waited for
        body += chunk
        if len(body) > most:
            raise too_large
        if time.monotonic() > deadline:
            raise Passing(name, _LATE)
    return bytes(body)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait; None where it asks for none, or not in a way that can be understood."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal() and len(said) < 9:
        return float(said)
    try:
        when = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
