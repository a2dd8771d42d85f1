"""A walk through facts in a real terminal: keys, what is written, going on later."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from innograph.build import build, load
from innograph.review import facts_to_review

TEXT = "Boverket samarbetar med Trafikverket.\n\nAnna Ek, strateg på Boverket, höll ett tal.\n\n" + (
    "Vinnova finansierar projektet Gröna kvarter."
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    (folder / "in/a.md").write_text(f"---\ntitle: Rubrik\nlanguage: sv\n---\n\n{TEXT}\n", encoding="utf-8")
    build([folder / "in"], folder / "graph")
    return folder / "graph"


def _own_terminal() -> None:
    """Make standard input the terminal that Ctrl-C comes from."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """`innograph review` on a terminal of its own."""

    def __init__(self, graph: Path, file: Path, *more: str) -> None:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-c", "from innograph.cli import main; main()", "review"]
        command += ["--graph", str(graph), "--corrections", str(file), "--by", "Ingrid Sjö", *more]
        self.process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, preexec_fn=_own_terminal
        )
        os.close(theirs)
        self.file = ours
        self.seen = ""

    def wait_for(self, text: str) -> str:
        """What was shown up to and with this text, without colours."""
        limit = time.monotonic() + 60
        while text not in self.seen:
            assert time.monotonic() < limit, f"no {text!r} in {self.seen!r}"
            if select.select([self.file], [], [], 1)[0]:
                try:
                    data = os.read(self.file, 65536)
                except OSError:  # the other end is closed
                    data = b""
                assert data, f"ended without {text!r}: {self.seen!r}"
                self.seen += re.sub(r"\x1b\[[0-9;]*m", "", data.decode("utf-8", "replace"))
        shown, found, self.seen = self.seen.partition(text)
        return shown + found

    def press(self, keys: str) -> None:
        os.write(self.file, keys.encode())

    def end(self) -> int:
        self.wait_for("corrections are in")
        code = self.process.wait(timeout=30)
        os.close(self.file)
        return code


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


@pytest.fixture
def keys(graph: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    yield graph, tmp_path / "corrections.toml"
    (graph / "store/skipped.txt").unlink(missing_ok=True)


def test_one_key_each_undo_and_on_from_where_one_stopped(keys: tuple[Path, Path]) -> None:
    graph, file = keys
    with load(graph) as store:
        facts = facts_to_review(store)
    assert len(facts) >= 4
    sure = [round(fact.confidence, 1) for fact in facts]
    assert sure == sorted(sure)
    terminal = Terminal(graph, file)
    shown = terminal.wait_for("[q]uit")
    assert facts[0].quote in " ".join(shown.split()) and facts[0].labels[0] in shown
    terminal.press("r")
    terminal.wait_for("rejected")
    assert [e["quote"] for e in read(file)["reject"]] == [facts[0].quote]
    terminal.wait_for("[q]uit")
    terminal.press("a")
    terminal.wait_for("accepted")
    terminal.press("u")
    terminal.wait_for("taken back")
    assert "accept" not in read(file) and len(read(file)["reject"]) == 1
    terminal.wait_for("[q]uit")
    terminal.press("s")
    terminal.wait_for("skipped")
    terminal.wait_for("[q]uit")
    terminal.press("q")
    assert terminal.end() == 0

    again = Terminal(graph, file)
    shown = again.wait_for("[q]uit")
    assert f"{len(facts) - 2} left" in shown and facts[2].quote in " ".join(shown.split())
    again.press("?")
    again.wait_for("[a]ccept")
    again.press("w")
    again.wait_for("why")
    again.press("another year\n")
    again.wait_for("rejected")
    assert read(file)["reject"][1]["why"] == "another year"
    again.press("\x03")
    assert again.end() == 0

    last = Terminal(graph, file, "--again")
    assert f"{len(facts) - 2} left" in last.wait_for("[q]uit")
    last.press("a" * (len(facts) - 2))
    assert last.end() == 0
    report = build([graph.parent / "in"], graph.parent / "after", corrections=[file])
    assert report.unmatched == [] and report.corrected == len(facts) and report.problems == []
    with load(graph.parent / "after") as store:
        assert facts_to_review(store) == []


def test_without_a_terminal_it_says_so(keys: tuple[Path, Path]) -> None:
    command = [sys.executable, "-c", "from innograph.cli import main; main()", "review", "--graph", str(keys[0])]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2 and "in a terminal" in done.stderr
