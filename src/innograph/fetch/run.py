"""`fetch`: addresses, feeds and site maps in, a folder of pages out."""

from __future__ import annotations

import io
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from innograph.errors import InnographError, InputError
from innograph.fetch.client import Answer, Client
from innograph.fetch.door import Place, parse
from innograph.fetch.folder import Folder, Form, Known, sha256
from innograph.fetch.robots import Robots
from innograph.fetch.settings import Settings
from innograph.read.feed import addresses_of_feed, addresses_of_sitemap
from innograph.read.formats import HEAD, tell_format
from innograph.read.warc import unpack

_KINDS = frozenset({
    "", "text/html", "application/xhtml+xml", "application/pdf", "text/xml", "application/xml",
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/octet-stream",
    "application/gzip", "application/x-gzip",
})  # fmt: skip
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Failed:
    """An address that could not be fetched, and why."""

    url: str
    reason: str


@dataclass(slots=True)
class FetchReport:
    """What came of fetching: addresses by what became of them."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    #: Addresses that feeds and site maps name beyond the number of pages that was asked for.
    left: int = 0

    @property
    def done(self) -> int:
        """Pages whose state is known now."""
        return len(self.new) + len(self.changed) + len(self.unchanged) + len(self.fresh)


def fetch(
    addresses: Iterable[str],
    folder: Path | str,
    *,
    form: Form = "warc",
    settings: Settings | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> FetchReport:
    """Fetch pages, and those that feeds and site maps tell of, into a folder: as web archives, or as Markdown.

    What an address is, is seen from what is there. Pages that were fetched a short while ago are not asked for again,
    others only if they have changed; so a second call goes on where the first one stopped. A page that is gone goes
    from the folder too. What cannot be fetched is named in the report.
    Raises WorkError when the folder cannot be written.
    """
    settings = settings or Settings()
    client = Client(settings)
    kept = Folder(Path(folder), form)
    try:
        run = _Run(client, kept, Robots(client), settings, progress)
        run.start(addresses)
        return run.report
    finally:
        client.close()
        kept.close()


@dataclass(slots=True)
class _Run:
    client: Client
    folder: Folder
    robots: Robots
    settings: Settings
    progress: Callable[[int, int, str], None] | None
    report: FetchReport = field(default_factory=FetchReport)
    known: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    queues: dict[str, deque[tuple[str, int]]] = field(default_factory=dict)
    counted: int = 0
    finished: int = 0
    maps: int = 0

    def start(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            self.add(address, 0, named=True)
        # Hosts are asked side by side, each one address after the other. What lists tell of makes further rounds.
        while self.queues:
            round_, self.queues = self.queues, {}
            with ThreadPoolExecutor(max(1, min(self.settings.hosts, len(round_)))) as pool:
                try:
                    for future in [pool.submit(self.work, queue) for queue in round_.values()]:
                        future.result()
                except BaseException:
                    for queue in round_.values():
                        queue.clear()
                    raise
        for found in (self.report.new, self.report.changed, self.report.unchanged, self.report.fresh, self.report.gone):
            found.sort()
        self.report.failed.sort(key=lambda failed: (failed.url, failed.reason))
        self.report.lists.sort()

    def add(self, address: str, depth: int, *, named: bool = False) -> None:
        """Have an address fetched, once. `depth` is how many lists led to it."""
        try:
            url = str(parse(address.strip()).copy_with(fragment=None))
            host = parse(url).host
        except InputError as error:
            with self.lock:
                self.report.failed.append(Failed(address, error.reason))
            return
        with self.lock:
            if url in self.known:
                return
            if not named and self.counted >= self.settings.pages:
                self.report.left += 1
                return
            self.known.add(url)
            self.counted += 1
            self.queues.setdefault(host, deque()).append((url, depth))

    def work(self, queue: deque[tuple[str, int]]) -> None:
        while True:
            try:
                url, depth = queue.popleft()
            except IndexError:
                return
            if self.progress is not None:
                self.progress(self.finished, self.counted, url)
            try:
                self.fetch(url, depth)
            except InputError as error:
                with self.lock:
                    self.report.failed.append(Failed(url, error.reason))
            except InnographError:
                queue.clear()
                raise
            with self.lock:
                self.finished += 1

    def fetch(self, url: str, depth: int) -> None:
        """Fetch one address and do with it what it is. Raises InputError, WorkError."""
        known = self.folder.known(url)
        if known and known.file and time.time() - known.fetched < self.settings.fresh:
            return self.note("fresh", url)
        # Without its file a list's addresses are not at hand: it is asked for as a whole.
        conditions = known.conditions() if known and known.file else {}
        answer = self.client.get(url, conditions, wanted=_KINDS.__contains__, may=self.may)
        if answer.status == 304:
            self.folder.seen(url)
            return self.note("unchanged", url)
        if answer.status in _GONE and known:
            self.folder.drop(url)
            return self.note("gone", url)
        if answer.status != 200:
            raise InputError(url, f"the server says {answer.status}")
        self.keep(url, answer, known, depth)
        return None

    def keep(self, url: str, answer: Answer, known: Known | None, depth: int) -> None:
        if not answer.body.strip():
            raise InputError(url, "nothing is there")
        body = answer.body
        if body.startswith(b"\x1f\x8b"):  # a packed site map
            body = unpack(body, "gzip", self.settings.page)
        format = tell_format(body[:HEAD], "")
        if format in ("feed", "sitemap"):
            self.expand(url, body, format, depth)
            self.folder.note(url, answer, None)
            return
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().casefold()
        words = format == "text" and kind == "text/html" and b"\0" not in body[:1024]  # a page that begins with words
        if format not in ("html", "pdf") and not words:
            raise InputError(url, "no page, PDF, feed or site map")
        if known and known.sha256 == sha256(answer.body):
            self.folder.note(url, answer, known.file)
            return self.note("unchanged", url)
        self.folder.keep(url, answer)
        self.note("changed" if known else "new", url)

    def expand(self, url: str, body: bytes, format: str, depth: int) -> None:
        """Add the addresses that a feed or site map tells of."""
        if format == "feed":
            pages = addresses_of_feed(body, url)
            maps: list[str] = []
        else:
            pages, maps = addresses_of_sitemap(body, url)
        self.note("lists", url)
        for page in pages:
            self.add(page, depth + 1)
        for address in maps:
            with self.lock:
                self.maps += 1
                within = depth < 3 and self.maps <= self.settings.maps
            if within:
                self.add(address, depth + 1, named=True)
            else:
                with self.lock:
                    self.report.left += 1

    def may(self, url: str, place: Place) -> bool:
        return self.robots.allow(url, place)

    def note(self, what: str, url: str) -> None:
        with self.lock:
            getattr(self.report, what).append(url)


def addresses_in(path: Path) -> list[str]:
    """The addresses of a file: a feed, a site map, or text with one on each line (`#` begins a remark).

    Raises InputError when it cannot be read or holds none.
    """
    try:
        data = path.read_bytes()[:50_000_000]
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from None
    return addresses_of(data, str(path))


def addresses_of(data: bytes, source: str) -> list[str]:
    """The addresses in the bytes of a file; see `addresses_in`."""
    if data.startswith(b"\x1f\x8b"):
        data = unpack(data, "gzip", 50_000_000)
    format = tell_format(data[:HEAD], "a.txt")
    if format == "feed":
        return addresses_of_feed(data, source)
    if format == "sitemap":
        pages, maps = addresses_of_sitemap(data, source)
        return [*pages, *maps]
    lines = io.StringIO(data.decode("utf-8-sig", "replace")).readlines()
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise InputError(source, "no address in it")
    return found


def all_addresses(given: Sequence[str]) -> tuple[list[str], list[Failed]]:
    """What is given on a command line as addresses: those that it names, and those in the files that it names."""
    found: list[str] = []
    failed: list[Failed] = []
    for place in given:
        if "://" in place:
            found.append(place)
            continue
        try:
            found += addresses_in(Path(place))
        except InputError as error:
            failed.append(Failed(error.source, error.reason))
    return found, failed
