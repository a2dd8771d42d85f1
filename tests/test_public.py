"""The public face: what can be imported, what the command line explains, and what it does not load."""

from __future__ import annotations

import importlib
import inspect
import os
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import click
import pytest

import innograph
from innograph.cli import COMMANDS, cli

#: What takes long to import, or what a command that only prints its help has no use for.
HEAVY = (
    "rdflib",
    "pyoxigraph",
    "pyvis",
    "owlrl",
    "networkx",
    "pyshacl",
    "ahocorasick_rs",
    "markdown_it",
    "yaml",
)


TESTS = Path(__file__).resolve().parent


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("name", innograph.__all__)
def test_every_public_name_is_there_and_explained(name: str) -> None:
    value = getattr(innograph, name)
    if name != "__version__":
        assert inspect.getdoc(value)


def test_all_is_sorted_and_complete() -> None:
    assert innograph.__all__ == sorted(set(innograph.__all__))
    assert sorted(dir(innograph)) == innograph.__all__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        innograph.nothing  # noqa: B018


@pytest.mark.parametrize("first", ["extract", "build"])
def test_functions_keep_their_names_whatever_was_imported_before(first: str) -> None:
    done = run(f"import importlib, innograph; importlib.import_module('innograph.{first}'); "
               f"assert callable(innograph.{first}); importlib.import_module('innograph.extract'); "
               f"assert callable(innograph.{first})")  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "import innograph",
        "from innograph.cli import main\ntry: main(['--help'])\nexcept SystemExit as end: assert not end.code",
        "from innograph.cli import main\ntry: main(['--version'])\nexcept SystemExit as end: assert not end.code",
    ],
)
def test_help_loads_neither_rdf_nor_language_libraries(code: str) -> None:
    done = run(f"{code}\nimport sys\nloaded = set(sys.modules) & set({HEAVY!r})\nassert not loaded, loaded")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    done = run(f"from innograph.cli import main; main([{name!r}, '--help'])")
    assert done.returncode == 0, done.stderr
    assert re.search(rf"^ +innograph {name}\b", done.stdout, re.MULTILINE), "no example"
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, f"{name} {parameter.opts[0]} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_quick_to_load(name: str) -> None:
    done = run(
        f"from innograph.cli import main\ntry: main([{name!r}, '-h'])\nexcept SystemExit: pass\n"
        f"import sys\nloaded = set(sys.modules) & set({HEAVY!r})\nassert not loaded, loaded"
    )
    assert done.returncode == 0, done.stderr


def test_a_command_that_is_unknown_ends_with_two() -> None:
    done = run("from innograph.cli import main; main(['fly'])")
    assert done.returncode == 2
    assert "No such command 'fly'" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_module_says_what_it_is_for() -> None:
    package = Path(inspect.getfile(innograph)).parent
    for path in sorted(package.rglob("*.py")):
        name = ".".join(("innograph", *path.relative_to(package).with_suffix("").parts)).removesuffix(".__init__")
        source = path.read_text(encoding="utf-8")
        if source.strip():
            assert inspect.getdoc(importlib.import_module(name)), f"{name} has no docstring"


def test_output_into_a_pipe_that_closes_early(tmp_path: Path) -> None:
    if os.name != "posix":
        return
    script = f"{sys.executable} -c 'from innograph.cli import main; main([\"query\"])' | head -n 1"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False)
    assert "Traceback" not in done.stderr
    assert done.stdout


def test_every_file_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    # pytest's own norecursedirs left tests/build out without a word.
    ignored = pytestconfig.getini("norecursedirs")
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parts[:-1]}
    assert not [f for f in folders for pattern in ignored if fnmatch(f, pattern)]
