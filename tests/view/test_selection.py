"""Parts of the sample network."""

from __future__ import annotations

import pytest

from innograph.errors import UsageError
from innograph.view import select_network
from innograph.view.network import Network
from innograph.view.reader import read_network
from samplegraph import sample_store

ORG = "https://w3id.org/innograph/id/organization/"
THEME = "https://w3id.org/innograph/id/theme/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"


@pytest.fixture(scope="module")
def network() -> Network:
    return read_network(sample_store())


def ends(network: Network) -> set[str]:
    return {iri for e in network.edges for iri in (e.subject, e.object)}


def test_reading_gives_things_with_names_roles_and_numbers(network: Network) -> None:
    vinnova = network.nodes[ORG + "vinnova"]
    assert vinnova.label("sv") == "Vinnova"
    assert ("organisationsnummer", "202100-5216") in vinnova.identifiers
    assert ("homepage", "https://www.vinnova.se") in vinnova.identifiers
    assert vinnova.cls == "inno:PublicAgency" and vinnova.country == COUNTRY + "SWE"
    darja = network.nodes["https://w3id.org/innograph/id/person/darja-isaksson"]
    assert ("generaldirektör", ORG + "vinnova") in darja.roles
    assert all(edge.evidence for edge in network.edges)
    assert not [iri for iri in network.nodes if "/collaboration/" in iri or "/membership/" in iri]


def test_inferred_facts_change_nothing_that_is_drawn(network: Network) -> None:
    inferred = read_network(sample_store(inferred=True))
    assert inferred.edges == network.edges
    assert {i: n.cls for i, n in inferred.nodes.items()} == {i: n.cls for i, n in network.nodes.items()}


def test_around_keeps_what_is_near(network: Network) -> None:
    near = select_network(network, focus=[ORG + "vinnova"])
    assert ORG + "vinnova" in ends(near)
    neighbours = select_network(network).neighbours()
    assert ends(near) == {ORG + "vinnova"} | neighbours[ORG + "vinnova"]
    further = select_network(network, focus=[ORG + "vinnova"], depth=2)
    assert ends(near) < ends(further)


def test_a_theme_takes_what_is_narrower(network: Network) -> None:
    broad = {iri for iri, node in network.nodes.items() if node.broader}
    narrow = sorted(broad)[0]
    wide = network.nodes[narrow].broader[0]
    one = select_network(network, themes=[narrow])
    whole = select_network(network, themes=[wide])
    assert one.edges and {(e.subject, e.predicate, e.object) for e in one.edges} <= {
        (e.subject, e.predicate, e.object) for e in whole.edges
    }


def test_a_country_is_at_one_end(network: Network) -> None:
    dutch = select_network(network, countries=[COUNTRY + "NLD"])
    assert dutch.edges
    for e in dutch.edges:
        assert any(
            iri == COUNTRY + "NLD" or network.nodes[iri].country == COUNTRY + "NLD" for iri in (e.subject, e.object)
        )


@pytest.mark.parametrize(
    ("since", "until"), [("2020", "2020"), ("2020-06", "2020-09"), ("2020-09-07", "2020-09-07"), ("", "2019")]
)
def test_time_keeps_the_sentences_of_that_time(network: Network, since: str, until: str) -> None:
    part = select_network(network, since=since, until=until)
    assert part.edges
    for edge in part.edges:
        for evidence in edge.evidence:
            date = network.sources[evidence.article].date
            assert (not since or date >= since) and (not until or date[: len(until)] <= until)
    assert len(part.edges) < len(select_network(network).edges)


def test_two_halves_of_time_are_the_whole(network: Network) -> None:
    whole = {(e.subject, e.predicate, e.object) for e in select_network(network).edges}
    halves = [select_network(network, until="2021"), select_network(network, since="2022")]
    assert {(e.subject, e.predicate, e.object) for half in halves for e in half.edges} == whole


def test_wrong_dates_are_refused(network: Network) -> None:
    for wrong in ("20", "yesterday", "2020-00", "2020-02-31", "2020-6"):
        with pytest.raises(UsageError, match=r"write 2020, 2020-06 or 2020-06-30"):
            select_network(network, until=wrong)
    with pytest.raises(UsageError, match="after"):
        select_network(network, since="2021", until="2020")
