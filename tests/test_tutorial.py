"""The tutorial notebook: every cell runs, and says what it promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "tutorial.ipynb"


def shown(cell: Any, kind: str) -> str:
    """What a cell put out as this kind of content."""
    texts = [o.data[kind] for o in cell.outputs if "data" in o and kind in o.data]
    texts += [o.text for o in cell.outputs if o.output_type == "stream" and kind == "text/plain"]
    return "".join(texts)


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The code cells after a run in an empty folder."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "clear the notebook's outputs"
    folder = tmp_path_factory.mktemp("notebook")
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(folder)}}).execute()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_the_tutorial_runs_from_articles_to_networks(cells: list[Any]) -> None:
    assert "31 articles" in shown(cells[0], "text/plain")
    for cell in cells[1:3]:
        assert "<iframe" in shown(cell, "text/html") and "vis-network" in shown(cell, "text/html")
    for cell in cells[3:6]:
        table = shown(cell, "text/html")
        assert table.count("<tr") > 1, table
    assert "Vinnova" in shown(cells[6], "text/plain")
    assert "collaboratesWith" in shown(cells[7], "text/plain")
