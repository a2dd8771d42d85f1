"""The JSON API holds to its own description, whatever is asked of it: schemathesis, from outside."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import httpx

from conftest import require


def test_schemathesis_finds_nothing(server: httpx.Client, tmp_path: Path) -> None:
    require(find_spec("schemathesis"), "schemathesis is not installed (pip install innograph[dev])")
    address = str(server.base_url).rstrip("/")
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json"]
    # A parameter of a saved question is known by name only to those who have read the question.
    options = [
        "--url", f"{address}/api", "--seed", "6", "--max-examples", "10", "--phases", "coverage,fuzzing", "--no-color",
        "--exclude-checks", "positive_data_acceptance", "--suppress-health-check", "all", "--generation-deterministic",
    ]  # fmt: skip
    done = subprocess.run([*command, *options], capture_output=True, text=True, cwd=tmp_path, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Tested: 11" in done.stdout or "Selected: " in done.stdout
    assert 'status="500"' not in server.get("/metrics").text
