"""What follows from a graph (OWL 2 RL), why it does, and what in it cannot be true together.

closure = close(store)                      # iterating it gives the inferred triples, sorted
closure.contradictions()                    # what the ontology forbids
replace(store, {article: quads})            # an article changed: infer only what depends on it
print(say_proof(explain(store, s, p, o), store))
"""

from __future__ import annotations

from innograph.reason.change import Change, replace, update
from innograph.reason.closure import NOT_MATERIALISED, Closure, close
from innograph.reason.contradiction import Contradiction, find_contradictions
from innograph.reason.evidence import Evidence, find_evidence
from innograph.reason.proof import Proof, explain
from innograph.reason.rules import Rule, RuleSet, load_rules
from innograph.reason.wording import proof_as_json, say_contradiction, say_proof

__all__ = [
    "NOT_MATERIALISED",
    "Change",
    "Closure",
    "Contradiction",
    "Evidence",
    "Proof",
    "Rule",
    "RuleSet",
    "close",
    "explain",
    "find_contradictions",
    "find_evidence",
    "load_rules",
    "proof_as_json",
    "replace",
    "say_contradiction",
    "say_proof",
    "update",
]
