"""What people see of a server, in a real browser: keys alone, a phone's width, and what a screen reader needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from served import serving

from innograph.serve.assets import own
from innograph.view.page import asset

#: Pages that a visitor comes to, by their paths.
PAGES = (
    "/", "/search?q=Vinnova", "/doc/organization/vinnova.html", "/doc/article/one.html", "/doc/organization/",
    "/article/two", "/query", "/query?ask=who-works-with-whom&view=chart", "/explore",
    "/explore?focus=organization/vinnova", "/data/index.html", "/api/", "/nowhere",
)  # fmt: skip
HOSTILE = '"<img src=x onerror=window.broken=1>"'


@pytest.fixture(scope="module")
def address(small_graph: Path) -> Iterator[str]:
    """A server of the small graph with its articles' texts."""
    with serving(small_graph, "--articles", str(small_graph.parent / "articles")) as client:
        yield str(client.base_url).rstrip("/")


@pytest.fixture(scope="module")
def open_at(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens a path, at a width; at the end no error and no request to anyone else is forgiven."""
    contexts: dict[tuple[int, bool], Any] = {}
    wrong: list[str] = []

    def open_(path: str, *, width: int = 1280, scripts: bool = True) -> Any:
        key = (width, scripts)
        if key not in contexts:
            size = {"width": width, "height": 800}
            contexts[key] = browser.new_context(viewport=size, locale="sv-SE", java_script_enabled=scripts)
        page = contexts[key].new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        # A query that is wrong is answered with 400, what is not there with 404, and the browser says so.
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "of 40" not in m.text else None)
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((address, "data:", "blob:")) else None)
        page.goto(address + path)
        if scripts and page.query_selector("#page-facts"):
            page.wait_for_selector("html[data-ready]")
        return page

    yield open_
    for context in contexts.values():
        context.close()
    assert wrong == []


def ask(page: Any, text: str) -> None:
    """Write a query, ask it with the keys, and wait for what comes."""
    page.fill("#query", text)
    page.press("#query", "Control+Enter")
    page.wait_for_selector("body[data-state=done]")


def test_a_query_is_answered_as_table_chart_and_network(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    ask(page, "SELECT ?s (COUNT(?o) AS ?n) { ?s inno:collaboratesWith ?o } GROUP BY ?s ORDER BY DESC(?n) ?s")
    links = page.locator("#as-table tbody a")
    assert links.first.inner_text() == "organization:vinnova"
    assert links.first.get_attribute("href").endswith("id/organization/vinnova")
    page.click("#as-table th[data-column=s] button")
    assert page.get_attribute("#as-table th[data-column=s]", "aria-sort") == "ascending"
    assert links.first.inner_text() == "organization:boverket"
    page.focus("#tab-table")
    page.keyboard.press("ArrowLeft")  # the tabs are one stop, and go round
    assert page.locator("#as-chart .bars li").count() == 3 and "view=chart" in page.url
    page.click("#tab-network")
    page.wait_for_selector(".stage[data-drawn='3']")
    assert sorted(page.evaluate("[...innograph.drawing.things.values()].map((t) => t.label)"))[0] == "Boverket"
    assert page.evaluate("innograph.drawing.pairs.size") == 2


def test_a_link_holds_the_query(open_at: Callable[..., Any], address: str) -> None:
    page = open_at("/query")
    ask(page, "ASK { ?s inno:funds ?o }")
    again = open_at(page.url.removeprefix(address))
    again.wait_for_selector("#answer:not([hidden])")
    assert again.input_value("#query") == "ASK { ?s inno:funds ?o }" and again.inner_text(".big-answer") == "Ja"


def test_an_answer_is_downloaded_in_every_format(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    ask(page, "CONSTRUCT WHERE { ?s inno:funds ?o }")
    assert page.locator("#as-table tbody tr").count() == 1
    for query in ("CONSTRUCT WHERE { ?s inno:funds ?o }", "SELECT * { ?s inno:funds ?o }"):
        ask(page, query)
        for link in page.locator("#downloads a").all():
            with page.expect_download() as waiting:
                link.click()
            assert "vinnova" in Path(waiting.value.path()).read_text("utf-8"), link.inner_text()


def test_an_error_is_shown_where_it_is(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    ask(page, "SELECT *\nWHERE {\n  ?s ino:funds ?o\n}")
    assert page.inner_text("#problem").startswith("Rad 3, kolumn 6:") and page.is_hidden("#answer")
    assert page.get_attribute("#query", "aria-invalid") == "true"
    page.click("#problem button")
    chosen = "(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.activeElement)"
    assert page.evaluate(chosen) == "ino:funds"
    mark, line = page.locator(".wrong").bounding_box(), page.locator("#query").bounding_box()
    assert 50 < mark["y"] - line["y"] < 75  # the third line of 22 pixels each


def test_the_colours_lie_exactly_under_what_is_typed(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    page.fill("#query", "SELECT ?a # x\n" + "\n".join(f"  ?variable{n} " + "long " * 60 for n in range(60)))
    page.evaluate("document.querySelector('#query').scrollTo(300, 400)")
    page.wait_for_timeout(100)
    assert page.inner_text("#copy").rstrip("\n") == page.input_value("#query")
    assert "translate(-300px, -400px)" in page.get_attribute("#copy .ink", "style")
    same = "getComputedStyle(document.querySelector('{}')).{}"
    for style in ("font", "lineHeight", "paddingLeft", "paddingTop", "tabSize"):
        assert page.evaluate(same.format("#copy", style)) == page.evaluate(same.format("#query", style))


def test_terms_are_completed_by_keys_alone(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    page.fill("#query", "")
    page.type("#query", "SELECT * { ?a inno:coll")
    page.wait_for_selector("#completions:not([hidden])")
    page.keyboard.press("Enter")  # nothing is chosen: a line ends, as anywhere
    assert page.input_value("#query").endswith("inno:coll\n")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Space")
    names = page.locator("#completions code").all_inner_texts()
    for _ in range(names.index("inno:collaboratesWith") + 1):
        page.keyboard.press("ArrowDown")
    assert page.get_attribute("#query", "aria-activedescendant")
    page.keyboard.press("Enter")
    assert page.input_value("#query") == "SELECT * { ?a inno:collaboratesWith"
    page.keyboard.press("Control+z")
    assert page.input_value("#query") == "SELECT * { ?a inno:coll"
    page.fill("#insert", "trafikv")
    page.wait_for_selector("[role=listbox]:not([hidden]) [role=option]:has-text('Trafikverket')")
    page.press("#insert", "ArrowDown")
    page.wait_for_selector("[role=option][aria-selected=true]:has-text('Trafikverket')")
    page.press("#insert", "Enter")
    assert "organization:trafikverket" in page.input_value("#query")


def test_a_saved_question_is_a_form(open_at: Callable[..., Any], address: str) -> None:
    page = open_at("/query?ask=who-works-with-whom")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.locator("#as-table tbody tr").count() == 2
    page.type("#set-actor", "boverk")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**set.actor=Boverket**")
    page.wait_for_selector("#answer:not([hidden])")
    assert page.locator("#as-table tbody tr").count() == 1
    wrong = open_at("/query?ask=who-works-with-whom&set.actor=Nobody+At+All")
    assert "Nobody At All" in wrong.inner_text("form.choices .problem")


def test_what_an_answer_holds_is_no_script(open_at: Callable[..., Any]) -> None:
    page = open_at("/query?" + urlencode({"query": f"SELECT ?n ?x {{ BIND({HOSTILE} AS ?x) BIND(1 AS ?n) }}"}))
    page.wait_for_selector("#answer:not([hidden])")
    assert page.inner_text("#as-table td:nth-child(2)") == HOSTILE.strip('"')
    page.click("#tab-chart")
    assert HOSTILE.strip('"') in page.inner_text(".bars")
    assert page.evaluate("typeof window.broken") == "undefined"


def test_without_script_the_query_is_still_answered(open_at: Callable[..., Any]) -> None:
    page = open_at("/query?ask=brokers", scripts=False)
    assert page.is_visible(".note") and "?broker_iri" in page.input_value("#query")
    page.click("summary")
    with page.expect_response("**/sparql?**") as waiting:
        page.click("#ask button[type=submit]")
    assert waiting.value.status == 200 and "bindings" in waiting.value.text()


def explore(page: Any, drawn: int) -> None:
    """Wait until so many things are drawn."""
    page.wait_for_selector(f"#stage[data-drawn='{drawn}']:not([aria-busy])")


def test_the_explorer_begins_with_most_ties_and_opens_neighbours(open_at: Callable[..., Any], address: str) -> None:
    page = open_at("/explore?focus=organization/boverket")
    explore(page, 3)  # the council's giver and receiver, and who works with it
    assert page.inner_text("#panel h2") == "Boverket"
    assert "Boverket samarbetar med Vinnova." in page.inner_text("#panel")
    label = "organization/vinnova"
    page.evaluate(f"innograph.drawing.onOpen('https://w3id.org/innograph/id/{label}')")
    explore(page, 6)
    assert page.url.endswith("/explore?focus=organization/boverket,organization/vinnova&at=organization/vinnova")
    again = open_at(page.url.removeprefix(address))
    explore(again, 6)
    assert again.inner_text("#panel h2") == "Vinnova"
    page.go_back()
    explore(page, 3)
    assert page.inner_text("#panel h2") == "Boverket"
    everything = open_at("/explore")
    assert int(everything.get_attribute("#stage", "data-drawn")) >= 6
    assert everything.locator("#panel .ranked button").first.inner_text() == "Vinnova"


def test_a_click_on_a_line_shows_its_sentences(open_at: Callable[..., Any]) -> None:
    page = open_at("/explore?focus=organization/vinnova")
    pair = "[...innograph.drawing.pairs.keys()].find((id) => id.includes('trafikverket'))"
    page.wait_for_timeout(450)  # the picture comes to rest
    at = page.evaluate(
        f"(() => {{ const [a, b] = ({pair}).split(' ').map((iri) => innograph.drawing.placeOf(iri));"
        "return [(a.x + b.x) / 2, (a.y + b.y) / 2]; })()"
    )
    page.mouse.click(*at)
    page.wait_for_selector("#panel blockquote")
    assert page.inner_text("#panel blockquote") == "Vinnova och Trafikverket samarbetar om innovationsupphandling."
    assert "at=organization/trafikverket~organization/vinnova" in page.url
    page.click("#panel figcaption a")
    page.wait_for_url("**/article/one#s-0")
    assert page.locator("mark").count() >= 1


def test_the_explorer_works_with_keys_alone(open_at: Callable[..., Any]) -> None:
    page = open_at("/explore?focus=organization/boverket&at=")
    explore(page, 3)
    page.focus("#stage")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Som lista"  # the drawing is one stop, and no trap
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#panel h2 a")
    seen = {page.inner_text("#panel h2")}
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        seen.add(page.inner_text("#panel h2"))
    assert len(seen) >= 3
    page.keyboard.press("Escape")
    assert "at=" not in page.url and page.is_visible("#panel .ranked")
    page.fill("#seek", "samarbete")  # in whatever form the text has it
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowUp")  # the last suggestion: a sentence
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel blockquote")
    assert "samarbetar" in page.inner_text("#panel blockquote") and "~" in page.url
    page.focus("#listed summary")
    page.keyboard.press("Enter")
    page.locator("#list > li > button", has_text="Vinnova").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 a")
    assert page.inner_text("#panel h2") == "Vinnova" and page.evaluate("document.activeElement.id") == "panel"


def test_an_address_that_names_nothing_says_so(open_at: Callable[..., Any]) -> None:
    page = open_at("/explore?focus=organization/gone")
    assert "organization/gone" in page.inner_text("#problem")
    iri = open_at("/explore?focus=https://w3id.org/innograph/id/organization/vinnova")
    assert iri.inner_text("#panel h2") == "Vinnova"


def test_a_page_of_a_thing_leads_to_the_explorer_and_an_articles_to_its_text(open_at: Callable[..., Any]) -> None:
    page = open_at("/doc/organization/vinnova.html")
    page.click("text=Visa i nätverket")
    page.wait_for_selector("#panel h2 a")
    assert page.inner_text("#panel h2") == "Vinnova"
    page = open_at("/doc/article/one.html")
    page.click("text=Texten med fakta")
    assert page.locator("mark").count() >= 1


def test_the_front_page_leads_everywhere(open_at: Callable[..., Any]) -> None:
    page = open_at("/")
    links = {a.get_attribute("href") for a in page.locator("main a").all()}
    assert {"explore", "query", "data/index.html", "api/", "doc/organization/index.html"} <= links
    page.fill("#q", "trafikverkets")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=trafikverkets")
    assert page.locator("main .entries a").first.inner_text() == "Trafikverket"


def test_a_browser_at_the_endpoint_comes_to_the_page(open_at: Callable[..., Any]) -> None:
    assert open_at("/sparql").url.endswith("/query")


def test_the_language_that_a_reader_chooses_stays(open_at: Callable[..., Any]) -> None:
    page = open_at("/doc/organization/vinnova.html", width=1024)
    page.click("a.language")
    assert page.get_attribute("html", "lang") == "en"
    page.click(".tools a >> nth=1")
    assert page.get_attribute("html", "lang") == "en" and page.inner_text("h1") == "Ask questions"


def test_names_are_in_the_language_of_the_page(open_at: Callable[..., Any]) -> None:
    page = open_at("/explore?focus=organization/vinnova&lang=en", width=1024)
    page.wait_for_selector("#panel .fact")
    assert "Public agency · Sweden" in page.inner_text("#panel")
    page.context.clear_cookies()


def test_what_is_not_there_is_a_page_to_people_and_words_to_programs(open_at: Callable[..., Any], address: str) -> None:
    page = open_at("/doc/organization/nowhere.html")
    assert page.inner_text("h1") == "Det finns inte här" and "organization/nowhere" in page.inner_text(".lead")
    assert open_at("/no/such/path").inner_text("h1") == "Det finns inte här"
    page.fill("[name=q]", "Boverket")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Boverket")
    plain = httpx.get(f"{address}/no/such/path")
    assert plain.status_code == 404 and plain.headers["content-type"].startswith("text/plain")


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What axe-core finds on a page as it is now that is serious or worse."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found if v["impact"] in ("serious", "critical")]


def test_what_opens_on_a_page_is_for_screen_readers_too_and_in_the_dark(open_at: Callable[..., Any]) -> None:
    page = open_at("/query")
    page.emulate_media(color_scheme="dark")
    ask(page, "SELECT * { ?s inno:funds ?o }")
    page.click("#former summary")
    page.fill("#query", "SELECT * { ?a inno:fun")
    page.wait_for_selector("#completions:not([hidden])")
    assert violations(page) == []
    ask(page, "SELECT * { ?a ino:x ?b }")
    assert page.is_visible("#problem") and violations(page) == []
    page = open_at("/explore?focus=organization/vinnova")
    page.emulate_media(color_scheme="dark")
    page.click("#listed summary")
    page.type("#seek", "vinn")
    page.wait_for_selector("[role=option]")
    assert violations(page) == []


def test_the_explorer_draws_as_the_view_does() -> None:
    ours, views = own("drawing.js"), asset("js", "style.js")
    shapes = re.compile(r"(\w+): '(\w+)'")
    drawn = dict(shapes.findall(re.search(r"SHAPES = \{(.*?)\}", ours, re.S)[1]))
    wanted = dict(shapes.findall(re.search(r"SHAPES = \{(.*?)\}", views, re.S)[1]))
    assert drawn == {kind.lower(): shape for kind, shape in wanted.items() if kind != "Group"}
    lines = {name: (kind, dash) for name, kind, dash in re.findall(r"(\w+): \['(\w+)', (false|\[.*?\])\]", ours)}
    of_view = re.findall(r"(\w+): \{ of: '(\w+)', dash: (false|\[.*?\]) \}", views)
    assert lines == {n: (kind.lower(), dash) for n, kind, dash in of_view if n not in ("related", "between")}


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_a_phone_and_a_screen_reader(open_at: Callable[..., Any], path: str) -> None:
    page = open_at(path, width=375)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(page) == []
    assert page.locator("h1").count() == 1


def test_pages_work_under_a_path_behind_a_proxy(browser: Any, small_graph: Path) -> None:
    """A browser that follows the pages' links and scripts never leaves the path, and every answer is good."""
    articles = str(small_graph.parent / "articles")
    with serving(small_graph, "--root-path", "/graph", "--workers", "1", "--articles", articles) as client:
        address = str(client.base_url).rstrip("/")
        page = browser.new_context(viewport={"width": 1280, "height": 800}, locale="sv-SE").new_page()
        page.set_default_timeout(15_000)
        answers: list[tuple[int, str]] = []
        page.on("response", lambda r: answers.append((r.status, r.url)))
        page.goto(f"{address}/graph/")
        paths = page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)")
        assert len(paths) > 10
        for path in ("/graph/query", "/graph/explore?focus=organization/vinnova", "/graph/article/two"):
            page.goto(address + path)
            if path == "/graph/query":
                ask(page, "SELECT ?s ?o { ?s inno:funds ?o }")
                page.locator("#as-table tbody a").first.click()
                page.wait_for_selector("h1")
                assert page.url.startswith(f"{address}/graph/doc/"), page.url
            elif "explore" in path:
                page.wait_for_selector("html[data-ready]")
                page.wait_for_function("innograph.drawing.things.size > 1")
            paths += page.eval_on_selector_all("a[href]", "links => links.map((link) => link.href)")
        own = sorted({path.partition("#")[0] for path in paths if path.startswith(address)})
        page.close()
        assert {url for _, url in answers if not url.startswith((f"{address}/graph/", "data:", "blob:"))} == set()
        assert [(status, url) for status, url in answers if status >= 400] == []
        for url in own:
            assert url.startswith(f"{address}/graph/"), url
            assert client.get(url, follow_redirects=True).status_code == 200, url
