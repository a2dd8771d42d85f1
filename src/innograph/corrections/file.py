"""Corrections from TOML files, with the line of whatever is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from innograph.corrections.correction import KINDS, Correction, Thing
from innograph.errors import DataError
from innograph.facts import SIGNATURES
from innograph.iri import DEFAULT_BASE, EU_COUNTRY, country_iri, mint
from innograph.link.registry import CLASSES

#: What the file is called where no other is named.
FILE = "corrections.toml"
_COMMON = ("by", "why", "on")
_HEADER = re.compile(r"\s*\[\[\s*[\"']?(?P<kind>[A-Za-z]+)[\"']?\s*\]\]")
_REFERENCE = re.compile(r"(?P<kind>[a-z]+)[/:](?P<slug>[a-zA-Z0-9]+(?:[.-]+[a-zA-Z0-9]+)*)")
_CLAIM = re.compile(r"[0-9a-f]{16}")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FORMS = {
    "wikidata": (re.compile(r"Q[1-9][0-9]*"), "an item of Wikidata, such as Q1530320"),
    "country": (re.compile(r"[A-Z]{3}"), "a country by three letters, such as SWE"),
    "date": (_DATE, "a date such as 2024-05-31, 2024-05 or 2024"),
    "on": (_DATE, "a date such as 2024-05-31"),
    "language": (re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"), "a language tag such as sv"),
    "website": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "a web address"),
    "url": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "a web address"),
    "source": (re.compile(r"https?://[^\s<>\"{}|\\^`]+"), "a web address"),
}
#: Kind in an IRI → type of the thing (facts.SIGNATURES).
TYPES = {
    "organization": "Organization", "person": "Person", "event": "Event", "project": "Project",
    "assignment": "Assignment", "theme": "Theme", "place": "Country", "country": "Country", "article": "Article",
}  # fmt: skip
#: Kinds of things that a file can bring in by name.
_NEW = ("organization", "person", "event", "project", "assignment")


def find_files(sources: Iterable[Path]) -> list[Path]:
    """The files called FILE that lie in the source folders, one a folder."""
    return list(dict.fromkeys(path for source in sources if (path := Path(source) / FILE).is_file()))


def read_corrections(paths: Sequence[Path], base: str = DEFAULT_BASE) -> tuple[Correction, ...]:
    """All corrections of these files in their order, each once.

    Raises DataError, with file and line, for a file that cannot be read or a correction that is not as
    docs/corrections.md says.
    """
    found: dict[Correction, None] = {}
    for path in paths:
        for correction in _read(path, base):
            found.setdefault(correction)
    _check_merges(found)
    return tuple(found)


def _read(path: Path, base: str) -> Iterator[Correction]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start}): save it as UTF-8") from None
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise DataError(f"{path}{f':{at[1]}' if at else ''}: is not TOML: {error}") from None
    lines = _lines(text)
    common: dict[str, Any] = {}
    for name, value in tables.items():
        if name in _COMMON:
            common[name] = value
        elif name not in KINDS or not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            line = _line_of(text, name)
            advice = f"write [[{name}]]" if name in KINDS else f"there are {', '.join(f'[[{kind}]]' for kind in KINDS)}"
            raise DataError(f"{path}:{line}: {name!r} is no correction; {advice}")
    entries: list[tuple[int, str, dict[str, Any]]] = []
    for kind in KINDS:
        for number, table in enumerate(tables.get(kind, ())):
            places = lines.get(kind, [])
            entries.append((places[number] if number < len(places) else 1, kind, table))
    for place, kind, table in sorted(entries, key=lambda entry: entry[0]):
        yield _Table(f"{path}:{place}", kind, {**common, **table}, base).correction()


def _lines(text: str) -> dict[str, list[int]]:
    """Kind → lines of its tables. A line that looks like one inside a text of several lines is none."""
    rows = text.split("\n")
    several = '"""' in text or "'''" in text
    found: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if (match := _HEADER.match(row)) and (not several or _is_toml("\n".join(rows[:number]))):
            found.setdefault(match["kind"], []).append(number + 1)
    return found


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _line_of(text: str, name: str) -> int:
    word = re.compile(rf"\s*\[*\s*[\"']?{re.escape(name)}\b")
    return next((number for number, row in enumerate(text.split("\n"), 1) if word.match(row)), 1)


class _Table:
    """One table of a file, on its way to a correction."""

    def __init__(self, where: str, kind: str, table: dict[str, Any], base: str) -> None:
        self.where, self.kind, self.table, self.base = where, kind, table, base

    def wrong(self, what: str) -> DataError:
        return DataError(f"{self.where}: [[{self.kind}]] {what}; see docs/corrections.md")

    def correction(self) -> Correction:
        allowed = (*KINDS[self.kind], *_COMMON)
        for name in self.table:
            if name not in allowed:
                raise self.wrong(f"has no {name!r}: it may have {', '.join(allowed)}")
        for name, what in (("by", "who corrects"), ("why", "why")):
            if not self.text(name):
                raise self.wrong(f'does not say {what}: add {name} = "…"')
        made = Correction(
            self.kind,
            **{name: self.text(name) for name in _COMMON},
            **{name: self.text(name) for name in self._texts()},
            claim=self.claim(),
            cls=self.cls(),
            thing=self.thing("thing"),
            things=self.several(),
            into=self.thing("into"),
            subject=self.thing("subject"),
            predicate=self.predicate(),
            object=None if self.is_title() else self.thing("object"),
            literal=self.text("object") if self.is_title() else "",
            articles=self.ids(),
            where=self.where,
        )
        self.check(made)
        return made

    def _texts(self) -> Iterator[str]:
        yield from ("article", "quote", "source", "note", "name", "language", "wikidata", "number", "country")
        yield from ("website", "date", "title", "publisher", "url")

    def text(self, name: str) -> str:
        value = self.table.get(name, "")
        if name in ("date", "on") and hasattr(value, "isoformat"):
            value = value.isoformat()[:10]
        if not isinstance(value, str):
            raise self.wrong(f"has a {name} that is no text: put it in quotation marks")
        # A quote is kept as it is: it must be found as it stands.
        value = value if name == "quote" else value.strip()
        if value and name in _FORMS and not _FORMS[name][0].fullmatch(value):
            raise self.wrong(f"has {name} = {value!r}, which is not {_FORMS[name][1]}")
        return value

    def ids(self) -> tuple[str, ...]:
        value = self.table.get("articles", [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            raise self.wrong('has articles that are no list of ids: write articles = ["one", "two"]')
        return tuple(value)

    def several(self) -> tuple[Thing, ...]:
        value = self.table.get("things", [])
        if not isinstance(value, list):
            raise self.wrong('has things that are no list: write things = ["person/anna-ek", "person/a-ek"]')
        return tuple(self.refer(item, "things") for item in value)

    def thing(self, name: str) -> Thing | None:
        return self.refer(self.table[name], name) if name in self.table else None

    def refer(self, value: Any, name: str) -> Thing:
        """The thing that a text (an IRI, or kind/slug) or a table (kind = name) stands for."""
        if isinstance(value, str):
            if value.startswith(("http://", "https://")):
                if not re.fullmatch(r"[^\s<>\"{}|\\^`]+", value):
                    raise self.wrong(f"has {name} = {value!r}, which is no IRI")
                return Thing(value)
            match = _REFERENCE.fullmatch(value.strip())
            if match and match["kind"] == "country":
                return Thing(country_iri(match["slug"].upper()))
            if match and match["kind"] in TYPES:
                return Thing(f"{self.base}id/{match['kind']}/{match['slug']}")
            raise self.wrong(
                f"has {name} = {value!r}: write an IRI, kind/slug such as organization/vinnova, "
                'or the name of a new thing as { organization = "Its name" }'
            )
        if isinstance(value, dict):
            kinds = [key for key in value if key != "class"]
            if len(kinds) == 1 and kinds[0] in _NEW and isinstance(value[kinds[0]], str) and value[kinds[0]].strip():
                given = " ".join(value[kinds[0]].split())
                cls = value.get("class", "")
                return Thing(mint(kinds[0], given, self.base), given, self.check_class(cls, kinds[0]) if cls else "")
        raise self.wrong(
            f'has a {name} that is neither text nor like {{ organization = "Its name" }} ({", ".join(_NEW)})'
        )

    def check_class(self, value: Any, kind: str) -> str:
        """A class as a prefixed name. Only organisations have several to choose among."""
        name = str(value).removeprefix("inno:").removeprefix("org:")
        if kind != "organization" or name not in CLASSES or name == "Project":
            raise self.wrong(
                f"has class = {value!r}: an organisation can be {', '.join(sorted(CLASSES - {'Project'}))}; "
                "to make it another kind of thing, reject it and add the facts of the other"
            )
        return f"{'org' if name == 'Organization' else 'inno'}:{name}"

    def cls(self) -> str:
        value = self.table.get("class", "")
        thing = self.thing("thing")
        return self.check_class(value, kind_of(thing.iri, self.base)) if value and thing else ""

    def claim(self) -> str:
        value = self.text("claim")
        short = value.rsplit("/", 1)[-1].removeprefix("claim:")
        if value and not _CLAIM.fullmatch(short):
            raise self.wrong(f"has claim = {value!r}: a claim is its IRI, or the sixteen digits that it ends in")
        return f"{self.base}id/claim/{short}" if value else ""

    def predicate(self) -> str:
        value = self.text("predicate").removeprefix("inno:")
        if value and value not in SIGNATURES:
            raise self.wrong(f"has predicate = {value!r}: there are {', '.join(SIGNATURES)}")
        return value

    def is_title(self) -> bool:
        """Whether the object is a title in words."""
        return self.predicate() == "hasRole"

    def check(self, made: Correction) -> None:
        """What each kind needs."""
        needs = {
            "merge": ("things", "into"), "split": ("thing", "into", "articles"), "rename": ("thing", "name"),
            "class": ("thing", "cls"), "link": ("thing",), "article": ("article",), "add": ("subject", "predicate"),
        }  # fmt: skip
        for name in needs.get(made.kind, ()):
            if not getattr(made, name):
                raise self.wrong(f"has no {'class' if name == 'cls' else name}")
        if made.kind == "article" and not (made.date or made.title or made.publisher or made.url or made.language):
            raise self.wrong("changes nothing: give date, title, publisher, url or language")
        if made.kind == "link" and not (made.wikidata or made.number or made.website or made.country):
            raise self.wrong("links nothing: give wikidata, number, country or website")
        if made.kind in ("accept", "reject"):
            told = made.claim or made.subject or made.object or made.literal or made.thing or made.quote
            if not told:
                raise self.wrong("says of no fact: give claim, or subject, predicate and object, or quote")
        if made.kind == "add":
            self.check_added(made)
        if made.kind in ("merge", "split"):
            self.check_kinds(made)

    def check_added(self, made: Correction) -> None:
        assert made.subject is not None
        if not made.object and not made.literal:
            raise self.wrong("has no object")
        by_text, by_source = bool(made.article and made.quote), bool(made.source and made.note)
        if by_text == by_source or (made.article and made.source):
            raise self.wrong(
                "needs its source: either article and quote (its exact words), or source (an address) and note"
            )
        subject, object_ = SIGNATURES[made.predicate]
        kind = TYPES.get(kind_of(made.subject.iri, self.base), "?")
        if kind not in subject:
            raise self.wrong(
                f"says {made.predicate} of a thing of type {kind}: it must be {' or '.join(sorted(subject))}"
            )
        kind = TYPES.get(kind_of(made.object.iri, self.base), "?") if made.object else "literal"
        if kind not in object_:
            raise self.wrong(f"has an object of type {kind}: {made.predicate} needs {' or '.join(sorted(object_))}")

    def check_kinds(self, made: Correction) -> None:
        assert made.into is not None
        kinds = {kind_of(t.iri, self.base) for t in (*made.things, made.into, *([made.thing] if made.thing else []))}
        if len(kinds) > 1 or not kinds <= set(_NEW):
            raise self.wrong(f"is of {' and '.join(sorted(kinds))}: things must be of one kind, {' or '.join(_NEW)}")
        if made.into in made.things or (made.thing and made.thing.iri == made.into.iri):
            raise self.wrong("makes a thing of itself")


def kind_of(iri: str, base: str) -> str:
    """The kind that an IRI says: organization, person, country, …; "" for none of ours."""
    if iri.startswith(EU_COUNTRY):
        return "country"
    head = f"{base}id/"
    return iri[len(head) :].partition("/")[0] if iri.startswith(head) else ""


def _check_merges(found: Iterable[Correction]) -> None:
    """Raises DataError for a thing that two corrections merge into different things, or that goes round."""
    into: dict[str, Correction] = {}
    for correction in found:
        if correction.kind == "merge" and correction.into:
            for thing in correction.things:
                other = into.setdefault(thing.iri, correction)
                if other.into and other.into.iri != correction.into.iri:
                    raise DataError(
                        f"{correction.where}: {thing.iri} is merged into something else at {other.where}: keep one"
                    )
    for start, first in into.items():
        seen, iri = {start}, first.into.iri if first.into else ""
        while iri in into:
            if iri in seen:
                raise DataError(f"{first.where}: {start} is merged into itself in the end: break the circle")
            seen.add(iri)
            after = into[iri].into
            iri = after.iri if after else ""
