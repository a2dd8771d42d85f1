"""Names of persons that begin with a given name or with initials, and the honours behind them."""

from __future__ import annotations

import re
from typing import NamedTuple

from innograph.extract.forms import strip_genitive
from innograph.extract.language import Language, alternation
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import LOWER, UPPER
from innograph.extract.words import Token, Tokens

_PART = re.compile(rf"[{UPPER}][{LOWER}’']+(?:[{UPPER}][{LOWER}]+)?(?:-[{UPPER}][{LOWER}]+)*$")
#: The first half of a double surname whose second has particles (Klijmij-van der Laan).
_HALF = re.compile(rf"[{UPPER}][{LOWER}’']+-(?:van|von|de|der|den|ter|ten|te|da|di)$")
_ARTICLES = frozenset(["der", "dem", "den", "des"])
_LETTER = rf"(?:Chr|Kr|Joh|Jac|Fr|Ph|Th|Tj|Sj|IJ|[{UPPER}])"
_INITIAL = re.compile(rf"{_LETTER}(?:\.{_LETTER})*$")
#: Dutch initials with the given name in brackets behind them, in any language: *F. (Frans)*.
_BRACKETED = re.compile(rf"(?:{_LETTER}\. ?)+ ?\((?P<given>[{UPPER}][\w’'-]+(?: [{UPPER}][\w’'-]+)?)\) (?=\w)")
#: Surnames with an article before them: *al-Assad*, *el-Baradei*.
ARTICLE_SURNAME = re.compile(rf"(?:al|el|as|ad|an|ar|ash|at|az|ul|bin|ben|ibn|abu)-[{UPPER}][{LOWER}’']+")
#: Kings and popes: *Margrethe II*, *Carl XVI Gustaf*.
_ORDINAL = re.compile(r"(?:[IVX]{2,5}|V|X)$")
_DUTCH_PARTICLES = frozenset(["van", "de", "der", "den", "ter", "ten", "te", "het", "’t", "'t", "in"])
#: A name has at most so many initials parted by spaces.
_MOST_INITIALS = 4
#: A surname in capitals has at least so many letters.
_LEAST_LOUD = 4
#: Endings of Finnish cases that say where somebody comes from: no second surname (*Anna Ek | Espoosta*).
_COMES_FROM = ("sta", "stä", "lta", "ltä")
#: Languages in which surnames are written in capitals where persons are listed.
_WEST = ("en", "de", "nl")
#: Degrees of so many letters are written in capitals.
_DEGREE = 3


class Setting(NamedTuple):
    """A text in which persons are looked for: its words, and where other mentions stand.

    `taken` maps the start of each word that a listed or formed name covers to that name's end; `role_ends` maps
    where roles end to where they begin, `role_starts` are where they begin; `places` are where municipalities'
    names begin, which are surnames only behind a given name.
    """

    tokens: Tokens
    text: str
    taken: dict[int, int]
    role_ends: dict[int, int]
    role_starts: frozenset[int]
    places: frozenset[int]


class FullNames:
    """Tells where names with a given name or initials end, in one language."""

    def __init__(self, language: Language, roles: RoleFinder) -> None:
        self.language = language
        self.roles = roles
        self._body_noun = language.pattern("body_noun")
        #: How common words end that begin titles, and no surnames.
        self._common_word = language.pattern("common_word")
        #: The house in brackets behind a name, perhaps with a degree before it.
        house = rf"(?:[{UPPER}]|gemeente |provincie |ministerie |waterschap |veiligheidsregio )"
        self._housed = re.compile(rf"(?:,? (?i:{alternation(language.honours)}))? \({house}[^()\d\n]{{2,90}}\)")

    def is_given(self, token: Token) -> bool:
        """Whether a word is a given name, also a double one with a hyphen, at home or abroad."""
        names = self.language.foreign_given_names
        if self.language.tag == "en" and token.low in self.language.role_modifiers:
            return False  # Director of Urban Development
        if token.low in self.language.given_names or token.low in names:
            return True
        first, _, second = token.text.partition("-")
        return second[:1].isupper() and first[1:].islower() and not names.isdisjoint((first.lower(), second.lower()))

    def is_part(self, text: str) -> bool:
        """Whether a word is written as a surname or a given name is."""
        return bool(_PART.match(text) or _HALF.match(text))

    def end(self, i: int, setting: Setting) -> int | None:
        """The last word of a name that begins with a known given name; None when no surname follows."""
        tokens = setting.tokens
        if not self.is_given(tokens[i]):
            return None
        k, closed = self._given_end(i, setting)
        if closed:
            return k if k > i else None
        surnames, last = 0, k
        while (step := self._surname_end(i, k, last, surnames, setting)) is not None:
            surnames, last = surnames + 1, step
        if surnames:
            return last
        # A second given name without a surname behind it was the surname itself (Anders Peter).
        return k if k > i and not _INITIAL.match(tokens[k].text) else None

    def _given_end(self, i: int, setting: Setting) -> tuple[int, bool]:
        """The last of the given names and initials from word `i`, and whether another name stands behind it."""
        tokens, text, k = setting.tokens, setting.text, i
        while adjacent(tokens, text, k):
            following = tokens[k + 1]
            if text[tokens[k].end : following.start] == ". " and not _INITIAL.match(tokens[k].text):
                break
            if following.start in setting.taken and not self.is_given(following):
                return k, True
            second = following.low in self.language.second_names and self._leads_to_surname(k + 1, tokens, text)
            if not following.cap or not (self.is_given(following) or _INITIAL.match(following.text) or second):
                break
            k += 1
        return k, False

    def _leads_to_surname(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a capitalised word that may be a surname stands behind a word (*Per Andre Lund*)."""
        if not tokens[k].cap or k + 1 >= len(tokens) or text[tokens[k].end : tokens[k + 1].start] != " ":
            return False
        following = tokens[k + 1]
        common = following.low in self.language.not_names or self.roles.base(following.low) is not None
        return following.cap and not common and self.is_part(following.text)

    def _surname_end(self, i: int, k: int, last: int, surnames: int, setting: Setting) -> int | None:
        """The last word of the surname behind word `last` of a name whose given names are words `i` to `k`, and which
        has so many surnames already; None where no other one stands.
        """
        tokens, text, taken, language = setting.tokens, setting.text, setting.taken, self.language
        if not adjacent(tokens, text, last):
            return None
        following = tokens[last + 1]
        if text[tokens[last].end : following.start] == ". " and not _INITIAL.match(tokens[last].text):
            return None  # only an initial's dot is part of a name (Trond E. Schea)
        half = _HALF.match(tokens[last].text) is not None
        if language.tag == "de":
            if surnames and not half and len(tokens[last].text) > 3:
                return None  # nouns have capitals: Ridley Scotts Film
            if following.low in _ARTICLES:
                return None  # Wille der Wählerinnen
        # Henriëtte Maassen | van den Brink
        double = surnames == 1 and language.tag == "nl" and following.low in ("van", "von")
        double = double and last + 3 < len(tokens) and tokens[last + 2].low in ("den", "der")
        # Birgitte Ek de Blasio: no such word is English.
        double = double or (surnames == 1 and language.tag == "en" and following.low in ("de", "van", "von", "di"))
        if (surnames == 0 or half or double) and following.low in language.particles and last + 2 < len(tokens):
            step = last + 1
            while step + 1 < len(tokens) and tokens[step].low in language.particles:
                step += 1
            return step if tokens[step].cap and tokens[step].start not in taken and step - last <= 4 else None
        if following.start in taken:
            return None
        if ARTICLE_SURNAME.match(following.text):
            return last + 1
        if surnames == 0 and not tokens[k].text.isupper() and _ORDINAL.match(following.text):
            return last + 1
        plain = strip_genitive(following.text, language)
        if (
            not following.cap
            or (following.low in language.not_names and not self._is_may(last + 1, tokens))
            or not (
                self.is_part(plain)
                or (plain.isupper() and len(plain) > 2 and tokens[i].text.isupper())
                or (language.tag in _WEST and not surnames and self._is_loud(i, last + 1, tokens, text))
            )
            or (surnames >= 2 and not half and not self._ends_line(last + 1, surnames, tokens, text))
            or (surnames and self._begins_body(last + 1, tokens, text))
            or (surnames and self._begins_heading(last + 1, tokens, text))
            or (surnames and language.cases and following.low.endswith(_COMES_FROM))
            or ((surnames or language.tag != "nl") and self.roles.base(following.low) is not None)
            or (following.low in language.role_modifiers and self._is_role(last + 2, tokens))
        ):
            return None
        return last + 1

    def bracketed(self, i: int, setting: Setting) -> tuple[int, str] | None:
        """The last word and the name of somebody whose given name stands in brackets behind the initials (*Prof. F.
        (Frans) van Lunteren*: Frans van Lunteren).
        """
        tokens, text = setting.tokens, setting.text
        match = _BRACKETED.match(text, tokens[i].start) if _INITIAL.match(tokens[i].text) else None
        if match is None:
            return None
        first = i
        while first < len(tokens) and tokens[first].start < match.end():
            first += 1
        last = first
        particles = self.language.particles | _DUTCH_PARTICLES
        while last + 1 < len(tokens) and tokens[last].low in particles and text[tokens[last].end] == " ":
            last += 1
        if last >= len(tokens) or not tokens[last].cap or not self.is_part(tokens[last].text):
            return None
        if tokens[last].start in setting.taken:
            return None
        return last, f"{match['given']} {text[tokens[first].start : tokens[last].end]}"

    def initialled_end(self, i: int, setting: Setting) -> int | None:
        """The last word of a name of initials and a surname (*de heer A.B. van den Berg*): how one is addressed or a
        title stands before it, or a title behind.
        """
        language, tokens, text, taken = self.language, setting.tokens, setting.text, setting.taken
        last = i
        while _INITIAL.match(tokens[last].text) and last - i < _MOST_INITIALS and last + 1 < len(tokens):
            if text[tokens[last].end : tokens[last + 1].start] not in (". ", "."):
                return None
            last += 1
        if last == i:
            return None
        while tokens[last].low in language.particles and not tokens[last].cap and last + 1 < len(tokens):
            if text[tokens[last].end : tokens[last + 1].start] != " ":
                return None
            last += 1
        surname = tokens[last]
        half = _HALF.match(surname.text) is not None and last + 1 < len(tokens)
        if surname.start in taken or not (
            half or (surname.cap and _PART.match(strip_genitive(surname.text, language)))
        ):
            return None
        while half and text[tokens[last].end : tokens[last + 1].start] == " ":  # E. Beeke-van der Graaf
            last += 1
            if tokens[last].cap or tokens[last].low not in language.particles or last + 1 >= len(tokens):
                break
        if half and (not tokens[last].cap or tokens[last].start in taken):
            return None
        before, start, end = tokens[i - 1] if i else None, tokens[i].start, tokens[last].end
        addressed = before is not None and before.low in language.address and text[before.end : start] in (" ", ". ")
        titled = start - 1 in setting.role_ends and text[start - 1] == " "
        holds = text[end : end + 2] in (", ", " (") and end + 2 in setting.role_starts
        # A.J. Rodenburg (Veiligheidsregio Haaglanden), E.L. Jansen BA (…): the house stands in brackets behind it.
        housed = language.tag in ("nl", "de") and self._housed.match(text, end) is not None
        return last if addressed or titled or holds or housed else None

    def _is_loud(self, first: int, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a word is a surname in capitals (*Mr Juergen HOEGL*): how the person is addressed stands before the
        name, or a comma or a bracket behind it.
        """
        word = tokens[k].text
        if not word.isupper() or not word.isalpha() or len(word) < _LEAST_LOUD:
            return False
        before = tokens[first - 1].low.rstrip(".") if first else ""
        return before in self.language.address or text[tokens[k].end : tokens[k].end + 2] in (", ", " (")

    def _ends_line(self, k: int, surnames: int, tokens: list[Token], text: str) -> bool:
        """Whether a third surname ends the name for sure: a comma or the end of the line follows."""
        end = tokens[k].end
        return surnames == 2 and self.language.tag in ("da", "nb", "sv") and text[end : end + 1] in (",", "\n", "")

    def _is_role(self, k: int, tokens: list[Token]) -> bool:
        """Whether a title stands there (Bo Ek *Governing* Mayor)."""
        return k < len(tokens) and self.roles.base(tokens[k].low) is not None

    def _begins_body(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a name in the genitive begins a body's name, as the noun behind it shows (Bo Ek *Kolman
        kyläyhdistyksestä*).
        """
        if self._body_noun is None or not tokens[k].text.endswith("n") or k + 1 >= len(tokens):
            return False
        noun = tokens[k + 1]
        return text[tokens[k].end : noun.start] == " " and self._body_noun.search(noun.low) is not None

    def _begins_heading(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a word behind a surname is a common one, with which the title of a talk begins in a programme whose
        lines ran together (*Anna Ek | Folkhälsan ur ett globalt perspektiv*).
        """
        word, following = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
        if following is None or following.cap or text[word.end : following.start] != " ":
            return False
        if self._common_word is None or following.low in self.language.speech:
            return False
        return self._common_word.search(word.low) is not None or f" {word.low[:-1]}" in text

    def _is_may(self, k: int, tokens: list[Token]) -> bool:
        """Whether an English month behind a given name is a surname: no number follows (*Theresa May said*)."""
        if self.language.tag != "en" or tokens[k].low not in self.language.months:
            return False
        return k + 1 >= len(tokens) or not tokens[k + 1].text[0].isdigit()

    def honours_end(self, last: int, tokens: list[Token], text: str) -> int:
        """Where the honours and degrees behind a name end; the name's own end where it has none."""
        named, end = last, tokens[last].end
        while last + 1 < len(tokens) and self._is_honour(last + 1, tokens, text, alone=last == named):
            last += 1
            end = tokens[last].end + (text[tokens[last].end : tokens[last].end + 1] == "." in tokens[last].text)
        return end

    def _is_honour(self, k: int, tokens: list[Token], text: str, *, alone: bool) -> bool:
        """Whether a word is an honour or a degree of the person named before it (*Anna Ek, PhD*, *Bo Lind M.D.*), the
        first (`alone`) or another.
        """
        word, before = tokens[k], tokens[k - 1]
        low = word.low.replace(".", "")
        if low not in self.language.honours or not word.cap:
            return False
        gap = text[before.end : word.start].removeprefix("." if "." in before.text else "")
        if gap == ", " and alone and self.roles.base(low) is not None:
            return False  # "Anna Ek, MD, Northern Ferries": what she is there
        # "Ma", "Am": degrees of few letters are capitals.
        return gap in (" ", ", ") and not (len(low) <= _DEGREE and word.text[1:].islower())


def adjacent(tokens: list[Token], text: str, k: int) -> bool:
    """Whether the next word stands right behind word `k`, perhaps over a full stop."""
    return k + 1 < len(tokens) and text[tokens[k].end : tokens[k + 1].start] in (" ", ". ")


def begins_with_initial(k: int, tokens: list[Token], text: str) -> bool:
    """Whether the word before `k` is an initial of the name that begins there (*J. Anna Ek*)."""
    return (
        k > 0 and _INITIAL.match(tokens[k - 1].text) is not None and text[tokens[k - 1].end : tokens[k].start] == ". "
    )
