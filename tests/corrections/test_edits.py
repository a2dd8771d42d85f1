"""Thirty kinds of edits, rebuilt from nothing: every one of them is applied, and the graph says who made it and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from innograph.build import BuildReport, build, load
from innograph.corrections import Reviser, read_corrections
from innograph.graph import GraphWriter, given_quads
from innograph.link import load_linker
from innograph.link.registry import load_registry
from innograph.notebook import Graph
from innograph.read import read_paths
from innograph.validate import validate

ARTICLES = {
    "a": "Boverket samarbetar med Trafikverket.\n\nAnna Ek, strateg på Boverket, höll ett tal.",
    "b": "Vinnova finansierar projektet Gröna kvarter.\n\nProjektet Gröna kvarter leds av Anna Ek.",
    "c": "Boverket deltar i projektet Öppna vägar.\n\nBo Lind, utredare på Trafikverket, höll ett tal.",
    "d": "Anna Eek, strateg på Boverket, höll ett tal.\n\nSkatteverket samarbetar med Vinnova.",
    "e": "Kvarnby Verk AB samarbetar med Vinnova.\n\nBo Lind, jurist på Vinnova, höll ett tal.",
    "f": "Statens Kvarnverk AB samarbetar med Boverket.\n\nKvarnverket Norr AB samarbetar med Boverket.",
}
WHO = 'by = "Ingrid Sjö"\nwhy = "Because I know."\n'

#: An edit, and a question that is answered yes once it is made; "not" before one that is answered no.
EDITS: list[tuple[str, str]] = [
    # Rejecting: by claim, by statement, by part of one, by quote, by article, a whole thing
    ('[[reject]]\nclaim = "CLAIM person:bo-lind inno:worksFor organization:trafikverket"',
     "not person:bo-lind inno:worksFor organization:trafikverket"),
    ('[[reject]]\nsubject = "organization/boverket"\n'
     'predicate = "collaboratesWith"\nobject = "organization/trafikverket"',
     "not organization:boverket inno:collaboratesWith organization:trafikverket"),
    ('[[reject]]\nobject = "organization/boverket"\nsubject = "organization/trafikverket"\n'
     'predicate = "collaboratesWith"',
     "not organization:boverket inno:collaboratesWith organization:trafikverket"),
    ('[[reject]]\nsubject = { person = "Bo Lind" }\narticle = "e"',
     "not person:bo-lind inno:worksFor organization:vinnova"),
    ('[[reject]]\npredicate = "leads"\nquote = "leds av Anna Ek"',
     "not person:anna-ek inno:leads project:grona-kvarter"),
    ('[[reject]]\nsubject = "person/anna-ek"\npredicate = "hasRole"\nobject = "Strateg"',
     'not person:anna-ek inno:hasRole "strateg"@sv'),
    ('[[reject]]\nthing = "project/oppna-vagar"', "not ?article inno:mentions project:oppna-vagar"),
    ('[[reject]]\nthing = "person/bo-lind"\narticle = "e"', "not article:e inno:mentions person:bo-lind"),
    ('[[reject]]\nsubject = "https://w3id.org/innograph/id/organization/vinnova"\npredicate = "funds"',
     "not organization:vinnova inno:funds ?what"),
    # Accepting
    ('[[accept]]\nsubject = "organization/vinnova"\npredicate = "funds"\nobject = "project/grona-kvarter"',
     "?claim rdf:predicate inno:funds ; inno:confidence 1.0 ; prov:wasAttributedTo corrector:ingrid-sjo"),
    # Adding: known things, listed ones, new ones, titles, themes, with an address as the source
    ('[[add]]\nsubject = "organization/boverket"\npredicate = "participatesIn"\nobject = "project/grona-kvarter"\n'
     'article = "b"\nquote = "Projektet Gröna kvarter leds av Anna Ek."',
     "organization:boverket inno:participatesIn project:grona-kvarter"),
    ('[[add]]\nsubject = "person/anna-ek"\npredicate = "memberOf"\narticle = "a"\n'
     'object = { organization = "Kvarnrådet", class = "Council" }\nquote = "Anna Ek, strateg"',
     "person:anna-ek inno:memberOf ?o . ?o a inno:Council"),
    ('[[add]]\nsubject = "person/anna-ek"\npredicate = "hasRole"\nobject = "talare"\n'
     'article = "a"\nquote = "höll ett tal"',
     'person:anna-ek inno:hasRole "talare"@sv'),
    ('[[add]]\nsubject = "article/a"\npredicate = "about"\nobject = "theme/circular-economy"\n'
     'article = "a"\nquote = "tal"',
     "article:a inno:about theme:circular-economy"),
    ('[[add]]\nsubject = "organization/boverket"\npredicate = "collaboratesWith"\nobject = "country/nor"\n'
     'article = "a"\nquote = "Boverket samarbetar"', "country:NOR inno:collaboratesWith organization:boverket"),
    ('[[add]]\nsubject = "organization/vinnova"\npredicate = "funds"\nobject = { project = "Levande torg" }\n'
     'source = "https://example.org/beslut/1"\nnote = "Vinnova pays for Levande torg, says the decision."',
     "organization:vinnova inno:funds project:levande-torg . ?note schema:isBasedOn <https://example.org/beslut/1>"),
    # Merging: two that are not listed, one that is not into one that is, two that are; splitting
    ('[[merge]]\nthings = ["person/anna-eek"]\ninto = "person/anna-ek"',
     "person:anna-ek skos:prefLabel 'Anna Ek'@sv ; skos:altLabel 'Anna Eek'@sv . "
     "article:d inno:mentions person:anna-ek"),
    ('[[merge]]\nthings = ["organization/kvarnby-verk-ab"]\ninto = "organization/skatteverket"',
     "article:e inno:mentions organization:skatteverket"),
    ('[[merge]]\nthings = ["organization/trafikverket"]\ninto = "organization/boverket"',
     "person:bo-lind inno:worksFor organization:boverket"),
    ('[[merge]]\nthings = ["organization/statens-kvarnverk-ab", "organization/kvarnverket-norr-ab"]\n'
     'into = { organization = "Kvarnverken" }', "organization:boverket inno:collaboratesWith organization:kvarnverken"),
    ('[[split]]\nthing = "person/bo-lind"\ninto = { person = "Bo Lind (jurist)" }\narticles = ["e"]',
     "person:bo-lind-jurist inno:worksFor organization:vinnova ; skos:prefLabel 'Bo Lind (jurist)'@sv"),
    ('[[split]]\nthing = "person/anna-ek"\ninto = "person/anna-ek-2"\narticles = ["b"]',
     "person:anna-ek-2 inno:leads project:grona-kvarter"),
    # Renaming: listed and not, in another language
    ('[[rename]]\nthing = "organization/boverket"\nname = "Nya Boverket"\nlanguage = "sv"',
     "organization:boverket skos:prefLabel 'Nya Boverket'@sv ; skos:altLabel 'Boverket'@sv"),
    ('[[rename]]\nthing = "project/oppna-vagar"\nname = "Open Roads"\nlanguage = "en"',
     "project:oppna-vagar skos:prefLabel 'Open Roads'@en , 'Öppna vägar'@sv"),
    # Class, identifiers
    ('[[class]]\nthing = "organization/vinnova"\nclass = "ResearchInstitute"',
     "organization:vinnova a inno:ResearchInstitute"),
    ('[[class]]\nthing = "organization/kvarnby-verk-ab"\nclass = "inno:Association"',
     "organization:kvarnby-verk-ab a inno:Association"),
    ('[[link]]\nthing = "person/bo-lind"\nwikidata = "Q4115189"', "person:bo-lind owl:sameAs wd:Q4115189"),
    ('[[link]]\nthing = "organization/kvarnby-verk-ab"\nnumber = "556000-1234"\ncountry = "SWE"\nwebsite = "https://kvarnby.example/"',
     "organization:kvarnby-verk-ab adms:identifier / skos:notation '556000-1234' ; inno:country country:SWE"),
    ('[[link]]\nthing = "organization/boverket"\nwikidata = "Q42"', "organization:boverket owl:sameAs wd:Q42"),
    # Heads of articles
    ('[[article]]\narticle = "c"\ndate = 2024-05-31', "article:c schema:datePublished '2024-05-31'^^xsd:date"),
    ('[[article]]\narticle = "c"\ntitle = "Ny väg"\npublisher = "Boverket"\nurl = "https://example.org/c"',
     "article:c schema:headline 'Ny väg'@sv ; schema:publisher organization:boverket ; schema:url <https://example.org/c>"),
]  # fmt: skip


#: Edits that say otherwise of the same things than others do.
CONTRARY = {1, 3, 4, 6, 7, 8, 17, 18, 20}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.md").write_text(
            f"---\ntitle: Rubrik {name}\nlanguage: sv\ndate: 2023-01-02\n---\n\n{text}\n"
        )
    return folder


def graph_of(folder: Path, text: str = "") -> tuple[Graph, Reviser]:
    """The graph of the articles with the corrections of this text, in memory."""
    file = folder.parent / "edits.toml"
    file.write_text(WHO + text, encoding="utf-8")
    reviser = Reviser(read_corrections([file]), load_registry())
    writer = GraphWriter(reviser=reviser)
    linker = load_linker()
    quads = [
        quad
        for article in read_paths([folder]).articles
        for quad in writer.add(reviser.facts(linker.facts(reviser.article(article))))
    ]
    for note in reviser.notes():
        quads += writer.add(note)
    return Graph([*quads, *writer.finish(), *given_quads()]), reviser


@pytest.fixture(scope="module")
def plain(articles: Path) -> Graph:
    """The graph without corrections."""
    return graph_of(articles)[0]


def ask(graph: Graph, question: str) -> bool:
    wanted = not question.startswith("not ")
    return bool(graph.query(f"ASK {{ {question.removeprefix('not ')} }}")) is wanted


def with_claims(edit: str, graph: Graph) -> str:
    """The edit with the name of the claim that it speaks of."""
    head, found, rest = edit.partition("CLAIM ")
    if not found:
        return edit
    s, p, o = rest.split('"')[0].split()
    (row,) = graph.query(f"SELECT ?c {{ ?c rdf:subject {s} ; rdf:predicate {p} ; rdf:object {o} }}")
    return f"{head}{row['c'].value}" + rest[rest.index('"') :]


def corrected(articles: Path, out: Path, text: str) -> BuildReport:
    file = out.with_suffix(".toml")
    file.write_text(WHO + text, encoding="utf-8")
    return build([articles], out, corrections=[file])


def test_there_are_thirty() -> None:
    assert len(EDITS) >= 30


def test_none_of_them_is_so_already(plain: Graph) -> None:
    for edit, question in EDITS:
        assert not ask(plain, question), edit


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_an_edit_is_applied_told_and_sound(articles: Path, plain: Graph, number: int) -> None:
    edit, question = EDITS[number]
    edit = with_claims(edit, plain)
    graph, reviser = graph_of(articles, edit)
    assert reviser.unmatched() == [] and ask(graph, question)
    assert [str(finding) for finding in validate(graph)] == []
    kind = edit.partition("]")[0].removeprefix("[[")
    (row,) = graph.query(
        "SELECT ?why ?what (COUNT(?of) AS ?n) { ?c a inno:Correction ; rdfs:comment ?why ; dcterms:type ?what ; "
        "prov:wasRevisionOf ?of ; prov:wasAttributedTo / schema:name 'Ingrid Sjö' } GROUP BY ?why ?what"
    )
    assert (row["why"].value, row["what"].value) == ("Because I know.", kind) and int(row["n"].value) >= 1
    # What was revised is told of: nothing that the provenance points to is missing.
    assert not list(graph.query("SELECT ?of { ?c prov:wasRevisionOf ?of FILTER NOT EXISTS { ?of ?p ?o } }"))


def test_all_at_once_from_nothing_and_over_an_earlier_build(articles: Path, plain: Graph, tmp_path: Path) -> None:
    """One file of all edits that do not contradict each other: a whole build, twice the same bytes."""
    chosen = [with_claims(edit, plain) for k, (edit, _) in enumerate(EDITS) if k not in CONTRARY]
    one = corrected(articles, tmp_path / "one", "\n\n".join(chosen))
    assert one.problems == [] and one.unmatched == [] and one.corrected == len(chosen)
    with load(tmp_path / "one") as graph:
        assert [EDITS[k] for k in range(len(EDITS)) if k not in CONTRARY and not ask(graph, EDITS[k][1])] == []
    build([articles], tmp_path / "two")
    corrected(articles, tmp_path / "two", "\n\n".join(chosen))
    for name in ("graph.ttl", "inferred.ttl", "index.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


def test_an_edited_article_keeps_its_correction_and_loses_it_with_the_sentence(articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "corrections.toml").write_text(WHO + EDITS[1][0], encoding="utf-8")
    where = f"{folder / 'corrections.toml'}:3"
    for text, applied in ((ARTICLES["a"], 1), (f"Nytt.\n\n{ARTICLES['a']}", 1), ("Vinnova växer.", 0)):
        (folder / "a.md").write_text(text, encoding="utf-8")
        report = build([folder], tmp_path / "out")
        assert report.corrected == applied and report.articles == 1
    assert report.unmatched == [f"{where}: reject organization/boverket collaboratesWith organization/trafikverket"]
    said: dict[str, Any] = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))["corrections"]
    assert said == {"files": [str(folder / "corrections.toml")], "applied": 0, "unmatched": report.unmatched}
    with load(tmp_path / "out") as graph:
        assert not graph.query("ASK { ?c a inno:Correction }")


def test_a_part_of_a_corrected_graph_is_sound_too(articles: Path, plain: Graph) -> None:
    from innograph.export.cut import Cut, cut

    graph, _ = graph_of(articles, "\n".join(EDITS[k][0] for k in (3, 10, 15, 16, 20)))
    for wanted in (Cut(focus=("Anna Ek",)), Cut(min_confidence=0.9), Cut(evidence=False)):
        before = {f.rule for f in validate(cut(plain, wanted))}
        assert [str(f) for f in validate(cut(graph, wanted)) if f.rule not in before] == [], wanted
