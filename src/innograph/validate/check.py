"""`validate`: every check on one graph, as one report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from innograph.iri import mint
from innograph.reason.closure import close
from innograph.reason.match import is_inferred
from innograph.reason.proof import explain
from innograph.reason.rules import RuleSet, rules_with
from innograph.reason.terms import Fact, fact_of
from innograph.reason.wording import say_clash, say_evidence, say_fact
from innograph.store import GraphStore, open_graph
from innograph.validate.evidence import check_evidence
from innograph.validate.health import check_health
from innograph.validate.report import Finding, Report
from innograph.validate.survey import Statement, Survey

#: What can be checked, in the order in which it is.
CHECKS = ("shapes", "evidence", "health", "reason")


def validate(
    source: GraphStore | ox.Store | Path | str | Iterable[ox.Quad],
    *,
    shapes: Path | None = None,
    texts: Mapping[str, str] | None = None,
    checks: Iterable[str] = CHECKS,
    engine: str = "auto",
) -> Report:
    """Check a graph: a store, a folder that `innograph build` wrote, a file of RDF, or quads.

    What was inferred is not checked; it follows from the rest. `shapes` is another file of SHACL shapes than
    ours. `texts` are plain texts by the article's id, with which its quotes are compared. `checks` chooses
    among CHECKS, `engine` among shapes.ENGINES (for our shapes the fastest that is installed). Nothing is
    fetched from the network. Raises StoreError when the graph cannot be read and DataError when shapes or
    ontology cannot.
    """
    chosen = set(checks)
    store = open_graph(source)
    survey = Survey(store)
    rules = rules_with(frozenset(survey.schema), store.base)
    findings: list[Finding] = []
    if "shapes" in chosen:
        findings += _check_shapes(survey, rules, shapes, engine)
    if "evidence" in chosen:
        by_iri = {mint("article", name, store.base): text for name, text in (texts or {}).items()}

        def entailed(statements: Collection[Statement]) -> set[Fact]:
            alone = set(statements)
            others = (fact_of(quad) for quad in survey.store.oxigraph if not is_inferred(quad))
            return set(close((fact for fact in others if fact not in alone), rules).facts())

        findings += check_evidence(survey, by_iri, entailed)
    if "health" in chosen:
        findings += check_health(survey, rules.vocabulary)
    if "reason" in chosen:
        findings += _check_reason(survey, rules)
    checked = {
        "triples": survey.triples,
        "claims": len(survey.claims),
        "articles": len(survey.of_class("inno:Article")),
    }
    return Report.of(findings, checked)


def _check_shapes(survey: Survey, rules: RuleSet, path: Path | None, engine: str) -> Iterator[Finding]:
    from innograph.validate.shapes import check_shapes, load_shapes

    def facts() -> Iterator[Fact]:
        for quad in survey.store.oxigraph:
            if quad.graph_name != survey.vocabulary.inferred:
                yield (quad.subject, quad.predicate, quad.object)
        # The ontology's subclasses tell SHACL that a public agency is an organisation.
        yield from rules.schema

    # That the faster engine agrees with pySHACL is proved for our shapes only.
    chosen = "pyshacl" if engine == "auto" and path is not None else engine
    for finding in check_shapes(facts(), load_shapes(path), chosen):
        yield _with_name(finding, survey)


def _with_name(finding: Finding, survey: Survey) -> Finding:
    """The finding with its node's label, and for a claim with its article."""
    from dataclasses import replace

    if finding.node.startswith(("_:", '"')):
        return finding
    node = ox.NamedNode(finding.node)
    claim = survey.claims.get(node)
    where = sorted({value.value for value in claim.values.get("article", [])}) if claim else []
    return replace(
        finding,
        label=survey.label(node),
        where=tuple(f"{survey.shown(ox.NamedNode(iri))} <{iri}>" for iri in where if ":" in iri),
    )


def _check_reason(survey: Survey, rules: RuleSet) -> Iterator[Finding]:
    """What the ontology forbids, with the sentences on both sides."""
    from innograph.reason.evidence import Names, find_evidence

    closure = close(survey.store.oxigraph, rules)
    store = survey.store.oxigraph
    names = Names(store)
    for contradiction in closure.contradictions():
        where: list[str] = []
        for fact in contradiction.facts:
            proof = explain(store, *fact, rules=closure.rules)
            for leaf in proof.leaves() if proof else ():
                said = [say_evidence(evidence) for evidence in find_evidence(store, leaf)]
                where.append(f"{say_fact(leaf, names)}: {'; '.join(said)}" if said else say_fact(leaf, names))
        subject = contradiction.facts[0][0]
        what = " and ".join(say_fact(fact, names) for fact in contradiction.facts)
        yield Finding(
            "violation",
            f"reason/{contradiction.clash.name}",
            getattr(subject, "value", str(subject)),
            f"{what}, but {say_clash(contradiction.clash)}",
            "one of the sentences is misread, or two things have one name: correct the rule or the registry",
            label=survey.label(subject) if isinstance(subject, ox.NamedNode) else None,
            where=tuple(dict.fromkeys(where)),
        )
