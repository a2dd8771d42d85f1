"""What is no graph, or half of one, ends each command with one line that says so, and nothing is half written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from innograph.cli import main
from samplegraph import sample_folder, sample_store

HUGE = 2 * 2**30


def _half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _huge(before: bytes, after: bytes) -> Callable[[Path], None]:
    """One literal of two gigabytes (a hole in the file: it takes no room on the disk)."""

    def write(path: Path) -> None:
        with path.open("wb") as file:
            file.write(before)
            file.truncate(HUGE)
            file.seek(HUGE)
            file.write(after)

    return write


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DAMAGES: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "not RDF": (".ttl", lambda p: p.write_text("Once upon a time there was a graph.\n"), "not valid Turtle in line 1"),
    "half a file": (".ttl", _half, "not valid Turtle in line"),
    "half a line": (".nt", _half, "not valid N-Triples in line"),
    "half an RDF/XML": (".rdf", _half, "not valid RDF/XML"),
    "half a JSON-LD": (".jsonld", _half, "not valid JSON-LD"),
    "Latin-1": (".ttl", lambda p: p.write_bytes(p.read_text("utf-8").encode("latin-1", "replace")), "UTF-8"),
    "UTF-16": (".ttl", lambda p: p.write_bytes(p.read_text("utf-8").encode("utf-16")), "UTF-8"),
    "nothing": (".ttl", lambda p: p.write_bytes(b""), "no triples"),
    "zeros": (".nq", lambda p: p.write_bytes(b"\0" * 1000), "not valid N-Quads"),
    "a picture": (".png", lambda p: p.write_bytes(b"\x89PNG"), "not a file of RDF by its name"),
    "no file": (".ttl", Path.unlink, "no such file"),
    "2 GB of one literal, Turtle": (".ttl", _huge(b'<http://a/> <http://b/> "', b'" .\n'), "longer than 16 MiB"),
    "2 GB of one literal, N-Quads": (".nq", _huge(b'<http://a/> <http://b/> "', b'" .\n'), "longer than 16 MiB"),
    "2 GB of one literal, JSON-LD": (".jsonld", _huge(b'{"@id": "http://a/", "http://b/": "', b'"}'), "16 MiB"),
    "2 GB of one literal, RDF/XML": (
        ".rdf",
        _huge(
            f'<r:RDF xmlns:r="{RDF}" xmlns:e="http://e/"><r:Description r:about="http://a/"><e:b>'.encode(),
            b"</e:b></r:Description></r:RDF>",
        ),
        "longer than 16 MiB",
    ),
}
FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
COMMANDS = {
    "validate": lambda bad, good, out: ["validate", bad, "-o", out],
    "explain": lambda bad, good, out: ["explain", "Vinnova", "rdf:type", "foaf:Agent", "--graph", bad],
    "export": lambda bad, good, out: ["export", "--graph", bad, "-o", out],
    "export a part": lambda bad, good, out: ["export", "--graph", bad, "--focus", "Vinnova", "-o", out],
    "diff, the old": lambda bad, good, out: ["diff", bad, good, "-o", out],
    "diff, the new": lambda bad, good, out: ["diff", good, bad, "--format", "patch", "-o", out],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("sample"))


def says(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that a command ends with."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    said = capsys.readouterr()
    assert end.value.code == 3
    assert not said.out
    assert said.err.startswith("innograph: ") and said.err.count("\n") == 1, said.err
    assert len(said.err) < 1000
    return said.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file(
    damage: str, command: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ending, harm, words = DAMAGES[damage]
    bad, out = tmp_path / f"bad{ending}", tmp_path / "out.ttl"
    small = [quad.triple for quad in sample_store().quads(sample_store().graphs()[3])]
    bad.write_bytes(ox.serialize(small, format=FORMATS.get(ending, ox.RdfFormat.TURTLE)) or b"")
    harm(bad)
    message = says(COMMANDS[command](str(bad), str(folder), str(out)), capsys)
    assert words in message and bad.name in message
    assert [path for path in tmp_path.iterdir() if path != bad] == []


def _cut_short(store: Path) -> None:
    for path in store.rglob("*.sst"):
        _half(path)


def _overwrite(store: Path) -> None:
    for path in store.rglob("*.sst"):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 4] + b"A" * (len(content) // 2) + content[-(len(content) // 4) :])


STORES: dict[str, tuple[Callable[[Path], object], str]] = {
    "half of each file": (_cut_short, "cannot be opened"),
    "other bytes": (_overwrite, "orruption"),
    "no store": (shutil.rmtree, "no graph in"),
    "no pointer": (lambda p: (p / "current").unlink(), "no graph in"),
    "a pointer to nothing": (lambda p: (p / "current").write_text("gone\nhttp://a/\n"), "missing"),
    "no text in the pointer": (lambda p: (p / "current").write_bytes(b"\xff\xfe"), "no graph in"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("damage", STORES)
def test_a_damaged_folder(
    damage: str, command: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm, words = STORES[damage]
    bad, out = tmp_path / "graph", tmp_path / "out.ttl"
    shutil.copytree(folder, bad)
    harm(bad / "store")
    assert words in says(COMMANDS[command](str(bad), str(folder), str(out)), capsys)
    assert [path for path in tmp_path.iterdir() if path != bad] == []


def test_a_former_file_stays_when_the_work_cannot_be_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, out = tmp_path / "bad.ttl", tmp_path / "out.ttl"
    bad.write_text("no graph")
    out.write_text("the former one")
    says(["export", "--graph", str(bad), "-o", str(out)], capsys)
    assert out.read_text() == "the former one"
