"""The pages in a real browser, from disk and from a web server: nothing fails, nobody else is asked, all can read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import hostile_facts
from published import settings, site
from webserver import find_program, serve

from conftest import require
from innograph.graph import given_quads, graph_quads
from innograph.publish import publish
from innograph.store import GraphStore

SOME = (
    "index.html", "doc/organization/vinnova.html", "doc/person/darja-isaksson.html", "doc/theme/climate.html",
    "doc/place/swe.html", "doc/organization/index.html", "doc/article/index.html", "data/index.html", "def/index.html",
    "doc/article/013-tre-nya-policylabb.html",
)  # fmt: skip


class Watched:
    """A page of the browser that remembers what went wrong and what was asked of whom."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(locale="sv-SE", **options)
        self.page = self.context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("requestfailed", lambda r: self.errors.append(f"failed: {r.url}"))
        self.page.on("response", lambda r: self.errors.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
        self.page.on("request", lambda r: self.requests.append(r.url))


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    opened: list[Watched] = []

    def open_(**options: Any) -> Watched:
        opened.append(Watched(browser, **options))
        return opened[-1]

    yield open_
    for watched in opened:
        watched.context.close()
        assert watched.errors == []


def pages() -> list[str]:
    return sorted(str(p.relative_to(site())) for p in site().rglob("*.html"))


def test_every_page_opens_from_disk(open_page: Any) -> None:
    watched = open_page(offline=True)
    for path in pages():
        watched.page.goto((site() / path).as_uri())
        assert watched.page.title(), path
        assert watched.errors == [], path
    assert {r.partition(":")[0] for r in watched.requests} <= {"file", "data", "blob"}
    assert sum(r.endswith("site.css") for r in watched.requests) >= len(pages()) - 1


def test_every_page_opens_from_a_web_server(open_page: Any) -> None:
    require(find_program("nginx"), "no nginx on this machine")
    watched = open_page()
    with serve("nginx") as server:
        for path in pages():
            watched.page.goto(server.address + path)
            assert watched.page.title(), path
            assert watched.errors == [], path
        asked = {r for r in watched.requests if not r.startswith(("data:", "blob:"))}
        assert all(r.startswith(server.address) for r in asked)
        watched.page.goto(server.address + "?q=vinnova")
        assert watched.page.locator("#results a").first.inner_text().startswith("Vinnova")


@pytest.mark.parametrize("path", SOME)
def test_everyone_can_read_it(open_page: Any, path: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    looks = (("light", 1280), ("dark", 360))
    # The ontology is long, and what it looks like is the same throughout: one run is enough.
    for scheme, width in looks[1:] if path == "def/index.html" else looks:
        watched = open_page(color_scheme=scheme, viewport={"width": width, "height": 800})
        watched.page.goto((site() / path).as_uri())
        found = Axe().run(watched.page, options={"preload": False}).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")] == []
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
        colour = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert colour == ("rgb(250, 249, 246)" if scheme == "light" else "rgb(20, 24, 30)")


def test_search_finds_by_any_name_and_leads_to_the_page(open_page: Any) -> None:
    page = open_page(offline=True).page
    page.goto((site() / "index.html").as_uri())
    page.fill("#q", "myndigheten digital")
    first = page.locator("#results a").first
    assert first.inner_text().startswith("Myndigheten för digital förvaltning")
    page.fill("#q", "verket for innovationssystem")
    assert page.locator("#results a").first.inner_text().startswith("Vinnova")
    page.fill("#q", "qqqq")
    assert page.inner_text("#count") == "Inget träffar"
    page.fill("#q", "vinnova")
    page.press("#q", "Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/doc/organization/vinnova.html")
    assert page.inner_text("h1") == "Vinnova"


def test_the_search_of_another_page_leads_to_the_front_page(open_page: Any) -> None:
    page = open_page(offline=True).page
    page.goto((site() / "doc/person/darja-isaksson.html").as_uri())
    page.fill("input[name=q]", "vinnova")
    page.press("input[name=q]", "Enter")
    page.wait_for_url("**/index.html?q=vinnova")
    assert page.locator("#results a").count() > 0


def test_the_lists_work_without_javascript(open_page: Any) -> None:
    page = open_page(java_script_enabled=False).page
    page.goto((site() / "index.html").as_uri())
    page.click("a[href='doc/person/index.html'] >> nth=0")
    page.click("text=Darja Isaksson")
    assert page.inner_text("h1") == "Darja Isaksson"


def test_the_network_opens_at_the_thing(open_page: Any) -> None:
    page = open_page(offline=True).page
    page.goto((site() / "doc/organization/vinnova.html").as_uri())
    page.click("text=Visa i nätverket")
    page.wait_for_selector("#panel:not([hidden])", timeout=15000)
    assert "Vinnova" in page.inner_text("#panel")


def test_hostile_names_run_nothing(open_page: Any, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(GraphStore([*graph_quads(hostile_facts()), *given_quads()]), out, settings())
    watched = open_page(offline=True, viewport={"width": 390, "height": 800})
    for path in sorted(out.rglob("*.html")):
        if path.name != "network.html" and "theme" not in str(path) and "def" not in str(path):
            watched.page.goto(path.as_uri())
            assert watched.page.evaluate("window.broken") is None, path
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390, path
    watched.page.goto((out / "index.html").as_uri())
    watched.page.fill("#q", "script")
    assert watched.page.locator("#results a").count() > 0
    assert watched.page.evaluate("window.broken") is None
