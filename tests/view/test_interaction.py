"""What a reader does with the page: filters, time, finding, sharing, keys, a small screen, a screen reader."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from opened import Opened

from innograph.view import write_view
from samplegraph import sample_store

Open = Callable[..., Opened]


def edges(opened: Opened) -> list[dict[str, Any]]:
    """The relations that are shown, in the words of the facts that the page was given."""
    facts = opened.js("JSON.parse(document.getElementById('facts').textContent)")
    shown = opened.js("innograph.shownEdges()")
    return [
        {
            "s": facts["nodes"][e["s"]],
            "p": facts["predicates"][e["p"]],
            "o": facts["nodes"][e["o"]],
            "articles": [facts["articles"][v[0]] for v in e["e"]],
        }
        for e in (facts["edges"][i] for i in shown)
    ]


def types(opened: Opened) -> set[str]:
    facts = opened.js("JSON.parse(document.getElementById('facts').textContent)")
    return {facts["types"][facts["nodes"][i]["t"]] for i in opened.js("innograph.shownNodes()")}


# Filters


def test_the_legend_counts_and_is_the_filter(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    button = opened.page.locator("#types button[data-key=Person]")
    count = int(button.locator(".n").inner_text())
    facts = opened.js("JSON.parse(document.getElementById('facts').textContent)")
    people = [i for i in opened.js("innograph.shownNodes()") if facts["types"][facts["nodes"][i]["t"]] == "Person"]
    assert count == len(people) > 20
    button.click()
    assert "Person" not in types(opened) and "Organization" in types(opened)
    assert opened.page.locator("#types button[data-key=Person]").get_attribute("aria-pressed") == "false"
    opened.page.locator("#types button[data-key=Person]").click()
    assert "Person" in types(opened)


def test_a_kind_of_relation_can_be_left_out(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    assert "worksFor" in {e["p"] for e in edges(opened)}
    opened.page.click("#predicates button[data-key=worksFor]")
    assert "worksFor" not in {e["p"] for e in edges(opened)}
    opened.page.click("#reset")
    assert "worksFor" in {e["p"] for e in edges(opened)}


def test_theme_country_and_confidence(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    whole = len(edges(opened))
    opened.page.select_option("#country", label="Nederländerna")
    dutch = edges(opened)
    assert 0 < len(dutch) < whole
    names = [{n for node in (e["s"], e["o"]) for n in node["l"].values()} for e in dutch]
    assert any("PIANOo" in n for n in names) and not any({"Vinnova", "Formas"} <= n for n in names)
    opened.page.click("#reset")
    opened.page.select_option("#theme", label="Digitalisering")
    assert 0 < len(edges(opened)) < whole
    opened.page.click("#reset")
    opened.page.locator("#confidence").fill("100")
    assert len(edges(opened)) == whole  # gold facts are certain
    assert opened.page.locator("#confidence-value").inner_text() == "100 %"


def test_confidence_leaves_out_what_is_less_certain(open_page: Open, tmp_path: Path) -> None:
    from hostile import NAMES, hostile_facts

    from innograph.graph import graph_quads
    from innograph.store import GraphStore

    write_view(GraphStore(graph_quads(hostile_facts())), tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    assert len(edges(opened)) == len(NAMES)  # each of confidence 0.5
    opened.page.locator("#confidence").fill("50")
    assert len(edges(opened)) == len(NAMES)
    opened.page.locator("#confidence").fill("55")
    assert edges(opened) == []


def test_time_shows_the_network_of_then(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    whole = len(edges(opened))
    opened.page.locator("#until").fill("20")
    early = edges(opened)
    assert 0 < len(early) < whole
    until = re.search(r"until=(\d{4}-\d\d)", opened.js("innograph.address()"))
    assert until
    for edge in early:
        assert any(a["d"] and a["d"][:7] <= until[1] for a in edge["articles"])


def test_play_lets_the_network_grow(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    whole = len(opened.js("innograph.shownEdges()"))
    opened.page.click("#play")
    first = len(opened.js("innograph.shownEdges()"))
    assert first < whole / 2
    opened.page.wait_for_timeout(2500)
    assert len(opened.js("innograph.shownEdges()")) > first
    opened.page.click("#play")


# Finding


def test_search_finds_by_any_name(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    for typed, found in (
        ("karnvard", "Inget träffar"),
        ("Vinnova", "Vinnova"),
        ("tillvaxt", "Tillväxtverket"),
        ("TILLVÄXTV", "Tillväxtverket"),
        ("SKR", "Sveriges Kommuner och Regioner"),
        ("National Agency for Public Proc", "Upphandlingsmyndigheten"),
        ("Nederland", "Nederländerna"),
        ("circular", "Cirkulär ekonomi"),
        ("isaksson", "Darja Isaksson"),
    ):
        opened.page.fill("#search", typed)
        assert found in opened.page.locator("#found li").first.inner_text(), typed
        if found != "Inget träffar":
            opened.page.press("#search", "Enter")
            assert opened.page.locator("#panel h2").inner_text() == found


def test_shortest_path(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.page.click("#path-open")
    for field, name in (("#path-0", "Darja Isaksson"), ("#path-1", "Formas")):
        opened.page.fill(field, name)
        opened.page.press(field, "Enter")
    opened.page.click("#path .primary")
    text = opened.page.inner_text("#panel")
    assert "2 steg" in text and "Darja Isaksson" in text and "Vinnova" in text and "Formas" in text
    address = opened.js("innograph.address()")
    again = open_page(sample_page, fragment=address)
    assert "2 steg" in again.page.inner_text("#panel")


def test_neighbours_at_more_steps(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.find("Formas")
    counts = []
    for steps in (1, 2, 3):
        opened.page.locator("#panel .chips button").nth(steps - 1).click()
        counts.append(opened.js("innograph.turtle().split('prefLabel').length"))
    assert counts[0] < counts[1] < counts[2]
    assert "steps=3" in opened.js("innograph.address()")


# Sharing


def test_the_address_holds_the_whole_view(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.page.click("#types button[data-key=Theme]")
    opened.page.click("#predicates button[data-key=worksFor]")
    opened.page.locator("#until").fill("30")
    opened.page.click("#tongue")
    opened.page.click("#mode")
    opened.find("Vinnova")
    opened.page.click("#zoom-in")
    opened.settle()
    address = opened.js("innograph.address()")
    assert opened.page.url.partition("#")[2] == address
    again = open_page(sample_page, fragment=address)
    assert again.js("innograph.address()") == address
    assert again.js("innograph.shownEdges()") == opened.js("innograph.shownEdges()")
    assert again.page.inner_text("#panel") == opened.page.inner_text("#panel")
    assert again.js("document.documentElement.lang") == "en"
    assert abs(again.js("innograph.scale()") - opened.js("innograph.scale()")) < 0.01


def test_a_strange_address_shows_the_whole(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page, fragment="%%%")
    for fragment in (
        "node=~nonsense",
        "edge=a+b+c",
        "at=0,0,0",
        "at=NaN,1,x",
        "since=later",
        "theme=<script>",
        "look=x",
    ):
        opened.go(fragment)
        assert len(opened.js("innograph.shownEdges()")) > 300, fragment
        assert opened.page.locator("#panel").is_hidden(), fragment


def test_pictures_can_be_saved(open_page: Open, sample_page: Path, tmp_path: Path) -> None:
    opened = open_page(sample_page)
    saved = {}
    for key in ("savePng", "saveSvg"):
        if opened.page.locator("#share").is_hidden():
            opened.page.click("#share-open")
        with opened.page.expect_download() as download:
            opened.page.click(f"#share-{key}")
        name = download.value.suggested_filename
        download.value.save_as(tmp_path / name)
        saved[name] = (tmp_path / name).read_bytes()
    assert set(saved) == {"natverket-i-nyheterna.png", "natverket-i-nyheterna.svg"}
    assert (
        saved["natverket-i-nyheterna.png"].startswith(b"\x89PNG") and len(saved["natverket-i-nyheterna.png"]) > 50_000
    )
    picture = ET.fromstring(saved["natverket-i-nyheterna.svg"])
    texts = [t.text for t in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "Vinnova" in texts and len(texts) > 30
    shapes = list(picture.iter("{http://www.w3.org/2000/svg}circle")) + list(
        picture.iter("{http://www.w3.org/2000/svg}polygon")
    )
    assert len(shapes) > 200
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) > 300


def test_the_selection_as_turtle_sparql_and_csv(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.find("Formas")
    triples = {
        (t.subject.value, t.predicate.value, t.object.value)
        for t in ox.parse(opened.js("innograph.turtle()"), ox.RdfFormat.TURTLE)
    }
    stored = {(t.subject.value, t.predicate.value, t.object.value) for t in sample_store().triples()}
    assert len(triples) > 4 and triples <= stored
    rows = list(sample_store().query(opened.js("innograph.sparql()")))
    table = list(csv.DictReader(io.StringIO(opened.js("innograph.csv()"))))
    assert {row["quote"].value for row in rows} == {row["sentence"] for row in table} != set()
    assert {row["subject"] for row in table} | {row["object"] for row in table} >= {"Formas", "Vinnova"}


def test_a_cell_of_the_csv_is_no_formula(open_page: Open, tmp_path: Path) -> None:
    from innograph.article import Article
    from innograph.facts import Claim, Entity, Facts
    from innograph.graph import graph_quads
    from innograph.iri import mint
    from innograph.store import GraphStore

    text = "=1+1 samarbetar med @B."
    ends = [Entity(mint("organization", n), n, "sv", "Organization", "inno:Company") for n in ("=1+1", "@B")]
    claim = Claim(ends[0].iri, "collaboratesWith", ends[1].iri, 1.0, "r", 0, len(text), text)
    facts = Facts(Article("a", text, "sv", title="-T", date="2024"), mint("article", "a"), tuple(ends), (claim,))
    write_view(GraphStore(graph_quads([facts])), tmp_path / "page.html")
    opened = open_page(tmp_path / "page.html")
    cells = [cell for row in list(csv.reader(io.StringIO(opened.js("innograph.csv()"))))[1:] for cell in row]
    assert cells and not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


def test_a_link_is_copied(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.find("Formas")
    opened.page.click("#share-open")
    opened.page.click("#share-copyLink")
    opened.page.wait_for_selector("#share-said:not(:empty)")
    assert opened.page.inner_text("#share-said") == "Kopierat"


# Other ways of looking


def test_the_table_says_the_same(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page, fragment="since=2020&until=2020-12")
    opened.page.click("#look-table")
    rows = opened.page.locator("#table-view tbody tr")
    assert rows.count() == len(opened.js("innograph.shownEdges()"))
    opened.page.locator("#table-view thead button").first.click()
    names = opened.page.locator("#table-view tbody td:first-child").all_inner_texts()
    assert len(names) > 3 and names == sorted(names, key=lambda n: [str.lower(n)])
    rows.first.locator("td.num button").click()
    assert opened.page.locator("#panel .says").count() >= 1


def test_the_matrix_leads_to_articles(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page, fragment="look=matrix")
    cell = opened.page.locator("#matrix-view td button").first
    count = int(cell.inner_text())
    cell.click()
    assert opened.page.locator("#panel .entry").count() == count


def test_the_timeline_has_every_article_that_says_something(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page, fragment="look=timeline")
    shown = {a["i"] for e in edges(opened) for a in e["articles"]}
    assert opened.page.locator("#timeline-view .entry").count() == len(shown)
    opened.page.locator("#timeline-view .said").first.click()
    assert opened.page.locator("#panel .says").count() >= 1


# For everyone


def test_the_keyboard_alone(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    keys = opened.page.keyboard
    keys.press("/")
    assert opened.js("document.activeElement.id") == "search"
    keys.type("vinnova")
    keys.press("Enter")
    assert opened.page.locator("#panel h2").inner_text() == "Vinnova"
    assert opened.js("document.activeElement.id") == "panel"
    keys.press("Escape")
    assert opened.js("document.activeElement.id") == "network"
    keys.press("ArrowRight")
    first = opened.page.locator("#panel h2").inner_text()
    keys.press("ArrowRight")
    assert opened.page.locator("#panel h2").inner_text() != first
    assert opened.js("document.activeElement.id") == "network"
    before = opened.js("innograph.scale()")
    keys.press("+")
    opened.settle()
    assert opened.js("innograph.scale()") > before
    reached = set()
    for _ in range(140):
        keys.press("Tab")
        reached.add(opened.js("document.activeElement.id || document.activeElement.dataset.key || ''"))
    wanted = {"search", "path-open", "share-open", "mode", "tongue", "network", "play", "since", "until", "theme"}
    assert wanted | {"country", "confidence", "Person", "worksFor", "look-table", "zoom-in"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_fault(open_page: Open, sample_page: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    opened = open_page(sample_page, color_scheme=scheme, bypass_csp=True)
    edge = "edge=~organization/upphandlingsmyndigheten+collaboratesWith+~organization/vinnova"
    for fragment in ("", "node=~organization/vinnova", edge, "look=table", "look=matrix", "look=timeline"):
        opened.go(fragment)
        found = axe.Axe().run(opened.page).response["violations"]
        serious = [
            (v["id"], [n["html"][:120] for n in v["nodes"][:3]])
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
        assert serious == [], fragment


def test_a_small_screen(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page, width=375, height=720, has_touch=True)
    assert opened.js("document.documentElement.scrollWidth") <= 375
    opened.page.click("#filter-open")
    opened.page.wait_for_selector("#filters.open")
    opened.page.locator("#types button[data-key=Person]").click()
    assert "Person" not in types(opened)
    opened.page.keyboard.press("Escape")
    opened.find("Vinnova")
    box = opened.page.locator("#panel").bounding_box()
    assert box and box["width"] == 375 and box["height"] <= 0.67 * 720
    tall = opened.js(
        "[document.querySelector('#network').clientWidth, document.querySelector('#network').clientHeight]"
    )
    assert tall[0] == 375 and tall[1] > 300
    for button in opened.page.locator("button:visible").all()[:40]:
        size = button.bounding_box()
        assert size and size["width"] >= 24 and size["height"] >= 24, button.inner_text()


def test_english(open_page: Open, sample_page: Path) -> None:
    opened = open_page(sample_page)
    opened.page.click("#tongue")
    assert opened.js("document.documentElement.lang") == "en"
    text = opened.page.inner_text("body")
    assert "Organisations" in text and "works with" in text and "Organisationer" not in text


def test_every_word_is_there_in_both_languages() -> None:
    from innograph.view.network import PREDICATES, TYPES
    from innograph.view.page import asset

    words = json.loads(asset("words.json"))
    assert set(words) == {"sv", "en"}
    assert words["sv"].keys() == words["en"].keys()
    for language in words.values():
        for part, names in (("type", TYPES), ("types_", TYPES), ("rel", PREDICATES), ("inv", PREDICATES)):
            assert set(language[part]) == set(names)
    script = "".join(
        p.read_text("utf-8") for p in (Path(__file__).parents[2] / "src/innograph/view/assets/js").glob("*.js")
    )
    html = asset("page.html")
    for key in re.findall(r"word\('(\w+)'", script) + re.findall(r'data-(?:word|label|placeholder)="(\w+)"', html):
        assert key in words["sv"], key
