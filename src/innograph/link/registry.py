"""The registry: known actors and places, one table a person can edit in a spreadsheet.

`data/registry/*.csv` share these columns: `id, prefLabel, prefLabel_lang, altLabels, type, country, website, orgnr,
wikidata, valid_from, valid_until, evidence`. `altLabels` is separated by `;`; each may end in `@lang` and in
`[from..until]` (ISO dates, either may be empty): a former or later name of the same organisation.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from innograph.errors import DataError
from innograph.iri import DEFAULT_BASE, country_iri
from innograph.resources import resource

#: Read in this order; where two rows have one id the later one wins, so a user's table comes last.
TABLES = ("actors.csv", "agencies.csv", "municipalities.csv", "research.csv")
LANGUAGES = ("sv", "nb", "da", "fi", "nl", "de", "en")
_ALT = re.compile(r"(?P<name>.*?)(?:@(?P<lang>[a-z]{2,3}))?(?:\[(?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\])?$")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORMS = {
    "prefLabel_lang": re.compile(r"[a-z]{2,3}"),
    "country": re.compile(r"[A-Z]{3}"),
    "wikidata": re.compile(r"Q[1-9][0-9]*"),
}
CLASSES = frozenset(
    [
        "PublicAgency",
        "Project",
        "Ministry",
        "Government",
        "Region",
        "Municipality",
        "University",
        "ResearchInstitute",
        "Company",
        "Association",
        "EUBody",
        "CompetenceCentre",
        "Network",
        "Council",
        "Organization",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an actor: `since` and `until` are ISO dates, empty where the table says none."""

    text: str
    language: str
    since: str = ""
    until: str = ""

    def held_on(self, date: str | None) -> bool:
        """Whether the name was in use on a date (of reduced precision); any date, when none is given."""
        if not date:
            return not self.until
        return (not self.since or date >= self.since[: len(date)]) and (
            not self.until or date <= self.until[: len(date)]
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """One organisation of the registry. `names` begins with the preferred one; `cls` is a prefixed name."""

    id: str
    iri: str
    label: str
    language: str
    names: tuple[Name, ...]
    cls: str
    country: str = ""
    website: str = ""
    orgnr: str = ""
    wikidata: str = ""
    valid_from: str = ""
    valid_until: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A country or bloc that can act. `labels` maps a language to its name, `forms` to every form in running text."""

    id: str
    iri: str
    kind: str
    labels: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Registry:
    """Known actors and places by IRI."""

    actors: dict[str, Actor]
    places: dict[str, Place] = field(default_factory=dict)


def read_actors(path: Path, base: str = DEFAULT_BASE) -> Iterable[Actor]:
    """The actors of one table.

    Raises DataError, with file and line, for a row without id, name or known class, or a file that is no table.
    """
    try:
        yield from _actors(path, base)
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: is no CSV table in UTF-8 ({error}); see data/registry/README.md") from error


def _actors(path: Path, base: str) -> Iterable[Actor]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader, [])
        missing = {"id", "prefLabel", "type"} - set(columns)
        if missing:
            raise DataError(f"{path}:1: no column {', '.join(sorted(missing))}; see data/registry/README.md")
        seen: dict[str, int] = {}
        for row in filter(None, reader):
            line = f"{path}:{reader.line_num}"
            cell = dict.fromkeys(columns, "")
            cell.update(zip(columns, map(str.strip, row), strict=False))
            if not cell["id"] or not cell["prefLabel"]:
                raise DataError(f"{line}: a row needs an id and a prefLabel")
            if not _ID.fullmatch(cell["id"]):
                raise DataError(f"{line}: id {cell['id']!r} is not ASCII in lower case with hyphens: it ends an IRI")
            for column, form in _FORMS.items():
                if cell.get(column) and not form.fullmatch(cell[column]):
                    raise DataError(f"{line}: {column} {cell[column]!r} is not as data/registry/README.md asks")
            kind = "project" if cell["type"] == "Project" else "organization"
            first = seen.setdefault(f"{kind}/{cell['id']}", reader.line_num)
            if first != reader.line_num:
                raise DataError(f"{line}: id {cell['id']!r} is in line {first} too: each actor needs one of its own")
            if cell["type"] not in CLASSES:
                raise DataError(f"{line}: type {cell['type']!r} is none of {', '.join(sorted(CLASSES))}")
            language = cell.get("prefLabel_lang") or "en"
            since, until = cell.get("valid_from", ""), cell.get("valid_until", "")
            names = [Name(cell["prefLabel"], language, since, until)]
            for alt in cell.get("altLabels", "").split(";"):
                match = _ALT.match(alt.strip())
                if match and match["name"]:
                    names.append(
                        Name(match["name"], match["lang"] or "", match["since"] or "", match["until"] or until)
                    )
            prefix = "org" if cell["type"] == "Organization" else "inno"
            yield Actor(
                id=cell["id"],
                iri=f"{base}id/{kind}/{cell['id']}",
                label=cell["prefLabel"],
                language=language,
                names=tuple(dict.fromkeys(names)),
                cls=f"{prefix}:{cell['type']}",
                country=cell.get("country", ""),
                website=cell.get("website", ""),
                orgnr=cell.get("orgnr", ""),
                wikidata=cell.get("wikidata", ""),
                valid_from=since,
                valid_until=until,
                evidence=cell.get("evidence", ""),
            )


def read_places(path: Path, base: str = DEFAULT_BASE) -> Iterable[Place]:
    """The countries and blocs of places.csv."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            cells = {k: tuple(p.strip() for p in (v or "").split(";") if p.strip()) for k, v in row.items()}
            kind = row["kind"]
            yield Place(
                id=row["id"],
                iri=country_iri(row["id"]) if kind == "country" else f"{base}id/place/{row['id']}",
                kind=kind,
                labels={lang: cells[lang][0] for lang in LANGUAGES if cells.get(lang)},
                forms={lang: cells[lang] for lang in LANGUAGES if cells.get(lang)},
                adjectives={lang: cells[f"adj_{lang}"] for lang in LANGUAGES if cells.get(f"adj_{lang}")},
            )


@cache
def load_registry(extra: Path | None = None, base: str = DEFAULT_BASE) -> Registry:
    """Our registry, with the rows of `extra` (a table with the same columns) added to or put in place of ours.

    Raises DataError when a table is not as it must be.
    """
    actors: dict[str, Actor] = {}
    paths = [resource("data", "registry", name) for name in TABLES]
    for path in [p for p in paths if p.is_file()] + ([extra] if extra else []):
        for actor in read_actors(path, base):
            actors[actor.iri] = actor
    places_path = resource("data", "registry", "places.csv")
    places = {p.iri: p for p in read_places(places_path, base)} if places_path.is_file() else {}
    return Registry(actors, places)
