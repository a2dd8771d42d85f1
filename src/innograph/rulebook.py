"""The rules as people read them, and their proof: every example and counter-example of every rule, executed.

An example reads `text => Subject predicate Object; Subject predicate Object`. It holds when each fact is found in the
text and the rule that it belongs to finds at least one of them. A counter-example (`not`) holds when the rule finds
nothing in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from innograph.article import Article
from innograph.errors import DataError
from innograph.extract.language import LANGUAGES, load_language
from innograph.extract.literals import required
from innograph.extract.rules import Rule, load_rules
from innograph.facts import SIGNATURES, Facts
from innograph.iri import slugify
from innograph.link import load_linker

_ARROW = " => "


@dataclass(frozen=True, slots=True)
class Failure:
    """A proof that does not hold: which rule, in which text, and what is wrong."""

    rule: str
    text: str
    problem: str


def all_rules(language: str | None = None) -> Iterator[Rule]:
    """The rules of one language, or of all, in the order of their files."""
    for code in [language] if language else LANGUAGES:
        yield from load_rules(load_language(code))


def needed_words(rule: Rule) -> list[list[str]]:
    """For each pattern of a rule, words or parts of words (a space marks where one begins or ends) of which a sentence
    must hold one for the pattern to be tried; none for a pattern that is tried wherever its mentions stand.
    """
    return [sorted(clauses[0]) if (clauses := required(pattern.plain)) else [] for pattern in rule.patterns]


def check_rule(rule: Rule) -> list[Failure]:
    """Execute the proofs of one rule; what fails is returned.

    Raises DataError for a pattern or an example that cannot be read.
    """
    failures = []
    for pattern in (*rule.patterns, *([rule.unless] if rule.unless else [])):
        assert pattern.compiled  # raises where a pattern is none, also one that no example reaches
    if not rule.examples:
        failures.append(Failure(rule.id, "", "has no example"))
    if not rule.counter_examples:
        failures.append(Failure(rule.id, "", "has no counter-example"))
    language = rule.id.split("/")[0]
    for example in rule.examples:
        text, arrow, wanted = example.partition(_ARROW)
        if not arrow:
            raise DataError(f"{rule.id}: example without '{_ARROW.strip()}': {example!r}")
        facts = _read(text, language)
        for fact in wanted.split(";"):
            if not _holds(fact.strip(), facts, rule.id):
                failures.append(Failure(rule.id, text, f"does not find: {fact.strip()}"))
        if rule.gives and not any(c.rule == rule.id for c in facts.claims):
            others = sorted({c.rule for c in facts.claims})
            failures.append(Failure(rule.id, text, f"finds nothing itself (others: {', '.join(others) or 'none'})"))
    for text in rule.counter_examples:
        facts = _read(text, language)
        labels = {e.iri: e.label for e in facts.entities}
        for claim in facts.claims:
            if claim.rule == rule.id:
                subject, obj = labels.get(claim.subject, claim.subject), labels.get(claim.object, claim.object)
                failures.append(Failure(rule.id, text, f"must not find: {subject} {claim.predicate} {obj}"))
    return failures


def _read(text: str, language: str) -> Facts:
    from innograph.read import read_text

    markdown = text.count("\n") > 0
    article = (
        read_text(text, id="example", format="markdown", language=language)
        if markdown
        else Article("example", text, language)
    )
    return load_linker().facts(article)


def _holds(fact: str, facts: Facts, rule: str) -> bool:
    """Whether a fact written as *Subject predicate Object* is among the claims."""
    for predicate in SIGNATURES:
        subject, found, obj = fact.partition(f" {predicate} ")
        if found:
            break
    else:
        raise DataError(f"{rule}: cannot read the fact {fact!r}; write: Subject predicate Object")
    names: dict[str, set[str]] = {
        e.iri: {slugify(n) for n in (e.label, *e.aliases, *(m.text for m in e.mentions))} for e in facts.entities
    }
    for claim in facts.claims:
        if claim.predicate != predicate:
            continue
        values = (claim.object, names.get(claim.object, {slugify(claim.object)}))
        ends = (names.get(claim.subject, set()), values[1])
        wanted = (slugify(subject), slugify(obj))
        if wanted[0] in ends[0] and wanted[1] in ends[1]:
            return True
        if predicate == "collaboratesWith" and wanted[1] in ends[0] and wanted[0] in ends[1]:
            return True
    return False
