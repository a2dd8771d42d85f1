"""The data of Dutch, German, Finnish and English, and the table of places (format: data/language/README.md)."""

from __future__ import annotations

import csv
import tomllib
from typing import Any

import pytest

from innograph.extract.language import load_language
from innograph.extract.literals import Literals
from innograph.extract.names import NameFinder
from innograph.extract.persons import PersonFinder
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import PERSON, UNKNOWN, Span, resolve
from innograph.extract.words import Lexicon, Tokens
from innograph.resources import resource

TAGS = ("nl", "de", "fi", "en")
ALL_TAGS = ("sv", "nb", "da", "fi", "nl", "de", "en")
CLASSES = {
    "inno:PublicAgency", "inno:Ministry", "inno:Government", "inno:Region", "inno:Municipality", "inno:University",
    "inno:ResearchInstitute", "inno:Company", "inno:Association", "inno:EUBody", "inno:CompetenceCentre",
    "inno:Network", "inno:Council", "org:Organization",
}  # fmt: skip
FORMS = {"suffix", "head", "tail", "phrase", "noun", "plural", "name", "after", "list"}
NAME_LISTS = {"given_names": 400, "surname_endings": 30, "particles": 5, "not_names": 100}
ROLE_LISTS = {
    "heads": 80, "whole": 30, "modifiers": 20, "complements": 3, "employer_prepositions": 2, "leading": 20, "former": 8,
}  # fmt: skip
WORD_LISTS = {
    "and": 2, "we": 3, "she_he": 1, "speech": 40, "negation": 8, "past": 8, "wish": 15, "caption": 10, "photo": 3,
    "months": 12, "weekdays": 7, "inflections": 3, "genitive": 2,
}  # fmt: skip

#: Keys that only some of these languages need.
OPTIONAL = {
    "short_titles",
    "office",
    "bases", "cases", "others", "employer_cases", "we_endings", "employing", "not_employers", "not_employer_endings",
    "name_titles", "subject_endings", "prepositions", "articles", "contractions",
    "address", "honours", "capacity", "town_offices", "towns", "singulars",
}  # fmt: skip


def read(tag: str, name: str) -> dict[str, Any]:
    return tomllib.loads(resource("data", "language", tag, f"{name}.toml").read_text(encoding="utf-8"))


def check_list(value: Any, least: int) -> None:
    """A list of different, trimmed, non-empty strings, long enough to be of use."""
    assert isinstance(value, list)
    assert all(isinstance(w, str) and w and w == w.strip() for w in value)
    assert len(set(value)) == len(value), sorted({w for w in value if value.count(w) > 1})
    assert len(value) >= least


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("name", "lists", "tables"),
    [
        ("names", NAME_LISTS, {"organization", "event", "project"}),
        ("roles", ROLE_LISTS, {"genitive_roles", "forms", "endings"}),
        ("words", WORD_LISTS, {"organization_nouns", "group_nouns", "numbers", "event_nouns", "project_nouns"}),
    ],
)
def test_every_key_is_there_with_enough_in_it(tag: str, name: str, lists: dict[str, int], tables: set[str]) -> None:
    data = read(tag, name)
    assert set(data) - OPTIONAL == set(lists) | tables
    for key, least in lists.items():
        check_list(data[key], least)
    for key in tables:
        assert data[key] or data[key] is False


@pytest.mark.parametrize("tag", TAGS)
def test_forms_are_known_and_no_word_stands_for_two_things(tag: str) -> None:
    data = read(tag, "names")
    for kind, has_class in (("organization", True), ("event", False), ("project", False)):
        seen: set[tuple[str, str]] = set()
        for entry in data[kind]:
            assert set(entry) <= {"form", "words", "class", "case"} | (
                {"near", "not_after", "inside"}
                if entry["form"] == "name"
                else {"members", "template", "closed", "before"}
                if entry["form"] == "list"
                else set()
            )
            assert entry["form"] in FORMS
            assert ("class" in entry) is has_class
            assert entry.get("class", "org:Organization") in CLASSES
            check_list(entry["words"], 1)
            exact = entry["form"] == "name"
            words = {(entry["form"], w if exact else w.lower()) for w in entry["words"]}
            assert not words & seen, words & seen
            seen |= words
        assert {"tail", "noun"} <= {form for form, _ in seen}
    assert {e["class"] for e in data["organization"]} >= CLASSES - {"inno:EUBody"}


@pytest.mark.parametrize("tag", TAGS)
def test_given_names_are_names(tag: str) -> None:
    data = read(tag, "names")
    not_names = {w.lower() for w in data["not_names"]} | {w.lower() for w in read(tag, "words")["months"]}
    assert not not_names & {n.lower() for n in data["given_names"]}
    assert all(n[0].isupper() for n in data["given_names"])
    assert all(e == e.lower() for e in data["surname_endings"])


@pytest.mark.parametrize("tag", TAGS)
def test_inflected_roles_lead_to_roles(tag: str) -> None:
    data = read(tag, "roles")
    heads = tuple(h.lower() for h in data["heads"])
    known = {w.lower() for w in data["whole"]}
    for inflected, base in data["endings"].items():
        assert inflected != base
        assert base in known or base.endswith(heads), inflected
    for inflected, base in data["forms"].items():
        low = base.lower()
        assert low in known or low.endswith(heads), inflected


@pytest.mark.parametrize("tag", TAGS)
def test_nouns_and_numbers(tag: str) -> None:
    data = read(tag, "words")
    for table in ("organization_nouns", "group_nouns"):
        for noun, classes in data[table].items():
            assert noun == noun.strip() and set(classes) <= CLASSES  # none: of any class
    assert not set(data["organization_nouns"]) & set(data["group_nouns"])
    assert {2, 3, 4, 5, 10} <= set(data["numbers"].values())
    for table in ("event_nouns", "project_nouns"):
        check_list(data[table]["words"], 10)


@pytest.mark.parametrize("tag", ("de", "fi"))
def test_inflected_names_lead_to_names(tag: str) -> None:
    data = read(tag, "names")
    listed = {w.lower() for kind in ("organization", "event", "project") for e in data[kind] for w in e["words"]}
    inflected = [w for w in data["bases"] if any(word.endswith(w) for word in listed)]
    assert len(inflected) >= 30
    assert all(k != v.lower() for k, v in data["bases"].items())


# -- what the extractor finds with them ------------------------------------------------------------------------------


def find(tag: str, text: str) -> list[Span]:
    """Names, persons and roles of one sentence, as the extractor finds them without any listed name."""
    language = load_language(tag)
    lexicon = Lexicon()
    roles, named = RoleFinder(language, lexicon), NameFinder(language, lexicon, Literals(lexicon))
    lone = PersonFinder(language, roles, lexicon)
    folded = text.lower()
    tokens = Tokens(text, folded, lexicon)
    names = resolve([s for s in named.find(tokens, text, folded, frozenset({0})) if s.code != UNKNOWN])
    role_spans = roles.find(tokens, text, folded)
    taken = {t.start: s.end for s in names for t in tokens if s.start <= t.start < s.end and s.source != "acronym"}
    persons = lone.find(
        tokens, text, taken, frozenset(r.end for r in role_spans), frozenset(r.start for r in role_spans)
    )
    return resolve([*names, *persons, *role_spans])


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("nl", "Hier sprak Marieke van den Berg.", "Marieke van den Berg"),
        ("nl", "Hier sprak Jan-Willem de Groot.", "Jan-Willem de Groot"),
        ("nl", "Hier sprak Fatma Yildiz.", "Fatma Yildiz"),
        ("de", "Hier sprach Hans-Peter Gruber.", "Hans-Peter Gruber"),
        ("de", "Hier sprach Ayşe Kaya.", "Ayşe Kaya"),
        ("de", "Hier sprach Ursula von der Heide.", "Ursula von der Heide"),
        ("fi", "Paikalla puhui Satu Järvenkallas.", "Satu Järvenkallas"),
        ("fi", "Paikalla puhui Veli-Matti Lahtinen.", "Veli-Matti Lahtinen"),
        ("en", "There spoke Aoife Byrne.", "Aoife Byrne"),
        ("en", "There spoke Katarzyna Nowak.", "Katarzyna Nowak"),
    ],
)
def test_persons_by_their_names(tag: str, text: str, expected: str) -> None:
    assert [s.name for s in find(tag, text) if s.code == PERSON] == [expected]


@pytest.mark.parametrize(
    ("tag", "text", "name", "cls"),
    [
        ("nl", "Zo werkt het ministerie van Onderwijs, Cultuur en Wetenschap.",
         "Ministerie van Onderwijs, Cultuur en Wetenschap", "inno:Ministry"),
        ("nl", "Zo werkt de Nederlandse Vereniging van Ziekenhuizen.", "Nederlandse Vereniging van Ziekenhuizen",
         "inno:Association"),
        ("nl", "Zo werkt de Universiteit Leiden.", "Universiteit Leiden", "inno:University"),
        ("nl", "Zo werkt Waterschap Rivierenland.", "Waterschap Rivierenland", "inno:PublicAgency"),
        ("nl", "Zo werkt de Belastingdienst.", "Belastingdienst", "inno:PublicAgency"),
        ("de", "So arbeitet die Universität Graz.", "Universität Graz", "inno:University"),
        ("de", "So arbeitet die Verkehrsverbund Ost GmbH.", "Verkehrsverbund Ost GmbH", "inno:Company"),
        ("de", "So arbeitet das Bundesministerium für Bildung, Wissenschaft und Forschung.",
         "Bundesministerium für Bildung, Wissenschaft und Forschung", "inno:Ministry"),
        ("de", "So arbeitet das Finanzministerium.", "Finanzministerium", "inno:Ministry"),
        ("de", "So arbeitet das Land Niederösterreich.", "Land Niederösterreich", "inno:Region"),
        ("de", "So arbeitet das Amt der Tiroler Landesregierung.", "Amt der Tiroler Landesregierung",
         "inno:PublicAgency"),
        ("fi", "Näin toimii Turun yliopisto.", "Turun yliopisto", "inno:University"),
        ("fi", "Näin toimii Helsingin kaupunki.", "Helsingin kaupunki", "inno:Municipality"),
        ("fi", "Näin toimii Pirkanmaan hyvinvointialue.", "Pirkanmaan hyvinvointialue", "inno:Region"),
        ("fi", "Asiaa selvitettiin Museovirastossa.", "Museovirasto", "inno:PublicAgency"),
        ("fi", "Näin toimii Kirjastoseura ry.", "Kirjastoseura ry", "inno:Association"),
        ("fi", "Näin toimii Opetushallitus.", "Opetushallitus", "inno:PublicAgency"),
        ("en", "They visited the Ministry of Education and Culture.", "Ministry of Education and Culture",
         "inno:Ministry"),
        ("en", "They visited the City of Cork.", "City of Cork", "inno:Municipality"),
        ("en", "They visited the University of Leeds.", "University of Leeds", "inno:University"),
        ("en", "They visited the National Transport Authority.", "National Transport Authority",
         "inno:PublicAgency"),
        ("en", "They visited Arup Group Ltd.", "Arup Group Ltd", "inno:Company"),
    ],
)  # fmt: skip
def test_organisations_by_their_form(tag: str, text: str, name: str, cls: str) -> None:
    assert [(s.name, s.cls) for s in find(tag, text) if s.code == "O"] == [(name, cls)]


@pytest.mark.parametrize(
    ("tag", "word", "base"),
    [
        ("nl", "directeur-generaal", "directeur-generaal"),
        ("nl", "beleidsadviseurs", "beleidsadviseur"),
        ("nl", "wethouder", "wethouder"),
        ("nl", "programmamanager", "programmamanager"),
        ("de", "abteilungsleiterin", "abteilungsleiterin"),
        ("de", "geschäftsführers", "geschäftsführer"),
        ("de", "landeshauptfrau", "landeshauptfrau"),
        ("de", "projektleiterinnen", "projektleiterin"),
        ("de", "bundesministers", "bundesminister"),
        ("fi", "toimitusjohtajan", "toimitusjohtaja"),
        ("fi", "erityisasiantuntijalle", "erityisasiantuntija"),
        ("fi", "projektipäällikön", "projektipäällikkö"),
        ("fi", "kansanedustajana", "kansanedustaja"),
        ("en", "councillor", "councillor"),
        ("en", "researchers", "researcher"),
        ("en", "ceo", "ceo"),
        ("nl", "tafel", None),
        ("de", "tisch", None),
        ("fi", "pöytä", None),
        ("en", "ahead", None),
        ("en", "administer", None),
        ("en", "wheelchair", None),
    ],
)
def test_roles_and_their_base_forms(tag: str, word: str, base: str | None) -> None:
    assert RoleFinder(load_language(tag), Lexicon()).base(word) == base


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("nl", "Vandaag begint de week met regen, en het ziekenhuis is open."),
        ("de", "Die Schüler lesen ein Buch, und das Wetter ist schön."),
        ("fi", "Tänään sataa, ja koulun piha on märkä."),
        ("en", "The weather was fine and the school stayed open."),
    ],
)
def test_plain_sentences_name_nothing(tag: str, text: str) -> None:
    assert [s.name for s in find(tag, text)] == []


# -- places ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    with resource("data", "registry", "places.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_places_have_ids_and_labels_in_every_language(places: list[dict[str, str]]) -> None:
    ids = [p["id"] for p in places]
    assert len(set(ids)) == len(ids)
    countries = [p for p in places if p["kind"] == "country"]
    assert len(countries) >= 60
    assert {p["kind"] for p in places} == {"country", "bloc"}
    assert all(len(p["id"]) == 3 and p["id"].isupper() and p["id"].isascii() for p in countries)
    for place in places:
        assert place["source"]
        for tag in ALL_TAGS:
            forms = place[tag].split(";")
            check_list(forms, 1)
        if place["kind"] == "country":
            assert all(place[f"adj_{tag}"] for tag in ALL_TAGS), place["id"]


def test_no_form_names_two_places(places: list[dict[str, str]]) -> None:
    for tag in ALL_TAGS:
        owners: dict[str, set[str]] = {}
        for place in places:
            for form in [*place[tag].split(";"), *filter(None, place[f"adj_{tag}"].split(";"))]:
                owners.setdefault(form, set()).add(place["id"])
        assert not {f: ids for f, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize(
    ("tag", "form", "place"),
    [
        ("sv", "de nordiska länderna", "nordic-countries"),
        ("sv", "Tyskland", "DEU"),
        ("nb", "de baltiske landene", "baltic-countries"),
        ("da", "Storbritannien", "GBR"),
        ("fi", "Alankomaissa", "NLD"),
        ("fi", "Islannin", "ISL"),
        ("fi", "Tšekkiin", "CZE"),
        ("fi", "Suomelle", "FIN"),
        ("nl", "Oostenrijk", "AUT"),
        ("de", "Niederlanden", "NLD"),
        ("en", "the Netherlands", "NLD"),
        ("en", "UK", "GBR"),
    ],
)
def test_forms_of_running_text(places: list[dict[str, str]], tag: str, form: str, place: str) -> None:
    assert [p["id"] for p in places if form in p[tag].split(";")] == [place]
