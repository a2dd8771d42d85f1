"""What the extractor knows of one language, read from `data/language/xx/*.toml` (format: data/language/README.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from innograph.errors import DataError
from innograph.resources import resource

LANGUAGES = ("sv", "nb", "da", "fi", "nl", "de", "en")
_ALIASES = {"no": "nb", "nn": "nb", "dk": "da", "se": "sv"}


def base_language(tag: str | None) -> str:
    """The language of ours that a BCP 47 tag means (`de-AT` → `de`); Swedish where we have none."""
    primary = (tag or "sv").split("-")[0].casefold()
    primary = _ALIASES.get(primary, primary)
    return primary if primary in LANGUAGES else "sv"


@dataclass(frozen=True)
class Exact:
    """A well-known name that no form shows, as written. `near` are words of which one must stand close by for the
    name to be meant (a town's name is a team's beside a score), `not_after` words that make it something else;
    `inside` is for names that
    are also words, which name something only where a capital is not due to the sentence's beginning.
    """

    name: str
    cls: str
    near: tuple[str, ...] = ()
    not_after: frozenset[str] = frozenset()
    inside: bool = False


@dataclass(frozen=True)
class Ellipsis:
    """Names whose first part a list gives once: *länsstyrelserna i Skåne och Halland*, *Region Skåne och Halland*.

    After one of `words` stands a list of `members`, each of them a name that `template` writes out (`{}` the member,
    `{s}` the member in the genitive). `closed` lists count only where no other name goes on with them; `alone`: one
    member makes a list, too (*region Skåne*); `before`: the list stands before the word (*Oulun ja Turun yliopistot*).
    A member `*` is any name, `*n` any word with a capital that ends so.
    """

    words: tuple[str, ...]
    members: tuple[str, ...]
    template: str
    cls: str
    closed: bool = False
    alone: bool = False
    before: bool = False


@dataclass(frozen=True)
class Office:
    """An office that is one of a kind of house: the titles of its holders (lower case, whole), the classes that the
    house may have (none: any), and an expression that its lower-cased name holds; whether its holders work for such a
    house alone.
    """

    title: re.Pattern[str]
    classes: frozenset[str]
    name: re.Pattern[str] | None = None
    only: bool = False


@dataclass(frozen=True)
class Forms:
    """How names of one type (organisations, events, projects) are built. Each maps words to a class."""

    suffix: dict[str, str] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    tail: dict[str, str] = field(default_factory=dict)
    phrase: dict[str, str] = field(default_factory=dict)
    noun: dict[str, str] = field(default_factory=dict)
    plural: dict[str, str] = field(default_factory=dict)
    each: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    exact: list[Exact] = field(default_factory=list)
    lists: list[Ellipsis] = field(default_factory=list)

    @cached_property
    def openings(self) -> frozenset[str]:
        """The first words of names, in lower case."""
        return frozenset(w.split()[0].lower() for table in (self.head, self.phrase) for w in table)


@dataclass(frozen=True, eq=False)
class Language:
    """One language's data, lower-cased where matching ignores case."""

    tag: str
    given_names: frozenset[str]
    foreign_given_names: frozenset[str]
    #: Given names that are other words, too (*Andre*): they are names only between a given name and a surname.
    second_names: frozenset[str]
    surname_endings: tuple[str, ...]
    lone_surname_endings: tuple[str, ...]
    particles: frozenset[str]
    not_names: frozenset[str]
    name_bases: tuple[tuple[str, str], ...]
    forms: dict[str, Forms]
    role_heads: tuple[str, ...]
    role_whole: frozenset[str]
    role_modifiers: tuple[str, ...]
    role_complements: tuple[str, ...]
    #: Nouns that a title goes on with and that say nothing of their own (*formand for bestyrelsen*).
    no_complements: tuple[str, ...]
    role_forms: dict[str, str]
    #: Titles by the letters that stand for them (*vd*: *verkställande direktör*).
    short_titles: dict[str, str]
    role_endings: tuple[tuple[str, str], ...]
    leading: frozenset[str]
    leading_endings: tuple[str, ...]
    former: tuple[str, ...]
    employer_prepositions: tuple[str, ...]
    employer_cases: tuple[str, ...]
    conjunctions: tuple[str, ...]
    we: frozenset[str]
    we_endings: tuple[str, ...]
    she_he: frozenset[str]
    speech: frozenset[str]
    negation: tuple[str, ...]
    past: tuple[str, ...]
    #: Words behind which a word for what has been means that it still is (*sedan tidigare*).
    still: tuple[str, ...]
    #: What begins with a word for what has been and says that it still is (*fram till dess*).
    until_then: tuple[str, ...]
    wish: tuple[str, ...]
    caption: tuple[str, ...]
    photo: tuple[str, ...]
    months: frozenset[str]
    weekdays: frozenset[str]
    inflections: tuple[str, ...]
    genitive: tuple[str, ...]
    cases: dict[str, tuple[str, ...]]
    organization_nouns: dict[str, tuple[str, ...]]
    group_nouns: dict[str, tuple[str, ...]]
    numbers: dict[str, int]
    #: Plurals before lists of places, with the noun that the full name of each has.
    singulars: dict[str, str]
    event_nouns: frozenset[str]
    project_nouns: frozenset[str]
    person_verbs: frozenset[str]
    place_prepositions: frozenset[str]
    definite: frozenset[str]
    anaphora: frozenset[str]
    others: frozenset[str]
    organising: frozenset[str]
    board_roles: tuple[str, ...]
    stoppers: frozenset[str]
    title_links: frozenset[str]
    verb_endings: tuple[str, ...]
    no_verbs: tuple[str, ...]
    name_titles: tuple[str, ...]
    address: frozenset[str]
    honours: frozenset[str]
    #: How English titles end, in texts of other languages, other words that they have, and all of one in small letters.
    english_title_heads: frozenset[str]
    english_title_words: frozenset[str]
    english_title: str
    capacity: tuple[str, ...]
    employing: tuple[str, ...]
    not_employers: tuple[str, ...]
    not_employer_endings: tuple[str, ...]
    subject_endings: tuple[str, ...]
    town_offices: tuple[str, ...]
    towns: dict[str, str]
    prepositions: tuple[str, ...]
    articles: tuple[str, ...]
    contractions: dict[str, str]
    offices: tuple[Office, ...] = ()
    classes: dict[str, str] = field(default_factory=dict)
    rules: tuple[dict[str, Any], ...] = ()

    def pattern(self, name: str, around: str = "{}") -> re.Pattern[str] | None:
        """A word class as an expression, with what stands `around` it (`{}` is the class); None where the language has
        no such class.
        """
        source = self.classes.get(name)
        return re.compile(around.replace("{}", source)) if source else None

    def looks_like_verb(self, word: str) -> bool:
        """Whether a lower-case word has an ending that finite verbs of the language have and nouns seldom do."""
        return bool(self.verb_endings) and word.endswith(self.verb_endings) and not word.endswith(self.no_verbs)


def read_toml(path: Path) -> dict[str, Any]:
    """One TOML file as a dictionary; empty when the file is not there.

    Raises DataError with file and line for what is not TOML.
    """
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}") from error


def _forms(entries: list[dict[str, Any]], default: str, where: Path) -> Forms:
    forms = Forms()
    for entry in entries:
        if entry.get("form") == "name":
            near, not_after = _lower(entry.get("near")), frozenset(_lower(entry.get("not_after")))
            forms.exact.extend(
                Exact(w, entry.get("class", default), near, not_after, bool(entry.get("inside")))
                for w in entry.get("words", ())
            )
            continue
        if entry.get("form") == "list":
            words, members = tuple(entry.get("words", ())), tuple(entry.get("members", ()))
            forms.lists.append(
                Ellipsis(
                    words,
                    members,
                    entry.get("template", "{}"),
                    entry.get("class", default),
                    bool(entry.get("closed")),
                    bool(entry.get("alone")),
                    bool(entry.get("before")),
                )
            )
            continue
        table = getattr(forms, entry.get("form", ""), None)
        if not isinstance(table, dict):
            known = "suffix, head, tail, phrase, noun, plural, each, after, list, name"
            raise DataError(f"{where}: form {entry.get('form')!r} is none of {known}")
        for word in entry.get("words", ()):
            table[word if entry.get("case") else word.lower()] = entry.get("class", default)
    return forms


def _offices(entries: list[dict[str, Any]], where: Path) -> tuple[Office, ...]:
    """The offices of a file. Raises DataError for an expression that cannot be read."""
    try:
        return tuple(
            Office(
                re.compile(entry["title"]),
                frozenset(entry.get("classes", ())),
                re.compile(entry["name"]) if "name" in entry else None,
                bool(entry.get("only")),
            )
            for entry in entries
        )
    except (re.error, KeyError) as error:
        raise DataError(f"{where}: an office needs a title that is an expression: {error}") from error


def _lower(words: Any) -> tuple[str, ...]:
    return tuple(str(w).lower() for w in words or ())


def _nouns(table: Any) -> frozenset[str]:
    return frozenset(_lower(table.get("words", ()) if isinstance(table, dict) else table))


def _last_words(phrases: frozenset[str]) -> frozenset[str]:
    """The last words of definite nouns and pronouns, also with a genitive s: the only words to look at."""
    last = {p.split()[-1] for p in phrases}
    return frozenset(last | {f"{w}s" for w in last})


def _leading(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    return (
        frozenset(w for w in words if "*" not in w),
        tuple(w.strip("*") for w in words if "*" in w),
    )


@cache
def _all_given_names(folder: Path) -> frozenset[str]:
    """The given names of every language and of the world: people cross borders with their names."""
    files = [folder / "common.toml", *(folder / code / "names.toml" for code in LANGUAGES)]
    return frozenset(name for file in files for name in _lower(read_toml(file).get("given_names")))


@cache
def load_language(tag: str, root: Path | None = None) -> Language:
    """The data of the language that a BCP 47 tag means. `root` replaces `data/language` (for tests).

    Raises DataError when a file is not as data/language/README.md says.
    """
    code = base_language(tag)
    folder = (root or resource("data", "language")) / code
    names, roles, words, rules = (read_toml(folder / f"{n}.toml") for n in ("names", "roles", "words", "rules"))
    common = read_toml(folder.parent / "common.toml")
    where = folder / "names.toml"
    anaphora = frozenset(
        str(phrase).lower()
        for table in (
            words.get("organization_nouns", {}),
            words.get("group_nouns", {}),
            _nouns(words.get("event_nouns", {})),
            _nouns(words.get("project_nouns", {})),
            words.get("we", ()),
            words.get("she_he", ()),
        )
        for phrase in table
    )
    leading, leading_endings = _leading(_lower(roles.get("leading")))
    return Language(
        tag=code,
        given_names=frozenset(_lower(names.get("given_names"))),
        foreign_given_names=_all_given_names(folder.parent)
        - frozenset(_lower(names.get("not_names")))
        - frozenset(_lower(rules.get("stoppers"))),
        second_names=_all_given_names(folder.parent) & frozenset(_lower(names.get("not_names"))),
        surname_endings=_lower(names.get("surname_endings")),
        lone_surname_endings=_lower(names.get("lone_surname_endings")),
        particles=frozenset(_lower(names.get("particles"))),
        not_names=frozenset(_lower(names.get("not_names")))
        | frozenset(_lower(common.get("not_names")))
        | frozenset(_lower(words.get("months")))
        | frozenset(_lower(words.get("weekdays"))),
        name_bases=tuple(
            sorted(
                ((str(k).lower(), str(v).lower()) for k, v in names.get("bases", {}).items()),
                key=lambda e: (-len(e[0]), e),
            )
        ),
        forms={
            type_: _forms([*common.get(key, []), *names.get(key, [])], default, where)
            for type_, key, default in (
                ("Organization", "organization", "org:Organization"),
                ("Event", "event", "inno:Event"),
                ("Project", "project", "inno:Project"),
            )
        },
        role_heads=tuple(sorted(_lower(roles.get("heads")), key=len, reverse=True)),
        role_whole=frozenset(_lower(roles.get("whole"))),
        role_modifiers=tuple(sorted(_lower(roles.get("modifiers")), key=len, reverse=True)),
        no_complements=_lower(roles.get("no_complements")),
        role_complements=tuple(sorted(_lower(roles.get("complements")), key=len, reverse=True)),
        short_titles={str(k).lower(): str(v).lower() for k, v in roles.get("short_titles", {}).items()},
        role_forms={str(k).lower(): str(v) for k, v in roles.get("forms", {}).items()},
        role_endings=tuple(
            sorted(
                ((str(k).lower(), str(v).lower()) for k, v in roles.get("endings", {}).items()),
                key=lambda e: (-len(e[0]), e),
            )
        ),
        leading=leading,
        leading_endings=leading_endings,
        former=tuple(sorted(_lower(roles.get("former")), key=len, reverse=True)),
        employer_prepositions=_lower(roles.get("employer_prepositions")),
        employer_cases=_lower(roles.get("employer_cases")),
        conjunctions=_lower(words.get("and")) or ("och",),
        we=frozenset(_lower(words.get("we"))),
        we_endings=_lower(words.get("we_endings")),
        she_he=frozenset(_lower(words.get("she_he"))),
        speech=frozenset(_lower(words.get("speech"))),
        negation=_lower(words.get("negation")),
        past=_lower(words.get("past")),
        still=_lower(words.get("still")),
        until_then=_lower(words.get("until_then")),
        wish=_lower(words.get("wish")),
        caption=_lower(words.get("caption")),
        photo=_lower(words.get("photo")),
        months=frozenset(_lower(words.get("months"))),
        weekdays=frozenset(_lower(words.get("weekdays"))),
        inflections=tuple(sorted(_lower(words.get("inflections")), key=len, reverse=True)),
        genitive=tuple(sorted(_lower(words.get("genitive")), key=len, reverse=True)),
        cases={str(k): _lower(v) for k, v in words.get("cases", {}).items()},
        organization_nouns={str(k).lower(): tuple(v) for k, v in words.get("organization_nouns", {}).items()},
        group_nouns={str(k).lower(): tuple(v) for k, v in words.get("group_nouns", {}).items()},
        numbers={str(k).lower(): int(v) for k, v in words.get("numbers", {}).items()},
        singulars={str(k).lower(): str(v) for k, v in words.get("singulars", {}).items()},
        event_nouns=_nouns(words.get("event_nouns", {})),
        project_nouns=_nouns(words.get("project_nouns", {})),
        person_verbs=frozenset(_lower(names.get("person_verbs"))),
        place_prepositions=frozenset(_lower(names.get("place_prepositions"))),
        definite=frozenset(p for p in anaphora if " " in p),
        anaphora=_last_words(anaphora),
        others=frozenset(_lower(words.get("others"))),
        organising=frozenset(_lower(words.get("organising"))),
        board_roles=_lower(rules.get("board_roles")),
        stoppers=frozenset(_lower(rules.get("stoppers"))),
        title_links=frozenset(_lower(rules.get("title_links"))),
        verb_endings=_lower(rules.get("verb_endings")),
        no_verbs=_lower(rules.get("no_verbs")),
        name_titles=_lower(roles.get("name_titles")),
        address=frozenset((*_lower(common.get("address")), *_lower(names.get("address")))),
        honours=frozenset((*_lower(common.get("honours")), *_lower(names.get("honours")))),
        english_title_heads=frozenset(_lower(common.get("english_title_heads"))) if code != "en" else frozenset(),
        english_title_words=frozenset(_lower(common.get("english_title_words"))) if code != "en" else frozenset(),
        english_title=str(common.get("english_title", "")),
        capacity=_lower(roles.get("capacity")),
        employing=_lower(roles.get("employing")),
        not_employers=_lower(roles.get("not_employers")),
        not_employer_endings=_lower(roles.get("not_employer_endings")),
        subject_endings=_lower(roles.get("subject_endings")),
        town_offices=_lower(roles.get("town_offices")),
        towns={str(k).lower(): str(v) for k, v in roles.get("towns", {}).items()},
        prepositions=_lower(words.get("prepositions")),
        articles=_lower(words.get("articles")),
        contractions={str(k).lower(): str(v).lower() for k, v in words.get("contractions", {}).items()},
        offices=_offices(roles.get("office", []), folder / "roles.toml"),
        classes={str(k): str(v) for k, v in rules.get("classes", {}).items()},
        rules=tuple(rules.get("rule", ())),
    )


def alternation(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longest first; one that never matches for none.

    What words have in common at their beginning is tried once for all of them.

    >>> alternation(["a", "abb", "abc", "d"])
    '(?:a(?:b(?:b|c))?|d)'
    """
    ordered = sorted(set(words))
    return _branches(ordered) if ordered else r"(?!)"


def _branches(words: list[str]) -> str:
    """An expression for words in order, by their first letters."""
    branches = []
    for _, group in groupby(filter(None, words), key=itemgetter(0)):
        same = list(group)
        alike = [a == b for a, b in zip(same[0], same[-1], strict=False)]
        start = same[0][: [*alike, False].index(False)]
        rest = [word.removeprefix(start) for word in same]
        branches.append(re.escape(start) + (_branches(rest) if len(rest) > 1 else ""))
    return f"(?:{'|'.join(branches)}){'?' * ('' in words)}"


#: How English owners end.
OWNERS = ("’s", "'s")


def refers(low: str, language: Language) -> bool:
    """Whether a word may stand for something spoken of: a pronoun, a definite noun, in English also as an owner."""
    return low in language.anaphora or (
        language.tag == "en" and low.endswith(OWNERS) and low[: -len(OWNERS[0])] in language.anaphora
    )
