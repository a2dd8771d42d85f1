"""A real browser with the network cut off, and pages opened in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import Opened

from innograph.view import write_view
from samplegraph import sample_store


def require(condition: object, reason: str) -> None:
    """As in tests/conftest.py, which a conftest.py below it cannot import: both have the same name."""
    if not condition and os.environ.get("INNOGRAPH_STRICT") == "1":
        pytest.fail(f"{reason} (INNOGRAPH_STRICT=1 forbids skipping)")
    if not condition:
        pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, driven by Playwright; `INNOGRAPH_CHROMIUM` names another than the one on the
    path."""
    names = (os.environ.get("INNOGRAPH_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    require(path, "no Chromium on this machine")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        require(False, "playwright is not installed (pip install innograph[dev])")
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Opens a file in a fresh context without a network; at the end, no script error and no request is
    forgiven."""
    contexts = []

    def open_(path: Path, *, width: int = 1280, height: int = 800, fragment: str = "", **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="sv-SE", **options)
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        opened = Opened(page)
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("console", lambda m: opened.errors.append(m.text) if m.type in ("error", "warning") else None)
        page.on(
            "request",
            lambda r: opened.requests.append(r.url) if not r.url.startswith(("file:", "blob:")) else None,
        )
        page.on("requestfailed", lambda r: opened.errors.append(f"failed: {r.url}"))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        page.wait_for_selector("html[data-ready]", timeout=15000)
        opened.settle()
        all_opened.append(opened)
        return opened

    all_opened: list[Opened] = []
    yield open_
    for opened in all_opened:
        assert opened.errors == []
        assert opened.requests == []
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def sample_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The view of the sample graph."""
    path = tmp_path_factory.mktemp("view") / "index.html"
    write_view(sample_store(), path)
    return path
