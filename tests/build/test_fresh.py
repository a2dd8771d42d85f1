"""A build from nothing, whose parts are made in processes and merged: the same as making the whole at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from test_renewal import CORRECTIONS, SENTENCES

from innograph.build import build, load
from innograph.export.turtle import to_turtle
from innograph.read import read_paths
from innograph.reason import close
from innograph.resources import resource
from innograph.validate import validate

#: Two people with one item: what is said of one holds of the other.
SECOND_NAME = "".join(f'[[link]]\nthing = "person/{name}"\nwikidata = "Q1"\n' for name in ("anna-ek", "bo-lind"))
HEADER = resource("data", "registry", "agencies.csv").read_text(encoding="utf-8").split("\n", 1)[0]


def write(folder: Path, corrections: str = "", url: str = "") -> None:
    folder.mkdir()
    if corrections:
        (folder / "corrections.toml").write_text(f'by = "I"\nwhy = "w"\n{corrections}', encoding="utf-8")
    for number in range(60):
        said = "\n\n".join(SENTENCES[(number * k + k) % len(SENTENCES)] for k in (1, 5, 7))
        more = f"source: {url}" if url and number == 3 else "date: 2020"
        head = f"title: Rubrik {number}\nlanguage: sv\n{more}\n"
        (folder / f"a{number}.md").write_text(f"---\n{head}---\n\n{said}\n{number} dagar.\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("corrections", "url", "workers"),
    [
        ("", "", 0),
        ("".join(CORRECTIONS), "", 2),
        (SECOND_NAME, "", 2),
        ("", "http://www.wikidata.org/entity/Q4355568", 0),
    ],
    ids=["plain", "corrected", "two names", "an item as a source"],
)
def test_files_and_stores_hold_what_follows_from_what_is_asserted(
    tmp_path: Path, corrections: str, url: str, workers: int
) -> None:
    write(tmp_path / "in", corrections, url)
    report = build([tmp_path / "in"], tmp_path / "out", workers=workers)
    assert report.conforms and not report.skipped
    with load(tmp_path / "out") as graph:
        inferred = graph.vocabulary.inferred
        asserted = [quad for quad in graph.oxigraph if quad.graph_name != inferred]
        closure = list(close(asserted))
        assert (tmp_path / "out/graph.ttl").read_text(encoding="utf-8") == to_turtle(asserted)
        assert (tmp_path / "out/inferred.ttl").read_text(encoding="utf-8") == to_turtle(closure)
        assert {quad.triple for quad in graph.quads(inferred)} == set(closure)
        stated = {quad.triple for quad in asserted}
        assert (report.asserted, report.inferred) == (len(stated), len(closure))
        assert {quad.triple for quad in graph.union} == stated | set(closure)
        named = {quad.predicate for quad in asserted if quad.object == NamedNode(url or "urn:none")}
        assert len(named) == (2 if url else 0)  # as a source, and as Vinnova's other name


def test_what_is_wrong_is_said_in_the_words_of_validate(tmp_path: Path) -> None:
    write(tmp_path / "in")
    row = {"id": "kvarnby-verk-ab", "prefLabel": "Kvarnby Verk AB", "prefLabel_lang": "sv", "type": "Company"}
    row |= {"country": "SWE", "orgnr": "12"}
    table = tmp_path / "mine.csv"
    table.write_text(f"{HEADER}\n{','.join(row.get(name, '') for name in HEADER.split(','))}\n", encoding="utf-8")
    report = build([tmp_path / "in"], tmp_path / "out", registry=table)
    assert any("organisation number" in problem for problem in report.problems)
    texts = {article.id: article.text for article in read_paths([tmp_path / "in"]).articles}
    with load(tmp_path / "out") as graph:
        assert report.problems == [str(finding) for finding in validate(graph, texts=texts)]
