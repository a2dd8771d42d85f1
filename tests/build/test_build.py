"""A build from articles to files: what is written, that it holds together, that only the input decides it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

import innograph
from innograph.build import BuildReport, build, load
from innograph.errors import DataError, InnographError, WorkError
from innograph.graph.vocabulary import PROV, RDF, Vocabulary
from innograph.link import Linker
from innograph.read import read_paths
from innograph.resources import resource

ARTICLES = resource("data", "articles")
V = Vocabulary()
PAGES = ("assignments", "collaborations", "matrix", "timeline")
FILES = ("graph.ttl", "inferred.ttl", "index.html", *(f"views/{name}.html" for name in PAGES))
COMMAND = [sys.executable, "-c", "from innograph.cli import main; main()"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[BuildReport, Path]:
    out = tmp_path_factory.mktemp("sample") / "graph"
    return build([], out), out


def write(folder: Path, **texts: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder / f"{name}.txt" for name in texts]


def run(*arguments: str | Path, **how: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, **how)  # type: ignore[call-overload, no-any-return]


ONE = "Vinnova och Trafikverket samarbetar om innovationsupphandling."
TWO = "Vinnova finansierar projektet Grön Väg. Trafikverket deltar."


def test_exactly_the_files_of_the_contract(sample: tuple[BuildReport, Path]) -> None:
    report, out = sample
    assert {p.name for p in out.iterdir()} == {*(f.partition("/")[0] for f in FILES), "report.json", "store"}
    assert {p.stem for p in (out / "views").iterdir()} == set(PAGES)
    said = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert said["files_sha256"] == {name: sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    assert said["articles"] == report.articles == len(list(ARTICLES.glob("*.md")))
    assert said["skipped"] == [] and said["conforms"] is True, said["problems"]
    assert {s["name"] for s in said["stages"]} >= {
        "read",
        "extract",
        "graph",
        "store",
        "reason",
        "validate",
        "view",
    }
    assert all(s["seconds"] >= 0 and s["peak_memory_mb"] > 0 for s in said["stages"])


def test_rdflib_and_oxigraph_read_the_same_and_it_is_what_the_store_answers(
    sample: tuple[BuildReport, Path],
) -> None:
    report, out = sample
    asserted, inferred = (
        {q.triple for q in parse(path=str(out / name), format=RdfFormat.TURTLE)} for name in FILES[:2]
    )
    assert len(rdflib.Graph().parse(out / "graph.ttl")) == len(asserted) == report.asserted
    assert len(rdflib.Graph().parse(out / "inferred.ttl")) == len(inferred) == report.inferred > 0
    assert not asserted & inferred
    with load(out) as store:
        assert set(store.triples()) == asserted | inferred
        assert set(store.triples(inferred=False)) == asserted
        assert {q.triple for q in store.quads(V.inferred)} == inferred
        count = next(iter(store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))
        assert int(count["n"].value) == len(asserted | inferred)


def test_no_blank_node_anywhere(sample: tuple[BuildReport, Path]) -> None:
    with load(sample[1]) as store:
        assert not [q for q in store if BlankNode in map(type, (q.subject, q.object, q.graph_name))]


def test_every_quote_is_in_its_article_and_every_article_has_its_graph(
    sample: tuple[BuildReport, Path],
) -> None:
    texts = {f"{V.base}id/article/{a.id}": a.text for a in read_paths([ARTICLES]).articles}
    claims = 0
    with load(sample[1]) as store:
        for row in store.query(
            "SELECT ?article ?quote ?start ?end { ?c a inno:Claim ; prov:wasQuotedFrom ?article ; "
            "inno:quote ?quote ; inno:start ?start ; inno:end ?end }"
        ):
            claims += 1
            at = slice(int(row["start"].value), int(row["end"].value))
            assert texts[row["article"].value][at] == row["quote"].value
        assert set(texts) <= set(store.graphs())
    assert claims > sample[0].claims


def test_no_relation_of_a_text_without_a_claim(sample: tuple[BuildReport, Path]) -> None:
    with load(sample[1]) as store:
        graphs = {g for g in store.graphs() if "/id/article/" in g}
        quads: list[Quad] = [q for g in graphs for q in store.quads(g)]
    claims: dict[NamedNode, dict[NamedNode, object]] = {}
    for q in quads:
        if q.predicate in (RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom):
            claims.setdefault(q.subject, {})[q.predicate] = q.object  # type: ignore[arg-type]
    claimed = {(c[RDF.subject], c[RDF.predicate], c[RDF.object], c[PROV.wasQuotedFrom]) for c in claims.values()}
    own = {V.term(n) for n in ("quote", "start", "end", "confidence", "rule", "hasPartner")}
    stated = {
        (q.subject, q.predicate, q.object, q.graph_name)
        for q in quads
        if q.predicate.value.startswith(f"{V.base}def/") and q.predicate not in own
    }
    assert stated == claimed


def test_only_the_input_decides_the_bytes(tmp_path: Path) -> None:
    """Order of the inputs, hash seed, locale, working folder and machine settings make no difference."""
    paths = sorted(ARTICLES.glob("*.md"))[::3]
    ways: list[tuple[Sequence[Path], dict[str, str], str]] = [
        (paths, {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC"}, "here"),
        (
            paths[::-1],
            {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo", "LANG": "sv_SE.UTF-8"},
            "there",
        ),
    ]
    for given, settings, place in ways:
        (tmp_path / place).mkdir()
        done = run("build", *given, "-o", "out", cwd=tmp_path / place, env=os.environ | settings)
        assert done.returncode == 0, done.stderr
    for name in FILES:
        assert (tmp_path / "here/out" / name).read_bytes() == (tmp_path / "there/out" / name).read_bytes(), name


def test_rebuilding_replaces_the_graph(tmp_path: Path) -> None:
    one, two = write(tmp_path / "in", one=ONE, two=TWO)
    build([one, two], tmp_path / "out")
    with load(tmp_path / "out") as store:
        assert len([g for g in store.graphs() if "/id/article/" in g]) == 2
    build([two], tmp_path / "out")
    build([two], tmp_path / "again")
    with load(tmp_path / "out") as store:
        assert [g for g in store.graphs() if "/id/article/" in g] == [f"{V.base}id/article/two"]
    for name in FILES:
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert len([p for p in (tmp_path / "out/store").iterdir() if p.is_dir()]) == 1


def test_bad_inputs_are_named_counted_and_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, good=ONE, empty="", blank=" \n\n ", twin=ONE)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "utf16.txt").write_bytes(TWO.encode("utf-16"))
    (folder / "latin.txt").write_bytes((TWO + " Åäö.").encode("latin-1"))
    (folder / "broken.md").write_text(
        f"---\ntitle: [unclosed\nnothing: here: really: \n{ONE} Och mer.", encoding="utf-8"
    )
    (folder / "huge.txt").write_bytes(b"a" * 50_000_000)
    (tmp_path / "no-articles").mkdir()
    missing = tmp_path / "missing.md"
    done = run("build", folder, missing, tmp_path / "no-articles", "-o", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    said = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    named = {Path(s["source"]).name for s in said["skipped"]}
    assert {
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "huge.txt",
        "missing.md",
        "no-articles",
    } <= named
    assert all(s["reason"] for s in said["skipped"])
    for skipped in said["skipped"]:
        assert f"skipped {skipped['source']}: {skipped['reason']}" in done.stderr
    with load(tmp_path / "out") as store:
        assert f"{V.base}id/article/good" in store.graphs()
    (copy,) = said["copies"]
    assert Path(copy["source"]).name == "twin.txt" and copy["kept"] == "good"
    assert f"{copy['source']} is the same article as good: the same text" in done.stderr
    assert said["articles"] + len(said["skipped"]) == 10


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    _, secret = write(tmp_path / "in", good=ONE, secret=TWO)
    loop = tmp_path / "in" / "loop.txt"
    loop.symlink_to(loop)
    expected = {str(loop)}
    if os.geteuid() != 0:  # root may read everything
        secret.chmod(0)
        expected.add(str(secret))
    report = build([tmp_path / "in"], tmp_path / "out")
    assert {s.source for s in report.skipped} == expected and report.articles == 3 - len(expected)


def test_two_articles_with_one_id(tmp_path: Path) -> None:
    (one,), (two,) = write(tmp_path / "a", same=ONE), write(tmp_path / "b", same=TWO)
    reports = [build(paths, tmp_path / out) for paths, out in (([one, two], "x"), ([two, one], "y"))]
    assert all(r.articles == 1 and len(r.skipped) == 1 and "same id" in r.skipped[0].reason for r in reports)
    assert (tmp_path / "x/graph.ttl").read_bytes() == (tmp_path / "y/graph.ttl").read_bytes()


def test_nothing_to_build_from_leaves_the_former_graph(tmp_path: Path) -> None:
    build(write(tmp_path / "in", one=ONE), tmp_path / "out")
    before = {name: (tmp_path / "out" / name).read_bytes() for name in (*FILES, "report.json")}
    done = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert done.returncode == 3 and "nowhere" in done.stderr and "Traceback" not in done.stderr
    assert {name: (tmp_path / "out" / name).read_bytes() for name in before} == before
    with load(tmp_path / "out") as store:
        assert len(store) > 0


def test_an_article_that_the_extractor_chokes_on_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Linker.facts

    def facts(self: Linker, article: innograph.Article, sources: Sequence[Any] = ()) -> innograph.Facts:
        if article.id == "odd":
            raise KeyError("odd")
        return whole(self, article, sources)

    monkeypatch.setattr(Linker, "facts", facts)
    report = build(write(tmp_path / "in", one=ONE, odd=TWO), tmp_path / "out")
    assert report.articles == 1
    assert [(s.source, s.reason) for s in report.skipped] == [("odd", "extraction failed: KeyError: 'odd'")]
    with pytest.raises(WorkError, match="KeyError"):
        build([tmp_path / "in" / "odd.txt"], tmp_path / "out")


@pytest.mark.parametrize(
    ("row", "at"),
    [
        ("x,X,sv,Nonsense,,", "ours.csv:2"),
        ("X y,X,sv,Company,,", "ours.csv:2"),
        ("x,X,sv_SE,Company,,", "ours.csv:2"),
        ("x,X,sv,Company,S E,", "ours.csv:2"),
        ("x,X,sv,Company,,Q 1>", "ours.csv:2"),
        (",X,sv,Company,,", "ours.csv:2"),
        ("\udcff", "ours.csv: "),
    ],
)
def test_a_wrong_registry_stops_the_build(tmp_path: Path, row: str, at: str) -> None:
    table = tmp_path / "ours.csv"
    head = "id,prefLabel,prefLabel_lang,type,country,wikidata\n"
    table.write_text(f"{head}{row}\n", encoding="utf-8", errors="surrogateescape")
    with pytest.raises(DataError, match=re.escape(at)):
        build(write(tmp_path / "in", one=ONE), tmp_path / "out", registry=table)
    assert not (tmp_path / "out/graph.ttl").exists()


def test_further_actors_are_known(tmp_path: Path) -> None:
    table = tmp_path / "ours.csv"
    table.write_text(
        "id,prefLabel,prefLabel_lang,type,country\nkvarnby,Kvarnby Verk,sv,Company,SWE\n", encoding="utf-8"
    )
    build(write(tmp_path / "in", one="Vinnova samarbetar med Kvarnby Verk."), tmp_path / "out", registry=table)
    with load(tmp_path / "out") as store:
        assert store.query("ASK { organization:kvarnby a inno:Company ; inno:country country:SWE }")


def test_another_base(tmp_path: Path) -> None:
    build(write(tmp_path / "in", one=ONE), tmp_path / "out", base="https://example.org/kg/")
    for name in FILES[:2]:
        assert "w3id.org/innograph" not in (tmp_path / "out" / name).read_text(encoding="utf-8")
    with load(tmp_path / "out") as store:
        assert store.query(
            "ASK { organization:vinnova inno:collaboratesWith organization:trafikverket }"
        ) or store.query("ASK { organization:trafikverket inno:collaboratesWith organization:vinnova }")


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InnographError, match="cannot write"):
        build(write(tmp_path / "in", one=ONE), tmp_path / "file" / "out")


def test_an_article_may_hold_anything(tmp_path: Path) -> None:
    odd = "<script>alert(1)</script> \u0007\u202e\"'\\ ''' \"\"\" @sv . 😀 \ufffe Vinnova och Trafikverket samarbetar."
    build(write(tmp_path / "in", odd=odd), tmp_path / "out")
    assert len(rdflib.Graph().parse(tmp_path / "out/graph.ttl")) > 0
    with load(tmp_path / "out") as store:
        quotes = [row["q"].value for row in store.query("SELECT ?q { ?c inno:quote ?q }")]
    assert any("😀" in quote for quote in quotes)
