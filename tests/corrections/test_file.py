"""A file of corrections that is not as it must be: the line, what is wrong, and what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innograph.corrections import Thing, entry, read_corrections
from innograph.errors import DataError

HEAD = 'by = "Ingrid Sjö"\nwhy = "I know."\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("[[reject]\n", 3, "is not TOML"),
        ('[[remove]]\nthing = "person/x"\n', 3, r"\[\[reject\]\]"),
        ('[reject]\nthing = "person/x"\n', 3, r"write \[\[reject\]\]"),
        ('[[rename]]\nthing = "person/x"\nnam = "X"\n', 3, "it may have thing, name, language"),
        ('[[rename]]\nthing = "person/x"\n', 3, "has no name"),
        ('[[rename]]\nthing = "Anna Ek"\nname = "X"\n', 3, "write an IRI, kind/slug"),
        ('[[rename]]\nthing = { woman = "Anna Ek" }\nname = "X"\n', 3, "neither text nor like"),
        ("[[reject]]\n", 3, "says of no fact"),
        ('[[reject]]\nclaim = "12"\n', 3, "sixteen digits"),
        ('[[reject]]\npredicate = "likes"\nsubject = "person/x"\n', 3, "there are worksFor"),
        ('[[add]]\nsubject = "person/x"\npredicate = "worksFor"\nobject = "organization/y"\n', 3, "needs its source"),
        ('[[add]]\nsubject = "person/x"\npredicate = "funds"\nobject = "project/y"\narticle = "a"\nquote = "q"\n', 3,
         "must be Organization"),
        ('[[merge]]\nthings = ["person/x"]\ninto = "organization/y"\n', 3, "of one kind"),
        ('[[merge]]\nthings = ["person/x"]\ninto = "person/x"\n', 3, "of itself"),
        ('[[merge]]\nthings = ["person/x"]\ninto = "person/y"\n\n'
         '[[merge]]\nthings = ["person/y"]\ninto = "person/x"\n', 3,
         "break the circle"),
        ('[[merge]]\nthings = ["person/x"]\ninto = "person/y"\n\n'
         '[[merge]]\nthings = ["person/x"]\ninto = "person/z"\n', 7,
         r"something else at .*:3: keep one"),
        ('[[split]]\nthing = "person/x"\ninto = "person/y"\n', 3, "has no articles"),
        ('[[class]]\nthing = "organization/x"\nclass = "Person"\n', 3, "an organisation can be"),
        ('[[link]]\nthing = "person/x"\nwikidata = "42"\n', 3, "an item of Wikidata"),
        ('[[link]]\nthing = "person/x"\n', 3, "links nothing"),
        ('[[article]]\narticle = "a"\ndate = "yesterday"\n', 3, "a date such as"),
        ('[[rename]]\nthing = "person/x"\nname = """\n[[rename]]\n"""\n\n[[rename]]\nname = 3\nthing = "person/x"\n', 9,
         "quotation marks"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(DataError, match=what) as caught:
        read_corrections([path])
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_correction_says_who_and_why(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text('[[rename]]\nthing = "person/x"\nname = "X"\n', encoding="utf-8")
    with pytest.raises(DataError, match='does not say who corrects: add by = "…"'):
        read_corrections([path])
    path.write_bytes(b'by = "\xff"')
    with pytest.raises(DataError, match="save it as UTF-8"):
        read_corrections([path])
    with pytest.raises(DataError, match="cannot be read"):
        read_corrections([tmp_path / "nowhere.toml"])


def test_things_can_be_written_in_three_ways(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    ways = ('"person/anna-ek"', '"https://w3id.org/innograph/id/person/anna-ek"', '{ person = "Anna Ek" }')
    path.write_text(HEAD + "".join(f'[[rename]]\nthing = {way}\nname = "A"\n' for way in ways), encoding="utf-8")
    things = [c.thing for c in read_corrections([path])]
    assert {thing.iri for thing in things if thing} == {"https://w3id.org/innograph/id/person/anna-ek"}
    assert Thing("https://w3id.org/innograph/id/person/anna-ek", "Anna Ek") in things


@given(st.text(), st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_what_is_written_is_read_back(text: str, several: list[str]) -> None:
    values = {"name": text, "things": several, "into": {"person": text or "x"}}
    (read,) = tomllib.loads(entry("merge", values, comment="what\nit is"))["merge"]
    assert read == {name: value for name, value in values.items() if value}
