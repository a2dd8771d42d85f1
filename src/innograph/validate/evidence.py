"""Facts and sentences: a claim has its triple, a triple of a text its claim, a quote is in the text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping

import pyoxigraph as ox

from innograph.facts import SIGNATURES
from innograph.validate.report import Finding
from innograph.validate.survey import ClaimParts, Statement, Survey

#: Relations that only a text can give.
FROM_TEXT = frozenset({*SIGNATURES, "mentions"})


def check_evidence(
    survey: Survey,
    texts: Mapping[str, str] | None = None,
    entailed: Callable[[Collection[Statement]], Container[object]] | None = None,
) -> Iterator[Finding]:
    """What is wrong between facts and their sentences.

    `texts` are plain texts by the article's IRI; quotes from other articles are not compared with anything.
    `entailed` says which of some statements follow from all others: a file may hold what was inferred beside
    what is asserted. A graph without any claim was exported without them: that is said once.
    """
    if survey.relations and not survey.claims and not texts:
        yield Finding(
            "warning",
            "evidence/none",
            survey.vocabulary.base,
            "no fact of this graph has its sentence: it holds no claim at all",
            "export it without --no-evidence, if they should be there",
        )
        return
    supported: set[object] = set()
    for node in sorted(survey.claims, key=lambda n: n.value):
        claim = survey.claims[node]
        s, p, o = claim.one("subject"), claim.one("predicate"), claim.one("object")
        supported.add((s, p, o))
        yield from _check_triple(survey, node, claim)
        yield from _check_quote(survey, node, claim, texts or {})
    yield from _check_claims_of(survey, supported, entailed)


def _check_triple(survey: Survey, node: ox.NamedNode, claim: ClaimParts) -> Iterator[Finding]:
    s, p, o = claim.one("subject"), claim.one("predicate"), claim.one("object")
    if not isinstance(s, ox.NamedNode) or not isinstance(p, ox.NamedNode) or o is None:
        return  # the shapes say that a claim is about one statement
    if (s, p, o) not in survey.relations:
        yield Finding(
            "violation",
            "evidence/claim-without-triple",
            node.value,
            f"claims that {survey.shown(s)} {survey.shown(p)} {survey.shown(o)}, but no triple does",
            "add the triple to the article's graph, or withdraw the claim",
            value=str(o),
            where=_articles(survey, claim),
        )


def _check_claims_of(
    survey: Survey,
    supported: set[object],
    entailed: Callable[[Collection[Statement]], Container[object]] | None,
) -> Iterator[Finding]:
    names = {survey.vocabulary.term(name) for name in FROM_TEXT}
    alone = [statement for statement in survey.relations if statement[1] in names and statement not in supported]
    follows: Container[object] = entailed(alone) if entailed and alone else ()
    for statement in sorted(alone, key=lambda x: tuple(map(str, x))):
        if statement in follows:
            continue
        s, p, o = statement
        graphs = survey.relations[statement]
        yield Finding(
            "violation",
            "evidence/triple-without-claim",
            s.value,
            f"{survey.shown(s)} {survey.shown(p)} {survey.shown(o)}, but no claim says by which sentence",
            "add an inno:Claim with the quote, or remove the triple",
            label=survey.label(s),
            path=str(p),
            value=str(o),
            where=tuple(sorted(graph for graph in graphs if graph)),
        )


def _check_quote(survey: Survey, node: ox.NamedNode, claim: ClaimParts, texts: Mapping[str, str]) -> Iterator[Finding]:
    quote, article = claim.one("quote"), claim.one("article")
    start, end = _number(claim.one("start")), _number(claim.one("end"))
    if not isinstance(quote, ox.Literal) or start is None or end is None:
        return  # the shapes say that a claim has each of them, once
    where = _articles(survey, claim)
    if end - start != len(quote.value):
        yield Finding(
            "violation",
            "evidence/quote-length",
            node.value,
            f"the quote has {len(quote.value)} characters, but from {start} to {end} there are {end - start}",
            "offsets count Unicode code points of the article's plain text: build the article again",
            value=str(quote),
            where=where,
        )
    elif isinstance(article, ox.NamedNode) and article.value in texts:
        text = texts[article.value]
        if text[start:end] != quote.value:
            there = "it ends before" if end > len(text) else f"there is “{_short(text[start:end])}”"
            yield Finding(
                "violation",
                "evidence/quote-not-in-text",
                node.value,
                f"the quote is not what the article says from {start} to {end}: {there}",
                "the article has changed since the graph was built: build it again",
                value=str(quote),
                where=where,
            )


def _number(term: ox.NamedNode | ox.Literal | None) -> int | None:
    """A whole number of zero or more; None for anything else."""
    if isinstance(term, ox.Literal) and term.value.isascii() and term.value.isdigit():
        return int(term.value)
    return None


def _articles(survey: Survey, claim: ClaimParts) -> tuple[str, ...]:
    articles = sorted({v.value for v in claim.values.get("article", [])})
    return tuple(
        f"{label} <{iri}>" if (label := survey.label(ox.NamedNode(iri))) else f"<{iri}>"
        for iri in articles
        if ":" in iri
    )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
