"""What all tests share: one hypothesis profile, and what to do when a part of the machine is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own settings must not reach the tests."""
    for name in [name for name in os.environ if name.startswith("INNOGRAPH_") and name != "INNOGRAPH_STRICT"]:
        monkeypatch.delenv(name)
