"""What names by their form take in that is no part of them, and what of them they leave out."""

from __future__ import annotations

import re
from itertools import pairwise

from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span

#: Who a sentence begins with, before the house that they are of (Dutch).
_PEOPLE = re.compile(
    r"(?:Studenten|Onderzoekers|Medewerkers|Docenten|Leerlingen|Inwoners|Bewoners|Experts|Deskundigen|Wetenschappers|"
    r"Vertegenwoordigers|Inkopers|Ambtenaren|Bestuurders|Leden|Collega’s|Collega's|Artsen|Hoogleraren|Lectoren|"
    r"Specialisten|Juristen|Adviseurs) (?:van|uit|bij) (?:de |het )?(?=[A-Z])"
)
#: Conjunctions that begin a clause, which may stand behind an hour in a programme.
_CONJUNCTION = re.compile(
    r"(?:Da|Når|Hvis|Hvordan|Hvorfor|Fordi|Mens|När|Hur|Varför|Om|Eftersom|Wanneer|Als|Hoe|Waarom|Toen|Omdat|Wenn|Als|Wie|"
    r"Warum|Weil|When|How|Why|Because|Kun|Kuinka|Miten|Miksi) (?=[A-ZÅÄÖÆØÜ])"
)
#: What ministry it is (German), and what a school is of (English).
_FIELD = re.compile(
    r" (?:des Innern|der (?:Finanzen|Justiz|Verteidigung))(?: und für [A-ZÄÖÜ]\w+)?"
    r"| für [A-ZÄÖÜ]\w+(?:(?:, | und )[A-ZÄÖÜ]\w+){0,3}"
)
_SCHOOL = re.compile(r" of [A-Z]\w+(?:(?: (?:and|&))? [A-Z]\w+){0,2}")
#: Who pays for a project, before its name (English), and what stands between its name and an abbreviation of that.
_PAID = re.compile(r"[A-Z][\w+]*-(?:funded|financed|co-funded|backed|supported|led) (?=[A-Z])")
_IN_BRACKETS = re.compile(r"[“”\"«»’']? \(")
#: A Finnish company's form, and the genitive of its name without that.
_COMPANY = re.compile(r"^(?P<name>.+) (?:Oy|Oyj|Ky|Oy Ab)$")
#: An abbreviation and the name behind a dash, inside a sentence.
_LETTERS = re.compile(rf"[{UPPER}][{UPPER}\d&-]{{1,6}}")
_FULL = re.compile(r"(?:für|for|för|of|voor|van|i|av|der|des|på) ")


def trim(spans: list[Span], unknown: list[Span], text: str, language: str) -> list[Span]:
    """The names without what their form took in, with what it left out; what is `unknown` may be one of them again."""
    for span in spans:
        paid = _PAID.match(text, span.start, span.end) if span.code == PROJECT else None
        if paid and span.name.startswith(paid.group()):
            span.start, span.name = paid.end(), span.name[paid.end() - paid.start() :]
        if span.code != ORGANIZATION or span.source not in ("form", "noun"):
            continue
        for cut in (_PEOPLE if language == "nl" else None, _CONJUNCTION):
            match = cut.match(text, span.start, span.end) if cut else None
            if match and span.name.startswith(match.group()):
                span.start, span.name = match.end(), span.name[len(match.group()) :]
        written = text[span.start : span.end]
        field = _FIELD if language == "de" and written.endswith("inisteriums") else None
        field = _SCHOOL if language == "en" and written.endswith(" School") else field
        more = field.match(text, span.end) if field else None
        if more:
            span.name, span.end = span.name + more.group(), more.end()
    if language == "fi":
        _without_legal_form(spans, unknown, text)
    for first, second in pairwise(spans):
        # das Projekt „KI im Einkauf“ (KIE)
        letters = second.source == "acronym" and not second.refs and text[second.start : second.end].isupper()
        behind = _IN_BRACKETS.fullmatch(text, first.end, second.start) and text.startswith(")", second.end)
        if letters and behind and first.code in (PROJECT, EVENT) and second.code == ORGANIZATION:
            first.aliases = (*first.aliases, second.name)
            second.code, second.cls, second.name, second.source = first.code, first.cls, first.name, first.source
    return _spelt_out(spans, text)


def _without_legal_form(spans: list[Span], unknown: list[Span], text: str) -> None:
    """Finnish: let the genitive of a company's name without its form be the company (*Planlens Oy*: *Planlensin*)."""
    named = (_COMPANY.match(s.name) for s in spans if s.code == ORGANIZATION)
    companies = {match["name"] + "in": match.group() for match in named if match}
    for span in (*spans, *unknown) if companies else ():
        whole = companies.get(text[span.start : span.end])
        if whole and span.code in (ORGANIZATION, UNKNOWN) and not span.refs:
            span.code, span.cls, span.name, span.genitive, span.aliases = ORGANIZATION, "inno:Company", whole, True, ()


def _spelt_out(spans: list[Span], text: str) -> list[Span]:
    """Join an abbreviation and the full name behind a dash inside a sentence (*das ZEW – Zentrum für …*)."""
    joined: set[int] = set()
    for n, (first, second) in enumerate(pairwise(spans)):
        letters = text[first.start : first.end]
        between = text[first.end : second.start] == " – " and first.code == second.code == ORGANIZATION
        inside = first.start > 1 and text[first.start - 1] == " " and re.match(rf"[{LOWER}]", text[first.start - 2])
        if not between or not inside or not _LETTERS.fullmatch(letters):
            continue
        full = text[second.start : second.end]
        if second.refs or _FULL.search(full) is None:
            continue
        second.aliases = (*second.aliases, letters, full)
        second.refs, second.start = first.refs, first.start
        second.name = text[first.start : second.end]
        joined.add(n)
    return [span for n, span in enumerate(spans) if n not in joined]
