"""The sample graph, published once for all tests that only read it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from innograph.publish import Published, Settings, publish, read_settings
from innograph.resources import resource
from samplegraph import sample_store

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reference"


@cache
def settings() -> Settings:
    """The settings that everyone copies and changes."""
    return read_settings(resource("data", "publish", "example.toml"))


@cache
def published() -> Published:
    """The published sample. Its folder can be read by any user, since web servers do not run as root."""
    folder = Path(tempfile.mkdtemp(prefix="innograph-published-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    return publish(sample_store(inferred=True), folder / "site", settings())


def site() -> Path:
    """Its folder."""
    return published().out
