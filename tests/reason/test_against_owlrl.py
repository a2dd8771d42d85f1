"""The closure is what owlrl finds, less what is documented as not materialised."""

from __future__ import annotations

import pytest
from generated import graphs, ontologies
from hypothesis import HealthCheck, assume, given, settings
from reference import entailed

from innograph.reason import close
from innograph.reason.terms import Fact


@pytest.mark.parametrize("every_name", [True, False])
@given(data=graphs, ontology=ontologies)
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_generated_graphs(every_name: bool, data: list[Fact], ontology: list[Fact]) -> None:
    closure = close(data, ontology, every_name=every_name)
    assume(not closure.fixpoint.unequal)
    assert set(closure.facts()) == entailed(data, ontology, every_name=every_name)
