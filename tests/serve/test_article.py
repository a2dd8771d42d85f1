"""The article page: facts in place where the text is at hand and agrees, quotes alone otherwise."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import httpx
from served import serving

from innograph import build

HOSTILE = "<img src=x onerror=window.broken=1>"


def test_without_files_there_are_only_quotes(server: httpx.Client) -> None:
    page = server.get("/article/one", headers={"accept-language": "en"})
    assert page.status_code == 200 and "script-src 'self'" in page.headers["content-security-policy"]
    assert "<mark>" not in page.text and "Vinnova och Trafikverket samarbetar" in page.text
    assert 'id="no-text"' in page.text and '<html lang="en">' in page.text
    assert server.get("/article/nothing").status_code == 404
    assert server.get("/article/..%2f..%2fetc").status_code == 404


def test_facts_stand_in_the_text_only_where_it_agrees(browser: Any, tmp_path: Path) -> None:
    from axe_playwright_python import sync_playwright as axe

    texts = tmp_path / "articles"
    texts.mkdir()
    (texts / "one.txt").write_text(f"{HOSTILE} Vinnova och Trafikverket samarbetar om vägar.", encoding="utf-8")
    (texts / "two.txt").write_text("Vinnova och Boverket samarbetar om hus.", encoding="utf-8")
    build([texts], tmp_path / "graph")
    shown = tmp_path / "shown"
    shutil.copytree(texts, shown)
    (shown / "two.txt").write_text("Idag: Vinnova och Boverket samarbetar om hus.", encoding="utf-8")
    with serving(tmp_path / "graph", "--articles", str(shown)) as client:
        assert "<mark>" not in client.get("/article/two").text
        context = browser.new_context(viewport={"width": 375, "height": 720}, locale="sv-SE")
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(f"{client.base_url}/article/one")
        assert "Vinnova" in " ".join(page.locator("mark").all_inner_texts())
        assert HOSTILE in page.inner_text(".text") and page.evaluate("typeof window.broken") == "undefined"
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
        page.locator(".sentences a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**#s-*")  # the browser follows a key in its own time
        assert page.evaluate("!!document.querySelector(':target')")
        found = axe.Axe().run(page).response["violations"]
        assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
        page.goto(
            f"{client.base_url}/explore?focus=organization/vinnova&at=organization/trafikverket~organization/vinnova"
        )
        page.wait_for_selector("#panel blockquote")
        assert HOSTILE in page.inner_text("#panel") and page.evaluate("typeof window.broken") == "undefined"
        assert errors == []
        context.close()
