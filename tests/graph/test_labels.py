"""One preferred name a language, the same whichever article comes first."""

from __future__ import annotations

from itertools import permutations

from innograph.article import Article
from innograph.facts import Entity, Facts
from innograph.graph.labels import Labels, is_inflected
from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE
from innograph.link.registry import Actor, Name, Place, Registry

IRI = f"{DEFAULT_BASE}id/organization/x"
EMPTY = Registry({})


def facts(label: str, *aliases: str, language: str = "sv", iri: str = IRI, kind: str = "Organization") -> Facts:
    entity = Entity(iri, label, language, kind, "org:Organization", aliases)
    return Facts(Article("a", "", language), f"{DEFAULT_BASE}id/article/a", (entity,), ())


def names(*given: Facts, registry: Registry = EMPTY) -> list[str]:
    """Every name as `pref Ett@sv`."""
    labels = Labels(registry, Vocabulary())
    for one in given:
        labels.add(one)
    return [f"{q.predicate.value.rpartition('#')[2][:-5]} {q.object.value}@{q.object.language}" for q in labels.quads()]  # type: ignore[union-attr]


def test_most_articles_decide_then_the_smallest() -> None:
    given = [facts("Ett"), facts("ETT"), facts("Ett"), facts("Zwei", language="de")]
    assert names(*given) == ["pref Zwei@de", "pref Ett@sv", "alt ETT@sv"]
    assert names(facts("b"), facts("a")) == ["pref a@sv", "alt b@sv"]


def test_order_of_articles_does_not_matter() -> None:
    given = [
        facts("Ett", "E"),
        facts("ETT", "Ett"),
        facts("Zwei", "Ett", language="de"),
        facts("ETT", "Etts"),
    ]
    assert len({tuple(names(*order)) for order in permutations(given)}) == 1


def test_registry_s_name_wins_over_any_number_of_articles() -> None:
    actor = Actor(
        "x",
        IRI,
        "Verket",
        "sv",
        (Name("Verket", "sv"), Name("The Agency", "en"), Name("VX", ""), Name("Verket", "")),
        "inno:PublicAgency",
    )
    found = names(*[facts("Myndigheten X", "VX")] * 3, registry=Registry({IRI: actor}))
    assert found == ["pref Verket@sv", "alt The Agency@en", "alt VX@und"]


def test_articles_do_not_rename_countries() -> None:
    iri = "http://publications.europa.eu/resource/authority/country/SWE"
    place = Place("SWE", iri, "country", {"sv": "Sverige", "en": "Sweden"}, {}, {})
    found = names(facts("Sverige", "svenska", iri=iri, kind="Country"), registry=Registry({}, {iri: place}))
    assert found == ["pref Sweden@en", "pref Sverige@sv"]


def test_themes_are_named_by_the_theme_list_alone() -> None:
    assert names(facts("climate", "klimat", kind="Theme")) == []


def test_bent_and_paraphrasing_forms_are_hidden() -> None:
    assert names(facts("Vinnova", "Vinnovas", "VIN", "myndigheten", "vinnova")) == [
        "pref Vinnova@sv", "alt VIN@sv", "hidden Vinnovas@sv", "hidden myndigheten@sv",
    ]  # fmt: skip
    person = Entity(IRI, "Anna Ek", "sv", "Person", "foaf:Person", ("Ek", "Anna Maria Ek"))
    assert is_inflected("Ek", person) and not is_inflected("Anna Maria Ek", person)


def test_regional_varieties_share_a_name() -> None:
    assert names(facts("Amt", language="de-AT"), facts("Amt", language="de-DE")) == ["pref Amt@de"]
