"""The installed wheel works by itself: in an empty folder, with no checkout in sight."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked as pip would: its dependencies come from the test environment."""
    target = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def innograph(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("INNOGRAPH_")}
    environment["PYTHONPATH"] = str(site)
    code = (
        "import innograph, pathlib, sys\n"
        f"assert pathlib.Path(innograph.__file__).is_relative_to({str(site)!r}), innograph.__file__\n"
        "from innograph.cli import main\n"
        "main(sys.argv[1:])"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_the_wheel_holds_what_the_program_reads_and_not_what_only_developers_need(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "innograph/py.typed",
        "innograph/resources/ontology/innograph.ttl",
        "innograph/resources/ontology/themes.ttl",
        "innograph/resources/data/registry/actors.csv",
        "innograph/resources/data/page/boilerplate.toml",
        "innograph/resources/data/language/sv/rules.toml",
    ):
        assert name in names
    assert any(name.startswith("innograph/resources/queries/") for name in names)
    assert sum(name.startswith("innograph/resources/data/articles/") for name in names) >= 31
    assert not any(name.startswith(("tests/", "bench/", "scripts/")) for name in names)


def test_build_query_and_look_in_an_empty_folder(site: Path, tmp_path: Path) -> None:
    built = innograph(site, tmp_path, "build")
    assert built.returncode == 0, built.stderr
    for name in ("graph.ttl", "inferred.ttl", "index.html", "report.json", "store"):
        assert (tmp_path / "graph" / name).exists()
    assert json.loads((tmp_path / "graph" / "report.json").read_text(encoding="utf-8"))["articles"] == 31
    asked = innograph(site, tmp_path, "query", "collaborations-with-country", "--set", "country=NLD")
    assert asked.returncode == 0, asked.stderr
    assert "Upphandlingsmyndigheten" in asked.stdout


def test_an_article_of_ones_own(site: Path, tmp_path: Path) -> None:
    (tmp_path / "nyhet.txt").write_text(
        "Anna Ek är strateg på Upphandlingsmyndigheten.\n", encoding="utf-8", newline="\n"
    )
    done = innograph(site, tmp_path, "extract", "nyhet.txt", "--jsonl")
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert "worksFor" in {relation["p"] for relation in json.loads(line)["relations"]}
