"""`build --watch`: a line a build, whatever happens to the sources, until Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_build import COMMAND, ONE, TWO, write

from innograph.build import load


class Watch:
    """The command, and the lines that it has said."""

    def __init__(self, folder: Path, out: Path) -> None:
        command = [*COMMAND, "build", str(folder), "-o", str(out), "--watch", "--workers", "1"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.lines: list[str] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip())

    def wait_for(self, text: str, after: int = 0) -> int:
        """How many lines there are once one of them, not among the first `after`, says this."""
        limit = time.monotonic() + 120
        while time.monotonic() < limit and self.process.poll() is None:
            for number, line in enumerate(self.lines[after:], after + 1):
                if text in line:
                    return number
            time.sleep(0.05)
        raise AssertionError(f"no {text!r} in {self.lines[after:]}")


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    write(tmp_path / "in", one=ONE)
    watch = Watch(tmp_path / "in", tmp_path / "out")
    yield watch
    if watch.process.poll() is None:
        watch.process.kill()
    watch.process.wait()


def test_every_change_is_built_and_nothing_ends_the_watch(watch: Watch, tmp_path: Path) -> None:
    said = watch.wait_for("1 article, 1 of them read anew")
    write(tmp_path / "in", two=TWO)
    said = watch.wait_for("2 articles", said)
    (tmp_path / "in/bad.txt").write_bytes(bytes(range(256)) * 9)
    said = watch.wait_for("left out", said)
    (tmp_path / "in/bad.txt").unlink()
    (tmp_path / "in/corrections.toml").write_text("[[nonsense]]\n")
    said = watch.wait_for("not built: ", said)
    assert "corrections.toml:1" in watch.lines[-1]
    (tmp_path / "in/corrections.toml").unlink()
    (tmp_path / "in/one.txt").unlink()
    said = watch.wait_for("1 article,", said)
    with load(tmp_path / "out") as graph:
        assert [g for g in graph.graphs() if "/id/article/" in g] == [f"{graph.base}id/article/two"]
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(timeout=60) == 0
    assert "Traceback" not in "\n".join(watch.lines)


def test_watching_needs_something_to_watch(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "build", "--watch", "-o", str(tmp_path / "out")], capture_output=True, text=True)
    assert done.returncode == 2 and "--watch needs folders or files" in done.stderr
