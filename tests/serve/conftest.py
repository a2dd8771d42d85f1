"""One server for the tests that only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from served import serving

from innograph import build

TEXTS = {
    "one": "Vinnova och Trafikverket samarbetar om innovationsupphandling.",
    "two": "Anna Ek, strateg på Vinnova, deltog. Vinnova finansierar projektet Grön Väg.",
    "three": "Regeringen ger Boverket i uppdrag att främja hållbart byggande. Boverket samarbetar med Vinnova.",
}


@pytest.fixture(scope="session")
def small_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three short articles."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "articles").mkdir()
    for name, text in TEXTS.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder / "articles"], folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="session")
def server(small_graph: Path) -> Iterator[httpx.Client]:
    """A server of that graph, with few rows at most."""
    with serving(small_graph, "--max-rows", "2000", "--workers", "2") as client:
        yield client
