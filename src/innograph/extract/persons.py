"""Persons by their names' form and by what stands beside them (data/language/xx/names.toml).

Where a name ends tells fullnames.py if it begins with a given name or initials, else strangers.py.
"""

from __future__ import annotations

from innograph.extract.cases import surname_base
from innograph.extract.forms import strip_genitive
from innograph.extract.fullnames import FullNames, Setting, begins_with_initial
from innograph.extract.language import Language
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import PERSON, Span
from innograph.extract.strangers import PARTICLE_STARTS, Strangers
from innograph.extract.words import Lexicon, Token, Tokens

#: How sure it is that a full name, one that what stands beside it shows, and a name alone, known by its form and its
#: verb, is a person's: that less than a listed place.
_FULL, _SHOWN, _ALONE = 0.95, 0.8, 0.5
#: A space and the number of a house, whose first digit tells.
_HOUSE_NUMBER = 2


class PersonFinder:
    """Finds persons in one language by their names' form and by what stands beside them."""

    def __init__(self, language: Language, roles: RoleFinder, lexicon: Lexicon) -> None:
        self.language = language
        self.names = FullNames(language, roles)
        self.strangers = Strangers(language, roles, self.names)
        #: The end of a street's name and the number of a house.
        self._street = language.pattern("street")
        self._begins = lexicon.ask(PARTICLE_STARTS.__contains__)

    def find(
        self,
        tokens: Tokens,
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
        places: frozenset[int] = frozenset(),
    ) -> list[Span]:
        """Persons in the text, beside the other mentions (`Setting` tells what they are)."""
        found: list[Span] = []
        setting = Setting(tokens, text, taken, role_ends, role_starts, places)
        # "Kuva: Juho Kuvala": a label is no base form of a surname.
        named = (t.text for t in tokens if t.low not in self.language.not_names)
        words = set(named) if self.language.cases else set()
        reach = 0
        for i in sorted({*tokens.capitals, *tokens.which(self._begins)}):
            if i < reach or tokens[i].start in taken:
                continue
            bracketed = self.names.bracketed(i, setting)
            if bracketed:
                behind, name = bracketed
                start, _ = self._first(i, setting)
                found.append(Span(start, tokens[behind].end, PERSON, name, "person", _FULL, "foaf:Person"))
                reach = behind + 1
                continue
            last, weight = self._end(i, setting, found[-1] if found else None)
            if last is None:
                continue
            start, end = tokens[i].start, tokens[last].end
            if self.language.tag == "nl" and self._is_field(start, end, text, role_ends, found):
                continue
            behind_name = found and found[-1].end + 2 == start and text.startswith(" (", found[-1].end)
            if behind_name and text.startswith(")", end) and not self.names.is_given(tokens[i]):
                continue  # advokat Disa Ek (Kahn Pedersen): where she comes from
            if self._street is not None and self._street.search(text, start, end + _HOUSE_NUMBER):
                continue  # Antonie van Leeuwenhoeklaan 9
            name = text[start:end]
            base = self._base_form(name, last, setting, words)
            first, initial = self._first(i, setting)
            end = self.names.honours_end(last, tokens, text)
            while last + 1 < len(tokens) and tokens[last + 1].end <= end:
                last += 1
            genitive = base != name
            found.append(Span(first, end, PERSON, initial + base, "person", weight, "foaf:Person", genitive=genitive))
            reach = last + 1
        return found

    def _end(self, i: int, setting: Setting, before: Span | None) -> tuple[int | None, float]:
        """The last word of the name that begins with word `i` (None: none does), and how sure it is a person's;
        `before` is the person named before it.
        """
        token, last = setting.tokens[i], None
        if token.cap:
            last, weight = self.names.end(i, setting), _FULL
            if last is None:
                last = self.names.initialled_end(i, setting)
            if last is None and self.language.tag == "nl":
                last, weight = self.strangers.surname_end(i, setting, before), _SHOWN
            if last is None:
                last, weight = self.strangers.end(i, setting, before.end if before else -1), _SHOWN
            if last is not None and (last > i or token.start not in setting.places):
                return last, weight
            last = self.strangers.lone_end(i, setting) if token.start not in setting.places else None
        if last is None and token.low in PARTICLE_STARTS:
            last = self.strangers.particle_end(i, setting)
        return last, _ALONE

    def _base_form(self, name: str, last: int, setting: Setting, words: set[str]) -> str:
        """A name without the ending of its case; `words` are those of the text, for languages with cases."""
        base = strip_genitive(name, self.language)
        if self.language.cases:
            surname = base.rfind(" ") + 1
            base = base[:surname] + surname_base(base[surname:], words)
        if self.language.tag == "de" and base == name and self._is_german_genitive(last, setting.tokens, setting.text):
            base = name[:-1]
        return base

    def _first(self, i: int, setting: Setting) -> tuple[int, str]:
        """Where the mention begins whose name begins with word `i`: how one is addressed belongs to it, and an initial,
        which is given too.
        """
        tokens, text, address = setting.tokens, setting.text, self.language.address
        k, start, initial = i, tokens[i].start, ""
        if begins_with_initial(i, tokens, text):
            # "J. Anna Ek", but: "Session B. Anna Ek"
            before = tokens[i - 1].start
            if before == 0 or text[before - 1] == "\n" or text[before - 2 : before] in (", ", "• ", "- "):
                k, start, initial = i - 1, before, f"{tokens[i - 1].text}. "
        while (
            k
            and (tokens[k - 1].low in address or address.issuperset(tokens[k - 1].low.split(".")))
            and text[tokens[k - 1].end : start] in (" ", ". ", ".-")
        ):
            k -= 1
            start = tokens[k].start
        if k and tokens[k].low == "heer" and tokens[k - 1].low == "de" and k < i:
            start = tokens[k - 1].start  # "de heer A. Jansen"
        return start, initial

    def _is_german_genitive(self, last: int, tokens: list[Token], text: str) -> bool:
        """Whether a surname in s stands before the noun that belongs to its bearer (Anna Bergers Projekt)."""
        word = tokens[last].text
        return (
            len(word) > 4
            and word.endswith("s")
            and not word.endswith("ss")
            and last + 1 < len(tokens)
            and tokens[last + 1].cap
            and text[tokens[last].end : tokens[last + 1].start] == " "
        )

    def _is_field(self, start: int, end: int, text: str, role_ends: dict[int, int], found: list[Span]) -> bool:
        """Dutch: whether what reads like a name is what the title of somebody named is in (*Bo Ek, hoogleraar Urban
        Design aan de universiteit*).
        """
        if not found or start - 1 not in role_ends or not text.startswith((" aan ", " bij "), end):
            return False
        return text[found[-1].end : role_ends[start - 1]] == ", "
