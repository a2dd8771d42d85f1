"""The view in a notebook."""

from __future__ import annotations

from pathlib import Path

from innograph.view.notebook import show
from samplegraph import sample_store


def test_it_draws_in_a_frame_that_cannot_reach_the_notebook(browser: object, tmp_path: Path) -> None:
    shown = show(sample_store(), focus=["Vinnova"], height=500)
    page = tmp_path / "notebook.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><body>{shown._repr_html_()}", encoding="utf-8")
    context = browser.new_context(viewport={"width": 1100, "height": 640})
    context.set_offline(True)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(page.as_uri())
    frame = tab.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for(state="attached", timeout=20000)
    frame.locator("#search").fill("formas")
    frame.locator("#search").press("Enter")
    assert frame.locator("#panel h2").inner_text() == "Formas"
    tab.wait_for_timeout(500)
    assert errors == []
    inner = tab.frames[1]
    assert (
        inner.evaluate("(() => { try { return parent.document.title; } catch { return 'kept out'; } })()") == "kept out"
    )
    context.close()
