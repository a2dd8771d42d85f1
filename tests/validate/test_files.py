"""Files that cannot be validated: one line that says why, exit code 3, no traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/innograph/id/organization/vinnova> skos:prefLabel "Vinnova"@sv .
"""


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; from innograph.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "validate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


BROKEN: dict[str, tuple[str, bytes]] = {
    "not RDF": ("graph.ttl", b"Dear all,\n\nplease find attached the minutes.\n"),
    "half a file": ("graph.ttl", TURTLE.encode()[:-20]),
    "wrong encoding": ("graph.ttl", TURTLE.replace("Vinnova", "Växjö").encode("latin-1")),
    "empty": ("graph.ttl", b""),
    "only a comment": ("graph.ttl", b"# nothing\n"),
    "binary": ("graph.ttl", bytes(range(256)) * 20),
    "one literal without end": ("graph.ttl", b'<http://e/s> <http://e/p> "' + b"x" * 40_000_000),
    "JSON that is no JSON-LD": ("graph.jsonld", b'{"a": 1'),
    "XML cut short": ("graph.rdf", b"<?xml version='1.0'?><rdf:RDF"),
    "unknown ending": ("graph.docx", b"PK"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_clear_line(name: str, tmp_path: Path) -> None:
    file, content = BROKEN[name]
    (tmp_path / file).write_bytes(content)
    done = run(file, folder=tmp_path)
    assert done.returncode == 3, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1 and len(done.stderr) < 600
    assert file in done.stderr


def test_missing_file(tmp_path: Path) -> None:
    done = run("nowhere.ttl", folder=tmp_path)
    assert done.returncode == 3
    assert "nowhere.ttl" in done.stderr and done.stderr.count("\n") == 1


def test_no_graph_at_all(tmp_path: Path) -> None:
    done = run(folder=tmp_path)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


def test_shapes_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(TURTLE, encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text("sh:NodeShape", encoding="utf-8")
    done = run("graph.ttl", "--shapes", "shapes.ttl", folder=tmp_path)
    assert done.returncode == 3
    assert "shapes.ttl" in done.stderr and done.stderr.count("\n") == 1
