"""Abbreviations in runs of capitalised words: what may name a body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.forms import strip_genitive
from innograph.extract.language import Language
from innograph.extract.spans import LOWER, ORGANIZATION, UPPER, Span
from innograph.extract.words import Token

_ACRONYM = re.compile(
    rf"[{UPPER}][{UPPER}\d]+(?:-[{UPPER}\d]+|/[{UPPER}]{{2,}})?[{LOWER}]?$|[{UPPER}][{LOWER}]{{0,2}}[{UPPER}][{UPPER}\d]+$"
)
#: An abbreviation has at most so many letters (code points).
_LONGEST = 12
#: An abbreviation with a number is no body's: the edition of a standard or a classification (*ICD-11*).
_EDITION = re.compile(rf"[{UPPER}]+-\d+$")
#: Abbreviations of German laws (*LGVFG*, *SGB*).
_LAW = re.compile(r"[A-ZÄÖÜ]{3,8}G|EEG|SGB|BGB")
#: A project's or a file's number (S21303) is no abbreviation.
_REGISTER_NUMBER = re.compile(r"\d{3}")
#: The letters of a Dutch postcode (3721 *MA* Bilthoven).
_POSTCODE = re.compile(rf"(?<!\d)\d{{4}} [{UPPER}]{{2}}$")
#: Months in a calendar's square (*27* | *APR*), and what a news site flashes.
_ALONE = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "maj",
        "mai",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "okt",
        "oct",
        "nov",
        "dec",
        "des",
        "dez",
        "breaking",
    ]
)
#: Words in capitals of so many letters are seldom abbreviations.
_SHOUTED = 6
#: Abbreviations are not so long.
_SHOUTED_WORD = 9
#: A line of so many words in capitals is a heading; so is one word of so many letters that the text has nowhere else.
_SHOUTED_LINE, _SHOUTED_ALONE = 3, 7
#: Where a report is from, before its first sentence (*ASSEN - Drentse gemeenten …*); such a line and such a place have
#: at least so many letters.
_DATELINE = re.compile(
    rf"(?P<place>(?:'S-)?[{UPPER}]{{2,}}(?:[ -][{UPPER}]{{2,}}){{0,2}})(?: \(\w+\))? ?[–—-] (?=\W?[{UPPER}])"
)
_LEAST_REPORT, _LEAST_PLACE = 60, 4
#: What stands between such a word and the first sentence.
_KICKER = re.compile(rf"(?P<stop>\. | )(?P<word>[{UPPER}][{LOWER}]*) [{LOWER}]")
#: What a company's name goes on with behind an abbreviation (*ABC Plan & Bygg*).
_JOINED = re.compile(rf" [{UPPER}][{LOWER}]+ & [{UPPER}][{LOWER}]+(?!\w)")
#: A place of two names (*Oost-Vlaanderen*); not *IP-projekt*.
_PROVINCE = re.compile(rf"[{UPPER}][{LOWER}]+-[{UPPER}][{LOWER}]+")
_TIME = re.compile(r"^\W*\d{1,2}[.:]\d\d(?: ?[–-] ?\d{1,2}[.:]\d\d)?")


class Acronyms:
    """Finds abbreviations in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def find(self, first: int, j: int, tokens: list[Token], text: str, folded: str) -> Iterator[Span]:
        """The abbreviations in a run from word `first` up to `j`, each with what belongs to it."""
        k = first
        while k < j:
            last = k
            if self._is_one(k, first, j, tokens, text, folded):
                token, last = tokens[k], self._last(k, j, tokens, text)
                base = strip_genitive(text[token.start : tokens[last].end], self.language)
                if self.language.cases and base[-1] == "n" and base[:-1].isupper():
                    base = base[:-1]  # KOKEHAn
                genitive = len(base) < tokens[last].end - token.start
                yield Span(token.start, tokens[last].end, ORGANIZATION, base, "acronym", 0.6, genitive=genitive)
            k = last + 1

    def _is_one(self, k: int, first: int, j: int, tokens: list[Token], text: str, folded: str) -> bool:
        """Whether a word is an abbreviation that may be a body's."""
        language, token = self.language, tokens[k]
        base = strip_genitive(token.text, language)
        return (
            _ACRONYM.match(base) is not None
            and len(base) <= _LONGEST
            and base.lower() not in language.not_names
            and not _REGISTER_NUMBER.search(base)
            and not _EDITION.match(base)
            and not self._shouted(token, text)
            and not (language.tag == "sv" and first < k < j - 1 and self._is_within(k, tokens))
            and not (language.tag == "de" and _LAW.fullmatch(base) and "gesetz" in folded)
            and not (language.tag == "nl" and _POSTCODE.search(text, max(0, token.start - 5), token.end))
        )

    def _last(self, k: int, j: int, tokens: list[Token], text: str) -> int:
        """The last word of the name that the abbreviation `k` begins."""
        language, last = self.language, k
        # Words in capitals that stand together are one name.
        while (
            last + 1 < j
            and tokens[last + 1].text.isupper()
            and len(tokens[last + 1].text) >= 2
            and tokens[last + 1].low not in language.role_whole
        ):
            last += 1
        joined = _JOINED.match(text, tokens[last].end)
        if joined and tokens[last + 1].low not in language.given_names:
            return next((n for n in range(last, j) if tokens[n].end == joined.end()), last)
        if language.tag == "de" and self._is_with_town(last, j, tokens, text):
            return last + 1
        # Nouns are in lower case: what goes on with a capital is the name (SCG Chemicals, POM Oost-Vlaanderen).
        while (
            language.tag in ("nb", "da", "nl")
            and last - k < 2
            and strip_genitive(tokens[k].text, language) == tokens[k].text
            and last + 1 < j
            and (tokens[last + 1].text.isalpha() or _PROVINCE.fullmatch(tokens[last + 1].text))
            and tokens[last + 1].low not in language.not_names
            and tokens[last + 1].low not in language.stoppers
            and tokens[last + 1].low not in language.foreign_given_names
            and tokens[last + 1].low not in language.given_names
        ):
            last += 1
        return last

    def _is_with_town(self, k: int, j: int, tokens: list[Token], text: str) -> bool:
        """German: whether an abbreviation and one word more are all that stands between two signs: (*Anna Berger, KUG
        Graz*).
        """
        before = text[max(0, tokens[k].start - 2) : tokens[k].start]
        if k + 1 >= j or not (before == ", " or before.endswith("(")):
            return False
        town, after = tokens[k + 1], text[tokens[k + 1].end : tokens[k + 1].end + 1]
        alone = after in ("", "\n", ",", ")", ";") and text[tokens[k].end : town.start] == " "
        title = town.low in self.language.role_whole or town.low.endswith(self.language.role_heads)
        return alone and town.text.isalpha() and town.text[1:].islower() and not title

    def _is_within(self, k: int, tokens: list[Token]) -> bool:
        """Whether an abbreviation stands between other words of a name (*Nordic EV Outlook*)."""
        before, after = tokens[k - 1], tokens[k + 1]
        person = after.low in self.language.given_names
        return before.cap and after.cap and not before.text.isupper() and not after.text.isupper() and not person

    def _shouted(self, token: Token, text: str) -> bool:
        """Whether a word in capitals is no abbreviation: it stands in a line of capitals, or is a dateline's place."""
        start = text.rfind("\n", 0, token.start) + 1
        end = text.find("\n", token.end)
        line = text[start : end if end >= 0 else len(text)]
        if line.strip() == token.text and token.low in _ALONE:
            return True
        if line.upper() == line and self._is_shouted_line(line, text):
            return True
        dateline = _DATELINE.match(line) if len(line) >= _LEAST_REPORT else None
        if dateline and token.start < start + dateline.end("place"):
            return dateline.end("place") >= _LEAST_PLACE
        if self.language.tag in ("sv", "nb", "da", "fi"):
            if token.start == start and len(line) >= _LEAST_REPORT and self._is_kicker(token, line):
                return True
            # "9.30 AVAUSSANAT", "KEYNOTE-PUHEENVUORO: Katu-uskottava tiede"
            head = _TIME.sub("", line).partition(":")[0]
            words = re.findall(r"[^\W\d_]+", head) if token.text in head else []
            return head.upper() == head and any(len(word) >= _SHOUTED_WORD for word in words)
        if self.language.tag == "nl" and line.isupper() and any(len(w) >= _SHOUTED_WORD for w in line.split()):
            return True  # PROGRAMMA, DE STUURGROEP, VAN START NAAR DEFINITIEF PLAN
        if not self.language.articles or len(token.text) < _SHOUTED or not token.text.isalpha():
            return False
        if token.start == start and line[len(token.text) :].startswith((" - ", " – ", ". ")):
            return True
        capitals = sum(c.isupper() for c in line)
        return line.count(" ") > 1 and capitals > sum(c.islower() for c in line)

    def _is_shouted_line(self, line: str, text: str) -> bool:
        """Whether a line in capitals is a heading (*NYTT STEG FÖR OSS*, *LÄSTIPS*) and no list of abbreviations."""
        words = re.findall(r"[^\W\d_]+", line)
        if len(words) == 1:
            return len(words[0]) >= _SHOUTED_ALONE and text.count(words[0]) == 1
        small = any(word.lower() in self.language.stoppers for word in words)
        return len(words) >= _SHOUTED_LINE and (small or any(len(word) >= _SHOUTED for word in words))

    def _is_kicker(self, token: Token, line: str) -> bool:
        """Scandinavian and Finnish: whether a word in capitals opens a report with its place or its subject, before the
        first word of its first sentence (*VISBY. Det ångar …*, *LIVSMEDEL Efter två år …*).
        """
        behind = _KICKER.match(line, len(token.text))
        if behind is None or not token.text.isalpha() or len(token.text) < _LEAST_PLACE:
            return False
        opening = behind["word"].lower() in self.language.stoppers or behind["word"].lower() in self.language.not_names
        return behind["stop"] != " " or (opening and len(token.text) > _LEAST_PLACE)
