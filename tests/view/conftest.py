"""A real browser with the network cut off, and pages opened in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import Opened

from innograph.view import write_view
from samplegraph import sample_store


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
