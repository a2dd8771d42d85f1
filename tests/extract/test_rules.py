"""Every rule proves itself: its examples and counter-examples are executed."""

from __future__ import annotations

import pytest

from innograph.extract.language import LANGUAGES
from innograph.extract.rules import Rule
from innograph.rulebook import all_rules, check_rule

RULES = list(all_rules())


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_finds_its_examples_and_keeps_off_its_counter_examples(rule: Rule) -> None:
    assert not [f"{f.text!r}: {f.problem}" for f in check_rule(rule)]


def test_every_language_has_rules() -> None:
    spoken = {rule.id.split("/")[0] for rule in RULES}
    assert spoken == set(LANGUAGES)
