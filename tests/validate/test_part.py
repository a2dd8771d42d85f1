"""What a change makes wrong in a sound graph is found by looking at what it touches."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from innograph.article import Article
from innograph.graph import GraphWriter, given_quads
from innograph.graph.vocabulary import OWL, SKOS, WIKIDATA, A, Vocabulary
from innograph.link import facts
from innograph.reason.terms import fact_of
from innograph.store import GraphStore
from innograph.validate import find_new_problems, validate

V = Vocabulary()
TEXTS = {
    "a": "Boverket samarbetar med Trafikverket.\n\nAnna Ek, strateg på Boverket, höll ett tal.",
    "b": "Vinnova finansierar projektet Gröna kvarter.\n\nProjektet Gröna kvarter leds av Anna Ek.",
}
ARTICLE, EK, BOVERKET = V.thing("article", "a"), V.thing("person", "anna-ek"), V.thing("organization", "boverket")

PROJECT = V.thing("project", "grona-kvarter")


def sound() -> GraphStore:
    writer = GraphWriter()
    quads = [q for name, text in TEXTS.items() for q in writer.add(facts(Article(name, text, "sv", title="Rubrik")))]
    return GraphStore([*quads, *writer.finish(), *given_quads()])


def claim_of(store: GraphStore) -> Quad:
    """The quad that gives some claim of article a its quote."""
    return min((q for q in store.quads(ARTICLE) if q.predicate == V.term("quote")), key=str)


#: What is wrong → what goes and what comes.
DAMAGES = {
    "no label": lambda s: (list(s.oxigraph.quads_for_pattern(EK, SKOS.prefLabel, None, None)), []),
    "no type": lambda s: (list(s.oxigraph.quads_for_pattern(EK, A, None, None)), []),
    "no quote": lambda s: ([claim_of(s)], []),
    "other quote": lambda s: (
        [q := claim_of(s)], [Quad(q.subject, q.predicate, Literal("x" * len(q.object.value), language="sv"), ARTICLE)]
    ),
    "triple without claim": lambda s: ([], [Quad(BOVERKET, V.term("funds"), PROJECT, ARTICLE)]),
    "what nothing is said of": lambda s: ([], [Quad(EK, V.term("worksFor"), V.thing("organization", "x"), ARTICLE)]),
    "no IRI of ours": lambda s: ([], [Quad(NamedNode(f"{V.base}id/nothing/x"), A, V.term("Event"), ARTICLE)]),
    "a property that is none": lambda s: ([], [Quad(EK, V.term("nothing"), BOVERKET, ARTICLE)]),
    "no item of Wikidata": lambda s: ([], [Quad(EK, OWL.sameAs, WIKIDATA["x"], ARTICLE)]),
    "a person that is an organisation": lambda s: ([], [Quad(EK, A, V.term("Company"), ARTICLE)]),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGES)
def test_what_a_change_makes_wrong_is_found(name: str) -> None:
    store = sound()
    assert list(validate(store, texts=TEXTS)) == []
    gone, come = DAMAGES[name](store)
    for quad in gone:
        store.oxigraph.remove(quad)
    store.add(come)
    assert list(validate(store, texts=TEXTS)), "the damage is none"
    changed = {fact_of(quad) for quad in (*gone, *come)}
    assert find_new_problems(store, changed, [ARTICLE], TEXTS)


def test_a_sound_change_is_sound() -> None:
    store = sound()
    changed = {fact_of(quad) for quad in store.quads(ARTICLE)}
    assert find_new_problems(store, changed, [ARTICLE], TEXTS) == []


def test_what_another_article_relates_of_two_changed_things_has_its_claim_there() -> None:
    texts = {
        "a": "Vinnova samarbetar med Trafikverket. Boverket samarbetar med Skatteverket.",
        "b": "Boverket samarbetar med Vinnova.",
    }
    writer = GraphWriter()
    quads = [q for name, text in texts.items() for q in writer.add(facts(Article(name, text, "sv", title="Rubrik")))]
    store = GraphStore([*quads, *writer.finish(), *given_quads()])
    changed = {fact_of(quad) for quad in store.quads(ARTICLE)}
    assert (BOVERKET, V.term("collaboratesWith"), V.thing("organization", "vinnova")) not in changed
    assert find_new_problems(store, changed, [ARTICLE], texts) == []
