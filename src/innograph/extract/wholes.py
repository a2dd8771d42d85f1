"""Names of bodies that begin with the name of another one: *KTH Innovation* is not KTH, *SKR Företag* not SKR."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.finders import Finders
from innograph.extract.spans import LOWER, NATIONALITY, ORGANIZATION, Span
from innograph.extract.variants import without_legal_form
from innograph.extract.words import Token, Wording

#: Languages whose nouns have small letters, so that a word with a capital goes on with a name.
_SMALL_NOUNS = ("sv", "nb", "da")
#: How such a name begins: as a listed one, as an abbreviation or as a well-known name.
_BEGUN = ("listed", "acronym", "form")
#: Bodies of which a word behind them tells where they are, and no more of the name; and blocs.
_PLACED = frozenset(["inno:Municipality", "inno:Region", "inno:Government", "inno:Ministry", "inno:EUBody"])
#: The words behind the first name are at most so many.
_MOST_WORDS = 4
#: A name in a line alone may be the first of several columns.
_LINE_ENDS = ("", "\n")
#: What stands before a name inside a sentence.
_INSIDE = re.compile(r"[^\W\d_],? $")
#: A name in the genitive has at least so many letters; an adjective between it and a title.
_LEAST_OWNER = 4
_ADJECTIVE = re.compile(rf" [{LOWER}]{{2,}}[ae] ")
#: Words of pages that end such names, too.
_ENDS = frozenset(["innovation", "innovations"])


def whole_names(
    names: list[Span], unknown: list[Span], persons: list[Span], wording: Wording, finders: Finders
) -> Iterator[Span]:
    """Names of bodies that go on behind a known one, inside a sentence, to be preferred to it."""
    if wording.language.tag not in _SMALL_NOUNS:
        return
    begun = {s.start: s for s in names if s.code == ORGANIZATION and s.source in _BEGUN and not s.genitive}
    others = sorted((s.start, s.end) for s in (*names, *persons))
    for run in unknown:
        first = begun.get(run.start)
        if first is None or first.end >= run.end or first.cls in _PLACED or not first.name.isalpha():
            continue
        if first.cls == "inno:PublicAgency" and not first.name.isupper():
            continue  # Boverket Karlskrona, Vinnova Swelife: two names
        if not _is_in_sentence(run, wording.text) or any(first.end <= start < run.end for start, _ in others):
            continue
        rest = wording.tokens.between(first.end, run.end)
        places = finders.branch is not None and finders.branch.match(wording.text, first.end)
        if places or not 0 < len(rest) <= _MOST_WORDS or not all(_goes_on(t, finders) for t in rest):
            continue
        cls = first.cls if first.cls == "inno:Company" else "org:Organization"
        yield Span(run.start, run.end, ORGANIZATION, run.name, "form", 0.9, cls, genitive=run.genitive)


def owned_letters(names: list[Span], unknown: list[Span], persons: list[Span], wording: Wording) -> Iterator[Span]:
    """Names of bodies that end in an abbreviation behind the place that has it, which nothing else shows to be a name
    (*Laholmsbuktens VA*), to be preferred to that.
    """
    if wording.language.tag not in _SMALL_NOUNS:
        return
    letters = {s.end: s for s in names if s.code == ORGANIZATION and s.source == "acronym"}
    others = [s for s in (*names, *persons) if s.source != "acronym"]
    for run in unknown:
        last = letters.get(run.end)
        if last is None or last.start <= run.start or wording.text[last.start - 2 : last.start] != "s ":
            continue
        first = wording.tokens.between(run.start, last.start)
        owner = len(first) == 1 and first[0].text[1:].islower() and first[0].low not in wording.language.not_names
        inside = owner and _INSIDE.search(wording.text, max(0, run.start - 3), run.start)
        if inside and not any(s.start < run.end and run.start < s.end for s in others):
            yield Span(run.start, run.end, ORGANIZATION, run.name, "form", 0.85, "org:Organization")


def without_adjectives(names: list[Span], unknown: list[Span], wording: Wording, finders: Finders) -> list[Span]:
    """The names without adjectives of countries that begin a name inside a sentence (*avtal med Nordisk Råvara*): such
    an adjective has a small letter elsewhere.
    """
    language, text, tokens = wording.language, wording.text, wording.tokens
    if language.tag not in _SMALL_NOUNS:
        return names
    longer = {run.start: run for run in unknown if " " in run.name}

    def begins_name(span: Span) -> bool:
        run = longer.get(span.start)
        if span.code != NATIONALITY or run is None or not _INSIDE.search(text, max(0, span.start - 3), span.start):
            return False
        rest = tokens.between(span.end, run.end)
        return 0 < len(rest) <= _MOST_WORDS and all(_goes_on(token, finders) for token in rest)

    return [span for span in names if not begins_name(span)]


#: Endings of words that only say what kind of body the name behind them is.
_DESCRIBING = re.compile(r"(?:startupen|startuppen|företaget|organisationen|organisasjonen|bedriften|virksomheden)$")


def without_kinds(names: list[Span], wording: Wording, kinds: re.Pattern[str] | None) -> None:
    """Let names of companies begin behind the compound that says what kind of company it is, where that begins a
    sentence (*Malmöbolaget Lumicor AB*, *Teknologiayhtiö Lumicor Oy*); they may be called with it, too.
    """
    for span in names if kinds else ():
        if span.code != ORGANIZATION or span.source != "form":
            continue
        first, _, rest = span.name.partition(" ")
        if _DESCRIBING.search(first.lower()) and kinds and kinds.fullmatch(first.lower()) and rest[:1].isupper():
            # "Branschorganisationen Ren Energi hjälper till": only a sentence's beginning gives it a capital.
            if wording.text.startswith(span.name, span.start):
                span.start += len(first) + 1
                span.name = rest
            continue
        if span.cls != "inno:Company" or without_legal_form(span.name) == span.name:
            continue
        if kinds and kinds.fullmatch(first.lower()) and rest[:1].isupper() and " " in rest:
            if wording.text.startswith(span.name, span.start):
                span.start += len(first) + 1
            span.aliases = (*span.aliases, span.name)
            span.name = rest


def note_owners(unknown: list[Span], roles: list[Span], persons: list[Span], wording: Wording) -> None:
    """Read a name of nothing known that ends in *s*, before a title and the name of its bearer, as a genitive
    (*Ekdalas vd Anna Ek*).
    """
    if wording.language.tag not in _SMALL_NOUNS:
        return
    text, bearers = wording.text, {person.start for person in persons}
    titles = {role.start for role in roles if role.end + 1 in bearers}
    for run in unknown:
        if not run.name.endswith("s") or run.genitive or len(run.name) < _LEAST_OWNER or run.name.isupper():
            continue
        adjective = _ADJECTIVE.match(text, run.end)
        if not {run.end + 1, adjective.end() if adjective else -1} & titles:
            continue
        bare = re.search(rf"(?<!\w){re.escape(run.name[:-1])}(?!\w)", text) is not None
        if bare or text.count(run.name) == 1:
            run.name, run.genitive = run.name[:-1], True


def _is_in_sentence(run: Span, text: str) -> bool:
    """Whether a run stands in a line with other words around it."""
    line = text.rfind("\n", 0, run.start) + 1
    before, after = text[line : run.start].strip(" •*–-"), text[run.end : run.end + 1]
    return bool(before) or after not in _LINE_ENDS


def _goes_on(token: Token, finders: Finders) -> bool:
    """Whether a word goes on with a body's name: no person's name, no title, no place, no word of pages."""
    language, low = finders.language, token.low
    if not token.cap or not token.text.isalpha() or low in language.stoppers:
        return False
    if low in language.not_names and low not in _ENDS:
        return False
    if (
        low in language.given_names
        or low in language.foreign_given_names
        or low.endswith(language.lone_surname_endings)
    ):
        return False
    return finders.roles.base(low) is None
