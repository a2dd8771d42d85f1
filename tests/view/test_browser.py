"""The page in a real browser, with the network cut off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import NAMES, hostile_facts

from innograph.graph import graph_quads
from innograph.store import GraphStore
from innograph.view import write_view

Open = Callable[..., "object"]


def edge_of(opened, subject: str, predicate: str, object_: str) -> int:
    found = opened.js(f"innograph.edge(innograph.node({subject!r}), {predicate!r}, innograph.node({object_!r}))")
    assert found >= 0
    return int(found)


def test_it_draws_at_once(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    assert opened.js("innograph.shownNodes().length") > 200
    # Not one colour: lines, shapes and names of several are on the canvas.
    colours = opened.js(
        """(() => { const c = document.querySelector('#network canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        const seen = new Set();
        for (let i = 0; i < d.length; i += 4) if (d[i + 3]) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]);
        return seen.size; })()"""
    )
    assert colours > 100
    assert opened.js("performance.now()") < 8000


def test_a_click_on_a_line_shows_its_sentences(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    edge = edge_of(opened, "Upphandlingsmyndigheten", "collaboratesWith", "Vinnova")
    opened.page.mouse.click(*opened.screen("edge", edge))
    opened.page.wait_for_selector("#panel:not([hidden])")
    text = opened.page.inner_text("#panel")
    assert "Upphandlingsmyndigheten" in text and "samarbetar med" in text
    assert "Bakom veckan står Vinnova tillsammans med Sveriges Kommuner och Regioner (SKR)" in text
    assert "Vinnova vill visa upp innovationskraften i det offentliga" in text
    assert "7 september 2020" in text
    assert "säkerhet 100 %" in text
    links = opened.js("[...document.querySelectorAll('#panel a')].map(a => a.href)")
    assert "https://innovationsveckan.nu/vinnova-darja-isaksson-om-innovationsveckan/" in links


def test_a_retelling_is_not_shown_as_the_words_of_its_source(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    edge = edge_of(opened, "Upphandlingsmyndigheten", "collaboratesWith", "Vinnova")
    opened.page.mouse.click(*opened.screen("edge", edge))
    opened.page.wait_for_selector("#panel .says")
    says = opened.page.locator("#panel .says")
    assert says.count() >= 2
    for i in range(says.count()):
        assert "Återgivet med våra egna ord" in says.nth(i).inner_text()
        assert says.nth(i).locator("blockquote.quoted").count() == 0


def test_a_click_on_a_node_tells_who_it_is(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    node = opened.js("innograph.node('Vinnova')")
    opened.page.mouse.click(*opened.screen("node", node))
    opened.page.wait_for_selector("#panel:not([hidden])")
    text = opened.page.inner_text("#panel")
    assert "Myndighet" in text and "202100-5216" in text and "Samarbetar med" in text
    links = opened.js("[...document.querySelectorAll('#panel a')].map(a => a.href)")
    assert "http://www.wikidata.org/entity/Q4355568" in links
    assert opened.page.locator("#panel .articles li").count() >= 5
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel").is_hidden()


def test_a_person_has_roles_and_an_organisation(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.find("Darja Isaksson")
    text = opened.page.inner_text("#panel")
    assert "generaldirektör" in text and "Vinnova" in text


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "index.html"
    write_view(GraphStore(graph_quads(hostile_facts())), path, title="</title><script>window.broken=1</script>")
    return path


def test_hostile_text_is_shown_as_text_and_nothing_runs(open_page: Open, hostile_page: Path) -> None:
    opened = open_page(hostile_page)
    assert opened.js("innograph.shownNodes().length") == len(NAMES)
    shown = []
    for i in range(len(NAMES)):
        opened.page.mouse.move(*opened.screen("node", i))
        edge = opened.js(f"innograph.shownEdges()[{i}]")
        opened.page.mouse.click(*opened.screen("edge", edge))
        opened.settle()
        if opened.page.locator("#panel").is_visible():
            shown.append(opened.page.inner_text("#panel"))
            assert opened.js("document.querySelectorAll('#panel img, #panel script, #panel iframe').length") == 0
            hrefs = opened.js("[...document.querySelectorAll('#panel a')].map(a => a.getAttribute('href'))")
            assert all(href.startswith(("http://", "https://")) for href in hrefs)
    assert any("<img src=x onerror=" in text for text in shown)
    opened.page.click("#look-table")
    assert "</script><script>" in opened.page.inner_text("#table-view")
    assert "<img src=x" in opened.page.inner_text("#table-view")
    assert opened.js("document.querySelectorAll('#table-view img, body > img').length") == 0
    assert opened.js("typeof window.broken") == "undefined"
    assert "<script>" in opened.page.title()


def test_the_browser_would_refuse_a_script_that_got_in(browser: object, hostile_page: Path, tmp_path: Path) -> None:
    """Defence in depth: even if text became HTML, the page's own policy forbids what it would run."""
    page = tmp_path / "broken.html"
    html = hostile_page.read_text(encoding="utf-8")
    broken = html.replace("<main>", "<main><img src=x onerror='window.broken=1'><script>window.broken=1</script>", 1)
    assert broken != html
    page.write_text(broken, encoding="utf-8")
    context = browser.new_context()
    context.set_offline(True)
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_selector("html[data-ready]")
    tab.wait_for_timeout(200)
    assert tab.evaluate("typeof window.broken") == "undefined"
    context.close()
