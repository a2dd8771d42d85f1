"""`innograph view`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from innograph.cli.view import KINDS, command
from innograph.errors import InnographError, UsageError
from innograph.view import KINDS as KINDS_OF_VIEW
from samplegraph import sample_folder


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("graph"))


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(command, [str(a) for a in arguments])
    if result.exception and isinstance(result.exception, InnographError):
        raise result.exception
    return result


def test_the_kinds_are_those_of_the_library() -> None:
    assert set(KINDS) == set(KINDS_OF_VIEW)


def test_it_writes_the_page_and_says_where(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "vinnova.html"
    result = run("--graph", graph, "-o", page, "--focus", "Vinnova", "--title", "Vinnova & co")
    assert result.exit_code == 0 and result.stdout == ""
    assert str(page) in result.stderr
    assert "<title>Vinnova &amp; co</title>" in page.read_text(encoding="utf-8")


def test_names_in_any_language_and_standard_output(graph: Path) -> None:
    pages = [run("--graph", graph, "-o", "-", "--country", name).stdout for name in ("NLD", "Netherlands")]
    assert pages[0].startswith("<!doctype html>") and pages[0] == pages[1]


def test_depth_needs_a_focus(graph: Path) -> None:
    with pytest.raises(UsageError, match="--focus"):
        run("--graph", graph, "--depth", "2")
