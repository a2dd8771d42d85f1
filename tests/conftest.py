"""What all tests share: one hypothesis profile, and what to do when a part of the machine is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run, however slow the machine: a test that fails sometimes tells nothing.
settings.register_profile(
    "innograph",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("innograph")


def require(condition: object, reason: str) -> None:
    """Skip the test when what it needs is missing; under INNOGRAPH_STRICT=1, as in .ci/run, fail it."""
    if condition:
        return
    if os.environ.get("INNOGRAPH_STRICT") == "1":
        pytest.fail(f"{reason} (INNOGRAPH_STRICT=1 forbids skipping)")
    pytest.skip(reason)


@pytest.fixture
def chromium() -> str:
    """The path of a Chromium; the test is skipped, or fails when strict, where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    require(found, "no Chromium on this machine")
    assert found
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, driven by Playwright; `INNOGRAPH_CHROMIUM` names another than the one on the path."""
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


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own settings must not reach the tests."""
    for name in [name for name in os.environ if name.startswith("INNOGRAPH_") and name != "INNOGRAPH_STRICT"]:
        monkeypatch.delenv(name)
