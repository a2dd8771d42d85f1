"""Every saved query on the sample graph, with the rows that reading the articles' gold facts gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest

from goldfacts import gold_facts
from innograph.facts import Claim
from innograph.query import SavedQuery, ask_saved, saved_queries
from innograph.store import GraphStore
from samplegraph import sample_store

DIGG = "Myndigheten för digital förvaltning"
SKR = "Sveriges Kommuner och Regioner"
UHM = "Upphandlingsmyndigheten"
CO_PI = "Center for Offentlig-Privat Innovation"
PROGRAMMES = "Stödja genomförandet av fyra samverkansprogram"

# Name, parameters, columns to compare, rows. A column that ends in _iri is compared by the IRI's last part:
# names of themes may be reworded, their ids may not.
CASES: list[tuple[str, dict[str, str], str, list[tuple[str, ...]]]] = [
    (
        "who-works-with-whom",
        {"actor": "vinnova"},
        "who works_with articles first last",
        [
            ("Vinnova", UHM, "3", "2020-06-16", "2024"),
            ("Vinnova", "Energimyndigheten", "2", "2012-04-19", "2020-12-11"),
            ("Vinnova", DIGG, "2", "2020-09-07", "2024"),
            ("Vinnova", SKR, "2", "2020-09-07", "2024"),
            ("Vinnova", "AI Sweden", "1", "2022-09-19", "2022-09-19"),
            ("Vinnova", "Formas", "1", "2020-12-11", "2020-12-11"),
            ("Vinnova", "Livsmedelsverket", "1", "2026-11-22", "2026-11-22"),
            ("Vinnova", "Tillväxtverket", "1", "2020-12-11", "2020-12-11"),
        ],
    ),
    (
        "collaborations-with-country",
        {"country": "Norden"},
        "with_country who who_is_from works_with articles first",
        [
            ("Norden", DIGG, "Sverige", "Norden", "1", "2024-02-22"),
            ("Norden", UHM, "Sverige", "Norden", "1", "2020-06-16"),
        ],
    ),
    (
        "collaborations-with-country",
        {"country": "PRT"},
        "with_country who who_is_from works_with",
        [("Portugal", "IÖB-Servicestelle", "Österrike", "Portugal")],
    ),
    (
        "government-assignments",
        {"receiver": "Vinnova", "to": "2020"},
        "reported given_to assignment given_by theme_iri",
        [
            ("2012", "Vinnova", "Arbeta med innovationsupphandling", "Regeringen", "innovation-procurement"),
            ("2012", "Vinnova", "Arbeta med innovationsupphandling", "Regeringen", "transport"),
        ],
    ),
    (
        "government-assignments",
        {"theme": "health-care"},
        "reported given_to assignment given_by theme_iri",
        [
            ("2024", "Vinnova", PROGRAMMES, "Regeringen", "health-care"),
            (
                "2023",
                DIGG,
                "Bistå Socialstyrelsen med att kartlägga datamängder på hälsodataområdet",
                "",
                "health-care",
            ),
        ],
    ),
    (
        "people-of-organization",
        {"organization": "Vinnova"},
        "name role as at day",
        [
            ("Adrian Solitander", "", "works for", "Vinnova", "2021-06-08"),
            ("Charlotte Brogren", "generaldirektör", "leads", "Vinnova", "2012-04-19"),
            ("Darja Isaksson", "generaldirektör", "leads", "Vinnova", "2018-09-04"),
            ("Darja Isaksson", "generaldirektör", "leads", "Vinnova", "2020-09-07"),
            ("Darja Isaksson", "generaldirektör", "leads", "Vinnova", "2020-12-11"),
            ("Darja Isaksson", "generaldirektör", "leads", "Vinnova", "2022-09-19"),
            ("Darja Isaksson", "generaldirektör", "leads", "Vinnova", "2024"),
            ("Jakob Hellman", "handläggare", "works for", "Vinnova", "2021-06-08"),
            ("Jenny Engström", "", "works for", "Vinnova", "2020-06-16"),
            ("Nina Widmark", "handläggare", "works for", "Vinnova", "2022-02-22"),
            ("Tobias Öhman", "handläggare", "works for", "Vinnova", "2021-06-08"),
            ("Ylva Strander", "enhetschef", "works for", "Vinnova", "2024"),
        ],
    ),
    (
        "people-of-organization",
        {"person": "Emma Bohman"},
        "name role at sentence",
        [("Emma Bohman", "prosjektleder", DIGG, "Emma Bohman fra Digg er prosjektleder.")],
    ),
    (
        "evidence-for-pair",
        {"a": "DIGG", "b": "openpeppol"},
        "subject relation object sentence confidence day article_title",
        [
            (
                DIGG,
                "memberOf",
                "OpenPEPPOL",
                "Myndigheten för digital förvaltning (DIGG) är medlem i OpenPEPPOL, den icke-vinstdrivande "
                "organisation som förvaltar och utvecklar Peppol.",
                "1",
                "2026-11-22",
                "DIGG en av medlemmarna bakom nätverket Peppol",
            )
        ],
    ),
    (
        "themes-over-time",
        {"theme": "innovation-procurement", "from": "2018", "to": "2023"},
        "in_year theme_iri articles",
        [
            ("2018", "innovation-procurement", "1"),
            ("2019", "innovation-procurement", "1"),
            ("2020", "innovation-procurement", "1"),
            ("2021", "innovation-procurement", "3"),
            ("2022", "innovation-procurement", "2"),
            ("2023", "innovation-procurement", "1"),
        ],
    ),
    (
        "organizations-in-theme",
        {"theme": "hackathons"},
        "organization theme_iri through as articles",
        [
            (DIGG, "hackathons", "Hack for Sweden 2021", "organises", "1"),
            (DIGG, "hackathons", "Vara projektledare för Hack for Sweden", "assigned", "1"),
            ("Nivå 11", "hackathons", "Hack for Sweden 2021", "takes part in", "1"),
            (UHM, "hackathons", "Hur hackathons och upphandling kan kopplas samman", "takes part in", "1"),
        ],
    ),
    (
        "organizations-in-theme",
        {"theme": "sustainable-procurement"},
        "organization theme_iri through as",
        [
            ("Business Finland", "sustainable-procurement", "KEINO", "member of"),
            ("Hansel Oy", "sustainable-procurement", "KEINO", "member of"),
            ("Hofors", "sustainable-procurement", "Ett nytt recept för skolmåltider", "takes part in"),
        ],
    ),
    (
        "events",
        {"event": "Innovationsveckan 2023"},
        "event_name as who articles first",
        [
            ("Innovationsveckan 2023", "organises", DIGG, "1", "2024"),
            ("Innovationsveckan 2023", "organises", SKR, "1", "2024"),
            ("Innovationsveckan 2023", "organises", UHM, "1", "2024"),
            ("Innovationsveckan 2023", "organises", "Vinnova", "1", "2024"),
        ],
    ),
    (
        "events",
        {"actor": "digg"},
        "event_name as who",
        [
            ("Hack for Sweden 2021", "organises", DIGG),
            ("Innovationsveckan", "organises", DIGG),
            ("Innovationsveckan 2023", "organises", DIGG),
        ],
    ),
    (
        "events",
        {"event": "EcoProcura 2018"},
        "event_name as who articles first",
        [("EcoProcura 2018", "", "", "1", "2018-10-04")],
    ),
    (
        "who-funds-what",
        {"funder": "European Commission"},
        "who_funds what kind articles first sentence",
        [
            (
                "Europeiska kommissionen",
                "Procure2Innovate",
                "project",
                "2",
                "2018-10-04",
                "Finanziert wird es von der Europäischen Kommission.",
            )
        ],
    ),
    (
        "who-funds-what",
        {"funded": "keino"},
        "who_funds what kind",
        [("Työ- ja elinkeinoministeriö", "KEINO", "organisation")],
    ),
    (
        "network-members",
        {"network": "keino"},
        "in_network member as articles first",
        [
            ("KEINO", "Business Finland", "memberOf", "1", "2022"),
            ("KEINO", "Hansel Oy", "memberOf", "1", "2022"),
            ("KEINO", "Motiva Oy", "memberOf", "1", "2022"),
            ("KEINO", "Suomen ympäristökeskus SYKE", "memberOf", "1", "2022"),
            ("KEINO", "VTT", "memberOf", "1", "2022"),
        ],
    ),
    (
        "first-and-last-seen",
        {"actor": "UHM"},
        "name articles first last",
        [(UHM, "5", "2017", "2024")],
    ),
    (
        "actors-of-country",
        {"country": "nederländerna"},
        "in_country actor articles",
        [
            ("Nederländerna", "Ministerie van Economische Zaken en Klimaat", "2"),
            ("Nederländerna", "Interprovinciaal Overleg", "1"),
            ("Nederländerna", "PIANOo", "1"),
            ("Nederländerna", "Vereniging van Nederlandse Gemeenten", "1"),
        ],
    ),
    ("facts-to-review", {}, "confidence", []),
    (
        "articles-about-theme",
        {"theme": "innovation-procurement", "from": "2021", "to": "2021"},
        "day article_title theme_iri written_in",
        [
            ("2021-11-29", "Kamerbrief over innovatiegericht inkopen", "innovation-procurement", "nl"),
            ("2021-09-14", "Inger Ek: inköp är ett strategiskt verktyg", "innovation-procurement", "sv"),
            (
                "2021",
                "Drei Jahre Procure2Innovate: Was die IÖB-Servicestelle mitnimmt",
                "innovation-procurement",
                "de-AT",
            ),
        ],
    ),
    (
        "meet-without-working-together",
        {"actor": "Digdir"},
        "one other meeting_places for_example",
        [
            (
                "Digitaliseringsdirektoratet",
                "Nordiska ministerrådet",
                "1",
                "Cross Border Digital Services Programme",
            )
        ],
    ),
    (
        "people-with-several-posts",
        {},
        "person organization first last",
        [
            ("Adrian Solitander", "Vinnova", "2021-06-08", "2021-06-08"),
            ("Adrian Solitander", DIGG, "2024-02-22", "2024-02-22"),
            ("Henrik Lund", CO_PI, "2022-02-04", "2022-02-04"),
            ("Henrik Lund", "Finansministeriet", "2022-02-04", "2022-02-04"),
            ("Inger Marie Vynne", CO_PI, "2022-02-04", "2022-02-04"),
            ("Inger Marie Vynne", "Lejre Kommune", "2022-02-04", "2022-02-04"),
            ("Lone Ank", CO_PI, "2022-02-04", "2022-02-04"),
            ("Lone Ank", "Erhvervsministeriet", "2022-02-04", "2022-02-04"),
            ("Morten Mandøe", CO_PI, "2022-02-04", "2022-02-04"),
            ("Morten Mandøe", "KL", "2022-02-04", "2022-02-04"),
        ],
    ),
    (
        "facts-about",
        {"thing": "OpenPEPPOL"},
        "subject relation object day",
        [
            (DIGG, "memberOf", "OpenPEPPOL", "2026-11-22"),
            ("OpenPEPPOL", "participatesIn", "Peppol", "2026-11-22"),
        ],
    ),
    (
        "themes-together",
        {"theme": "climate"},
        "one_iri other_iri articles",
        [
            ("climate", "innovation-procurement", "3"),
            ("climate", "digitalisation", "2"),
            ("climate", "construction", "1"),
            ("climate", "circular-economy", "1"),
            ("climate", "public-sector-innovation", "1"),
            ("climate", "welfare-technology", "1"),
        ],
    ),
    (
        "countries-together",
        {},
        "one other pairs articles",
        [
            ("Finland", "Norge", "1", "1"),
            ("Finland", "Sverige", "1", "1"),
            ("Nederländerna", "Sverige", "1", "1"),
            ("Norge", "Sverige", "1", "1"),
            ("Österrike", "Grekland", "1", "1"),
            ("Österrike", "Irland", "1", "1"),
            ("Österrike", "Italien", "1", "1"),
            ("Österrike", "Portugal", "1", "1"),
            ("Österrike", "Sverige", "1", "1"),
        ],
    ),
    ("find", {"name": "uhm"}, "thing kind articles", [(UHM, "PublicAgency", "5")]),
]
#: Cases whose rows are the first of many.
BEGINNINGS = {("organizations-in-theme", "sustainable-procurement")}
#: Tested below against what the gold facts say, counted in another way.
COUNTED = {"brokers", "dossier", "most-connected", "rules-at-work"}


def shown(column: str, value: str | None) -> str:
    return (value or "").rpartition("/")[2] if column.endswith("_iri") else value or ""


@pytest.mark.parametrize(("name", "values", "columns", "expected"), CASES, ids=lambda x: str(x)[:40])
def test_rows(name: str, values: dict[str, str], columns: str, expected: list[tuple[str, ...]]) -> None:
    rows = [tuple(shown(c, row[c]) for c in columns.split()) for row in ask_saved(sample_store(), name, values)]
    if (name, values.get("theme", "")) in BEGINNINGS:
        rows = rows[: len(expected)]
    assert rows == expected


def test_every_saved_query_and_parameter_is_told_in_swedish_too() -> None:
    assert [q.name for q in saved_queries() if "sv" not in q.questions] == []
    assert [(q.name, p.name) for q in saved_queries() for p in q.parameters if "sv" not in p.descriptions] == []


def test_every_saved_query_has_a_case() -> None:
    untested = {q.name for q in saved_queries()} - {name for name, *_ in CASES} - COUNTED
    assert not untested
    assert len(saved_queries()) >= 14


@pytest.mark.parametrize("query", saved_queries(), ids=lambda q: q.name)
def test_rows_are_the_same_with_inference_and_never_double(query: SavedQuery) -> None:
    plain = ask_saved(sample_store(), query)
    if plain.is_graph:
        assert plain.triples()
        return
    rows = plain.rows()
    assert len(set(rows)) == len(rows)
    assert ask_saved(sample_store(inferred=True), query).rows() == rows


@pytest.mark.parametrize("query", saved_queries(), ids=lambda q: q.name)
def test_order_is_settled_by_the_query_and_labels_come_first(query: SavedQuery) -> None:
    if "CONSTRUCT" in query.text:
        return
    assert "ORDER BY" in query.text
    assert "GRAPH" not in query.text
    assert "LIMIT" not in query.text
    columns = ask_saved(sample_store(), query).columns
    plain = [c for c in columns if not c.endswith("_iri")]
    assert columns[: len(plain)] == plain
    assert all("://" not in (row[columns[0]] or "") for row in ask_saved(sample_store(), query))


def claims_of(*predicates: str) -> Iterator[Claim]:
    return (c for facts in gold_facts() for c in facts.claims if c.predicate in predicates)


def partners() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims_of("collaboratesWith"):
        found[claim.subject].add(claim.object)
        found[claim.object].add(claim.subject)
    return found


def test_brokers_join_those_who_do_not_work_together() -> None:
    with_whom = partners()
    expected = {}
    for actor, others in with_whom.items():
        pairs = [(a, b) for a, b in combinations(sorted(others), 2) if b not in with_whom[a]]
        if pairs:
            expected[actor] = (len(pairs), len({one for pair in pairs for one in pair}))
    rows = list(ask_saved(sample_store(), "brokers"))
    found = {r["broker_iri"]: (int(r["pairs_joined"] or 0), int(r["partners_joined"] or 0)) for r in rows}
    assert found == expected
    assert rows[0]["broker"] == "Vinnova"
    joined = [int(r["pairs_joined"] or 0) for r in rows]
    assert joined == sorted(joined, reverse=True)


def test_the_most_connected_are_counted_by_different_partners_and_undertakings() -> None:
    with_whom = partners()
    joined: dict[str, set[str]] = defaultdict(set)
    for claim in claims_of("participatesIn", "organizes", "funds", "memberOf"):
        joined[claim.subject].add(claim.object)
    rows = list(ask_saved(sample_store(), "most-connected"))
    for row in rows:
        iri = row["actor_iri"] or ""
        assert int(row["partners"] or 0) == len(with_whom[iri])
        assert int(row["takes_part_in"] or 0) == len(joined[iri])
    organizations = {e.iri for facts in gold_facts() for e in facts.entities if e.type == "Organization"}
    assert {r["actor_iri"] for r in rows} == organizations & (
        {i for i in with_whom if with_whom[i]} | {i for i in joined if joined[i]}
    )
    assert rows[0]["actor"] == "Vinnova"


def test_rules_are_counted_by_claims() -> None:
    expected: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for facts in gold_facts():
        for c in facts.claims:
            expected[c.predicate].add((facts.iri, c.subject, c.object, str(c.start)))
    rows = [row for row in ask_saved(sample_store(), "rules-at-work") if row["rule"] == "gold"]
    counted = {row["relation"]: int(row["facts"] or 0) for row in rows}
    assert counted == {predicate: len(claims) for predicate, claims in expected.items()}
    assert {(row["lowest"], row["highest"]) for row in rows} == {("1", "1")}


def test_facts_to_review_are_those_below_the_threshold() -> None:
    rows = list(ask_saved(sample_store(), "facts-to-review", {"below": "1.01"}))
    claims = {row["claim_iri"] for row in rows}
    assert len(claims) == len(rows)
    asked = "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a inno:Claim }"
    assert len(rows) == int(next(iter(sample_store().query(asked)))["n"].value)
    assert all(row["sentence"] and row["subject"] and row["object"] for row in rows)


def test_organisations_of_a_country_count_as_working_with_it() -> None:
    rows = list(ask_saved(sample_store(), "collaborations-with-country", {"country": "NOR"}))
    assert (DIGG, "Digitaliseringsdirektoratet") in {(row["who"], row["works_with"]) for row in rows}
    assert "Norge" not in {row["who_is_from"] for row in rows}


def test_pairs_that_work_together_are_those_of_the_gold() -> None:
    said: dict[frozenset[str], set[str]] = defaultdict(set)
    for facts in gold_facts():
        for claim in facts.claims:
            if claim.predicate == "collaboratesWith":
                said[frozenset({claim.subject, claim.object})].add(facts.iri)
    found = {
        frozenset({row["who_iri"], row["partner_iri"]}): int(row["articles"] or 0)
        for row in ask_saved(sample_store(), "who-works-with-whom")
    }
    assert found == {pair: len(articles) for pair, articles in said.items()}
    assert len(found) > 40


def test_all_posts_of_the_gold_are_found() -> None:
    persons = {e.iri for facts in gold_facts() for e in facts.entities if e.type == "Person"}
    organizations = {e.iri for facts in gold_facts() for e in facts.entities if e.type == "Organization"}
    said = {
        (claim.subject, claim.object, claim.quote)
        for facts in gold_facts()
        for claim in facts.claims
        if claim.predicate in ("worksFor", "leads", "memberOf")
        and claim.subject in persons
        and claim.object in organizations
    }
    found = {
        (row["person_iri"], row["organization_iri"], row["sentence"])
        for row in ask_saved(sample_store(), "people-of-organization")
    }
    assert found == said


@pytest.mark.parametrize("query", saved_queries(), ids=lambda q: q.name)
def test_order_leaves_nothing_open(query: SavedQuery) -> None:
    """Whatever tells two rows apart is in the order: their things, by IRI, as labels may be shared."""
    if "CONSTRUCT" in query.text:
        return
    order = set(re.findall(r"\?(\w+)", query.text.rpartition("ORDER BY")[2]))
    for column in ask_saved(sample_store(), query).columns:
        sources = re.findall(rf"\(\?(\w+) AS \?{column}\)", query.text)
        if column.endswith("_iri"):
            # A claim has one subject, one object and one article.
            assert {column, *sources, "claim"} & order, column


def test_rows_do_not_depend_on_the_order_in_which_facts_came() -> None:
    backwards = GraphStore(sorted(sample_store(), key=str, reverse=True))
    for query in saved_queries():
        if "CONSTRUCT" not in query.text:
            assert ask_saved(backwards, query).rows() == ask_saved(sample_store(), query).rows(), query.name


def test_a_broader_theme_takes_in_what_is_under_it() -> None:
    def themes(theme: str) -> set[str]:
        rows = ask_saved(sample_store(), "articles-about-theme", {"theme": theme})
        return {(row["theme_iri"] or "").rpartition("/")[2] for row in rows}

    assert themes("innovation-partnership") == {"innovation-partnership"}
    assert themes("innovation-procurement") > {"innovation-partnership", "innovation-procurement"}


def test_names_follow_the_language_asked_for() -> None:
    def country(language: str) -> set[str | None]:
        values = {"country": "NLD", "language": language}
        return {row["in_country"] for row in ask_saved(sample_store(), "actors-of-country", values)}

    assert country("sv") == {"Nederländerna"}
    assert country("nl") == {"Nederland"}
    assert country("en") == {"Netherlands"}


def test_several_values_of_one_parameter_are_alternatives() -> None:
    rows = ask_saved(sample_store(), "actors-of-country", {"country": ["NLD", "Tyskland"]})
    assert {row["in_country"] for row in rows} == {"Nederländerna", "Tyskland"}


def test_dossier_holds_the_evidence_of_a_thing_and_nothing_of_others() -> None:
    turtle = ask_saved(sample_store(), "dossier", {"thing": "OpenPEPPOL"}).format("turtle")
    assert "är medlem i OpenPEPPOL" in turtle
    assert "Innovationsveckan" not in turtle
