"""The settings: every field that is missing or wrong is told in a line of its own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from innograph.cli import cli
from innograph.errors import DataError
from innograph.publish import read_settings
from innograph.resources import resource

EXAMPLE = resource("data", "publish", "example.toml").read_text(encoding="utf-8")
NEEDED = {
    "address": r'^address = .*$', "license": r"^license = .*$", "themes": r"^themes = .*$",
    "title": r'^\[title\]\nsv = .*\nen = .*$', "description": r'^\[description\]\nsv = .*\nen = .*$',
    "publisher.name": r'^name = "Exempelmyndigheten"$', "publisher.type": r"^type = .*$",
    "contact.name": r'^name = "Exempelmyndighetens datagrupp"$', "contact.email": r"^email = .*$",
}  # fmt: skip


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "publish.toml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        read_settings(path)
    return str(caught.value)


def test_the_example_is_read_and_names_every_setting(tmp_path: Path) -> None:
    made = read_settings(write(tmp_path, EXAMPLE))
    assert made.address == "https://data.example.se/innovation/"
    assert made.themes == ("GOVE", "TECH")
    assert made.title["sv"] and made.title["en"]
    assert made.issued == "2026-11-28"
    for name in ("frequency", "country", "identifier", "iri", "phone", "kind", "homepage", "issued"):
        assert name in EXAMPLE


@pytest.mark.parametrize("field", NEEDED)
def test_a_missing_field_is_told_by_its_name_and_alone(tmp_path: Path, field: str) -> None:
    text, cut = re.subn(NEEDED[field], "", EXAMPLE, flags=re.MULTILINE)
    assert cut == 1
    said = complaint(write(tmp_path, text)).splitlines()
    assert "1 field is missing or wrong" in said[0]
    assert len(said) == 2
    assert said[1].strip().startswith(f"{field}: is missing: ")


def test_all_missing_fields_are_told_at_once(tmp_path: Path) -> None:
    said = complaint(write(tmp_path, "")).splitlines()
    assert [line.strip().partition(":")[0] for line in said[1:]] == [
        "publisher.name", "publisher.type", "contact.name", "contact.email", "address", "title", "description",
        "license", "themes",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('"https://data.example.se/innovation/"', '"data.example.se"', "address"),
        ('"https://data.example.se/innovation/"', '"https://data.example.se/x?y=1"', "address"),
        ('"https://data.example.se/innovation/"', '"https://data.example.se/a;return 200"', "address"),
        ('"https://data.example.se/innovation/"', '"https://data.example.se/$x/"', "address"),
        ('"https://data.example.se/innovation/"', "7", "address"),
        ('language = "sv"', 'language = "fr"', "language"),
        ('["GOVE", "TECH"]', '["GOVE", "MAGIC"]', "themes"),
        ('["GOVE", "TECH"]', '"GOVE"', "themes"),
        ('"NationalAuthority"', '"Agency"', "publisher.type"),
        ('"data@example.se"', '"data at example"', "contact.email"),
        ("issued = 2026-11-28", 'issued = "last week"', "issued"),
        ('frequency = "IRREG"', 'frequency = "SOMETIMES"', "frequency"),
        ('country = "SWE"', 'country = "SE"', "country"),
        ('license = "http://', 'licence = "http://', "licence"),
        ('sv = ["upphandling"', 'sv = [1, "upphandling"', "keywords"),
        ("[publisher]\nname", "[publisher]\nnick", "publisher.nick"),
        ('homepage = "https://www.example.se/"', 'homepage = "javascript:alert(1)"', "publisher.homepage"),
    ],
)
def test_a_wrong_field_is_told_by_its_name(tmp_path: Path, old: str, new: str, field: str) -> None:
    assert EXAMPLE.count(old) == 1
    said = complaint(write(tmp_path, EXAMPLE.replace(old, new)))
    assert f"\n  {field}: " in said


def test_a_table_that_is_none_is_told(tmp_path: Path) -> None:
    text = 'publisher = "Exempelmyndigheten"\n' + re.sub(r"(?s)\[publisher\].*?(?=\[contact\])", "", EXAMPLE)
    said = complaint(write(tmp_path, text))
    assert "publisher.name: publisher must be a table [publisher]" in said


def test_what_is_no_toml_no_utf8_or_no_file_is_told_in_a_line(tmp_path: Path) -> None:
    half = write(tmp_path, EXAMPLE[: EXAMPLE.index("data@example.se") + 4])
    assert re.fullmatch(r".*publish\.toml: is not TOML: .+", complaint(half))
    half.write_bytes(EXAMPLE.encode("latin-1", "replace").replace(b"Exempel", b"\xc4xempel"))
    assert re.fullmatch(r".*publish\.toml: line \d+ is not UTF-8: save the file as UTF-8", complaint(half))
    assert "innograph publish --example" in complaint(tmp_path / "none.toml")


def test_the_command_prints_the_example() -> None:
    done = CliRunner().invoke(cli, ["publish", "--example"])
    assert done.exit_code == 0
    assert tomllib.loads(done.output)["publisher"]["name"]
