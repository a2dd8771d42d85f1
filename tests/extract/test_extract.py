"""What the extractor promises of any text: it does not fail, offsets are right, time grows with length."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from innograph.article import Article
from innograph.cli import cli
from innograph.extract.language import LANGUAGES
from innograph.facts import ENTITY_TYPES, SIGNATURES, Facts, restrict
from innograph.link import facts
from innograph.read import read_text

#: Pieces of which texts are made that come near what rules look for.
PIECES = [
    "Vinnova",
    "Upphandlingsmyndigheten (UHM)",
    "Anna Ek",
    "generaldirektör",
    "säger",
    ", ",
    ". ",
    "\n\n",
    "– ",
    "»",
    "regeringen gav",
    "i uppdrag att",
    "samarbetar med",
    "projektet",
    "Digitala Kvarter",
    "och",
    "(",
    ")",
    '"',
    "”",
    "Från vänster: ",
    "- ",
    "utre-\ndare",
    "\u00ad",
    "\u00a0",
    "İ",
    "ß",
    "🙂",
    "\u202e",
    "2024",
    "kronor",
    "Ministerie van",
    "Bundesministerium für",
    "Työ- ja elinkeinoministeriö",
    "Regjeringen",
    ":",
    ";",
    "?",
    "!",
    "\t",
    "\r\n",
    "de tre myndigheterna",
]


def check(found: Facts) -> None:
    """The promises of the output contract."""
    text = found.article.text
    iris = {e.iri for e in found.entities} | {found.iri}
    for entity in found.entities:
        assert entity.type in ENTITY_TYPES
        assert entity.label.strip()
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text != ""
    types = {e.iri: e.type for e in found.entities} | {found.iri: "Article"}
    for claim in found.claims:
        assert text[claim.start : claim.end] == claim.quote != ""
        assert 0 < claim.confidence <= 1
        assert claim.subject in iris
        subjects, objects = SIGNATURES[claim.predicate]
        assert types[claim.subject] in subjects
        assert claim.has_literal or types[claim.object] in objects
    json.dumps(found.to_json())


@settings(max_examples=150)
@given(st.text(max_size=400), st.sampled_from(LANGUAGES))
def test_any_text_gives_right_offsets(text: str, language: str) -> None:
    check(facts(Article("x", text, language)))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_order_of_telling_words_gives_right_offsets(text: str, language: str) -> None:
    check(facts(Article("x", text, language, publisher="Vinnova")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "(" * 20_000,
        '"' * 20_000,
        "Anna " * 5_000,
        "Vinnova, " * 5_000,
        "Vinnova och " * 3_000,
        "säger Anna Ek, strateg på " * 2_000,
        "utre-\n" * 5_000,
    ],
    ids=lambda t: f"{t[:12]!r}×{len(t)}",
)
def test_hostile_texts(text: str) -> None:
    check(facts(Article("x", text, "sv")))


@pytest.mark.parametrize(
    "unit", ["Anna Ek på Vinnova samarbetar med Skatteverket och ", "a", "Vinnova, ", "ord ord Ord "]
)
def test_time_grows_with_length_and_not_faster(unit: str) -> None:
    """Eight times the text may take at most about thirty times the time: far from the 64 times of quadratic growth."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begin = time.process_time()
        facts(Article("x", text, "sv"))
        return time.process_time() - begin

    seconds(5_000)
    small = max(seconds(12_000), 0.02)
    assert seconds(96_000) < 30 * small + 0.5


def test_hyphenated_and_wrapped_lines_are_read_and_quoted_as_they_are() -> None:
    text = "Anna Ek är utre-\ndare på Trafik-\nverket och svarar\npå frågor."
    found = facts(Article("x", text, "sv"))
    claim = next(c for c in found.claims if c.predicate == "worksFor")
    assert claim.quote == text
    assert {e.label for e in found.entities} >= {"Anna Ek", "Trafikverket"}
    assert any(c.predicate == "hasRole" and c.object == "utredare" for c in found.claims)


def test_the_same_name_is_another_actor_on_another_date() -> None:
    def who(date: str) -> str:
        found = facts(Article("x", "Statskontoret lämnade en rapport.", "sv", date=date))
        return found.entities[0].iri.rsplit("/", 1)[-1]

    assert who("2020-05-01") == "statskontoret-1961"
    assert who("2026-05-01") == "statskontoret"


def test_regeringen_is_another_government_in_another_language() -> None:
    iris = {
        language: facts(Article("x", text, language)).entities[0].iri
        for language, text in (("sv", "Regeringen beslutade."), ("da", "Regeringen besluttede."))
    }
    assert len(set(iris.values())) == 2


def test_short_forms_count_only_with_evidence() -> None:
    alone = facts(Article("x", "Priset SU delades ut i dag.", "sv"))
    assert not any("stockholms-universitet" in e.iri for e in alone.entities)
    named = facts(Article("x", "Stockholms universitet (SU) deltog. SU finansierar arbetet.", "sv"))
    mentions = next(e for e in named.entities if e.iri.endswith("stockholms-universitet")).mentions
    assert len(mentions) == 2


def test_one_iri_for_one_actor_in_every_language() -> None:
    texts = {
        "sv": "Upphandlingsmyndigheten svarade.",
        "en": "The National Agency for Public Procurement answered.",
        "nb": "Upphandlingsmyndigheten svarte.",
    }
    iris = {e.iri for code, text in texts.items() for e in facts(Article("x", text, code)).entities}
    assert {i.rsplit("/", 1)[-1] for i in iris} == {"upphandlingsmyndigheten"}


def test_we_is_the_interviewees_organisation() -> None:
    text = (
        "Anna Ek är strateg på Boverket.\n\nVad gör ni?\n\nVi samarbetar med Danmark.\n\nVad kommer sen?\n\n"
        "Vi deltar i Bostadsveckan."
    )
    found = facts(read_text(text, id="x", language="sv"))
    stated = {(c.predicate, c.object.rsplit("/", 1)[-1]) for c in found.claims if c.subject.endswith("/boverket")}
    assert ("collaboratesWith", "DNK") in stated
    assert ("participatesIn", "bostadsveckan") in stated


def test_restrict_leaves_out_what_is_uncertain() -> None:
    found = facts(
        Article("x", "Anna Ek, strateg på Boverket, deltog. Tillsammans med Boverket gör Kumla kommun en plan.", "sv")
    )
    lowest = min(c.confidence for c in found.claims)
    fewer = restrict(found, lowest + 0.001)
    assert 0 < len(fewer.claims) < len(found.claims)
    assert restrict(found, 0.0) is found


def test_command_prints_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "nytt.txt"
    path.write_text("Anna Ek, strateg på Boverket, deltog.", encoding="utf-8")
    result = CliRunner().invoke(cli, ["extract", str(path), "--jsonl"], standalone_mode=False)
    line = json.loads(result.stdout)
    assert line["id"] == "nytt"
    assert line["text_sha256"]
    relation = next(r for r in line["relations"] if r["p"] == "worksFor")
    assert relation["evidence"]["quote"] == "Anna Ek, strateg på Boverket, deltog."
    assert {e["type"] for e in line["entities"]} == {"Organization", "Person"}
    text = CliRunner().invoke(cli, ["extract", str(path), "--text"], standalone_mode=False)
    assert text.stdout == "Anna Ek, strateg på Boverket, deltog.\n"
    shown = CliRunner().invoke(cli, ["extract", str(path), "--explain"], standalone_mode=False).stdout
    assert "Anna Ek worksFor Boverket" in shown
    assert "sv/person-role-at-organisation" in shown


def test_command_names_what_it_skips(tmp_path: Path) -> None:
    good = tmp_path / "a.txt"
    good.write_text("Boverket svarade.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    result = CliRunner().invoke(cli, ["extract", str(tmp_path), "--jsonl"], standalone_mode=False)
    assert result.return_value == 1
    assert "b.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_an_agencys_short_name_is_the_same_agency_abroad() -> None:
    found = facts(Article("x", "Digdir og svenske Digg samarbeider.", "nb"))
    assert any(e.iri.endswith("/myndigheten-for-digital-forvaltning") for e in found.entities)
