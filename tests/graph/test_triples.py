"""The graph of articles: what model.md promises, on the gold facts and on made-up ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from goldfacts import gold_facts
from innograph.article import Article
from innograph.facts import Claim, Entity, Facts, Mention
from innograph.graph import GraphWriter, given_quads, graph_quads
from innograph.graph.triples import MENTION_RULE, is_iri
from innograph.graph.vocabulary import DCTERMS, ORG, PROV, RDF, SCHEMA, SKOS, A, Vocabulary, decimal
from innograph.iri import DEFAULT_BASE, country_iri, mint
from innograph.link.registry import load_registry

V = Vocabulary()
ORGANIZATION = f"{DEFAULT_BASE}id/organization/"
PERSON = f"{DEFAULT_BASE}id/person/"


@pytest.fixture(scope="module")
def quads() -> set[Quad]:
    return set(graph_quads(gold_facts()))


def claims_of(quads: set[Quad]) -> dict[NamedNode, dict[NamedNode, list[object]]]:
    nodes = {q.subject for q in quads if q.predicate == A and q.object == V.term("Claim")}
    found: dict[NamedNode, dict[NamedNode, list[object]]] = defaultdict(lambda: defaultdict(list))
    for q in quads:
        if q.subject in nodes:
            found[q.subject][q.predicate].append(q.object)
    return found


def made(text: str, entities: list[tuple[str, str]], *claims: tuple[str, str, str], language: str = "sv") -> Facts:
    """Facts of a text of one sentence: entities by name and type, claims by name, predicate, name."""
    kinds = {"Organization": "org:Organization", "Person": "foaf:Person", "Theme": "inno:Theme"}
    iris = {name: mint(kind.lower(), name) for name, kind in entities}
    return Facts(
        Article("made", text, language),
        f"{DEFAULT_BASE}id/article/made",
        tuple(
            Entity(iris[n], n, language, k, kinds[k], (), (Mention(text.index(n), text.index(n) + len(n), n),))
            for n, k in entities
        ),
        tuple(Claim(iris[s], p, iris.get(o, o), 0.9, "sv/test", 0, len(text), text) for s, p, o in claims),
    )


def test_every_claim_says_what_model_md_asks_and_quotes_the_text(quads: set[Quad]) -> None:
    texts = {f.iri: f.article.text for f in gold_facts()}
    claims = claims_of(quads)
    assert len(claims) > 800
    for node, said in claims.items():
        assert set(said) == {
            A, RDF.subject, RDF.predicate, RDF.object, PROV.wasQuotedFrom, PROV.wasGeneratedBy,
            *map(V.term, ("quote", "start", "end", "confidence", "rule")),
        }, node  # fmt: skip
        assert {len(values) for values in said.values()} == {1}, node
        article, quote = said[PROV.wasQuotedFrom][0], said[V.term("quote")][0]
        assert isinstance(article, NamedNode) and isinstance(quote, Literal)
        start, end = (int(said[V.term(name)][0].value) for name in ("start", "end"))  # type: ignore[attr-defined]
        assert texts[article.value][start:end] == quote.value
        assert quote.language


def test_no_relation_without_a_claim_and_no_claim_without_its_relation(quads: set[Quad]) -> None:
    """In each article's own graph, so that withdrawing one takes nothing from another."""
    given_by_registry = {V.term("country")}
    of_claims = set(map(V.term, ("quote", "start", "end", "confidence", "rule", "hasPartner")))
    stated = {
        (q.subject, q.predicate, q.object, q.graph_name)
        for q in quads
        if q.predicate.value.startswith(V.term("").value) and q.predicate not in of_claims | given_by_registry
    }
    graph_of = {q.subject: q.graph_name for q in quads if q.predicate == PROV.wasQuotedFrom}
    claimed = {
        (said[RDF.subject][0], said[RDF.predicate][0], said[RDF.object][0], graph_of[node])
        for node, said in claims_of(quads).items()
    }
    assert stated == claimed
    assert all(graph_of[node] == said[PROV.wasQuotedFrom][0] for node, said in claims_of(quads).items())


def test_the_gold_relations_are_all_there(quads: set[Quad]) -> None:
    triples = {(q.subject.value, q.predicate.value, q.object.value) for q in quads}  # type: ignore[union-attr]
    for facts in gold_facts():
        for claim in facts.claims:
            s, o = claim.subject, claim.object
            if claim.predicate == "collaboratesWith":
                s, o = sorted((s, o))
                assert (o, V.term("collaboratesWith").value, s) not in triples
            assert (s, V.term(claim.predicate).value, o) in triples


def test_no_blank_nodes_and_no_default_graph(quads: set[Quad]) -> None:
    for q in quads:
        assert not isinstance(q.subject, BlankNode) and not isinstance(q.object, BlankNode)
        assert isinstance(q.graph_name, NamedNode)


def test_one_preferred_name_a_language_and_no_name_twice(quads: set[Quad]) -> None:
    names = {p: [(q.subject, q.object) for q in quads if q.predicate == p] for p in
             (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)}  # fmt: skip
    per_language = Counter((s, o.language) for s, o in names[SKOS.prefLabel] if isinstance(o, Literal))
    assert max(per_language.values()) == 1
    assert all(language for _, language in per_language)
    sets = [set(found) for found in names.values()]
    assert not (sets[0] & sets[1] or sets[0] & sets[2] or sets[1] & sets[2])


def test_no_name_is_a_pattern_of_the_extractor() -> None:
    names = {q.object.value for q in given_quads() if q.predicate == SKOS.hiddenLabel and isinstance(q.object, Literal)}
    assert "into lots" in names
    assert not [name for name in names if set(name) & set("*…|")]


def test_everything_named_has_a_class_and_a_name(quads: set[Quad]) -> None:
    typed = {q.subject for q in quads if q.predicate == A}
    named = {q.subject for q in quads if q.predicate == SKOS.prefLabel}
    for facts in gold_facts():
        for entity in facts.entities:
            assert NamedNode(entity.iri) in typed
            assert NamedNode(entity.iri) in named or entity.type == "Theme"


def test_order_of_articles_does_not_matter(quads: set[Quad]) -> None:
    assert set(graph_quads(gold_facts()[::-1])) == quads


def test_no_body_is_written(quads: set[Quad]) -> None:
    longest = max(len(q.object.value) for q in quads if isinstance(q.object, Literal))
    assert longest < min(len(f.article.text) for f in gold_facts())


def test_retold_articles_say_so_and_do_not_pose_as_their_source(quads: set[Quad]) -> None:
    articles = {NamedNode(f.iri) for f in gold_facts()}
    for article in articles:
        about = [q for q in quads if q.subject == article]
        assert [q.object.language for q in about if q.predicate == SKOS.note] != []  # type: ignore[union-attr]
        assert any(q.predicate == SCHEMA.isBasedOn for q in about)
        assert not any(q.predicate in (SCHEMA.url, SCHEMA.publisher) for q in about)


def test_an_article_in_its_source_s_words_has_url_and_publisher() -> None:
    facts = made("Ett och Två samarbetar.", [])
    url = "https://example.org/a"
    article = replace(facts.article, url=url, sources=(url,), publisher="Vinnova", date="2020-06", title="Hej")
    article = replace(article, licence="CC-BY-4.0")
    said = {
        q.predicate: q.object for q in graph_quads([replace(facts, article=article)]) if q.subject.value == facts.iri
    }
    assert said[SCHEMA.url] == NamedNode("https://example.org/a")
    assert said[SCHEMA.publisher] == NamedNode(ORGANIZATION + "vinnova")
    assert str(said[SCHEMA.datePublished]) == '"2020-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    assert DCTERMS.license in said and SKOS.note not in said and SCHEMA.isBasedOn not in said


def test_an_article_that_stands_at_several_addresses_has_them_all() -> None:
    facts = made("Ett och Två samarbetar.", [])
    urls = ("https://example.org/a", "https://example.org/b", "https://example.org/c")
    article = replace(facts.article, url=urls[0], sources=urls[:2], addresses=urls[1:])
    quads = [q for q in graph_quads([replace(facts, article=article)]) if q.subject.value == facts.iri]
    assert {q.object.value for q in quads if q.predicate == SCHEMA.url} == set(urls)  # type: ignore[union-attr]
    assert not any(q.predicate == DCTERMS.source for q in quads)


def test_post_joins_person_organisation_and_title() -> None:
    facts = made("Anna Ek, strateg på Vinnova.", [("Anna Ek", "Person"), ("Vinnova", "Organization")],
                 ("Anna Ek", "worksFor", "Vinnova"), ("Anna Ek", "hasRole", "strateg"))  # fmt: skip
    quads = set(graph_quads([facts]))
    (post,) = {q.subject for q in quads if q.predicate == A and q.object == ORG.Membership}
    said = [(q.predicate, q.object) for q in quads if q.subject == post]
    role = V.thing("role", "sv-strateg")
    assert (ORG.role, role) in said and (ORG.organization, NamedNode(ORGANIZATION + "vinnova")) in said
    assert sum(p == PROV.wasDerivedFrom for p, _ in said) == 2
    assert {q.object for q in quads if q.subject == role and q.predicate == SKOS.prefLabel} == {
        Literal("strateg", language="sv")
    }


def test_title_of_another_post_is_not_mixed_in() -> None:
    """A person with two employers in two sentences: each title stays with its sentence."""
    text = "Anna Ek är strateg på Ett. Tidigare var hon chef på Två."
    facts = made(text, [("Anna Ek", "Person"), ("Ett", "Organization"), ("Två", "Organization")])
    iri = {e.label: e.iri for e in facts.entities}
    first, second = (0, 26), (27, len(text))
    claims = [
        Claim(iri["Anna Ek"], p, iri.get(o, o), 0.9, "r", *at, text[slice(*at)])
        for p, o, at in [("worksFor", "Ett", first), ("hasRole", "strateg", first),
                         ("worksFor", "Två", second), ("hasRole", "chef", second)]
    ]  # fmt: skip
    quads = set(graph_quads([replace(facts, claims=tuple(claims))]))
    posts = {q.subject.value.rpartition("/")[2] for q in quads if q.predicate == ORG.role}  # type: ignore[union-attr]
    assert {p.partition("--")[2] for p in posts} == {"ett--sv-strateg", "tva--sv-chef"}


def test_collaboration_has_the_themes_of_its_sentence_with_a_claim() -> None:
    facts = made("Ett och Två samarbetar om klimat.",
                 [("Ett", "Organization"), ("Två", "Organization"), ("klimat", "Theme")],
                 ("Två", "collaboratesWith", "Ett"))  # fmt: skip
    quads = set(graph_quads([facts]))
    (node,) = {q.subject for q in quads if q.predicate == A and q.object == V.term("Collaboration")}
    assert {q.object.value for q in quads if q.subject == node and q.predicate == V.term("hasPartner")} == {  # type: ignore[union-attr]
        ORGANIZATION + "ett", ORGANIZATION + "tva",
    }  # fmt: skip
    (theme,) = [q for q in quads if q.subject == node and q.predicate == V.term("hasTheme")]
    assert any(q.predicate == RDF.subject and q.object == node for q in quads)
    assert theme.object == NamedNode(f"{DEFAULT_BASE}id/theme/klimat")


def test_mentions_are_proved_by_their_first_place(quads: set[Quad]) -> None:
    mention = {q.subject for q in quads if q.predicate == V.term("rule") and q.object.value == MENTION_RULE}  # type: ignore[union-attr]
    stated = {(q.subject, q.object) for q in quads if q.predicate == V.term("mentions")}
    assert len(mention) == len(stated) == sum(len(f.entities) for f in gold_facts())


def test_registry_speaks_only_of_what_the_articles_name(quads: set[Quad]) -> None:
    registry = load_registry()
    there = {q.subject.value for q in quads if q.graph_name == V.graph("registry")} & registry.actors.keys()  # type: ignore[union-attr]
    named = {e.iri for f in gold_facts() for e in f.entities} | {
        q.object.value for q in quads if q.predicate == SCHEMA.publisher
    }  # type: ignore[union-attr]
    assert there == registry.actors.keys() & named
    vinnova = registry.actors[ORGANIZATION + "vinnova"]
    said = {(q.predicate, q.object) for q in quads if q.subject == NamedNode(vinnova.iri)}
    assert (V.term("country"), NamedNode(country_iri("SWE"))) in said
    assert (A, V.term("PublicAgency")) in said


def test_a_quote_that_is_not_in_the_text_is_refused_and_leaves_no_trace() -> None:
    facts = made("Ett och Två samarbetar.", [("Ett", "Organization"), ("Två", "Organization")],
                 ("Ett", "collaboratesWith", "Två"))  # fmt: skip
    writer = GraphWriter()
    with pytest.raises(ValueError, match="the text has no"):
        writer.add(replace(facts, claims=(replace(facts.claims[0], start=1),)))
    assert not list(writer.finish())


def test_two_rules_at_one_place_are_one_claim_by_the_surer() -> None:
    facts = made("Ett och Två samarbetar.", [("Ett", "Organization"), ("Två", "Organization")],
                 ("Ett", "collaboratesWith", "Två"), ("Två", "collaboratesWith", "Ett"))  # fmt: skip
    one, two = facts.claims
    both = [one, replace(two, confidence=0.95, rule="sv/other")]
    for order in (both, both[::-1]):
        claims = claims_of(set(graph_quads([replace(facts, claims=tuple(order))])))
        (said,) = [c for c in claims.values() if c[RDF.predicate] == [V.term("collaboratesWith")]]
        assert said[V.term("rule")] == [Literal("sv/other")] and said[V.term("confidence")] == [decimal(0.95)]


def test_one_relation_at_two_places_is_two_claims_of_one_triple() -> None:
    facts = made("Ett och Två. Ett och Två.", [("Ett", "Organization"), ("Två", "Organization")],
                 ("Ett", "collaboratesWith", "Två"))  # fmt: skip
    first = replace(facts.claims[0], end=12, quote="Ett och Två.")
    quads = set(graph_quads([replace(facts, claims=(first, replace(first, start=13, end=25)))]))
    assert len([q for q in quads if q.predicate == V.term("collaboratesWith")]) == 1
    starts = [c[V.term("start")] for c in claims_of(quads).values() if c[RDF.predicate] == [V.term("collaboratesWith")]]
    assert sorted(int(s[0].value) for s in starts) == [0, 13]  # type: ignore[attr-defined]


def test_the_country_of_an_actor_is_named_though_no_article_names_it() -> None:
    facts = made("Vinnova.", [("Vinnova", "Organization")])
    said = {(q.predicate, q.object) for q in graph_quads([facts]) if q.subject.value == country_iri("SWE")}
    assert (A, SCHEMA.Country) in said and (SKOS.prefLabel, Literal("Sverige", language="sv")) in said


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20), st.floats(0, 1))
def test_any_text_can_be_quoted(before: str, name: str, confidence: float) -> None:
    text = f"{before}{name}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    iri = f"{DEFAULT_BASE}id/organization/x"
    at = Mention(len(before), len(text), name)
    facts = Facts(
        Article("made", text, "sv", title=text),
        f"{DEFAULT_BASE}id/article/made",
        (Entity(iri, name, "sv", "Organization", "org:Organization", (text,), (at,)),),
        (Claim(iri, "hasTheme", f"{DEFAULT_BASE}id/theme/x", confidence, text, at.start, at.end, name),),
    )
    quads = set(graph_quads([facts]))
    assert {q.object.value for q in quads if q.predicate == V.term("quote")} == {name}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (0.0, "0"), (0.97, "0.97"), (0.5, "0.5"), (1 / 3, "0.3333"), (10.0, "10")],
)
def test_decimals_are_canonical(value: float, written: str) -> None:
    assert decimal(value).value == written


@pytest.mark.parametrize("value", ["", "x", "javascript:alert(1)", "http://a b", "https://a/<b>", 'https://a/"', "/a"])
def test_what_is_no_iri(value: str) -> None:
    assert not is_iri(value)
