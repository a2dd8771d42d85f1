"""Where titles and names touch: which of the two a word belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from innograph.extract.finders import Finders
from innograph.extract.spans import MUNICIPALITY, NATIONALITY, ORGANIZATION, PROJECT, UNKNOWN, Span
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


def english_names(names: list[Span], roles: list[Span], text: str) -> list[Span]:
    """English: names without the titles behind them, the programmes before them, and the fields of ministers."""
    names = [_without_title(s, text) for s in names]
    for span in names:
        paying = _FRAMEWORK.match(span.name) if span.code == PROJECT and span.source != "listed" else None
        if paying and text.startswith(span.name, span.start):
            span.start, span.name = span.start + paying.end(), span.name[paying.end() :]
    # "Minister for Energy, Business and Industry Anna Ek and Finland’s …": the fields are no body's name.
    fields = [r for r in roles if r.name[-1:].islower() and any(c.isupper() for c in r.name)]
    return [n for n in names if n.source == "listed" or not any(r.start < n.start < r.end for r in fields)]


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
        if finders.of_house and finders.of_house.search(role.name.lower()):
            continue
        end = match.end()
        for token in wording.tokens.between(role.end, end):
            if token.cap and (token.low in given or token.low in foreign or token.low in language.address):
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
