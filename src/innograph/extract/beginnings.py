"""Where names begin in runs of capitalised words: behind titles, persons, owners, and what opens a sentence."""

from __future__ import annotations

import re

from innograph.extract.forms import NameForms
from innograph.extract.language import Language
from innograph.extract.spans import ORGANIZATION
from innograph.extract.words import Token

#: Countries and regions that end names of organisations (common.toml): *Business Finland*.
COUNTRIES = frozenset(["sweden", "norway", "denmark", "finland", "europe"])
#: A given name and a surname.
_FULL = 2
#: Titles before names have at most so many words, but for adjectives (*Chief Executive Officer*).
_LONGEST_TITLE = 3
#: Shorter words that a capital begins are seldom titles in Danish and Norwegian, but names.
_LEAST_TITLE = 6
#: Titles that begin names of houses, too (*Prinses Máxima Centrum*, *Expert Group*), or that stand before places
#: (*Landshövding Skåne*).
_IN_NAMES = frozenset(
    ["partner", "president", "lid", "principal", "governor", "head", "coordinator", "co-ordinator", "koning",
     "koningin",
     "prins", "prinses", "ombudsman", "kinderombudsman", "expert", "student", "trainee", "premier", "generaal", "owner",
     "officer", "designer", "engineer", "scientist", "coach", "trainer", "architect", "fellow", "notaris", "minister",
     "md", "landshövding", "landshövdingen", "biskop", "chef", "ambassadör"]
)  # fmt: skip
#: A Finnish place in a case that says where, before a name.
_WHERE = re.compile(r"[^\W\d_]{4,}(?:ss[aä]|st[aä]|lt[aä]|ll[aä]|[^\W\d_i]iin|seen)")
#: What German calls a company before its name.
_GERMAN_KINDS = frozenset(
    [
        "firma",
        "start-up",
        "startup",
        "unternehmen",
        "anbieter",
        "dienstleister",
        "hersteller",
        "softwarehaus",
        "gründerteam",
    ]
)
#: German titles that are no part of the name of the house behind them.
_GERMAN_TITLES = frozenset(["gesellschafter", "gesellschafterin", "inhaber", "inhaberin", "gründer", "gründerin"])
#: Norwegian and Danish posts that a capital may begin and no name of an organisation does.
_POSTS = ("direktør", "borgmester", "ordfører", "chef", "sjef", "formand", "konsulent", "rådgiver", "minister")
#: Last words of bodies that bear a person's name (Knud Højgaards Fond).
_NAMED_AFTER_PERSONS = frozenset(
    ["fond", "fonden", "mindefond", "legat", "mindelegat", "stiftelse", "stiftelsen", "stiftung", "foundation",
     "trust", "institut", "instituut", "institute", "fonds", "stichting", "award", "awards", "prize", "lecture",
     "academy", "akademie", "gymnasium", "schule",
     "college", "hospital", "museum", "klinik", "klinikum", "hochschule", "gesellschaft", "university", "universität",
     "universiteit"]
)  # fmt: skip
#: A surname has at most so many particles (*van den*).
_MOST_PARTICLES = 3
POSSESSIVE = re.compile(r"(\w+)[’']s$")


def person_end(k: int, tokens: list[Token], language: Language) -> int:
    """The word behind a given name that begins here, its particles and one capitalised word (*Jan van den Berg*)."""
    last = k + 1
    while language.tag == "nl" and last < len(tokens) and tokens[last].low in language.particles:
        last += 1
    return last + 1


def begins_person(k: int, tokens: list[Token], language: Language) -> bool:
    """Whether a known given name with a capitalised word behind it begins here."""
    given = tokens[k].low in language.given_names
    if not given and language.cases and "-" in tokens[k].low:
        given = all(part in language.given_names for part in tokens[k].low.split("-"))  # Terhi-Anna
    if not given or k + 1 >= len(tokens):
        return False
    last = person_end(k, tokens, language) - 1
    return tokens[k + 1].cap or (last < len(tokens) and last <= k + _MOST_PARTICLES + 1 and tokens[last].cap)


def opens(token: Token, text: str, starts: frozenset[int]) -> bool:
    """Whether a word stands where any word is capitalised."""
    before = text[max(0, token.start - 2) : token.start].strip()[-1:]
    return token.start in starts or (before != "" and before in '–-:•"”“»«(.!?')


def _owns(m: int, owner: str, tokens: list[Token]) -> bool:
    """Whether the owner that word `m` names (*Europol’s*) stands elsewhere, too, and is no part of a name there."""
    return any(
        n != m and tokens[n].text.partition("’")[0].partition("'")[0] == owner and not tokens[n + 1].cap
        for n in range(len(tokens) - 1)
    )


#: What stands between a Dutch title and its holder's house.
_DUTCH_LINKS = frozenset(["van", "bij", "aan", "voor", "de", "het"])


class Beginnings:
    """Tells where the names in a run begin, in one language."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        #: What may stand before a title, and titles that name no house themselves.
        self._before_titles = frozenset([*language.role_modifiers, *language.former])
        self._titles = frozenset([*language.leading, *language.board_roles]) - _IN_NAMES
        #: What a headline with capitals says that somebody does (*Leeds Hosts Road Safety Summit*).
        self._headline_verb = language.pattern("headline_verb")

    def first(self, i: int, j: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]) -> int:
        """The first word of the name in a run from word `i` up to `j`; `j` when it holds none."""
        language = self.language
        titled = language.tag != "fi"
        first = self._after_title(i, j, tokens) if titled else i
        # A sentence's first word is capitalised for another reason than being a name.
        while first < j and self.is_opening(tokens[first], text, starts):
            if self._opens_value(first, j, tokens, text):
                break
            first += 1
        while first < j and not tokens[first].cap:
            first += 1
        if j - first > 1 and tokens[first].low in language.months and first and tokens[first - 1].text.isdigit():
            first += 1  # on 3 May Statistics Sweden …
            while first < j and not tokens[first].cap:
                first += 1  # on 4 June the RIVER project …
        if first == j:
            return j
        while language.tag == "fi" and j - first > 1 and _WHERE.fullmatch(tokens[first].text):
            first += 1  # tänään Helsingissä | Kuntaliiton johtaja
        if language.tag == "en":
            first = self._after_role(first, j, tokens)
            if j - first > 2 and self._is_role(tokens[first]) and begins_person(first + 1, tokens, language):
                first += 1  # "Professor Anna Ek for Lund University"
            first = self._behind_inner_title(first, j, tokens, text, starts)
        if language.tag in ("nb", "da") and tokens[first].low.endswith(_POSTS):
            more = j - first > 1 and (j - first > 2 or self.forms.tails[0].match(folded, tokens[j - 1].end + 1))
            first += bool(more)  # "Borgmester Middelfart Kommune, Anna Ek", "Kultursjef Kristiansund kommune"
        if j - first > 1 and "-" in tokens[first].text and self.forms.compound_noun(tokens[first].low):
            first += 1  # Odense-virksomheden | Medlift Robotics ApS
        if language.tag == "fi":
            first = self._after_titled(first, j, tokens)
        first = self._after_person(first, j, tokens)
        if first == j:
            return j
        first = self._after_title(first, j, tokens) if titled else first
        while language.tag in ("da", "nb") and not tokens[first].cap:
            first += 1  # Formand for Foreningen Gamle Huse
        return first

    def _after_person(self, first: int, j: int, tokens: list[Token]) -> int:
        """The first word behind a person's name that opens a run (*Anna Ek | Sunderby sjukhus*)."""
        language = self.language
        behind = min(person_end(first, tokens, language), j - 1)
        # "Anna Ek Museum", but: Anna Ek of | Leeds Museum
        joined = language.tag not in ("en", "nl") or tokens[behind].cap
        named_after = joined and any(t.low in _NAMED_AFTER_PERSONS for t in tokens[first + 2 : j])
        if language.tag == "en" and j - first == _FULL + 1:
            # "Amber Coast Council": a given name and one word more are no person before the last word of a body's name.
            tail = self.forms.tail_of(tokens[j - 1])
            named_after = named_after or (tail is not None and tail[1] == ORGANIZATION)
        if j - first > 2 and begins_person(first, tokens, language) and not named_after:
            first = min(person_end(first, tokens, language), j)
            while first < j and not tokens[first].cap:
                first += 1
        return first

    def of_form(self, first: int, k: int, cls: str, tokens: list[Token], text: str) -> int:
        """The first word of a name of class `cls` that ends, as its form shows, at word `k`, in a run from `first`."""
        language = self.language
        begin = self._after_verb(self._after_and(first, k, tokens), k, tokens)
        named = language.tag == "en" and begin > first and k - begin > _FULL
        if named and begins_person(begin, tokens, language):
            behind = person_end(begin, tokens, language)
            begin = behind + 1 if tokens[behind].low == "of" else begin  # … and Anna Ek of | Leeds Museum
        if begin == first and cls == "inno:Company":
            begin = self._company_start(first, tokens, text)
        return begin

    def is_opening(self, token: Token, text: str, starts: frozenset[int]) -> bool:
        """Whether a capitalised word opens a sentence, or is one that never begins a name."""
        language = self.language
        if len(token.text) > 1 and token.text.isupper():
            return token.low in language.not_names
        if token.low not in language.not_names and token.low not in language.stoppers:
            return False
        if language.tag == "de" or token.low in language.months or token.low in language.weekdays:
            return True
        # Inside a sentence even a common word is capitalised for a reason: a title begins (I *Den* cirkulära kunden …).
        return opens(token, text, starts)

    def _after_titled(self, first: int, j: int, tokens: list[Token]) -> int:
        """Finnish: the first word of a company's name behind a person whose title stands before (*toimitusjohtaja Minh
        Nguyen | Railsense Oy:stä*).
        """
        before = tokens[first - 1] if first else None
        company = tokens[j - 1].low.partition(":")[0] in ("oy", "ab", "oyj", "ky", "ry")
        if before is None or before.cap or not company or j - first <= _FULL + 1:
            return first
        return first + _FULL if self._is_role(before) else first

    def _opens_value(self, first: int, j: int, tokens: list[Token], text: str) -> bool:
        """Whether an adjective or noun behind a label's colon begins a name, where nouns are small (*Partnere: Grøn
        Fremtid*): another capital follows, and no person.
        """
        language = self.language
        if language.tag not in ("sv", "nb", "da") or first + 1 >= j or text[tokens[first].start - 2 :][:2] != ": ":
            return False
        following = tokens[first + 1]
        plain = tokens[first].low in language.stoppers or self._is_plain_title(tokens[first])
        return following.cap and not plain and following.low not in language.given_names

    def _after_title(self, first: int, j: int, tokens: list[Token]) -> int:
        """The first word behind a capitalised title that opens a run (*Zakelijk Directeur | Stadsmuseum Gouda*, *Chief
        Executive | Northern Trains*); a title alone is no less a name than other words.
        """
        begin = first
        while begin < j - 1:
            for last in range(min(begin + _LONGEST_TITLE, j - 1), begin, -1):
                if not tokens[last].cap:
                    continue
                title = " ".join(token.low for token in tokens[begin:last])
                if title in self._titles or (last == begin + 1 and self._is_plain_title(tokens[begin])):
                    return last
            if tokens[begin].low not in self._before_titles:
                break
            begin += 1
        if self.language.tag == "nl" and j - first > 2 and self._is_plain_title(tokens[first]):
            # Directeur van (het) | Museum Gouda, CvB-voorzitter van | Hogeschool Leiden
            house = next((m for m in range(first + 2, min(first + 4, j)) if tokens[m].cap), j)
            if house < j and all(t.low in _DUTCH_LINKS for t in tokens[first + 1 : house]):
                return house
        return first

    def _is_plain_title(self, token: Token) -> bool:
        """Whether a word is a title and none that names of houses begin with, where nouns have no capitals."""
        if self.language.tag == "de":
            return token.low in self.language.leading or token.low in _GERMAN_TITLES
        if self.language.tag == "en" or token.low in _IN_NAMES:
            return False
        long = len(token.text) >= _LEAST_TITLE or self.language.tag in ("nl", "sv")
        return long and self._is_role(token)

    def _is_role(self, token: Token) -> bool:
        language = self.language
        return token.low in language.role_whole or token.low.endswith(language.role_heads)

    def _after_role(self, first: int, j: int, tokens: list[Token]) -> int:
        """The first word after a capitalised title that opens a run: *Chief Executive of | Portsmouth Hospitals*."""
        language = self.language
        for m in range(first + 1, j - 1):
            if tokens[m].low in ("of", "for"):
                if any(self.forms.tail_of(t) is not None for t in tokens[first + 1 : m - 1]):
                    break  # Leeds City Council Cabinet Member for Health
                titles = {" ".join(t.low for t in tokens[n:m]) for n in range(first, m)}
                last = tokens[m - 1].low
                heads = tuple(h for h in language.role_heads if h not in language.role_whole)
                if titles & language.role_whole or last in language.role_whole or last.endswith(heads):
                    return m + 1
                break
        return first

    def _behind_inner_title(self, first: int, j: int, tokens: list[Token], text: str, starts: frozenset[int]) -> int:
        """The first word behind a title between a person's name and a house's that no comma parts, on a line of a list
        (*Anna Ek Deputy Secretary General | Coastal Secretariat*).
        """
        before = tokens[first - 1].low.rstrip(".") if first else ""
        if not (opens(tokens[first], text, starts) or before in self.language.address):
            return first
        known = begins_person(first, tokens, self.language)
        for m in range(first + 2, j - 1):
            if not tokens[m - 1].cap or self.forms.tail_of(tokens[m - 1]) is not None:
                break
            for last in range(min(m + _LONGEST_TITLE, j - 1), m, -1):
                title = " ".join(token.low for token in tokens[m:last])
                titled = title in self._titles or title in self.language.role_whole
                if titled and (last > m + 1 or (known and m == first + 2)):
                    return last
        return first

    def _after_verb(self, first: int, k: int, tokens: list[Token]) -> int:
        """Where a name begins whose form ends in word `k`, behind a headline's verb with a capital."""
        if self._headline_verb is not None:
            for m in range(k - 1, first - 1, -1):
                if self._headline_verb.fullmatch(tokens[m].low):
                    return m + 1
        return first

    def _after_and(self, first: int, k: int, tokens: list[Token]) -> int:
        """The first word of the name that ends at `k`, when an *and* before it parts two names.

        It does where a name stands before it that ends as names do, or an abbreviation, and where the name ends in a
        country's: *Tampere University and Business Finland*, *Spain and Finland*; *Research and Innovation Council*
        is one name.
        """
        for m in range(k - 1, first - 1, -1):
            if self.language.tag == "nl" and tokens[m].low in ("de", "het", "den"):
                if not tokens[m].cap:
                    return m + 1  # Voorzitter van de Tweede Kamer
                if m > first and tokens[m - 1].low == "van":
                    return m  # Raad van Toezicht van Het Nationale Theater
            owner = POSSESSIVE.match(tokens[m].text)
            named = owner is not None and (
                owner.group(1).isupper()
                or owner.group(1) in self.forms.tails[1]
                or (self.language.tag == "en" and k - m > 1 and _owns(m, owner.group(1), tokens))
            )
            if owner and (named or (m - first > 1 and k - m > 1)):
                return m + 1  # the Government’s Transformation Fund, Bradford Care Trust’s Better Lives Fund
            if (
                m > first
                and tokens[m].low in self.language.conjunctions
                and (
                    tokens[k].low in COUNTRIES
                    or self.forms.tail_of(tokens[m - 1]) is not None
                    or (tokens[m - 1].text.isupper() and len(tokens[m - 1].text) > 1)
                    or (k - m > 1 and self._opens_form(first, tokens))
                )
            ):
                return m + 1
        return first

    def _opens_form(self, k: int, tokens: list[Token]) -> bool:
        """Whether words that begin names begin here (*University of …*): what follows an *and* is another one."""
        for words, _, _ in self.forms.heads.get(tokens[k].low, ()):
            if [t.low for t in tokens[k : k + len(words.split())]] == words.split():
                return True
        return False

    def _company_start(self, first: int, tokens: list[Token], text: str) -> int:
        """The first word of a company's name, over *i* and *och* (Teknikföretagens Service i Sverige AB), behind what
        it is in German (*Firma | Lumitec GmbH*).
        """
        if self.language.tag == "de" and tokens[first].low in _GERMAN_KINDS and tokens[first + 1].cap:
            return first + 1
        while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " & ":
            first -= 1
            while (
                first
                and tokens[first - 1].cap
                and text[tokens[first - 1].end : tokens[first].start] == " "
                and tokens[first - 1].low not in self._titles
            ):
                first -= 1
        while first >= 2 and tokens[first - 1].low in ("i", "in", "of", "&"):
            before = tokens[first - 2]
            if not before.cap or text[before.end : tokens[first].start].count(" ") != 2:
                break
            if self.language.tag == "en" and self._is_role(before):
                break  # CEO of | Greenworks Ltd
            if self.language.tag == "en" and first >= 3 and begins_person(first - 3, tokens, self.language):
                break  # Anna Ek of | Greenworks Ltd
            first -= 2
            while first and tokens[first - 1].cap and text[tokens[first - 1].end : tokens[first].start] == " ":
                first -= 1
        return first
