"""What follows from a graph (OWL 2 RL), why it does, and what in it cannot be true together."""

from __future__ import annotations

from innograph.reason.closure import NOT_MATERIALISED, Closure, close
from innograph.reason.contradiction import Contradiction, find_contradictions
from innograph.reason.rules import Rule, RuleSet, load_rules

__all__ = [
    "NOT_MATERIALISED",
    "Closure",
    "Contradiction",
    "Rule",
    "RuleSet",
    "close",
    "find_contradictions",
    "load_rules",
]
