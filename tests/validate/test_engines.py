"""pySHACL and the faster engine say the same of every damage."""

from __future__ import annotations

import importlib.util
import platform
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from damage import DAMAGES, sound
from pyoxigraph import Quad

from conftest import require
from innograph.errors import DataError, UsageError
from innograph.graph.vocabulary import A
from innograph.validate import Finding, validate
from innograph.validate.shapes import choose_engine

HAS_WHEEL = sys.platform == "linux" and platform.machine() == "x86_64"


@pytest.fixture(autouse=True)
def _installed() -> None:
    if HAS_WHEEL:
        require(importlib.util.find_spec("shacl"), "the extra innograph[fast] is not installed")
    else:
        pytest.importorskip("shacl")


def findings(quads: list[Quad], engine: str) -> list[Finding]:
    return [replace(f, where=()) for f in validate(quads, checks=["shapes"], engine=engine).findings]


def test_engines_agree() -> None:
    """All damages at once: what one finds, the other finds, in the same words."""
    quads = list({quad for damage in DAMAGES.values() for quad in damage.do(sound())})
    removed = {quad for damage in DAMAGES.values() for quad in set(sound()) - set(damage.do(sound()))}
    quads = [quad for quad in quads if quad not in removed]
    by_pyshacl, by_shacl = findings(quads, "pyshacl"), findings(quads, "shacl")
    assert len(by_pyshacl) > 15
    assert by_pyshacl == by_shacl


@pytest.mark.parametrize("name", [name for name, damage in DAMAGES.items() if damage.rule.startswith("shape/")])
def test_engines_agree_on(name: str) -> None:
    quads = DAMAGES[name].do(sound())
    found = findings(quads, "shacl")
    assert found
    assert found == findings(quads, "pyshacl")


def test_engine_by_name() -> None:
    assert choose_engine("auto") == "shacl"
    assert choose_engine("pyshacl") == "pyshacl"
    with pytest.raises(UsageError, match="no SHACL engine"):
        choose_engine("fastest")


@pytest.mark.parametrize(
    ("engine", "shape"),
    [
        ("auto", "a sh:PropertyShape ; sh:minCount 1"),
        ("auto", 'a sh:NodeShape ; sh:pattern "("'),
        ("shacl", 'a sh:NodeShape ; sh:pattern "("'),
    ],
)
def test_broken_shapes(engine: str, shape: str, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    prefix = "@prefix sh: <http://www.w3.org/ns/shacl#> ."
    shapes.write_text(f"{prefix} <urn:shape> {shape} ; sh:targetSubjectsOf <{A.value}> .", encoding="utf-8")
    with pytest.raises(DataError, match="shapes cannot be used"):
        validate(sound(), shapes=shapes, checks=["shapes"], engine=engine)
