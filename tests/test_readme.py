"""Every example of the README works as it stands there, and what it claims is measured."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from served import wait_until_ready
from stores import oxigraph_server

import innograph
from innograph.cli import COMMANDS
from innograph.evaluation import evaluate, read_gold
from innograph.read import read_paths
from innograph.resources import resource
from ports import free_port

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def examples(language: str) -> list[str]:
    return [body for found, body in BLOCK.findall(README) if found == language]


def commands() -> list[str]:
    return [line for body in examples("sh") for line in body.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the README has it: articles in it, and the program on the path."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data" / "articles", folder / "articles")
    shutil.copytree(ROOT / "data" / "gold", folder / "gold")
    programs = folder / "bin"
    programs.mkdir()
    script = programs / "innograph"
    script.write_text(f"#!/bin/sh\nexec '{sys.executable}' -c 'from innograph.cli import main; main()' \"$@\"\n")
    script.chmod(0o755)
    return folder


def run(command: list[str] | str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command, shell=isinstance(command, str), cwd=folder, env=os.environ | {"PATH": path, "COLUMNS": "100"},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_every_shell_example_works(folder: Path) -> None:
    ours = [line for line in commands() if line.startswith("innograph ")]
    assert len(ours) >= 10
    for line in ours:
        if line.startswith("innograph serve"):
            continue  # it does not end; see the next test
        if "localhost:7878" in line:
            continue  # these need a store that runs; see the test after the next
        done = run(line, folder)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert done.stdout or "-o " in line or "build" in line or "> " in line, f"{line} says nothing"
    for name in ("graph/index.html", "vinnova.html", "graph.jsonld", "network.graphml"):
        assert (folder / name).stat().st_size > 1000


def test_the_server_of_the_readme_answers(folder: Path) -> None:
    (line,) = [line for line in commands() if line.startswith("innograph serve")]
    run("innograph build articles/ --out graph", folder)
    port = free_port()
    words = line.replace("8080", str(port)).split()
    with subprocess.Popen(
        [str(folder / "bin" / words[0]), *words[1:]],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:  # fmt: skip
        try:
            wait_until_ready(client, process)
            assert client.get("/sparql", params={"query": "ASK { ?s a inno:Claim }"}).json()["boolean"] is True
        finally:
            process.terminate()
            process.communicate(timeout=20)


def test_the_store_of_the_readme_is_filled_and_read(folder: Path) -> None:
    lines = [line for line in commands() if "localhost:7878" in line]
    assert [line.split()[1] for line in lines] == ["upload", "stats"]
    run("innograph build articles/ --out graph", folder)
    with oxigraph_server() as url:
        upload, stats = (run(line.replace("http://localhost:7878/query", url), folder) for line in lines)
    assert upload.returncode == 0, upload.stderr
    assert stats.stdout == run("innograph stats", folder).stdout, stats.stderr


def test_the_other_shell_examples_are_targets_or_pip() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in commands():
        if line.startswith("make "):
            assert re.search(rf"^{line.split()[1]}:", makefile, re.MULTILINE), line
        else:
            assert line == "pip install ." or line.startswith("innograph "), line


def test_every_python_example_works(folder: Path) -> None:
    assert examples("python")
    for body in examples("python"):
        done = run([sys.executable, "-c", body], folder)
        assert done.returncode == 0, done.stderr
        assert "worksFor" in done.stdout
        assert "Darja Isaksson" in done.stdout


def test_every_command_is_shown() -> None:
    for name in COMMANDS:
        assert f"innograph {name}" in README


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in target or (ROOT / target).exists(), target


def test_the_readme_claims_no_more_than_is_measured() -> None:
    gold = read_gold(resource("data", "gold"))
    articles = {article.id: article for article in read_paths([resource("data", "articles")]).articles}
    assert f"{len(articles)} sample articles" in README
    claimed = re.findall(r"^\| (\w+), (Swedish|the other six languages).*?\| (\d\.\d\d) ", README, re.MULTILINE)
    assert len(claimed) == 4
    for what, languages, value in claimed:
        wanted = [facts for facts in gold if (facts["lang"] == "sv") == (languages == "Swedish")]
        found = {facts["id"]: innograph.extract(articles[facts["id"]]).to_json() for facts in wanted}
        result = evaluate(wanted, found)
        count = result.all_entities if what == "entities" else result.all_relations
        assert float(value) <= round(count.f1, 2), f"{what}, {languages}: run scripts/measure.py"
