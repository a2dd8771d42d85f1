"""Every rule proves itself: its examples and counter-examples are executed."""

from __future__ import annotations

import pytest

from innograph.extract.language import LANGUAGES
from innograph.extract.rules import Rule
from innograph.rulebook import all_rules, check_rule, needed_words

RULES = list(all_rules())


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_finds_its_examples_and_keeps_off_its_counter_examples(rule: Rule) -> None:
    assert not [f"{f.text!r}: {f.problem}" for f in check_rule(rule)]


def test_every_language_has_rules() -> None:
    spoken = {rule.id.split("/")[0] for rule in RULES}
    assert spoken == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_patterns_are_tried_whatever_words_a_sentence_has(language: str) -> None:
    """What a rule costs: a pattern of mentions alone is tried wherever they stand, others only where their words do."""
    needed = {rule.id: needed_words(rule) for rule in RULES if rule.id.startswith(f"{language}/")}
    patterns = sum(map(len, needed.values()))
    everywhere = {rule: words.count([]) for rule, words in needed.items() if [] in words}
    assert sum(everywhere.values()) <= patterns / 5, everywhere


def test_a_rule_tells_the_words_that_it_needs() -> None:
    rule = next(r for r in RULES if r.id == "sv/cooperation-between")
    assert all(needed_words(rule))
