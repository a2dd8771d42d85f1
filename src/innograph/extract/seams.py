"""Where titles and names touch: which of the two a word belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from innograph.extract.finders import Finders
from innograph.extract.spans import MUNICIPALITY, NATIONALITY, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.words import Wording

#: A title at the end of an English name, and a name behind it.
_TITLE_AT_END = re.compile(
    r"(?<=\w) (?:Vice[- ])?(?:Chair|Chairman|Chairwoman|Chairperson|President|CEO|Chief Executive)$"
)
_NAME_NEXT = re.compile(r",? [A-Z]\w+ [A-Z]")
#: A programme that pays, before the short name of the project that it pays for (*Interreg Europe EURE*).
_FRAMEWORK = re.compile(
    r"(?:Interreg|Horizon|Erasmus\+?|LIFE|Creative Europe|COST)(?: (?:Europe|2020|[A-Z][a-z]+))* "
    r"(?=[A-Z][A-Z\d+-]{2,}[a-z]*$)"
)
#: English: the words with capitals before a title that say what it is in (*Smart Islands* Coordinator), behind what may
#: stand between a name and its title; they are at most so long (code points).
_FIELD_BEFORE = re.compile(
    r"(?:(?<=, )|(?<=\()|(?<= [–—-] )|(?<= is )|(?<= was )|(?<= as )|(?<= are ))"
    r"(?:(?!The |An? |Is |Was )[A-Z][\w&/+-]*(?: (?:and|&)(?= [A-Z]))? ){1,5}$"
)
_LONGEST_FIELD = 60
#: … and those behind it, up to what the title's house stands behind (*Team Leader* Public Affairs, …).
_FIELD_BEHIND = re.compile(r" (?P<field>[A-Z][a-z]+(?:(?: (?:and|&))? [A-Z][a-z]+){0,3})(?=,|\)|\n|$| at | [–—-] )")


#: Somebody's form of address and name before the house.
_ADDRESSED = re.compile(
    rf"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Lord)\.? (?:[{UPPER}][\w.’'-]*[ ]){{2,3}}(?:of|at|from) (?=[{UPPER}])"
)


def english_names(names: list[Span], roles: list[Span], wording: Wording) -> list[Span]:
    """English: names without the titles behind them, the programmes before them, and the fields of titles."""
    text = wording.text
    names = [_without_title(s, text) for s in names]
    for span in names:
        # "Dr Anna Smith of University College Dublin"
        person = _ADDRESSED.match(span.name) if span.code == ORGANIZATION and span.source == "form" else None
        if person and text.startswith(span.name, span.start):
            span.start, span.name = span.start + person.end(), span.name[person.end() :]
    _extend_over_capitals(roles, names, wording)
    for span in names:
        paying = _FRAMEWORK.match(span.name) if span.code == PROJECT and span.source != "listed" else None
        if paying and text.startswith(span.name, span.start):
            span.start, span.name = span.start + paying.end(), span.name[paying.end() :]
    # "Minister for Energy, Business and Industry Anna Ek and Finland’s …": the fields are no body's name.
    fields = [r for r in roles if r.name[-1:].islower() and any(c.isupper() for c in r.name)]
    within = [(r.start, r.end) for r in fields if " " in r.name]
    return [
        n
        for n in names
        if n.source == "listed"
        or not any(start < n.start < end or (start == n.start and n.end <= end) for start, end in within)
    ]


def _extend_over_capitals(roles: list[Span], names: list[Span], wording: Wording) -> None:
    """English: take into titles the words with capitals beside them that are no name of a body or a person."""
    text, language = wording.text, wording.language
    bodies = [n for n in names if n.code in (ORGANIZATION, MUNICIPALITY) and n.end - n.start > len("EU")]
    for role in roles:
        named = text[role.end : role.end + 1] == " " and text[role.end + 1 : role.end + 2].isupper()
        # "Minister Ek": behind what stands before a name may be another one.
        match = None if named else _FIELD_BEFORE.search(text, max(0, role.start - _LONGEST_FIELD), role.start)
        start = match.start() if match else role.start
        for body in bodies:
            if body.start < role.start and body.end > start:
                start = max(start, min(role.start, body.end + 1))
        first = text[start : role.start].partition(" ")[0].lower()
        if start < role.start and not text[start - 1].isalnum() and not _is_person(first, wording):
            role.name, role.start = text[start : role.start] + role.name, start
        apart = text[max(0, role.start - 2) : role.start] in (", ", "– ", "- ")
        behind = _FIELD_BEHIND.match(text, role.end) if apart else None
        words = behind["field"].lower().split() if behind else [""]
        plain = words[0] in language.role_modifiers and not any(_is_person(word, wording) for word in words)
        if behind and plain and not any(b.start < behind.end() and b.end > role.end for b in bodies):
            role.name, role.end = role.name + behind.group(), behind.end()


def _is_person(low: str, wording: Wording) -> bool:
    """Whether a word begins a person's name."""
    language = wording.language
    foreign = low in language.foreign_given_names and low not in language.role_modifiers
    return low in language.given_names or foreign or low in language.address


def titles(roles: list[Span], names: list[Span], wording: Wording, finders: Finders) -> list[Span]:
    """Titles with the fields that they are in, and without what belongs to the names beside them."""
    # Barnombudsmannen is an agency before it is a title.
    agencies = {
        s.start: s
        for s in names
        if s.code == MUNICIPALITY or (s.code == ORGANIZATION and s.source in ("listed", "form"))
    }
    _extend_over_fields(roles, names, wording, finders)
    roles = [r for r in (_parted(r, agencies.get(r.start), wording.text) for r in roles) if r is not None]
    ends = {s.end: s for s in names if s.code == ORGANIZATION and " " in s.name}
    for role in roles:
        _cut_owner(role, ends, wording.text)
    return roles


def _extend_over_fields(roles: list[Span], names: list[Span], wording: Wording, finders: Finders) -> None:
    """Take into a role the capitalised field that it is in, where no name of an organisation or a person begins."""
    if not finders.field:
        return
    text, language = wording.text, wording.language
    starts = sorted(s.start for s in names if s.code not in (NATIONALITY, UNKNOWN))
    given, foreign = language.given_names, language.foreign_given_names
    for role in roles:
        match = finders.field.match(text, role.end)
        town = finders.municipal_role and finders.municipal_role.search(role.name)
        if match is None or (town and not match.group().startswith(" for ")):
            continue  # (the Mayor of Lund is no mayor of a field)
        # "Executive Director of River Towns at Leeds Museum": the house is yet to come.
        housed = text.startswith(" at ", match.end())
        if finders.of_house and not housed and finders.of_house.search(role.name.lower()):
            continue
        end = match.end()
        for token in wording.tokens.between(role.end, end):
            named = token.low in given or (token.low in foreign and token.low not in language.role_modifiers)
            if token.cap and (named or token.low in language.address):
                end = role.end + len(text[role.end : token.start].rstrip(" ,"))
                break
        first = bisect_left(starts, role.end)
        if end - role.end > len(" for") and not (first < len(starts) and starts[first] < end):
            role.name += text[role.end : end]
            role.end = end


def _without_title(span: Span, text: str) -> Span:
    """English: a body's name without the title of whoever is named next (*Arts Council of Wales* Chair, Anna Ek)."""
    match = _TITLE_AT_END.search(span.name) if span.code == ORGANIZATION and span.source == "form" else None
    if match is None or not text.endswith(match.group(), 0, span.end) or not _NAME_NEXT.match(text, span.end):
        return span
    return replace(span, end=span.end - len(match.group()), name=span.name[: match.start()])


def _cut_owner(role: Span, ends: Mapping[int, Span], text: str) -> None:
    """Leave to a body's name what ends it (*Europeiska rådets ordförande*: *rådets* is no word of the title)."""
    end = text.find(" ", role.start, role.end)
    owner = ends.get(end)
    if owner is not None and owner.start < role.start:
        _cut_words(role, end, text)


def _cut_words(role: Span, end: int, text: str) -> None:
    """Let a role begin behind a name that ends inside it."""
    words = len(text[role.start : end].split())
    role.name = " ".join(role.name.split(" ")[words:])
    role.start = end + 1


def _parted(role: Span, agency: Span | None, text: str) -> Span | None:
    """A role after the hyphen of its employer's name (*Digdir-direktør*, *KL-formand*); none where the word names an
    agency (*Barnombudsmannen*).
    """
    if agency is None or agency.name in ("EU", "FN"):
        return role
    if agency.end < role.end and text[agency.end] == "-":
        role.start = agency.end + 1
        role.name = role.name[role.name.find("-") + 1 :]
        return role
    if agency.end < role.end and text[agency.end] == " " and agency.code == ORGANIZATION:
        _cut_words(role, agency.end, text)  # Klimatpolitiska rådets ordförande
        return role
    return role if agency.code == MUNICIPALITY else None
