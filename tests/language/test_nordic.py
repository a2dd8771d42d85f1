"""The Nordic language data: whole, in the format of data/language/README.md, and free of contradictions.

The last tests read the data as the format says, on names and titles that are written there, so that a line
lost or a too greedy ending is noticed whatever the extractor makes of it.
"""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from innograph.resources import resource

LANGUAGES = ("sv", "nb", "da")
CLASSES = {
    "inno:PublicAgency", "inno:Ministry", "inno:Government", "inno:Region", "inno:Municipality",
    "inno:University", "inno:ResearchInstitute", "inno:Company", "inno:Association", "inno:EUBody",
    "inno:CompetenceCentre", "inno:Network", "inno:Council", "org:Organization",
}  # fmt: skip
FORMS = {"suffix", "head", "tail", "phrase", "noun", "plural", "each", "list", "name"}
#: What an entry of a form may say besides words and class.
CONDITIONS = {"name": ("near", "not_after", "inside"), "list": ("members", "template", "closed", "alone", "before")}
NAMES = {"given_names": 400, "surname_endings": 80, "particles": 10, "not_names": 500}
ROLES = {
    "heads": 120, "whole": 8, "modifiers": 40, "complements": 4, "employer_prepositions": 5,
    "leading": 15, "former": 8,
}  # fmt: skip
WORDS = {
    "and": 2, "we": 5, "she_he": 2, "speech": 50, "negation": 8, "past": 10, "wish": 12, "caption": 8,
    "photo": 5, "months": 12, "weekdays": 7, "inflections": 8, "genitive": 2,
}  # fmt: skip


def data(language: str, name: str) -> dict[str, Any]:
    with resource("data", "language", language, f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def lists(language: str) -> list[tuple[str, list[str]]]:
    """Every list of words of a language, with the place it has in the files."""
    found = []
    for name in ("names", "roles", "words"):
        for key, value in data(language, name).items():
            if isinstance(value, list) and all(isinstance(v, str) for v in value):
                found.append((f"{name}.{key}", value))
            elif isinstance(value, list):
                found += [(f"{name}.{key}[{i}]", entry["words"]) for i, entry in enumerate(value) if "words" in entry]
            elif isinstance(value, dict) and key in ("event_nouns", "project_nouns"):
                found.append((f"{name}.{key}", value["words"]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_there_and_long_enough(language: str) -> None:
    for name, wanted in (("names", NAMES), ("roles", ROLES), ("words", WORDS)):
        table = data(language, name)
        short = {k: len(table.get(k, ())) for k, n in wanted.items() if len(table.get(k, ())) < n}
        assert not short, f"{language}/{name}.toml is short of {short}"
    assert len(data("sv", "names")["given_names"]) >= 600


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_that_nobody_reads(language: str) -> None:
    optional = {"lone_surname_endings", "person_verbs", "place_prepositions", "address"}
    assert set(data(language, "names")) - optional == {*NAMES, "organization", "event", "project"}
    assert set(data(language, "roles")) - {"no_complements", "office", "subject_endings", "short_titles"} == {
        *ROLES,
        "genitive_roles",
        "forms",
        "endings",
    }
    tables = {"organization_nouns", "group_nouns", "numbers", "event_nouns", "project_nouns"}
    assert set(data(language, "words")) - {"organising", "still", "until_then"} == {*WORDS, *tables}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_hold_words_once_and_clean(language: str) -> None:
    for place, words in lists(language):
        assert words, place
        twice = sorted({w for w in words if words.count(w) > 1})
        assert not twice, f"{place} has twice {twice}"
        unclean = [w for w in words if not isinstance(w, str) or not w or w != " ".join(w.split())]
        assert not unclean, f"{place}: {unclean}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_capitalised_and_the_rest_is_not(language: str) -> None:
    names = data(language, "names")
    for key in ("given_names", "not_names"):
        low = [w for w in names[key] if not w[0].isupper()]
        assert not low, f"{language} {key} in lower case: {low}"
    for key in ("surname_endings", "particles"):
        assert all(w == w.lower() for w in names[key])
    for name in ("roles", "words"):
        for place, words in lists(language):
            if place.startswith(name):
                capital = [w for w in words if w != w.lower() and not w.startswith(("EU-", "IT-"))]
                assert not capital, f"{language} {place}: {capital}"
    assert all(" " not in w for w in names["given_names"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_both_a_given_name_and_none(language: str) -> None:
    names = data(language, "names")
    both = {w.lower() for w in names["given_names"]} & {w.lower() for w in names["not_names"]}
    assert not both


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_and_classes_are_known(language: str) -> None:
    names = data(language, "names")
    for kind in ("organization", "event", "project"):
        for entry in names[kind]:
            assert set(entry) <= {"form", "words", "class", "case", *CONDITIONS.get(entry["form"], ())}
            assert entry["form"] in FORMS
            assert ("class" in entry) == (kind == "organization")
            assert entry.get("class", "org:Organization") in CLASSES
            assert isinstance(entry.get("case", False), bool)
            if entry["form"] == "suffix":
                assert not [w for w in entry["words"] if w != w.lower()]
    assert {e["form"] for e in names["organization"]} >= FORMS - {"plural", "each", "list"}
    words = data(language, "words")
    for table in ("organization_nouns", "group_nouns"):
        for noun, classes in words[table].items():
            assert noun == noun.lower() and classes and set(classes) <= CLASSES, noun
            assert len(classes) == len(set(classes)), noun
    assert all(isinstance(n, int) and n > 0 and w == w.lower() for w, n in words["numbers"].items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_word_of_one_form_has_one_class(language: str) -> None:
    seen: dict[tuple[str, str], str] = {}
    names = data(language, "names")
    for kind in ("organization", "event", "project"):
        for entry in names[kind]:
            for word in entry["words"]:
                place = f"{kind} {entry.get('class', '')}"
                other = seen.setdefault((entry["form"], word.lower()), place)
                assert other == place, f"{word!r} ({entry['form']}) is {other} and {place}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_role_forms_lead_to_known_roles(language: str) -> None:
    roles = data(language, "roles")
    heads, whole = tuple(roles["heads"]), set(roles["whole"])
    assert isinstance(roles["genitive_roles"], bool)
    for inflected, base in roles["endings"].items():
        assert inflected != base
        assert base in heads or base in whole, (inflected, base)
    for inflected, base in roles["forms"].items():
        assert inflected != base and " " not in inflected
        assert base.endswith(heads) or base in whole, (inflected, base)
    for role in roles["leading"]:
        assert role.endswith(heads) or role in whole, f"{role} leads, but is no role"


def name_class(language: str, word: str) -> str | None:
    """The class that the longest fitting ending gives a word, as the README defines `suffix`."""
    names = data(language, "names")
    if word in names["not_names"]:
        return None
    endings = [
        (w, e.get("class", kind)) for kind in ("organization", "event", "project") for e in names[kind]
        if e["form"] == "suffix" for w in e["words"]
    ]  # fmt: skip
    fitting = [(len(w), cls) for w, cls in endings if word.lower().endswith(w) and word.lower() != w]
    return max(fitting)[1] if fitting else None


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("sv", "Skatteverket", "inno:PublicAgency"), ("sv", "Folkhälsomyndigheten", "inno:PublicAgency"),
        ("sv", "Skolinspektionen", "inno:PublicAgency"), ("sv", "Kulturrådet", "inno:Council"),
        ("sv", "Vetenskapsrådet", "inno:Council"), ("sv", "Socialdepartementet", "inno:Ministry"),
        ("sv", "Linnéuniversitetet", "inno:University"), ("sv", "Försvarshögskolan", "inno:University"),
        ("sv", "Klimatalliansen", "inno:Network"), ("sv", "Bokmässan", "event"),
        ("sv", "Almedalsveckan", "event"), ("sv", "Industriklivet", "project"),
        ("nb", "Helsedirektoratet", "inno:PublicAgency"), ("nb", "Arbeidstilsynet", "inno:PublicAgency"),
        ("nb", "Forskningsrådet", "inno:Council"), ("nb", "Kunnskapsdepartementet", "inno:Ministry"),
        ("nb", "Folkehelseinstituttet", "inno:ResearchInstitute"), ("nb", "Arendalsuka", "event"),
        ("nb", "Utlendingsnemnda", "inno:PublicAgency"),
        ("da", "Sundhedsstyrelsen", "inno:PublicAgency"), ("da", "Erhvervsministeriet", "inno:Ministry"),
        ("da", "Teknologirådet", "inno:Council"), ("da", "Ankenævnet", "inno:PublicAgency"),
        ("da", "Folkemødet", "event"), ("da", "Innovationsfonden", "org:Organization"),
    ],
)  # fmt: skip
def test_endings_tell_what_a_name_names(language: str, word: str, expected: str) -> None:
    assert name_class(language, word) == expected


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("sv", "Området"), ("sv", "Fokusområdet"), ("sv", "Regelverket"), ("sv", "Kommunstyrelsen"),
        ("sv", "Landsbygdsutvecklingen"), ("sv", "Ansvarsmyndigheten"), ("sv", "Samverkansrådet"),
        ("sv", "Nätverket"), ("sv", "Styrelsen"), ("sv", "Onsdagen"), ("sv", "Socialnämnden"),
        ("sv", "Förloppet"), ("sv", "Riksdagen"), ("nb", "Området"), ("nb", "Satsingsområdet"),
        ("nb", "Regelverket"), ("nb", "Forslaget"), ("nb", "Onsdagen"), ("nb", "Kommunestyret"),
        ("nb", "Grunnlaget"), ("da", "Området"), ("da", "Indsatsområdet"), ("da", "Bestyrelsen"),
        ("da", "Onsdagen"), ("da", "Forslaget"), ("da", "Kommunalbestyrelsen"), ("da", "Byrådet"),
    ],
)  # fmt: skip
def test_common_nouns_at_the_start_of_a_sentence_are_no_names(language: str, word: str) -> None:
    assert name_class(language, word) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_surname_ending_closes_a_common_noun(language: str) -> None:
    """A sentence's first word is capitalised too: a surname's ending must not be one of an ordinary noun."""
    nouns = {
        "sv": "Frågan Konferensen Styrelsen Processen Idén Kommittén Behovet Innovationen Svenska Hösten",
        "nb": "Konferansen Prosessen Helsen Prisen Løsningen Kompetansen Skolen Saken Planen Ordningen",
        "da": "Konferencen Processen Analysen Styrelsen Løsningen Prisen Krisen Skolen Sagen Planen",
    }[language].split()
    endings = tuple(data(language, "names")["surname_endings"])
    caught = [n for n in nouns if n.lower().endswith(endings)]
    assert not caught


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sv", "enhetschef generaldirektör upphandlingsstrateg statssekreterare kommunalråd sjuksköterska "
               "biolog projektledare riksdagsledamot näringsminister digitaliseringssamordnare rektor vd"),
        ("nb", "avdelingsdirektør prosjektleder seniorrådgiver statsråd ordfører overlege sykepleier "
               "stortingsrepresentant innkjøpssjef førsteamanuensis statsforvalter"),
        ("da", "kontorchef specialkonsulent borgmester regionsrådsformand overlæge statsminister fuldmægtig "
               "folketingsmedlem projektleder sygeplejerske"),
    ],
)  # fmt: skip
def test_ordinary_titles_are_roles(language: str, titles: str) -> None:
    roles = data(language, "roles")
    unknown = [t for t in titles.split() if not (t.endswith(tuple(roles["heads"])) or t in roles["whole"])]
    assert not unknown


@pytest.mark.parametrize(
    ("language", "verbs"),
    [
        ("nb", "utvikler planlegger samordner utreder forvalter forhandler selger trener"),
        ("da", "udvikler planlægger forvalter forhandler sælger træner"),
    ],
)
def test_verbs_that_look_like_titles_are_no_roles(language: str, verbs: str) -> None:
    roles = data(language, "roles")
    caught = [v for v in verbs.split() if v.endswith(tuple(roles["heads"])) or v in roles["whole"]]
    assert not caught
