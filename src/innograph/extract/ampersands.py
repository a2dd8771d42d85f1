"""Names that go on over an ampersand: firms in every language, Scandinavian bodies of two words."""

from __future__ import annotations

from innograph.extract.language import Language
from innograph.extract.spans import MUNICIPALITY, ORGANIZATION, PERSON, UNKNOWN, Span
from innograph.extract.words import Wording

_LINK = " & "
#: What ends a firm's name behind an ampersand, whatever stands before it.
_FIRMS = frozenset(["co", "company", "partners", "partner", "söner", "sønner", "sønn", "søn", "sons", "son", "zonen"])
#: Languages in which a body's name seldom stands beside another one with an ampersand.
_NORDIC = ("sv", "nb", "da")
#: Bodies of the public sector have no such names: *Region Skåne & Kulturen* are two; but houses of culture have.
_PUBLIC = frozenset(
    ["inno:Government", "inno:Ministry", "inno:Municipality", "inno:PublicAgency", "inno:Region", "inno:University"]
)
_CULTURE = ("museet", "museum", "biblioteket", "arkivet", "teatern", "teateret", "muséet")


def join_ampersands(names: list[Span], unknown: list[Span], persons: list[Span], wording: Wording) -> list[Span]:
    """Names of organisations that an ampersand parted (*Folkets Hus & Parker*, *Göteborg & Co*), to be preferred to
    what they hold.
    """
    text, tokens, language = wording.text, wording.tokens, wording.language
    found: list[Span] = []
    at = text.find(_LINK)
    if at < 0:
        return found
    before = {s.end: s for s in sorted((*unknown, *names, *persons), key=lambda s: -s.start)}
    begins = {s.start for s in (*names, *persons)}
    while at >= 0:
        start = at + len(_LINK)
        following = next(iter(tokens.between(start, start + 1)), None)
        known = before.get(at) or next((s for s in unknown if s.start < at < s.end), None)
        if following is not None and following.start == start and following.cap and known is not None:
            firm = following.low in _FIRMS and known.code in (ORGANIZATION, MUNICIPALITY, PERSON, UNKNOWN)
            if firm or (start not in begins and _goes_on(known, following.low, following.text, language)):
                name = text[known.start : following.end]
                cls = "inno:Company" if firm else known.cls
                found.append(Span(known.start, following.end, ORGANIZATION, name, "form", 0.92, cls))
        at = text.find(_LINK, start)
    return found


def _goes_on(known: Span, low: str, word: str, language: Language) -> bool:
    """Whether the name of a body goes on with a word behind an ampersand."""
    return (
        language.tag in _NORDIC
        and known.code == ORGANIZATION
        and not known.genitive
        and (known.cls not in _PUBLIC or known.name.lower().endswith(_CULTURE))
        and known.source in ("form", "listed")
        and not word.isupper()
        and low not in language.not_names
        and low not in language.given_names
    )
