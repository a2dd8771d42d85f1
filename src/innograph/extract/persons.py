"""Persons by their names' form and by what stands beside them (data/language/xx/names.toml)."""

from __future__ import annotations

import re

from innograph.extract.cases import surname_base
from innograph.extract.forms import strip_genitive
from innograph.extract.language import Language, alternation
from innograph.extract.roles import RoleFinder
from innograph.extract.spans import LOWER, PERSON, UPPER, Span
from innograph.extract.words import Lexicon, Token, Tokens

_PART = re.compile(rf"[{UPPER}][{LOWER}’']+(?:[{UPPER}][{LOWER}]+)?(?:-[{UPPER}][{LOWER}]+)*$")
#: The first half of a double surname whose second has particles (Klijmij-van der Laan).
_HALF = re.compile(rf"[{UPPER}][{LOWER}’']+-(?:van|von|de|der|den|ter|ten|te|da|di)$")
_ARTICLES = frozenset(["der", "dem", "den", "des"])
_LETTER = rf"(?:Chr|Kr|Joh|Jac|Fr|Ph|Th|Tj|Sj|IJ|[{UPPER}])"
_INITIAL = re.compile(rf"{_LETTER}(?:\.{_LETTER})*$")
#: Surnames with an article before them: *al-Assad*, *el-Baradei*.
_ARTICLE_SURNAME = re.compile(rf"(?:al|el|as|ad|an|ar|ash|at|az|ul|bin|ben|ibn|abu)-[{UPPER}][{LOWER}’']+")
#: Kings and popes: *Margrethe II*, *Carl XVI Gustaf*.
_ORDINAL = re.compile(r"(?:[IVX]{2,5}|V|X)$")
#: Names of regions that end as surnames do.
_NO_SURNAMES = frozenset(["schleswig-holstein"])
#: Particles that begin a surname named alone (*säger von Essen*), in languages that have no such preposition.
_LONE_PARTICLES = frozenset(["von", "van der", "van den", "von der", "de la"])
_PARTICLE_STARTS = frozenset(p.split()[0] for p in _LONE_PARTICLES)
#: Endings that no common noun has, so that a sentence may begin with the name.
_PLAIN_SURNAMES = ("sson", "ssons", "qvist", "qvists", "quist", "feldt", "feldts", "stedt", "stedts")
#: A name has at most so many initials parted by spaces.
_MOST_INITIALS = 4
#: What stands between a name and its bearer's title.
_BEFORE_TITLE = (", ", " (", ": ", " – ", " ", "\n")
#: Shorter words that names of organisations begin with or end in may be names of persons (*Bond*).
_LEAST_BODY = 6
#: What says what somebody is, in Danish and Norwegian.
_IS = re.compile(r" (?:er|er nå|er nu|er også) (?P<joined>[a-zæøå]+- og )?")
#: Degrees of so many letters are written in capitals.
_DEGREE = 3
#: A surname in capitals has at least so many letters.
_LEAST_LOUD = 4
#: Endings of Finnish cases that say where somebody comes from: no second surname (*Anna Ek | Espoosta*).
_COMES_FROM = ("sta", "stä", "lta", "ltä")
#: Endings of Finnish nouns with which a sentence begins and no name; such a word has more letters than a given name.
_INFLECTED, _LEAST_INFLECTED = ("lla", "llä", "ssa", "ssä", "sta", "stä", "lta", "ltä", "lle"), 7
#: How sure it is that a name alone, known by its form and its verb, is a person's: less than a listed place.
_ALONE = 0.5
#: Dutch: an office before a surname alone, perhaps with a town, and a comma.
_TITLED = re.compile(
    r"(?:minister|burgemeester|wethouder|staatssecretaris|gedeputeerde|commissaris) [A-Z][\w-]+(?: \([^()]*\))?, $"
)
_TITLED_LENGTH = 60
#: Dutch: a seat on a board, behind which its house stands.
_OF_A_BOARD = re.compile(r"(?:[Rr]aad van (?:[Tt]oezicht|[Cc]ommissarissen|[Bb]estuur|[Aa]dvies)|[Bb]estuur)$")
#: A space and the number of a house, whose first digit tells.
_HOUSE_NUMBER = 2


#: Languages whose headings have small letters; what parts a line from the next, or from a paragraph behind it.
_NORDIC = ("sv", "nb", "da", "fi")
#: Languages in which surnames are written in capitals where persons are listed.
_WEST = ("en", "de", "nl")
_BELOW = re.compile(r" *\n{1,2}(?=\S)")


#: What begins names of places, and no person's (*Södra Älvsborg*).
_OF_PLACES = frozenset(
    ["södra", "norra", "östra", "västra", "mellersta", "nedre", "övre", "lilla", "stora", "nya", "gamla", "nordre",
     "søndre", "østre", "vestre", "nedre", "øvre", "nørre", "sønder", "øster", "vester", "nye", "gamle"]
)  # fmt: skip


class PersonFinder:
    """Finds persons in one language by their names' form and by what stands beside them."""

    def __init__(self, language: Language, roles: RoleFinder, lexicon: Lexicon) -> None:
        self.language = language
        self.roles = roles
        self._speech = language.speech
        forms = language.forms["Organization"]
        #: Words that names of organisations begin with or end in (*Museum Gouda*).
        self._bodies = frozenset(w.lower() for w in (*forms.head, *forms.tail) if w.isalpha() and len(w) >= _LEAST_BODY)
        #: Titles behind which the name of whoever has them follows, never that of a house.
        self._named_office = language.pattern("named_office")
        self._body_noun = language.pattern("body_noun")
        #: The fields of a minister, which may stand behind a surname.
        self._portfolio = language.pattern("portfolio") if language.tag == "nl" else None
        #: The end of a street's name and the number of a house.
        self._street = language.pattern("street")
        self._begins = lexicon.ask(_PARTICLE_STARTS.__contains__)
        #: The house in brackets behind a name, perhaps with a degree before it.
        house = rf"(?:[{UPPER}]|gemeente |provincie |ministerie |waterschap |veiligheidsregio )"
        self._housed = re.compile(rf"(?:,? (?i:{alternation(language.honours)}))? \({house}[^()\d\n]{{2,90}}\)")
        #: What stands between a name and the role that its bearer gets: *Bo Ek as chief executive*.
        self._capacity = re.compile(rf" {alternation(language.capacity)} (?=((?:[\w-]+ ){{0,2}}))")

    def is_given(self, token: Token) -> bool:
        """Whether a word is a given name, also a double one with a hyphen, at home or abroad."""
        names = self.language.foreign_given_names
        if token.low in self.language.given_names or token.low in names:
            return True
        first, _, second = token.text.partition("-")
        return second[:1].isupper() and first[1:].islower() and not names.isdisjoint((first.lower(), second.lower()))

    def _is_part(self, text: str) -> bool:
        return bool(_PART.match(text) or _HALF.match(text))

    def find(
        self,
        tokens: Tokens,
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
        places: frozenset[int] = frozenset(),
    ) -> list[Span]:
        """Persons in the text.

        `taken` maps the start of each word that a listed or formed name covers to that name's end; `role_ends` maps
        where roles end to where they begin, `role_starts` are where they begin; `places` are where municipalities'
        names begin, which are surnames only behind a given name.
        """
        found: list[Span] = []
        language = self.language
        words: set[str] | None = None
        reach = 0
        for i in sorted({*tokens.capitals, *tokens.which(self._begins)}):
            token = tokens[i]
            last, weight = None, 0.95
            if i < reach or token.start in taken:
                continue
            if token.cap:
                last = self._name_end(i, tokens, text, taken)
                if last is None:
                    last = self._initialled_end(i, tokens, text, taken, role_ends, role_starts)
                if last is None:
                    named = found[-1].end if found else -1
                    last = self._unknown_name_end(i, tokens, text, taken, role_ends, role_starts, named, places)
                    weight = 0.8
                if last == i and token.start in places:
                    last = None
                if last is None and token.start not in places:
                    last = self._lone_name_end(i, tokens, text, taken)
                    weight = _ALONE
            if last is None and token.low in _PARTICLE_STARTS:
                last = self._particle_name_end(i, tokens, text, taken)
                weight = _ALONE
            if last is None:
                continue
            if self.language.tag == "nl" and self._is_field(token.start, tokens[last].end, text, role_ends, found):
                continue
            if self._street is not None and self._street.search(text, token.start, tokens[last].end + _HOUSE_NUMBER):
                continue  # Antonie van Leeuwenhoeklaan 9
            name = text[token.start : tokens[last].end]
            base = strip_genitive(name, language)
            if language.cases:
                words = {t.text for t in tokens} if words is None else words
                base = base[: base.rfind(" ") + 1] + surname_base(base[base.rfind(" ") + 1 :], words)
            if language.tag == "de" and base == name and self._is_german_genitive(last, tokens, text):
                base = name[:-1]
            start = token.start
            k = i
            if k and _INITIAL.match(tokens[k - 1].text) and text[tokens[k - 1].end : start] == ". ":
                # "J. Anna Ek", but: "Session B. Anna Ek"
                start = tokens[k - 1].start
                if start == 0 or text[start - 1] == "\n" or text[start - 2 : start] in (", ", "• ", "- "):
                    k -= 1
                    base = f"{tokens[k].text}. {base}"
                else:
                    start = token.start
            while (
                k
                and (tokens[k - 1].low in language.address or language.address.issuperset(tokens[k - 1].low.split(".")))
                and text[tokens[k - 1].end : start] in (" ", ". ", ".-")
            ):
                k -= 1
                start = tokens[k].start
            if k and tokens[k].low == "heer" and tokens[k - 1].low == "de" and k < i:
                start = tokens[k - 1].start  # "de heer A. Jansen"
            end = self._honours_end(last, tokens, text)
            while last + 1 < len(tokens) and tokens[last + 1].end <= end:
                last += 1
            found.append(
                Span(
                    start,
                    end,
                    PERSON,
                    base,
                    "person",
                    weight,
                    "foaf:Person",
                    genitive=base != name,
                )
            )
            reach = last + 1
        return found

    def _honours_end(self, last: int, tokens: list[Token], text: str) -> int:
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

    def _adjacent(self, tokens: list[Token], text: str, k: int) -> bool:
        return k + 1 < len(tokens) and text[tokens[k].end : tokens[k + 1].start] in (" ", ". ")

    def _name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a name that begins with a known given name; None when no surname follows."""
        language = self.language
        if not self.is_given(tokens[i]):
            return None
        k = i
        while self._adjacent(tokens, text, k):
            following = tokens[k + 1]
            dot = text[tokens[k].end : following.start] == ". "
            if dot and not _INITIAL.match(tokens[k].text):
                break
            if following.start in taken and not self.is_given(following):
                return None if k == i else k if k > i else None
            if following.cap and (
                self.is_given(following)
                or _INITIAL.match(following.text)
                or (following.low in language.second_names and self._leads_to_surname(k + 1, tokens, text))
            ):
                k += 1
                continue
            break
        surnames = 0
        last = k
        german = language.tag == "de"
        # A second given name without a surname behind it was the surname itself (Anders Peter).
        while self._adjacent(tokens, text, last):
            following = tokens[last + 1]
            if text[tokens[last].end : following.start] == ". " and not _INITIAL.match(tokens[last].text):
                break  # only an initial's dot is part of a name (Trond E. Schea)
            half = _HALF.match(tokens[last].text) is not None
            if german and surnames and not half and len(tokens[last].text) > 3:
                break  # nouns have capitals: Ridley Scotts Film
            if german and following.low in _ARTICLES:
                break  # Wille der Wählerinnen
            # Henriëtte Maassen | van den Brink
            double = surnames == 1 and language.tag == "nl" and following.low in ("van", "von")
            double = double and last + 3 < len(tokens) and tokens[last + 2].low in ("den", "der")
            # Birgitte Ek de Blasio: no such word is English.
            double = double or (surnames == 1 and language.tag == "en" and following.low in ("de", "van", "von", "di"))
            if (surnames == 0 or half or double) and following.low in language.particles and last + 2 < len(tokens):
                step = last + 1
                while step + 1 < len(tokens) and tokens[step].low in language.particles:
                    step += 1
                if tokens[step].cap and tokens[step].start not in taken and step - last <= 4:
                    last = step
                    surnames += 1
                    continue
                break
            plain = strip_genitive(following.text, language)
            if following.start not in taken and (
                _ARTICLE_SURNAME.match(following.text)
                or (surnames == 0 and not tokens[k].text.isupper() and _ORDINAL.match(following.text))
            ):
                last += 1
                surnames += 1
                continue
            if (
                not following.cap
                or following.start in taken
                or (following.low in language.not_names and not self._is_may(last + 1, tokens))
                or not (
                    self._is_part(plain)
                    or (plain.isupper() and len(plain) > 2 and tokens[i].text.isupper())
                    or (language.tag in _WEST and not surnames and self._is_loud(i, last + 1, tokens, text))
                )
                or (surnames >= 2 and not half and not self._ends_line(last + 1, surnames, tokens, text))
                or (surnames and self._begins_body(last + 1, tokens, text))
                or (surnames and language.cases and following.low.endswith(_COMES_FROM))
                or ((surnames or language.tag != "nl") and self.roles.base(following.low) is not None)
                or (following.low in language.role_modifiers and self._is_role(last + 2, tokens))
            ):
                break
            last += 1
            surnames += 1
        if surnames:
            return last
        return k if k > i and not _INITIAL.match(tokens[k].text) else None

    def _leads_to_surname(self, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a capitalised word that may be a surname stands behind a word (*Per Andre Lund*)."""
        if not tokens[k].cap or k + 1 >= len(tokens) or text[tokens[k].end : tokens[k + 1].start] != " ":
            return False
        following = tokens[k + 1]
        common = following.low in self.language.not_names or self.roles.base(following.low) is not None
        return following.cap and not common and self._is_part(following.text)

    def _is_loud(self, first: int, k: int, tokens: list[Token], text: str) -> bool:
        """Whether a word is a surname in capitals (*Mr Juergen HOEGL*): how the person is addressed stands before the
        name, or a comma or a bracket behind it.
        """
        word = tokens[k].text
        if not word.isupper() or not word.isalpha() or len(word) < _LEAST_LOUD:
            return False
        before = tokens[first - 1].low.rstrip(".") if first else ""
        return before in self.language.address or text[tokens[k].end : tokens[k].end + 2] in (", ", " (")

    def _is_field(self, start: int, end: int, text: str, role_ends: dict[int, int], found: list[Span]) -> bool:
        """Dutch: whether what reads like a name is what the title of somebody named is in (*Bo Ek, hoogleraar Urban
        Design aan de universiteit*).
        """
        if not found or start - 1 not in role_ends or not text.startswith((" aan ", " bij "), end):
            return False
        return text[found[-1].end : role_ends[start - 1]] == ", "

    def _initialled_end(
        self,
        i: int,
        tokens: list[Token],
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
    ) -> int | None:
        """The last word of a name of initials and a surname (*de heer A.B. van den Berg*): how one is addressed or a
        title stands before it, or a title behind.
        """
        language = self.language
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
        titled = start - 1 in role_ends and text[start - 1] == " "
        holds = text[end : end + 2] in (", ", " (") and end + 2 in role_starts
        # A.J. Rodenburg (Veiligheidsregio Haaglanden), E.L. Jansen BA (…): the house stands in brackets behind it.
        housed = language.tag in ("nl", "de") and self._housed.match(text, end) is not None
        return last if addressed or titled or holds or housed else None

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

    def _is_may(self, k: int, tokens: list[Token]) -> bool:
        """Whether an English month behind a given name is a surname: no number follows (*Theresa May said*)."""
        if self.language.tag != "en" or tokens[k].low not in self.language.months:
            return False
        return k + 1 >= len(tokens) or not tokens[k + 1].text[0].isdigit()

    def _unknown_name_end(
        self,
        i: int,
        tokens: list[Token],
        text: str,
        taken: dict[int, int],
        role_ends: dict[int, int],
        role_starts: frozenset[int],
        named: int,
        places: frozenset[int],
    ) -> int | None:
        """The last word of two or three capitalised words that their surroundings show to be a person.

        `named` is where the person before ends: what follows a role behind that name is no other person. `places` are
        where municipalities' names begin.
        """
        language = self.language
        first = tokens[i]
        if not self._is_part(first.text) or first.low in language.not_names or first.low in language.stoppers:
            return None
        if self.roles.base(first.low) is not None or first.low in self._bodies or first.low in _OF_PLACES:
            return None
        if language.cases and first.low.endswith(_INFLECTED) and len(first.low) > _LEAST_INFLECTED:
            return None  # Museokentällä Timonen: a noun opens the sentence
        last = i
        while last - i < 3 and last + 1 < len(tokens) and text[tokens[last].end : tokens[last + 1].start] == " ":
            following = tokens[last + 1]
            if _ARTICLE_SURNAME.match(following.text) and following.start not in taken:
                last += 1
                continue
            if language.tag == "en" and following.low in ("van", "von") and last + 3 < len(tokens):
                # Florien van der Windt
                of_two = tokens[last + 2].low in ("de", "den", "der") and tokens[last + 3].cap
                if of_two and tokens[last + 3].start not in taken:
                    last += 3
                    continue
            if following.low in language.particles and last + 2 < len(tokens) and tokens[last + 2].cap:
                if language.tag == "de" and following.low in language.stoppers and following.low != "von":
                    break  # Kommunikation der Stadt
                if tokens[last + 2].start in taken:
                    break  # projectleider Fiets van Rijkswaterstaat
                if self._portfolio is not None and self._portfolio.match(text, following.start):
                    break  # minister Schouten van Landbouw, Natuur en Voedselkwaliteit
                last += 2
                continue
            if (
                not following.cap
                or following.start in taken
                or following.low in language.not_names
                or not self._is_part(strip_genitive(following.text, language))
            ):
                break
            last += 1
        if language.tag == "de" and any(self.is_given(t) for t in tokens[i + 1 : last + 1]):
            return None  # Finanzen Magnus Brunner: a noun, then a name
        if any(self.is_given(t) for t in tokens[i + 1 : last]):
            return None  # Målvakten Per Sandström: likewise at the beginning of a sentence
        surname = strip_genitive(tokens[last].text, language).lower()
        if language.subject_endings and any(t.low.endswith(language.subject_endings) for t in tokens[i : last + 1]):
            return None  # directeur Publieke Gezondheid
        before = text[max(0, first.start - 1) : first.start]
        after_role = first.start - 1 in role_ends and before == " "
        if after_role and named >= 0 and text[named : role_ends[first.start - 1]] in _BEFORE_TITLE:
            # Julia Ek, vice ekonomiminister Oleksii Lind: such a title has no house behind it.
            office = self._named_office
            after_role = bool(office and last > i and office.search(text, role_ends[first.start - 1], first.start))
        if after_role and language.tag == "nl" and _OF_A_BOARD.search(text, 0, first.start - 1):
            after_role = False  # lid raad van toezicht Da Vinci college: whose board it is
        previous = tokens[i - 1] if i else None
        after_speech = previous is not None and previous.low in self._speech and text[previous.end : first.start] == " "
        # Mr Mikeal Benzon: what stands before a name and nothing else.
        if i and tokens[i - 1].low in language.address and text[tokens[i - 1].end : first.start] in (" ", ". "):
            return last
        if last == i:
            # One name alone: a title or a speaker's verb must stand beside it.
            speaks = (
                i + 1 < len(tokens)
                and tokens[i + 1].low in self._speech
                and text[first.end : tokens[i + 1].start] == " "
            )
            if language.tag == "en" and not after_role:
                speaks = after_speech = False  # as well a body (Nordforsk writes), or any word that opens a sentence
            patronymic = surname.endswith(("sson", "ssons", "sdotter", "sdóttir")) and len(surname) > 6
            if after_role:
                # Anna Ek, wethouder Zwolle: what follows the role of somebody named is no other person.
                start = role_ends[first.start - 1]
                after_role = text[max(0, start - 2) : start] != ", " and text[max(0, start - 1) : start] != "("
                # minister Remkes, minister Donner: the one before has no more than a surname, either
                if not after_role and language.tag == "nl":
                    after_role = _TITLED.search(text, max(0, start - _TITLED_LENGTH), start) is not None
            if language.name_titles and (after_role or language.tag == "de"):
                # Any noun may stand beside such a word (Commandant Brandweer): only some titles show a name.
                title = text[role_ends[first.start - 1] : first.start - 1].lower() if after_role else ""
                after_role = title.endswith(language.name_titles)
            if language.tag == "de":
                return last if after_role else None
            if after_role and language.tag == "en" and text[first.start - 2] == "s":
                # Mayors Adapt: of several no single name follows.
                title = text[role_ends[first.start - 1] : first.start - 1].lower()
                after_role = title in language.role_whole or title.endswith(language.role_heads)
            if language.cases and not after_role:
                # Any word may open a sentence before such a verb; an ending shows a place (Moskovan suurlähettiläs).
                ahead = text[max(0, first.start - 2) : first.start].strip()
                opens = before in ("", "\n", '"', "”", "“") or ahead in (".", "!", "?", "–", "—", "-", ":", "•")
                inflected = surname_base(first.text, set()) != first.text or (
                    first.low.endswith("n") and not surname.endswith("nen")
                )
                speaks, after_speech = speaks and not (opens or inflected), after_speech and not inflected
            if len(first.text) > 2 and (after_role or after_speech or speaks or patronymic):
                return last
            return None
        end = self._honours_end(last, tokens, text)
        before_role = text[end : end + 2] in (", ", " (") and (end + 2) in role_starts
        if not before_role and language.capacity and text[end : end + 1] == " ":
            before_role = self._is_in_capacity(end, text, role_starts)
        opening = text[max(0, first.start - 3) : first.start].split("\n")[-1].strip() in ("", "•", "-", "–", "*")
        if language.tag in _NORDIC and last - i <= 2 and opening:
            # A name alone on its line, a title on the next.
            below = _BELOW.match(text, end)
            before_role = before_role or (below is not None and below.end() in role_starts)
        if language.tag == "en" and last - i == 1 and opening and end + 1 in role_starts:
            # A line of a list: Anna Ek Mayor of Lund.
            before_role = before_role or (text[end] == " " and text[end + 1].isupper())
        if language.cases and last - i == 1 and opening and text[end : end + 1] == "\n":
            # A line of two capitals above a title: nouns have none.
            before_role = before_role or end + 1 in role_starts
        if language.tag in ("da", "nb") and last - i == 1:
            # Anna Ek er koordinator hos …; departementschef i Finansministeriet Anna Ek
            says = _IS.match(text, end)
            if says is not None:
                before_role = before_role or not role_starts.isdisjoint((says.end(), says.start("joined")))
            after_role = after_role or self._is_after_house(i, tokens, text, taken, role_ends)
        if language.tag == "en" and last - i == 1:
            # "the deputy mayor of Lund, Anna Ek"
            town = tokens[i - 1] if i and tokens[i - 1].start in places else None
            houses = {**taken, town.start: town.end} if town else taken
            after_role = after_role or self._is_after_house(i, tokens, text, houses, role_ends)
        tells = surname.endswith(language.surname_endings) and len(surname) > 5 if language.surname_endings else False
        tells = tells and surname not in _NO_SURNAMES
        if language.tag == "en" and text[max(0, first.start - 2) : first.start] == ": ":
            # A line of a list: Director: Anna Ek
            begun = role_ends.get(first.start - 2, -1)
            after_role = after_role or (begun >= 0 and text[max(0, begun - 1) : begun] in ("", "\n"))
        if after_role or before_role or (after_speech and last - i <= 2) or (tells and last - i <= 2):
            return last
        follower = tokens[last + 1].low if self._adjacent(tokens, text, last) else ""
        if last - i <= 2 and follower in self._speech:
            return last
        return last if _ARTICLE_SURNAME.match(tokens[last].text) else None

    def _is_after_house(
        self, i: int, tokens: list[Token], text: str, taken: dict[int, int], role_ends: dict[int, int]
    ) -> bool:
        """Whether a title and the name of its house stand right before a word (*direktør i Finansministeriet*)."""
        house = i - 1
        english = self.language.tag == "en"
        between = text[tokens[house].end : tokens[i].start] if house > 0 else ""
        if between not in ((", ", "), ") if english else (" ",)) or tokens[house].start not in taken:
            return False
        end = taken[tokens[house].start]
        if end != tokens[house].end:
            return False
        while house and taken.get(tokens[house - 1].start) == end:
            house -= 1
        links: tuple[str, ...] = ("i", "ved", "hos", "for", "på")
        if english:
            # "the Head of Europol’s Centre for Rivers, Anna Ek"
            links = ("of", "at", "for")
            while house and (tokens[house - 1].low == "the" or tokens[house - 1].start in taken):
                house -= 1
        link = tokens[house - 1] if house else None
        return link is not None and link.low in links and link.start - 1 in role_ends

    def _is_in_capacity(self, end: int, text: str, role_starts: frozenset[int]) -> bool:
        """Whether a role follows that the bearer of the name before has or gets (*Bo Ek as the new director*)."""
        match = self._capacity.match(text, end)
        if match is None:
            return False
        offsets = [match.end(), *(match.end() + m.end() for m in re.finditer(r"[\w-]+ ", match.group(1)))]
        return any(offset in role_starts for offset in offsets)

    def _lone_name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a surname or given name alone that its form, or the verb beside it, shows to be a person's.

        Only a name that its form shows may begin a sentence, where common nouns are capitalised too.
        """
        language = self.language
        token = tokens[i]
        previous = tokens[i - 1] if i and text[tokens[i - 1].end : token.start] == " " else None
        following = tokens[i + 1] if self._adjacent(tokens, text, i) else None
        if previous and (previous.cap or previous.low in language.place_prepositions):
            return None
        if following and following.cap:
            return None
        if not self._is_part(token.text) or token.low in language.not_names or token.low in language.stoppers:
            return None
        if self.roles.base(token.low) is not None:
            return None
        low = token.low
        forms = {low, low.removesuffix("s")} if len(low) > 4 else {low}
        surname = any(f.endswith(language.lone_surname_endings) for f in forms) if len(low) > 5 else False
        if surname and (previous is not None or low.endswith(_PLAIN_SURNAMES)):
            return i
        if following and following.low in language.person_verbs and self.is_given(token):
            return i
        return None

    def _particle_name_end(self, i: int, tokens: list[Token], text: str, taken: dict[int, int]) -> int | None:
        """The last word of a surname alone that begins with a particle (*von Essen*, *van der Burgh*)."""
        if self.language.tag not in ("sv", "nb", "da", "fi"):
            return None
        for words in (2, 1):
            last = i + words
            if last < len(tokens) and text[tokens[i].start : tokens[last - 1].end].lower() in _LONE_PARTICLES:
                name = tokens[last]
                if name.cap and name.start not in taken and self._is_part(strip_genitive(name.text, self.language)):
                    return last if text[tokens[last - 1].end : name.start] == " " else None
        return None
