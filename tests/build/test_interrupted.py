"""A build that is killed, or not alone: what was there stays whole."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, parse
from test_build import COMMAND, FILES, ONE, TWO, run, write

from conftest import require
from innograph.build import build, load


def check(out: Path) -> int:
    """Every file of the result is whole and the store answers; how many articles it has."""
    for name in FILES[:2]:
        list(parse(path=str(out / name), format=RdfFormat.TURTLE))
    assert (out / "index.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    json.loads((out / "report.json").read_text(encoding="utf-8"))
    with load(out) as store:
        (row,) = store.query("SELECT (COUNT(?a) AS ?n) { ?a a inno:Article }")
        return int(row["n"].value)


def test_killed_at_any_moment_a_build_leaves_a_usable_result(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", one=ONE, two=TWO)
    out = tmp_path / "out"
    started = time.monotonic()
    build(paths[:1], out)
    assert run("build", *paths[:1], "-o", out).returncode == 0
    took = (time.monotonic() - started) * 0.6
    dice = random.Random(3)
    counts = set()
    for i in range(6):
        process = subprocess.Popen(
            [*COMMAND, "build", *map(str, paths), "-o", str(out)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(took * (dice.random() if i % 2 else 0.8 + 0.4 * dice.random()))
        process.send_signal(signal.SIGKILL)
        process.wait()
        counts.add(check(out))
    assert counts <= {1, 2}
    assert run("build", *paths, "-o", out).returncode == 0
    assert check(out) == 2
    said = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert said["files_sha256"] == {name: sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    left = sorted(p.name for p in (out / "store").iterdir())
    assert left == sorted([said["store"], f"{said['store']}.lock", "build.lock", "current", "facts.sqlite"])


def test_a_second_build_at_the_same_time_says_so(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", one=ONE)
    out = tmp_path / "out"
    first = subprocess.Popen([*COMMAND, "build", "-o", str(out)], stderr=subprocess.PIPE, text=True)
    while not list((out / "store").glob(".building-*")):
        time.sleep(0.01)
        assert first.poll() is None
    second = run("build", *paths, "-o", out)
    assert second.returncode == 3 and f"process {first.pid}" in second.stderr and "Traceback" not in second.stderr
    assert first.wait() == 0
    assert run("build", *paths, "-o", out).returncode == 0
    assert check(out) == 1


def test_stopped_by_the_user_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(write(tmp_path / "in", one=ONE), out)
    process = subprocess.Popen([*COMMAND, "build", "-o", str(out)], stderr=subprocess.PIPE, text=True)
    while not list((out / "store").glob(".building-*")):
        time.sleep(0.01)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 3 and "Traceback" not in said
    assert not list((out / "store").glob(".building-*")) and check(out) == 1


def test_a_full_disk_leaves_the_former_result(tmp_path: Path) -> None:
    """No file may become longer than some length: what a full disk does, at several stages of a build."""
    paths = write(tmp_path / "in", one=ONE, two=TWO)
    out = tmp_path / "out"
    build(paths[:1], out)
    for length, more in ((4_000, []), (60_000, ["--full"]), (300_000, ["--full"]), (400_000, [])):

        def limit(length: int = length) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (length, length))

        done = run("build", *paths, "-o", out, *more, preexec_fn=limit)
        assert done.returncode == 3, (length, done.stderr)
        assert "cannot" in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert check(out) == 1
    assert run("build", *paths, "-o", out).returncode == 0
    assert check(out) == 2 and not list((out / "store").glob(".building-*"))


def test_permission_lost_leaves_the_former_result(tmp_path: Path) -> None:
    paths = write(tmp_path / "in", one=ONE, two=TWO)
    out = tmp_path / "out"
    build(paths[:1], out)
    without: list[str] = []
    if os.geteuid() == 0:  # who may do everything loses nothing
        require(shutil.which("setpriv"), "no setpriv: root keeps every permission")
        without = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    for folder in (out, out / "store"):
        folder.chmod(0o555)
    try:
        command = [*without, *COMMAND, "build", *map(str, paths), "-o", str(out)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 3 and "cannot" in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert check(out) == 1
    finally:
        for folder in (out, out / "store"):
            folder.chmod(0o755)
    assert run("build", *paths, "-o", out).returncode == 0 and check(out) == 2
