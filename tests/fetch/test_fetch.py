"""Fetching from a real server on this machine that misbehaves in every way that servers do."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.errors import WorkError
from innograph.fetch import FetchReport, Settings, fetch
from innograph.fetch.client import Pace, retry_after
from innograph.fetch.folder import file_of
from innograph.fetch.markdown import to_markdown
from innograph.read import read_corpus, read_text
from innograph.read.given import make_article
from innograph.read.writer import Line, PageWriter, plain

TEXT = (
    "Exempelverket och Provköpings kommun inleder ett samarbete om innovationsupphandling som ska pågå i tre år. "
    "Målet är att skolornas kök ska kunna köpa mer av det som odlas i närheten, säger Anna Ek på myndigheten."
)


def page(name: str) -> bytes:
    body = f"<h1>{name}</h1><p>{TEXT} Den här sidan har nummer {zlib.crc32(name.encode())}.</p>"
    return f"<!doctype html><html lang=sv><title>{name}</title><body><main>{body}</main>".encode()


class Site(ThreadingHTTPServer):
    """A server that answers by `ways`: path → what to do with the handler. Counts the requests for each path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.ways: dict[str, Callable[[Handler], None]] = {}
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.times: list[float] = []
        self.stop = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on us is part of the test."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        path = self.path
        self.server.asked[path] += 1
        self.server.agents.add(self.headers["User-Agent"])
        if path != "/robots.txt":
            self.server.times.append(time.monotonic())
        way = self.server.ways.get(path)
        if way is not None:
            way(self)
        elif path == "/robots.txt":
            self.say(404)
        else:
            self.say(200, page(path.strip("/")))

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.stop.set()
    server.shutdown()
    server.server_close()


OK = b"HTTP/1.1 200 OK\r\n"
QUICK = Settings(
    allow_private=frozenset({"127.0.0.1"}), pause=0, back_off=0.01, tries=3, page=200_000, longest_wait=0.2,
    longest_pause=0.2,
)  # fmt: skip
#: For servers that take their time: as short as a busy machine allows.
IMPATIENT = {"silence": 0.7, "whole": 1.5}


def get(site: Site, tmp_path: Path, *paths: str, **changes: Any) -> FetchReport:
    return fetch([site.url + path for path in paths], tmp_path / "pages", settings=replace(QUICK, **changes))


def reason(site: Site, tmp_path: Path, path: str, **changes: Any) -> str:
    report = get(site, tmp_path, path, "/good", **changes)
    assert report.new == [f"{site.url}/good"]  # one bad page keeps no other from being fetched
    (failed,) = report.failed
    assert failed.url == site.url + path
    return failed.reason


def test_pages_become_a_folder_that_is_built_from(site: Site, tmp_path: Path) -> None:
    report = get(site, tmp_path, "/nyheter/ett", "/nyheter/tva?id=2")
    assert (len(report.new), report.failed) == (2, [])
    corpus = read_corpus([tmp_path / "pages"])
    assert sorted(article.url or "" for article in corpus.articles) == sorted(report.new)
    assert all(TEXT in article.text for article in corpus.articles)
    assert not corpus.skipped
    assert all(agent.startswith("innograph/") and "+https://" in agent for agent in site.agents)


def test_markdown_has_the_same_text(site: Site, tmp_path: Path) -> None:
    marks = "<p># inte rubrik</p><p>1. ingen lista * eller _annat_ [a](b) &lt;b&gt;</p>"
    marks += "<ul><li>Ett</li><li>Två | tre</li></ul>"
    site.ways["/a"] = lambda handler: handler.say(
        200, page("a").replace(b"</main>", f"{marks}<p>rad<br>rad</p></main>".encode())
    )
    get(site, tmp_path, "/a")
    fetch([f"{site.url}/a"], tmp_path / "md", form="markdown", settings=QUICK)
    (warc,) = read_corpus([tmp_path / "pages"]).articles
    (markdown,) = read_corpus([tmp_path / "md"]).articles
    assert markdown.text == warc.text
    assert (markdown.title, markdown.url, markdown.language) == (warc.title, warc.url, warc.language)


def test_a_feed_and_a_site_map_lead_to_pages(site: Site, tmp_path: Path) -> None:
    items = "".join(f"<item><title>N</title><link>{site.url}/n{n}</link></item>" for n in range(3))
    feed = f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>".encode()
    site.ways["/feed"] = lambda handler: handler.say(200, feed, Content_Type="application/rss+xml")
    inner = (
        f"<urlset xmlns='x'><url><loc>{site.url}/m1</loc></url><url><loc>{site.url}/n1</loc></url></urlset>".encode()
    )
    site.ways["/inner.xml.gz"] = lambda handler: handler.say(200, gzip.compress(inner), Content_Type="application/gzip")
    index = f"<sitemapindex xmlns='x'><sitemap><loc>{site.url}/inner.xml.gz</loc></sitemap></sitemapindex>".encode()
    site.ways["/sitemap.xml"] = lambda handler: handler.say(200, index, Content_Type="application/xml")
    report = get(site, tmp_path, "/feed", "/sitemap.xml")
    assert [url.removeprefix(site.url) for url in report.new] == ["/m1", "/n0", "/n1", "/n2"]
    assert len(report.lists) == 3
    assert not report.failed
    assert all(count == 1 for count in site.asked.values())


def test_no_more_pages_than_asked_for(site: Site, tmp_path: Path) -> None:
    urls = "".join(f"<url><loc>{site.url}/p{n}</loc></url>" for n in range(30))
    site.ways["/sitemap.xml"] = lambda handler: handler.say(200, f"<urlset xmlns='x'>{urls}</urlset>".encode())
    report = get(site, tmp_path, "/sitemap.xml", pages=10)
    assert len(report.new) == 9
    assert report.left == 21


def test_a_site_map_of_itself_ends(site: Site, tmp_path: Path) -> None:
    def way(handler: Handler) -> None:
        n = int(handler.path.rpartition("/")[2])
        handler.say(
            200, f"<sitemapindex xmlns='x'><sitemap><loc>{site.url}/map/{n + 1}</loc></sitemap></sitemapindex>".encode()
        )

    site.ways = {f"/map/{n}": way for n in range(100)}
    report = get(site, tmp_path, "/map/0")
    assert len(report.lists) == 4


def test_robots_are_kept_to(site: Site, tmp_path: Path) -> None:
    robots = b"User-agent: *\nDisallow: /\n\nUser-agent: innograph\nDisallow: /secret\nAllow: /secret/open\n"
    site.ways["/robots.txt"] = lambda handler: handler.say(200, robots, Content_Type="text/plain")
    site.ways["/to-secret"] = lambda handler: handler.say(302, Location="/secret/b")
    report = get(site, tmp_path, "/good", "/secret/a", "/secret/open", "/to-secret")
    assert [url.removeprefix(site.url) for url in report.new] == ["/good", "/secret/open"]
    assert all("robots.txt does not allow it" in failed.reason for failed in report.failed)
    assert len(report.failed) == 2
    assert site.asked["/secret/a"] == site.asked["/secret/b"] == 0
    assert site.asked["/robots.txt"] == 1


@pytest.mark.parametrize("status", [500, 503])
def test_a_site_whose_robots_cannot_be_had_is_left_alone(site: Site, tmp_path: Path, status: int) -> None:
    site.ways["/robots.txt"] = lambda handler: handler.say(status)
    report = get(site, tmp_path, "/good")
    assert [failed.reason for failed in report.failed] == ["robots.txt does not allow it"]
    assert site.asked["/good"] == 0


@pytest.mark.parametrize(
    "robots",
    [
        b"\xff\xfe\x00garbage\x00" * 100,
        b"<!doctype html><title>404</title>",
        b"Crawl-delay: soon\nUser-agent",
        b"x" * 600_000,
    ],
)
def test_robots_that_are_none_allow_all(site: Site, tmp_path: Path, robots: bytes) -> None:
    site.ways["/robots.txt"] = lambda handler: handler.say(200, robots)
    assert len(get(site, tmp_path, "/good").new) == 1


def test_each_host_is_asked_at_its_pace() -> None:
    pace = Pace(replace(QUICK, pause=0.1))
    start = time.monotonic()
    for site in ("http://a.example", "http://b.example") * 3:
        pace.wait(site)
    assert time.monotonic() - start >= 0.2


def test_robots_may_ask_for_a_slower_pace(site: Site, tmp_path: Path) -> None:
    site.ways["/robots.txt"] = lambda handler: handler.say(200, b"User-agent: *\nCrawl-delay: 90\n")
    get(site, tmp_path, "/p1", "/p2", "/p3")
    # The longest that is kept, here, less what the server may have been late at first.
    assert site.times[2] - site.times[0] >= 0.25


def chunked(handler: Handler, parts: Iterator[bytes]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for part in parts:
        if handler.server.stop.is_set():
            return
        handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def drip(handler: Handler) -> None:
    def parts() -> Iterator[bytes]:
        yield page("drip")
        while True:
            time.sleep(0.1)
            yield b" "

    chunked(handler, parts())


def endless(handler: Handler) -> None:
    chunked(handler, iter(lambda: b"x" * 50_000, None))  # type: ignore[arg-type]


def slow_headers(handler: Handler) -> None:
    handler.wfile.write(OK)
    while not handler.server.stop.is_set():
        handler.wfile.write(b"X")
        time.sleep(0.1)


def headers_without_end(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.stop.is_set():
        handler.wfile.write(b"X-A: " + b"a" * 1000 + b"\r\n")


BOMB = gzip.compress(b"<p>" + b"0" * 5_000_000)
ANSWERS: dict[str, tuple[Callable[[Handler], None], str]] = {
    "redirect-to-itself": (lambda h: h.say(302, Location=h.path), "redirects in a circle"),
    "redirect-without-end": (lambda h: h.say(301, Location=h.path + "a"), "more than 5 redirects"),
    "redirect-to-nowhere": (lambda h: h.say(302), "redirects in a circle"),
    "redirect-to-a-file": (lambda h: h.say(302, Location="file:///etc/passwd"), "only http and https"),
    "redirect-to-rubbish": (lambda h: h.say(302, Location="http://[::1/\x7f"), "redirects to"),
    "redirect-to-a-private-address": (lambda h: h.say(302, Location="http://10.0.0.1/x"), "which is not public"),
    "redirect-to-a-private-name": (lambda h: h.say(302, Location="http://localhost/x"), "which is not public"),
    "redirect-to-metadata": (lambda h: h.say(307, Location="http://169.254.169.254/latest"), "which is not public"),
    "redirect-to-mapped": (lambda h: h.say(307, Location="http://[::ffff:127.0.0.1]/"), "which is not public"),
    "redirect-to-a-number": (lambda h: h.say(307, Location="http://2130706434/"), "which is not public"),
    "redirect-with-a-password": (lambda h: h.say(302, Location="http://u:p@127.0.0.1/"), "password"),
    "cut-body": (lambda h: h.raw(OK + b"Content-Length: 9000\r\n\r\n<p>kort"), "the connection broke"),
    "cut-chunk": (lambda h: h.raw(OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n<p>"), "the connection broke"),
    "two-lengths": (lambda h: h.raw(OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), "the connection broke"),
    "negative-length": (lambda h: h.raw(OK + b"Content-Length: -5\r\n\r\nab"), "the connection broke"),
    "no-http": (lambda h: h.raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "the connection broke"),
    "hangs-up": (lambda h: h.raw(b""), "the connection broke"),
    "silence": (lambda h: h.server.stop.wait(5), "took too long"),  # type: ignore[dict-item,return-value]
    "slow-drip": (drip, "does not come to its end"),
    "slow-headers": (slow_headers, "does not come to its end"),
    "endless-body": (endless, "larger than"),
    "endless-headers": (headers_without_end, "the connection broke"),
    "huge-body": (lambda h: h.raw(OK + b"Content-Length: 99999999999\r\n\r\n"), "larger than"),
    "gzip-bomb": (lambda h: h.say(200, BOMB, Content_Encoding="gzip"), "larger"),
    "no-gzip": (lambda h: h.say(200, b"\x1f\x8b\x08garbage", Content_Encoding="gzip"), "damaged"),
    "brotli-unasked": (lambda h: h.say(200, b"\x0b\x02\x80", Content_Encoding="br"), "packed with br"),
    "always-500": (lambda h: h.say(500), "the server says 500"),
    "always-429": (lambda h: h.say(429, Retry_After="0"), "the server says 429"),
    "come-back-tomorrow": (lambda h: h.say(503, Retry_After="86400"), "come back in 86400 s"),
    "not-found": (lambda h: h.say(404, page("x")), "the server says 404"),
    "forbidden": (lambda h: h.say(403), "the server says 403"),
    "odd-status": (lambda h: h.say(299, page("x")), "the server says 299"),
    "picture": (lambda h: h.say(200, b"\x89PNG\r\n", Content_Type="image/png"), "image/png is no page"),
    "picture-as-page": (lambda h: h.say(200, b"\x00\x01\x02" * 50), "no page"),
    "empty": (lambda h: h.say(200), "nothing is there"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_a_server_that_misbehaves(site: Site, tmp_path: Path, name: str) -> None:
    way, said = ANSWERS[name]
    site.ways = {f"/{name}" + "a" * n: way for n in range(9)}
    times = IMPATIENT if name.startswith(("silence", "slow")) else {}
    assert said in reason(site, tmp_path, f"/{name}", **times)
    assert {path.name for path in (tmp_path / "pages").rglob("*.warc.gz")} == {
        file_of(f"{site.url}/good").split("/")[1] + ".warc.gz"
    }


@pytest.mark.parametrize("failures", [1, 2])
def test_what_passes_is_tried_again(site: Site, tmp_path: Path, failures: int) -> None:
    def way(handler: Handler) -> None:
        if site.asked["/a"] <= failures:
            handler.say(429, Retry_After="0") if failures == 1 else handler.raw(b"")
        else:
            handler.say(200, page("a"))

    site.ways["/a"] = way
    assert len(get(site, tmp_path, "/a").new) == 1
    assert site.asked["/a"] == failures + 1


def test_what_a_server_asks_to_wait_is_waited(site: Site, tmp_path: Path) -> None:
    def way(handler: Handler) -> None:
        handler.say(503, Retry_After="1") if site.asked["/a"] == 1 else handler.say(200, page("a"))

    site.ways["/a"] = way
    get(site, tmp_path, "/a", longest_wait=2)
    assert site.times[1] - site.times[0] >= 1


def test_the_ways_to_say_how_long() -> None:
    assert retry_after({"retry-after": "120"}) == 120
    assert retry_after({"retry-after": "soon"}) is None
    assert retry_after({}) is None
    assert 50 < (retry_after({"retry-after": formatdate(time.time() + 60, usegmt=True)}) or 0) < 61
    assert retry_after({"retry-after": formatdate(0, usegmt=True)}) == 0


@pytest.mark.parametrize(
    ("header", "charset"),
    [("text/html; charset=utf-8", "cp1252"), ("text/html", "utf-8"), ("text/html; charset=bogus", "cp1252")],
)
def test_a_wrong_charset_does_no_harm(site: Site, tmp_path: Path, header: str, charset: str) -> None:
    body = page("å").decode().encode(charset)
    site.ways["/a"] = lambda handler: handler.say(200, body, Content_Type=header)
    get(site, tmp_path, "/a")
    (article,) = read_corpus([tmp_path / "pages"]).articles
    assert TEXT in article.text


def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    state = {"tag": '"1"', "name": "a"}

    def way(handler: Handler) -> None:
        if handler.headers["If-None-Match"] == state["tag"]:
            handler.say(304)
        else:
            handler.say(200, page(state["name"]), ETag=state["tag"], Last_Modified="Mon, 05 Jun 2023 00:00:00 GMT")

    site.ways["/a"] = way
    assert len(get(site, tmp_path, "/a").new) == 1
    assert len(get(site, tmp_path, "/a").fresh) == 1
    assert site.asked["/a"] == 1
    assert len(get(site, tmp_path, "/a", fresh=0).unchanged) == 1
    (path,) = (tmp_path / "pages").rglob("*.warc.gz")
    before = path.read_bytes()
    state.update(tag='"2"', name="b")
    assert len(get(site, tmp_path, "/a", fresh=0).changed) == 1
    assert path.read_bytes() != before
    path.unlink()
    assert len(get(site, tmp_path, "/a", fresh=0).new) == 1  # the server's tag is of no use without the page
    site.ways["/a"] = lambda handler: handler.say(410)
    assert len(get(site, tmp_path, "/a", fresh=0).gone) == 1
    assert not path.exists()


def test_the_same_body_without_a_tag_is_unchanged(site: Site, tmp_path: Path) -> None:
    get(site, tmp_path, "/a")
    assert len(get(site, tmp_path, "/a", fresh=0).unchanged) == 1


def test_a_damaged_memory_costs_only_requests(site: Site, tmp_path: Path) -> None:
    get(site, tmp_path, "/a")
    (tmp_path / "pages/.innograph/fetched.sqlite").write_bytes(b"rubbish" * 1000)
    assert len(get(site, tmp_path, "/a").new) == 1


PROGRAM = """
import sys
from innograph.fetch import Settings, fetch
settings = Settings(allow_private=True, pause=0.05)
fetch([f"{sys.argv[1]}/p{n}" for n in range(40)], sys.argv[2], settings=settings)
"""


def test_a_killed_run_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, site.url, str(tmp_path / "pages")])
    end = time.monotonic() + 60
    while len(list((tmp_path / "pages").rglob("*.warc.gz"))) < 5 and time.monotonic() < end:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    report = get(site, tmp_path, *(f"/p{n}" for n in range(40)))
    assert len(report.fresh) >= 4
    assert len(report.fresh) + len(report.new) + len(report.changed) + len(report.unchanged) == 40
    assert len(read_corpus([tmp_path / "pages"]).articles) == 40
    assert max(site.asked.values()) <= 2


def test_private_addresses_are_refused_unless_allowed(site: Site, tmp_path: Path) -> None:
    for url in (site.url, "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://192.168.1.1/x"):
        report = fetch([url], tmp_path / "pages", settings=replace(QUICK, allow_private=False))
        assert "which is not public" in report.failed[0].reason or "no such host" in report.failed[0].reason
    assert not site.asked
    assert len(fetch([f"{site.url}/a"], tmp_path / "pages", settings=replace(QUICK, allow_private=True)).new) == 1


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "nonsense", "http://", "http://user:pass@127.0.0.1/", "http://[::1"]
)
def test_what_is_no_address_of_a_page(tmp_path: Path, url: str) -> None:
    (failed,) = fetch([url], tmp_path / "pages", settings=QUICK).failed
    assert failed.url == url
    assert failed.reason


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkError, match="cannot write"):
        fetch([], tmp_path / "file", settings=QUICK)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from innograph.cli import main; main()", "fetch", *map(str, arguments)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_command(site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"# sidor\n{site.url}/a\n{site.url}/missing\n")
    site.ways["/missing"] = lambda handler: handler.say(404)
    done = run(listed, "--allow-private", "--pause", 0, "-o", tmp_path / "pages")
    assert done.returncode == 1
    assert done.stdout == ""
    assert f"not fetched: {site.url}/missing: the server says 404" in done.stderr
    assert "1 pages new" in done.stderr
    refused = run(f"{site.url}/a", "-o", tmp_path / "other")
    assert refused.returncode == 3
    assert "--allow-private" in refused.stderr


WORDS = st.sampled_from(
    [
        "Vinnova",
        "och",
        "är",
        "1.",
        "-",
        "–",
        "#",
        "*",
        "_",
        "`",
        "[a](b)",
        "<b>",
        "&amp;",
        "|",
        "~",
        "+",
        "=",
        "\\",
        "https://a.example",
        "Foto:",
        "2023-04-05",
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
STRETCHES = st.tuples(st.sampled_from(["paragraph", "item", "heading"]), st.lists(LINES, min_size=1, max_size=3))


@given(title=LINES, stretches=st.lists(STRETCHES, min_size=1, max_size=6))
def test_any_article_is_the_same_as_markdown(title: str, stretches: list[tuple[str, list[str]]]) -> None:
    writer = PageWriter()
    writer.write(plain("Titeln: " + title), "title", 1, marked=True)
    for kind, lines in stretches:
        if kind == "paragraph":
            line = Line()
            for number, text in enumerate(lines):
                if number:
                    line.breaks.append(line.length)
                line.add(("\n" if number else "") + text)
            writer.write(line, "paragraph")
        for text in lines if kind == "item" else lines[:1] if kind == "heading" else ():
            writer.write(plain(text), kind, 1, marked=True)
    article = make_article(writer.page(), id="a", language="sv", title=" ".join(("Titeln: " + title).split()))
    assert read_text(to_markdown(article), id="a", format="markdown").text == article.text
