"""Mentions of what the registry lists: which of its names a text means, and which of them are also words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from innograph.extract.gazetteer import Entry, Gazetteer, Hit
from innograph.extract.spans import (
    CODE_OF_TYPE,
    LOWER,
    MUNICIPALITY,
    NATIONALITY,
    ORGANIZATION,
    PLACE,
    UPPER,
    Span,
)
from innograph.extract.words import Wording

if TYPE_CHECKING:
    from innograph.extract.finders import Finders

Prefer = Callable[[tuple[Entry, ...]], "Entry | None"]

_GOVERNMENTS_OWN = re.compile(
    r" (?:agenc|authorit|bod(?:y|ies)|official|offices?\b|department|institution|employee|polic(?:y|ies)|sector|body)"
)
_NAME_FOLLOWS = re.compile(rf" [{UPPER}][a-zåäöæøü]{{3,}}(?![\w-])")
#: The European Union, a bloc of states; where it pays it is the body of that name. What says so stands at most so many
#: code points before.
_EU, _MONEY = "European Union", 120
_EU_NAMES = frozenset(
    ["EU", "European Union", "Europeiska unionen", "Den europeiske union", "Den Europæiske Union", "Europäische Union",
     "Europäischen Union", "Europese Unie"]
)  # fmt: skip
_EU_IN_CASES = ("EU", "Euroopan unioni")
_ARTICLE = re.compile(r"(?:[Dd](?:ie|er|as)|[Dd]e|[Hh]et|[Tt]he) (?=[A-ZÄÖÜ])")
#: A word in small letters before a name, which is therefore inside a sentence; words are at most so long.
_SMALL_WORD = re.compile(rf"(?<!\w)[{LOWER}][\w-]*,? $")
_LONGEST_WORD = 40
#: What makes the name of a region's place that of its county.
_OF_COUNTY = re.compile(r" län(?:et)?s?(?![\w-])")
#: A hyphen before a space: the first part of a compound that the next word ends (*Kemi- och bioteknik*).
_SUSPENDED = re.compile(r"-[ ,]")
#: What makes a word a part of another name, or of a reference (*se Sida 3*).
_MORE_NAME = re.compile(rf"[-/&]|[ ](?:[{UPPER}\d&])")


#: The form of a company behind a name that is listed without it.
_COMPANY = re.compile(r" (?:AB|A/S|ASA|AS|ApS|Oy|Oyj|GmbH)(?![\w-])")


class ListedNames:
    """Finds the listed names of one article. `prefer` decides between listed things of one name (None: none of them);
    `money` finds what says who pays, `pays` what says behind a bloc's name that it does.
    """

    def __init__(
        self,
        wording: Wording,
        gazetteer: Gazetteer,
        prefer: Prefer,
        finders: Finders,
    ) -> None:
        self.text = wording.text
        self.folded = wording.folded
        self.language = wording.language
        self._tokens = wording.tokens
        self._gazetteer = gazetteer
        self._prefer = prefer
        self._money, self._spends = finders.money, finders.pays

    def find(self) -> list[Span]:
        """Every listed name that the text means, in the order of their ends."""
        hits = list(self._gazetteer.find(self._tokens, self.text, self.folded))
        sure = {e.ref for h in hits for e in h.entries if not e.needs_evidence or (e.at_home and self._is_name(h))}
        found = []
        for hit in hits:
            if _SUSPENDED.match(self.text, hit.full_end):
                continue
            entries = tuple(e for e in hit.entries if not e.needs_evidence or e.ref in sure)
            entry = self._prefer(entries) if entries else None
            if entry is None:
                if entries and entries[0].cls == "inno:Government" and self.language.tag == "de":
                    # Some country's federal government, which the text does not tell.
                    found.append(replace(self._span(hit, entries[0], ORGANIZATION), refs=()))
                continue
            code = {"Municipality": MUNICIPALITY, "Nationality": NATIONALITY}.get(
                entry.type, CODE_OF_TYPE.get(entry.type, "")
            )
            if not code:
                continue
            short = self.text[hit.start : hit.end]
            if len(short) > 2 and short.isupper() and short.lower() in self.language.not_names and not entry.at_home:
                continue  # LVM is a Swedish law, and in Finland a ministry
            if entry.cls == "inno:Government" and _GOVERNMENTS_OWN.match(self.folded, hit.full_end):
                continue  # a Swedish government agency is not the government
            if entry.cls == "inno:Government" and self.language.tag == "en" and " " not in entry.text:
                continue  # see `find_government`
            if entry.cls == "inno:Region" and self.language.tag == "sv" and _OF_COUNTY.match(self.folded, hit.full_end):
                continue  # Gotlands län is where, not who
            if (
                entry.cls == "inno:Region"
                and " " not in self.text[hit.start : hit.end]
                and hit.full_end > hit.end
                and _NAME_FOLLOWS.match(self.text, hit.full_end)
            ):
                continue  # Gotlands Buss is a company
            if code == ORGANIZATION and self._is_surname(hit, entry):
                continue
            if code == PLACE and self.text[max(0, hit.start - 1)] == "-" and hit.start:
                continue  # Varsinais-Suomi, Nord-Norge: a part of the country
            if code == PLACE and hit.full_end > hit.end and _NAME_FOLLOWS.match(self.text, hit.full_end):
                continue  # Sveriges Utbildningsradio is no country
            if code == PLACE and self._pays(hit):
                body = next((e for e in self._gazetteer.entries(_EU) if e.type == "Organization"), None)
                entry, code = (body, ORGANIZATION) if body else (entry, code)
            span = self._span(hit, entry, code)
            company = _COMPANY.match(self.text, span.end) if code == ORGANIZATION and not span.genitive else None
            found.append(replace(span, end=company.end()) if company else span)
        return found

    def _is_surname(self, hit: Hit, entry: Entry) -> bool:
        """Whether an abbreviation that the text writes with small letters stands behind a given name (*Bo Kemi*)."""
        written = self.text[hit.start : hit.end]
        if written == entry.text or " " in written or self.text[hit.start - 1 : hit.start] != " ":
            return False
        before = self.text[max(0, hit.start - _LONGEST_WORD) : hit.start - 1].split()[-1:]
        return bool(before) and before[0][0].isupper() and before[0].lower() in self.language.given_names

    def _is_name(self, hit: Hit) -> bool:
        """Whether a listed word that may be a common one stands as a name: alone, with a capital inside a sentence."""
        if self.language.tag == "de" or self.text[hit.start : hit.full_end].isupper():
            return False
        before = _SMALL_WORD.search(self.text, max(0, hit.start - _LONGEST_WORD), hit.start)
        return before is not None and _MORE_NAME.match(self.text, hit.full_end) is None

    def link(self, spans: list[Span]) -> None:
        """Give organisations of one word that their form showed what they are listed for."""
        for span in spans:
            if span.code == ORGANIZATION and not span.refs and " " not in span.name:
                entries = [e for e in self._gazetteer.entries(span.name) if e.at_home]
                if entries and len({e.ref for e in entries}) == 1:
                    span.refs, span.cls = (entries[0].ref,), entries[0].cls

    def _pays(self, hit: Hit) -> bool:
        """Whether the European Union stands where the text says who pays (*funded by the EU*), as a body does."""
        money = self._money
        name = self.text[hit.start : hit.end].removeprefix("the ").removeprefix("The ")
        if self.language.cases:
            # What it pays for comes behind it: EU:n rahoittama, EU:n tuella.
            return bool(money and name.startswith(_EU_IN_CASES) and money.match(self.folded, hit.full_end))
        if money is None or name not in _EU_NAMES:
            return False
        if self._spends is not None and self._spends.match(self.folded, hit.full_end):
            return True
        return money.search(self.folded, max(0, hit.start - _MONEY), hit.start) is not None

    def find_government(self, pattern: re.Pattern[str], known: Iterable[Span]) -> list[Span]:
        """The government that an English text calls only that, with a capital or as who gives an assignment. Where it
        names one (*the Finnish Government*), *the Government* stands for that.
        """
        if any(s.cls == "inno:Government" for s in known):
            return []
        places = list(pattern.finditer(self.text))
        entries = self._gazetteer.entries("Government") if places else ()
        entry = self._prefer(entries) if entries else None
        refs = (entry.ref,) if entry else ()
        return [Span(*m.span("name"), ORGANIZATION, "Government", "form", 0.85, "inno:Government", refs,
                     genitive=m.end() > m.end("name")) for m in places]  # fmt: skip

    def _span(self, hit: Hit, entry: Entry, code: str) -> Span:
        start = hit.start
        article = _ARTICLE.match(self.text, start, hit.end) if code == ORGANIZATION else None
        if article and self.language.tag in ("nl", "de", "en"):
            start = article.end()  # the name that somebody listed with an article: Die Bundesregierung
        return Span(
            start,
            hit.full_end,
            code,
            hit.name or self.text[start : hit.end],
            "listed",
            0.97 if code != MUNICIPALITY else 0.6,
            entry.cls,
            (entry.ref,),
            genitive=hit.full_end > hit.end,
        )
