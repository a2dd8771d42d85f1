"""Finnish names with words in lower case: *Suomen lasten ja nuorten säätiö*, *Pelastakaa lapset ry*, *Tiedepäivä*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.forms import NameForms
from innograph.extract.language import Language, alternation
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, UPPER, Span

#: Classes of bodies whose names have words in lower case before the noun; those of places (*kaupunki*) have none.
_CLASSES = frozenset(
    ["inno:Association", "inno:PublicAgency", "inno:ResearchInstitute", "inno:CompetenceCentre", "inno:Council",
     "inno:Network", "org:Organization"]
)  # fmt: skip
#: Genitives that are adjectives (*suurimman*), and nouns that only say where.
_NO_PART = re.compile(r"(?:mman|mmän|isen|van|vän|neen)$")
#: A name of this kind has so many words in lower case at most.
_MOST = 5
#: What a registered association's name ends in, also inflected.
_REGISTERED = re.compile(rf"(?<=[{LOWER}] )(?P<end>ry|rf|sr)(?::[a-z]{{1,4}})?(?![\w-])")
#: A day of events with a capital (*Tiedepäivään*).
_DAY = re.compile(
    rf"(?<![\w-])(?P<stem>[{UPPER}][{LOWER}]{{3,}})päiv"
    r"(?:ä|ä(?P<case>n)|ää|ään|änä|ässä|ästä|ällä|ältä|älle|äksi)(?![\w-])"
)
#: What a registered association is, before its own name.
_OFFICIAL = re.compile(
    rf"(?<![\w-])[{UPPER}][\w-]*n(?P<middle>(?: [{LOWER}]+n){{0,3}}) "
    rf"[{LOWER}]*(?:järjestö|liitto|yhdistys|seura|keskus) $"
)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_][\w-]*) $")


class LongNames:
    """Finds such names in Finnish."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        tails = forms.tails[1]
        words = [w for w, (cls, code) in tails.items() if code == ORGANIZATION and cls in _CLASSES and w == w.lower()]
        link = alternation([c for c in language.conjunctions if c.isalpha()])
        part = rf"[{LOWER}-]+n|[{LOWER}]+-"
        self._pattern = re.compile(
            rf"(?<![\w-])[{UPPER}][\w-]*n(?P<middle>(?: (?:{part})(?: {link})?){{1,{_MOST}}}) "
            rf"(?P<noun>{alternation(words)})(?![\w-])"
        )

    def find(self, text: str) -> Iterator[Span]:
        """Every such name of a text."""
        for match in self._pattern.finditer(text):
            middle = match["middle"].split()
            if any(self._is_no_part(word) for word in middle):
                continue
            whole = match.group()
            name = self.forms.base_form(whole)
            cls = self.forms.tails[1][match["noun"]][0]
            yield Span(match.start(), match.end(), ORGANIZATION, name, "form", 0.92, cls, genitive=name != whole)
        # Inside a sentence only a name has a capital.
        days = {m["stem"] for m in _DAY.finditer(text) if text[max(0, m.start() - 2) : m.start() - 1].islower()}
        for match in _DAY.finditer(text):
            if match["stem"] in days:
                name = f"{match['stem']}päivä"
                start = match.start("stem")
                yield Span(start, match.end(), EVENT, name, "form", 0.8, "inno:Event", genitive=match["case"] == "n")
        for match in _REGISTERED.finditer(text):
            start = self._first_word(text, match.start())
            if start >= 0:
                name = text[start : match.end("end")]
                inflected = match.end() > match.end("end")
                yield Span(start, match.end(), ORGANIZATION, name, "form", 0.92, "inno:Association", genitive=inflected)

    def _is_no_part(self, word: str) -> bool:
        """Whether a word in lower case cannot be part of a name: a verb, an adjective, a body of its own."""
        language = self.language
        if word in language.conjunctions or word.endswith("-"):
            return False
        return word in language.stoppers or word in self.forms.tails[1] or _NO_PART.search(word) is not None

    def _over_noun(self, text: str, start: int) -> int:
        """Where a name begins with what says what it is: *Suomen nuorten kattojärjestö* Allianssi ry."""
        match = _OFFICIAL.search(text, max(0, start - 70), start)
        if match is None or any(self._is_no_part(word) for word in match["middle"].split()):
            return start
        return match.start()

    def _first_word(self, text: str, end: int) -> int:
        """Where the name that ends in words in lower case before `end` begins: its capitalised word; -1 for none."""
        language = self.language
        for _ in range(_MOST):
            match = _WORD_BEFORE.search(text, max(0, end - 60), end)
            if match is None:
                return -1
            word, end = match["word"], match.start()
            if word[0].isupper():
                return self._over_noun(text, end)
            if word in language.stoppers and word not in language.conjunctions:
                return -1
            if language.looks_like_verb(word):
                return -1
        return -1
