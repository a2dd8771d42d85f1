"""Who publishes a graph, and what portals are told of it: a small TOML file, checked as a whole.

What it may say is explained in data/publish/example.toml. Codes are those of data/publish/codes.csv.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from innograph.errors import DataError
from innograph.resources import resource

#: The languages that pages are written in.
LANGUAGES = ("sv", "en")
#: The licence that Swedish portals ask for on a catalogue.
CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
#: Kinds of publishers, by the end of their IRI in ADMS (DCAT-AP 3.0.1, Agent.type).
PUBLISHER_TYPES = (
    "Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority", "NationalAuthority",
    "NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)", "RegionalAuthority",
    "StandardisationBody", "SupraNationalAuthority",
)  # fmt: skip
_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_PHONE = re.compile(r"[0-9+()\-.\s]+")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of an EU authority table: its IRI, its class beside `skos:Concept` if it has one, its names."""

    table: str
    code: str
    cls: str
    label_en: str
    label_sv: str

    @property
    def iri(self) -> str:
        return f"{AUTHORITY}{self.table}/{self.code}"


@cache
def codes() -> dict[tuple[str, str], Code]:
    """The known codes by table and code."""
    with resource("data", "publish", "codes.csv").open(encoding="utf-8", newline="") as file:
        found = [Code(r["table"], r["code"], r["class"], r["label_en"], r["label_sv"]) for r in csv.DictReader(file)]
    return {(code.table, code.code): code for code in found}


@dataclass(frozen=True, slots=True)
class Publisher:
    """The organisation that answers for the data. `iri` is "" where it has none of its own."""

    name: str
    type: str
    homepage: str = ""
    identifier: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to write to about the data."""

    name: str
    email: str
    phone: str = ""
    individual: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What a publication is told from outside: nothing of it is in the graph.

    `address` ends in a slash. `title`, `description` and `keywords` are by language (sv, en). `themes`, `frequency`
    and `country` are codes. `issued` and `modified` are ISO 8601 dates or "".
    """

    address: str
    title: dict[str, str]
    description: dict[str, str]
    license: str
    themes: tuple[str, ...]
    publisher: Publisher
    contact: Contact
    language: str = "sv"
    keywords: dict[str, tuple[str, ...]] = field(default_factory=dict)
    frequency: str = "IRREG"
    country: str = "SWE"
    issued: str = ""
    modified: str = ""

    def text(self, texts: dict[str, str]) -> str:
        """The text in the language of the pages, else in the other one."""
        return texts.get(self.language) or texts[min(texts)]


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file.

    Raises DataError, with a line for each field that is missing or wrong, or with where the file is no TOML.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        given = tomllib.loads(text)
    except OSError as error:
        raise DataError(
            f"{path}: {error.strerror or error}: name a file with --settings; "
            "`innograph publish --example > publish.toml` gives one to fill in"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise DataError(f"{path}: line {line} is not UTF-8: save the file as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: is not TOML: {error}") from None
    return _Reader(path, given).settings()


class _Reader:
    """Takes fields from a table and remembers what is wrong with each."""

    def __init__(self, path: Path, given: dict[str, Any]) -> None:
        self.path = path
        self.given = given
        self.wrong: list[str] = []

    def settings(self) -> Settings:
        publisher = Publisher(
            name=self.text("publisher.name", "the organisation that publishes the data"),
            type=self.choice("publisher.type", PUBLISHER_TYPES, "what kind of organisation that is"),
            homepage=self.address("publisher.homepage", needed=False),
            identifier=self.text("publisher.identifier", needed=False),
            iri=self.address("publisher.iri", needed=False),
        )
        contact = Contact(
            name=self.text("contact.name", "whom to ask about the data"),
            email=self.pattern("contact.email", _EMAIL, "an e-mail address to write to", "data@example.se"),
            phone=self.pattern("contact.phone", _PHONE, "a telephone number", "+46 8 123 45 67", needed=False),
            individual=self.choice("contact.kind", ("organization", "individual"), "", "organization") == "individual",
        )
        made = Settings(
            address=self.folder("address"),
            title=self.texts("title", "the name of the data set"),
            description=self.texts("description", "what the data set holds"),
            license=self.address("license", "the licence of the data, as its IRI", example=CC0),
            themes=self.codes("themes"),
            publisher=publisher,
            contact=contact,
            language=self.choice("language", LANGUAGES, "", "sv"),
            keywords=self.keywords(),
            frequency=self.choice("frequency", _codes_of("frequency"), "", "IRREG"),
            country=self.choice("country", _codes_of("country"), "", "SWE"),
            issued=self.date("issued"),
            modified=self.date("modified"),
        )
        self.unknown()
        if self.wrong:
            count = "1 field is" if len(self.wrong) == 1 else f"{len(self.wrong)} fields are"
            lines = "".join(f"\n  {line}" for line in self.wrong)
            explained = "`innograph publish --example` explains them"
            raise DataError(f"{self.path}: {count} missing or wrong ({explained}):{lines}")
        return made

    def get(self, name: str) -> Any:
        value: Any = self.given
        for part in name.split("."):
            if value is None:
                return None
            if not isinstance(value, dict):
                self.say(name, f"{name.split('.')[0]} must be a table [{name.split('.')[0]}]")
                return None
            value = value.get(part)
        return value

    def say(self, name: str, why: str) -> None:
        line = f"{name}: {why}"
        if line not in self.wrong:
            self.wrong.append(line)

    def text(self, name: str, what: str = "", *, needed: bool = True, example: str = "") -> str:
        value = self.get(name)
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        if value is not None:
            self.say(name, f"must be a text in quotation marks, not {value!r}")
        elif needed:
            self.say(name, f"is missing: {what}{f', like {example!r}' if example else ''}")
        return ""

    def texts(self, name: str, what: str) -> dict[str, str]:
        value = self.get(name)
        if isinstance(value, str):
            self.say(name, f'must say its language: [{name}] with sv = "…", en = "…" or both')
            return {"sv": value}
        found = {tag: self.text(f"{name}.{tag}") for tag in LANGUAGES if isinstance(value, dict) and tag in value}
        if not found:
            self.say(name, f'is missing: {what}, as [{name}] with sv = "…", en = "…" or both')
        return found or {"sv": ""}

    def address(
        self, name: str, what: str = "", *, needed: bool = True, example: str = "https://www.example.se/"
    ) -> str:
        value = self.text(name, what, needed=needed, example=example)
        if value and not _is_address(value):
            self.say(name, f"must be a web address that begins with http:// or https://, not {value!r}")
        return value

    def folder(self, name: str) -> str:
        value = self.address(name, "where the published folder will lie on the web")
        if urlsplit(value).query or urlsplit(value).fragment:
            self.say(name, "must be the address of a folder, without ? and #")
        elif not re.fullmatch(r"[A-Za-z0-9._~/-]*", urlsplit(value).path):
            # It stands in the configuration of web servers, where other signs have a meaning.
            self.say(name, f"may have only letters a to z, digits and . _ ~ / - after the host, not {value!r}")
        return value if value.endswith("/") else f"{value}/"

    def pattern(self, name: str, pattern: re.Pattern[str], what: str, example: str, *, needed: bool = True) -> str:
        value = self.text(name, what, needed=needed, example=example)
        if value and not pattern.fullmatch(value):
            self.say(name, f"must be {what} like {example!r}, not {value!r}")
        return value

    def choice(self, name: str, choices: Iterable[str], what: str, default: str = "") -> str:
        choices = tuple(choices)
        value = self.get(name)
        if value is None and default:
            return default
        if value is None:
            self.say(name, f"is missing: {what}, one of {', '.join(choices)}")
        elif value not in choices:
            self.say(name, f"{value!r} is none of {', '.join(choices)}")
        else:
            return str(value)
        return choices[0]

    def codes(self, name: str) -> tuple[str, ...]:
        value, known = self.get(name), _codes_of("data-theme")
        if not value:
            self.say(name, f"is missing: EU data themes, one or more of {', '.join(known)}")
        elif not isinstance(value, list):
            self.say(name, f'must be a list like ["GOVE"], not {value!r}')
        else:
            for code in value:
                if code not in known:
                    self.say(name, f"{code!r} is none of {', '.join(known)}")
            return tuple(dict.fromkeys(str(code) for code in value))
        return ()

    def keywords(self) -> dict[str, tuple[str, ...]]:
        value = self.get("keywords")
        if value is None:
            return {}
        good = isinstance(value, dict) and all(
            tag in LANGUAGES and isinstance(words, list) and words and all(isinstance(w, str) and w for w in words)
            for tag, words in value.items()
        )
        if not good:
            self.say("keywords", 'must be lists by language: [keywords] with sv = ["…", "…"], en = ["…"]')
            return {}
        return {tag: tuple(dict.fromkeys(words)) for tag, words in sorted(value.items())}

    def date(self, name: str) -> str:
        value = self.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            with suppress(ValueError):
                value = date.fromisoformat(value)
        if type(value) is not date:
            self.say(name, f"must be a date like 2026-11-28, not {value!r}")
            return ""
        return value.isoformat()

    def unknown(self) -> None:
        """Misspelt fields, which would else be silently without effect."""
        tables = {
            "publisher": {"name", "type", "homepage", "identifier", "iri"},
            "contact": {"name", "email", "phone", "kind"},
            "title": set(LANGUAGES),
            "description": set(LANGUAGES),
        }
        top = {*tables, "address", "language", "license", "themes", "frequency", "country", "issued", "modified"}
        for name in sorted(self.given.keys() - top - {"keywords"}):
            self.say(name, f"is no setting; there are {', '.join(sorted(top | {'keywords'}))}")
        for table, fields in tables.items():
            value = self.given.get(table)
            for name in sorted(value.keys() - fields) if isinstance(value, dict) else ():
                self.say(f"{table}.{name}", f"is no setting; there are {', '.join(sorted(fields))}")


def _codes_of(table: str) -> tuple[str, ...]:
    return tuple(code for name, code in codes() if name == table)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r'[\s<>"{}|\\^`]', text)
