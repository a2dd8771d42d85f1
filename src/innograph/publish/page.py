"""HTML pages of things, lists and the front page: everything is escaped, nothing is asked of anyone else.

A page is a function of what a `Reader` gives and of who publishes it; a server can render one page at a time, a site
all of them. Links are relative, so that pages work from disk and under any address.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from innograph.publish.catalogue import Distribution
from innograph.publish.negotiation import FORMS, HTML, document_of
from innograph.publish.thing import RELATIONS, Fact, Reader, Source, Statement, Thing
from innograph.view.page import script_json

#: The pages' icon, in the page itself: one more file would be asked for from every page.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Cpath d='M9 22 16 9l8 12' fill='none' stroke='%231f5fa8' stroke-width='2.5'/%3E"
    "%3Ccircle cx='16' cy='9' r='6' fill='%231f5fa8'/%3E%3Ccircle cx='8' cy='23' r='5' fill='%23c8590c'/%3E"
    "%3Ccircle cx='24.5' cy='22' r='5' fill='%2312805c'/%3E%3C/svg%3E"
)
_FORM_NAMES = {"turtle": "Turtle", "jsonld": "JSON-LD", "rdfxml": "RDF/XML"}
#: So many lines are a list that is looked through without letters.
_ONE_LOOK = 60
#: schema.org's type for our classes; search engines know them.
_SCHEMA = {
    "Organization": "Organization", "PublicAgency": "GovernmentOrganization", "Ministry": "GovernmentOrganization",
    "Government": "GovernmentOrganization", "Region": "GovernmentOrganization", "EUBody": "GovernmentOrganization",
    "Municipality": "GovernmentOrganization", "University": "CollegeOrUniversity",
    "ResearchInstitute": "ResearchOrganization",
    "CompetenceCentre": "Organization", "Council": "Organization", "Network": "Organization", "Company": "Organization",
    "Association": "Organization", "Person": "Person", "Place": "Place", "Event": "Event", "Project": "Project",
    "GovernmentAssignment": "Thing", "Theme": "DefinedTerm", "Article": "NewsArticle",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says of the whole: who publishes it, and which parts there are.

    `kinds` are those that have a list. `network` and `data` say whether there are pages of that name; a server may
    have none. `address` is "" where pages lie nowhere in particular.
    """

    title: str
    language: str
    summary: str = ""
    address: str = ""
    publisher: str = ""
    publisher_page: str = ""
    email: str = ""
    license: str = ""
    kinds: tuple[str, ...] = ()
    network: bool = True
    data: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a thing, how many articles name it, a note, and other names to find it by."""

    iri: str
    kind: str
    label: str
    language: str
    n: int = 0
    note: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """One value beside a page: a thing of ours (`iri`), an address elsewhere, or a text."""

    text: str
    iri: str = ""
    address: str = ""
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Facts of one relation in one direction."""

    predicate: str
    inverse: bool
    facts: tuple[Fact, ...]

    @property
    def id(self) -> str:
        return f"{'in' if self.inverse else 'out'}-{self.predicate}"


class Pages:
    """Renders pages in the language of the site.

    >>> Pages(Reader(store), Site("Title", "sv")).thing(iri)                          # doctest: +SKIP
    '<!doctype html>…'
    """

    def __init__(self, reader: Reader, site: Site) -> None:
        self.reader = reader
        self.site = site
        self.words: dict[str, Any] = json.loads(asset("words.json"))[site.language]
        self._environment = _environment()

    def thing(self, iri: str) -> str | None:
        """The page of a thing; None where there is no such thing."""
        thing = self.reader.read(iri)
        path = document_of(iri, self.reader.store.base)
        if thing is None or path is None:
            return None
        return self.render_thing(thing, path)

    def render_thing(self, thing: Thing, path: str) -> str:
        """The page of a thing that has been read, to lie at `path` (without an ending)."""
        name = path.rpartition("/")[2]
        titles = [f.label for f in thing.facts if f.predicate == "hasRole" and not f.inverse]
        return self._render(
            "thing.html",
            root="../../",
            title=thing.label,
            summary=thing.definition or f"{self.words['classes'][thing.cls]}. {self.site.title}",
            current=thing.kind,
            path=path + HTML.ending,
            alternates=[(form, name + form.ending) for form in FORMS if form is not HTML],
            jsonld=Markup(script_json(self._jsonld(thing, path))),
            thing=thing,
            titles=titles[:3],
            about=self.about(thing),
            years=_years(thing.mentions),
            form_names=_FORM_NAMES,
            network_link=self._network_link(thing) if self.site.network else "",
        )

    def index(self, kind: str, entries: Sequence[Entry]) -> str:
        """The list of all things of a kind, by letter; of articles by year, newest first."""
        if kind == "article":
            order = sorted(entries, key=lambda e: (e.label.casefold(), e.iri))
            order.sort(key=lambda e: e.note, reverse=True)
            letters = [(y, list(g)) for y, g in groupby(order, key=lambda e: e.note[:4] or self.words["undated"])]
        else:
            order = sorted(entries, key=lambda e: (alphabetical(e.label), e.iri))
            letters = [(letter, list(g)) for letter, g in groupby(order, key=lambda e: _initial(e.label))]
            if len(entries) <= _ONE_LOOK:
                letters = [("", order)]
        return self._render(
            "list.html",
            root="../../",
            title=self.words["kinds"][kind],
            summary=f"{self.words['kinds'][kind]}. {self.site.title}",
            current=kind,
            path=f"doc/{kind}/index.html",
            entries=entries,
            letters=letters,
        )

    def front(self, entries: Sequence[Entry], latest: Sequence[Source]) -> str:
        """The front page, with search and what is named most."""
        counts = Counter(entry.kind for entry in entries)
        most = sorted((e for e in entries if e.kind in ("organization", "person") and e.n), key=_most_first)
        themes = sorted((e for e in entries if e.kind == "theme" and e.n), key=_most_first)
        return self._render(
            "index.html",
            root="",
            front=True,
            title=self.site.title,
            summary=self.site.summary,
            current="",
            path="index.html",
            scripts=["things.js", "search.js"],
            counts=[(kind, counts[kind]) for kind in self.site.kinds],
            most=most[:10],
            latest=latest,
            themes=themes[:24],
        )

    def data(self, files_: Sequence[Distribution], *, triples: int, newest: str, example: str) -> str:
        """The page that tells how to get the data."""
        return self._render(
            "data.html",
            root="../",
            title=self.words["data"],
            summary=self.words["dataLead"],
            current="data",
            path="data/index.html",
            files=files_,
            triples=triples,
            newest=newest,
            example=example,
        )

    def ontology(self, body: str, title: str) -> str:
        """The ontology, whose description is HTML already."""
        return self._render(
            "ontology.html",
            root="../",
            title=title,
            summary=title,
            current="data",
            path="def/index.html",
            body=Markup(body),
        )

    def _render(self, template: str, *, root: str, path: str, **values: Any) -> str:
        given = {
            "front": False, "alternates": [], "scripts": [], "jsonld": "", "root": root, "site": self.site,
            "canonical": self.site.address + ("" if path == "index.html" else path) if self.site.address else "",
            "icon_address": Markup(ICON), "words": self.words, "language": self.site.language, "web": is_web,
            "kind": self.reader.kind, "label": lambda iri: self.reader.label(iri)[0],
            "link": lambda iri: self._link(iri, root),
        }  # fmt: skip
        return self._environment.get_template(template).render({**given, **values})

    def _link(self, iri: str, root: str) -> str:
        path = document_of(iri, self.reader.store.base) if iri else None
        return f"{root}{path}{HTML.ending}" if path else ""

    def _network_link(self, thing: Thing) -> str:
        if thing.kind == "article" or not thing.facts:
            return ""
        base = f"{self.reader.store.base}id/"
        short = f"~{thing.iri[len(base) :]}" if thing.iri.startswith(base) else thing.iri
        return f"../../network.html#node={short}"

    def about(self, thing: Thing) -> list[tuple[str, list[Value]]]:
        """What is known of a thing beside its facts, as names and values."""
        words, rows = self.words, []
        if thing.country and thing.country != thing.iri:
            rows.append((words["country"], [Value(self.reader.label(thing.country)[0], iri=thing.country)]))
        if thing.source is not None:
            language = thing.source.language
            if language:
                name = words["languages"].get(language.partition("-")[0], language)
                rows.append((words["language"], [Value(name)]))
        for agency, number in thing.numbers:
            rows.append((agency[:1].upper() + agency[1:] if agency else words["identifier"], [Value(number)]))
        for name, label in (("homepage", words["homepage"]), ("sameAs", words["sameAs"])):
            found = [Value(_short(a), address=a) for kind, a in thing.links if kind == name and is_web(a)]
            if found:
                rows.append((label, found))
        matches = [Value(_short(a), address=a) for kind, a in thing.links if kind.endswith("Match") and is_web(a)]
        if matches:
            rows.append((words["matches"], matches))
        for name in ("broader", "narrower", "related"):
            iris: tuple[str, ...] = getattr(thing, name)
            if iris:
                rows.append((words[name], [Value(self.reader.label(iri)[0], iri=iri) for iri in iris]))
        if thing.labels:
            rows.append((words["otherLanguages"], [self._named(*pair) for pair in thing.labels]))
        if thing.aliases and thing.kind != "theme":
            rows.append((words["alias"], [self._named(*pair) for pair in thing.aliases]))
        return rows

    def _named(self, language: str, text: str) -> Value:
        tag = "" if language == "und" else language
        note = self.words["languages"].get(tag.partition("-")[0], tag) if tag != self.site.language else ""
        return Value(text, language=tag, note=note)

    def _jsonld(self, thing: Thing, path: str) -> dict[str, Any]:
        """The thing in schema.org's words, for search engines. The context asks for no download."""
        names = {name for _, name in (*thing.labels, *thing.aliases)} - {thing.label}
        found: dict[str, Any] = {
            "@context": {"@vocab": "https://schema.org/"},
            "@id": thing.iri,
            "@type": "Country" if thing.kind == "place" and "/country/" in thing.iri else _SCHEMA[thing.cls],
            "headline" if thing.kind == "article" else "name": thing.label[:500],
        }
        if names:
            found["alternateName"] = sorted(names)
        if thing.definition:
            found["description"] = thing.definition
        if self.site.address:
            found["mainEntityOfPage"] = {"@id": f"{self.site.address}{path}{HTML.ending}"}
        same = [{"@id": a} for kind, a in thing.links if kind == "sameAs" and is_web(a)]
        if same:
            found["sameAs"] = same
        for kind, address in thing.links:
            if kind in ("homepage", "url") and is_web(address):
                found["url"] = {"@id": address}
        if thing.numbers:
            found["identifier"] = [number for _, number in thing.numbers]
        works = [f for f in thing.facts if f.predicate == "worksFor" and not f.inverse]
        if works:
            found["worksFor"] = [{"@id": f.other, "@type": "Organization", "name": f.label[:500]} for f in works]
        titles = [f.label for f in thing.facts if f.predicate == "hasRole" and not f.inverse]
        if titles:
            found["jobTitle"] = titles
        if thing.source is not None:
            if thing.source.date:
                found["datePublished"] = thing.source.date
            if thing.source.language:
                found["inLanguage"] = thing.source.language
            if thing.source.retold and is_web(thing.source.url):
                found["isBasedOn"] = {"@id": thing.source.url}
            found["about"] = [{"@id": f.other} for f in thing.facts if f.predicate == "about"]
            found["mentions"] = [{"@id": iri} for iri in thing.mentioned]
        return found


def asset(name: str) -> str:
    """One of the pages' own files."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


def is_web(address: str) -> bool:
    """Whether an address may become a link: `javascript:` and the like may not."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False


@cache
def _environment() -> Environment:
    return page_environment(asset)


def page_environment(template: Callable[[str], str]) -> Environment:
    """Templates of pages, read by name with `template`: everything escaped, with the pages' filters."""
    environment = Environment(
        loader=FunctionLoader(template), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters.update(
        cut=_cut, end=_end, number=_number, size=_size, groups=_groups, sentences=_sentences, anchor=_anchor,
        json=lambda value: json.dumps(value, ensure_ascii=False),
    )  # fmt: skip
    return environment


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _end(iri: str) -> str:
    return re.sub(r"^.*[/#]", "", iri)


@pass_context
def _number(context: Context, value: float) -> str:
    """A number as people write it: 1 234; 0.97, in Swedish 0,97."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", "\u00a0")
    return f"{value:.2f}".replace(".", context["words"]["decimal"])


def _size(value: int) -> str:
    """A number of bytes in kB or MB (powers of ten)."""
    return f"{value / 1000:.0f}\u00a0kB" if value < 1_000_000 else f"{value / 1_000_000:.1f}\u00a0MB"


def _groups(facts: Iterable[Fact]) -> list[Group]:
    ordered = sorted(facts, key=lambda f: (RELATIONS.index(f.predicate), f.inverse))
    return [Group(*key, tuple(found)) for key, found in groupby(ordered, key=lambda f: (f.predicate, f.inverse))]


def _sentences(statements: Iterable[Statement]) -> list[list[Statement]]:
    return [list(found) for _, found in groupby(statements, key=lambda s: (s.quote.start, s.quote.text))]


def _years(sources: Iterable[Source]) -> list[tuple[str, int, int]]:
    """Year, number of articles, and that number in percent of the largest."""
    counts = Counter(source.date[:4] for source in sources if source.date)
    most = max(counts.values(), default=1)
    return [(year, n, round(100 * n / most)) for year, n in sorted(counts.items())]


def _most_first(entry: Entry) -> tuple[int, str, str]:
    return -entry.n, entry.label.casefold(), entry.iri


_LAST = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}


def alphabetical(label: str) -> str:
    """A key that sorts as Swedish, Norwegian and Danish do: å, ä and æ, ö and ø after z."""
    return "".join(_LAST.get(c, c) for c in label.casefold())


def _initial(label: str) -> str:
    first = label[:1].upper()
    return first if first.isalpha() and first < "\u0250" else "#"


def _anchor(letter: str) -> str:
    return "letter-other" if letter == "#" else f"letter-{letter}"


def _short(address: str) -> str:
    """An address without what every address has."""
    return re.sub(r"^https?://(www\.)?|/$", "", address)
