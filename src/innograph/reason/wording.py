"""Proofs and contradictions in words, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyoxigraph import Store

from innograph.reason.contradiction import Contradiction
from innograph.reason.evidence import Evidence, Names, find_evidence
from innograph.reason.proof import Proof, explain
from innograph.reason.rules import Clash, Rule, RuleSet
from innograph.reason.terms import TYPE, Fact, Term

#: Rule of OWL 2 RL → what it says, with the terms of its axiom or of its patterns filled in.
_SAYS = {
    "cax-sco": "every {s} is a {o}",
    "prp-spo1": "{s} is a kind of {o}",
    "prp-dom": "whatever has {s} is a {o}",
    "prp-rng": "whatever is the {s} of something is a {o}",
    "prp-inv1": "{s} and {o} are the same relation seen from its two ends",
    "prp-inv2": "{s} and {o} are the same relation seen from its two ends",
    "prp-symp": "{s} goes both ways",
    "prp-trp": "{s} carries on: from a to b and from b to c is from a to c",
    "prp-fp": "a thing has one {s} only, so two names of it are one thing",
    "prp-ifp": "one {s} belongs to one thing only, so two names of that are one thing",
    "prp-spo2": "{chain} makes {s}",
    "cls-int1": "what is all of these is a {s}",
    "cls-int2": "a {s} is all of its parts",
    "cls-uni": "what is one of these is a {s}",
    "cls-oo": "it is listed among {s}",
    "cls-svf1": "what has such a value is a {s}",
    "cls-svf2": "what has such a value is a {s}",
    "cls-avf": "all such values of a {s} are {o}",
    "cls-hv1": "every {s} has this value",
    "cls-hv2": "what has this value is a {s}",
    "eq-sym": "being the same goes both ways",
    "eq-trans": "what is the same as the same is the same",
    "eq-rep-s": "what holds of a thing holds of it under each of its names",
    "eq-rep-o": "what holds of a thing holds of it under each of its names",
    "eq-rep-p": "{s} and {o} are one property under two names",
}
_FORBIDS = {
    "cax-dw": "nothing is both a {s} and a {o}",
    "cax-adc": "nothing is both a {a} and a {b}",
    "cls-com": "nothing is both a {s} and a {o}",
    "cls-nothing2": "nothing is an owl:Nothing",
    "prp-pdw": "no two things are related by both {s} and {o}",
    "prp-adp": "no two things are related by both {a} and {b}",
    "prp-irp": "nothing is {s} of itself",
    "prp-asyp": "{s} never goes both ways",
    "eq-diff1": "they are said to be two different things",
    "eq-diff2": "they are said to be two different things",
    "dt-diff": "a thing has one such value only, and these are two",
}


def say_rule(rule: Rule) -> str:
    """What a rule says, in words."""
    s, _, o = rule.axiom
    steps = ", then ".join(Names.term(atom[1]) for atom in rule.body if not isinstance(atom[1], str))
    return _SAYS.get(rule.name, "{s} {o}").format(s=Names.term(s), o=Names.term(o), chain=steps)


def say_clash(clash: Clash) -> str:
    """What cannot be, in words."""
    s, _, o = clash.axiom
    place = 2 if clash.name in ("cax-adc",) else 1
    parts: list[Any] = [atom[place] for atom in clash.body]
    a, b = (Names.term(part) for part in parts) if len(parts) == 2 else ("", "")
    return _FORBIDS[clash.name].format(s=Names.term(s), o=Names.term(o), a=a, b=b)


def say_fact(fact: Fact, names: Names) -> str:
    """A triple with labels in place of IRIs."""
    s, p, o = fact
    return f"{names[s]} · {Names.term(p)} · {Names.term(o) if p == TYPE else names[o]}"


def say_proof(proof: Proof, store: Store, limit: int | None = None) -> str:
    """The proof as an indented outline, ending in the sentences that it rests on, at most `limit` a fact."""
    return "\n".join(_proof_lines(proof, store, Names(store), 0, limit))


def _proof_lines(proof: Proof, store: Store, names: Names, depth: int, limit: int | None) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{say_fact(proof.fact, names)}"
    if proof.rule is None:
        found = find_evidence(store, proof.fact)
        for evidence in found[:limit]:
            yield f"{indent}    {say_evidence(evidence)}"
        if limit is not None and len(found) > limit:
            yield f"{indent}    … and {len(found) - limit} more"
        return
    yield f"{indent}    because {say_rule(proof.rule)} ({proof.rule.name})"
    for premise in proof.premises:
        yield from _proof_lines(premise, store, names, depth + 1, limit)


def say_evidence(evidence: Evidence) -> str:
    """The quote with its article, or the graph that gives the fact."""
    place = ", ".join(part for part in (evidence.title, evidence.date) if part) or evidence.where
    _, found, graph = place.rpartition("/graph/")
    if found:
        place = f"the {graph}"
    if evidence.quote is None:
        return f"given by {place}"
    quote = " ".join(evidence.quote.split())
    return f"“{quote}” — {place}{' (retold in our words)' if evidence.own_words else ''}"


def proof_as_json(proof: Proof, store: Store) -> dict[str, Any]:
    """The proof as nested objects: fact, rule with its axiom, premises; evidence at the leaves."""
    names = Names(store)

    def convert(node: Proof) -> dict[str, Any]:
        said: dict[str, Any] = {
            "triple": [_value(term) for term in node.fact],
            "text": say_fact(node.fact, names),
        }
        if node.rule is None:
            said["evidence"] = [evidence_as_json(e) for e in find_evidence(store, node.fact)]
            return said
        said["rule"] = {
            "name": node.rule.name,
            "text": say_rule(node.rule),
            "axiom": [_value(t) for t in node.rule.axiom],
        }
        said["because"] = [convert(premise) for premise in node.premises]
        return said

    return convert(proof)


def evidence_as_json(evidence: Evidence) -> dict[str, Any]:
    """What says a fact, without what is not known."""
    pairs = {
        "where": evidence.where,
        "title": evidence.title,
        "date": evidence.date,
        "quote": evidence.quote,
        "claim": evidence.claim,
    }
    said: dict[str, Any] = {key: value for key, value in pairs.items() if value is not None}
    if evidence.own_words and evidence.quote is not None:
        said["own_words"] = True
    return said


def _value(term: Term) -> str:
    return str(getattr(term, "value", term))


def say_contradiction(contradiction: Contradiction, store: Store, rules: RuleSet | None = None) -> str:
    """The facts that cannot hold together, why they cannot, and the sentences behind each."""
    names = Names(store)
    lines = [f"{say_clash(contradiction.clash)}, but:"]
    for fact in contradiction.facts:
        proof = explain(store, *fact, rules=rules)
        if proof is None:
            lines.append(f"  {say_fact(fact, names)}")
        else:
            lines += _proof_lines(proof, store, names, 1, None)
    return "\n".join(lines)
