"""Runs of capitalised words: names whose form shows what they name, abbreviations, and names of nothing known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.forms import NameForms, strip_genitive
from innograph.extract.language import Language
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.words import Token, Tokens

_CONNECTORS = frozenset(["for", "of", "the", "&", "and"])
#: What a number before it counts: then it is no part of a name (*Qulturum 50 000 kronor*).
_COUNTED = frozenset(
    [
        "kronor",
        "kr",
        "miljoner",
        "miljarder",
        "miljon",
        "euro",
        "mkr",
        "procent",
        "%",
        "kroner",
        "millioner",
        "milliarder",
        "mio",
        "million",
        "billion",
        "euros",
        "prosent",
        "prozent",
        "miljoen",
        "miljard",
        "procent",
        "miljoonaa",
        "euroa",
        "prosenttia",
    ]
)
#: Countries and regions that end names of organisations (common.toml): *Business Finland*.
_COUNTRIES = frozenset(["sweden", "norway", "denmark", "finland", "europe"])
#: Countries that end English names (*Sport England*), and what before them makes them a region.
_BRITISH = frozenset(["wales", "scotland", "england"])
_DIRECTIONS = frozenset(
    ["north", "south", "east", "west", "mid", "new", "central", "northern", "southern", "eastern", "western", "across",
     "rural", "of", "in", "and", "the", "for"]
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)*$")
_ACRONYM = re.compile(
    rf"[{UPPER}][{UPPER}\d]+(?:-[{UPPER}\d]+|/[{UPPER}]{{2,}})?[{LOWER}]?$|[{UPPER}][{LOWER}]{{0,2}}[{UPPER}][{UPPER}\d]+$"
)
#: An abbreviation with a number is no body's: the edition of a standard or a classification (*ICD-11*).
_EDITION = re.compile(rf"[{UPPER}]+-\d+$")
#: Abbreviations of German laws (*LGVFG*, *SGB*).
_LAW = re.compile(r"[A-ZÄÖÜ]{3,8}G|EEG|SGB|BGB")
#: A project's or a file's number (S21303) is no abbreviation.
_REGISTER_NUMBER = re.compile(r"\d{3}")
#: Languages with small nouns, and what may stand in a name before the noun that shows what it is: the first part of
#: its compound (*Ekdals slotts- och domkyrkomuseum*), who has it (*Unga seglares riksförbund*).
_SMALL_NOUNS = ("sv", "nb", "da")
_WITHIN = re.compile(
    rf"(?:(?:[{LOWER}]{{3,}}-,? )*[{LOWER}]{{3,}}- (?:och|og|samt) |[{LOWER}]{{4,}}(?:ers|ors|ars|ares|ades|nes) )"
)
_INNER_CAPITAL = re.compile(rf"[{LOWER}][{UPPER}]|[{UPPER}]-[{UPPER}]|\d")
#: A word with a capital inside goes on with a name that a country could end.
_MIXED = re.compile(rf"[{UPPER}][{LOWER}]+[{UPPER}]")
#: English adjectives and abbreviations that make a noun no name (the EU project, a Joint Conference).
_KINDS = frozenset(
    ["eu", "european", "national", "international", "joint", "regional", "global", "local", "annual", "nordic",
     "baltic", "arctic", "british", "scottish", "welsh", "irish", "english", "german", "dutch", "danish", "swedish",
     "norwegian", "finnish", "icelandic", "austrian", "swiss", "estonian", "latvian", "lithuanian", "polish", "french"]
)  # fmt: skip
#: EU-funded, city-led: what a name is part of.
_COMPOUND = re.compile(r"-(?:funded|financed|led|based|wide|backed|owned|level|style|type)$")
#: Classes of bodies whose names may go on with a place.
_WITH_PLACE = frozenset(["inno:University", "org:Organization"])
#: English names of houses that go on with their town.
_TOWNS_HOUSES = frozenset(
    ["university medical centre", "university medical center", "university hospital", "university college"]
)
#: A given name and a surname.
_FULL = 2
#: Words in capitals of so many letters are seldom abbreviations.
_SHOUTED = 6
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
#: Where a report is from, before its first sentence (*ASSEN - Drentse gemeenten …*); such a line and such a place have
#: at least so many letters.
_DATELINE = re.compile(
    rf"(?P<place>(?:'S-)?[{UPPER}]{{2,}}(?:[ -][{UPPER}]{{2,}}){{0,2}})(?: \(\w+\))? ?[–—-] (?=\W?[{UPPER}])"
)
_LEAST_REPORT, _LEAST_PLACE = 60, 4
_TIME = re.compile(r"^\W*\d{1,2}[.:]\d\d(?: ?[–-] ?\d{1,2}[.:]\d\d)?")
#: Abbreviations are not so long.
_SHOUTED_WORD = 9
#: How an English name goes on behind its preposition: words with capitals, and small ones between them.
ENGLISH = re.compile(r"(?:,? (?:(?:and|&|of|for|on|in) )?(?:the )?[A-Z][\w’'-]+)+")
_ENGLISH_OF = re.compile(r" (?:for|of|on)(?= (?:the )?[A-Z])")
#: Nouns behind which an English name goes on (*Common Interest Group for Transport in Ukraine*).
_ENGLISH_BODIES = frozenset(
    ["Group", "Association", "Federation", "Alliance", "Institute", "Agency", "Council", "Authority", "Commission",
     "Network"]
)  # fmt: skip
#: What several initials and a space begin (*A.P. Møller*).
_INITIALS = re.compile(rf"(?:[{UPPER}]\.){{2,3}} ")
_ARTICLE = re.compile(r"(?<![\w-])[Tt]he $")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_ITS_YEAR = re.compile(r" (?:19|20)\d\d(?![\w–-])")
#: The letters of a Dutch postcode (3721 *MA* Bilthoven).
_POSTCODE = re.compile(rf"(?<!\d)\d{{4}} [{UPPER}]{{2}}$")
_POSSESSIVE = re.compile(r"(\w+)[’']s$")


def runs(tokens: Tokens, text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words as token numbers (first, last + 1), with names' particles and numbers inside."""
    j, n = 0, len(tokens)
    # German nouns are capitalised too: a particle between two of them is the article of the second.
    particles = frozenset() if language.tag == "de" else language.particles
    # "National Police Chiefs’ Council": a plural owner inside an English name.
    gaps = (" ", "’ ", "' ") if language.tag == "en" else (" ", " & ") if language.tag == "sv" else (" ",)
    for i in tokens.capitals:
        if i < j:
            continue
        j = i + 1
        while j < n and (
            text[tokens[j - 1].end : tokens[j].start] in gaps
            or ("." in tokens[j - 1].text and _INITIALS.fullmatch(text[tokens[j - 1].start : tokens[j].start]))
        ):
            token = tokens[j]
            if token.cap or (
                NUMBER.match(token.text)
                and len(token.text) in (1, 2, 3, 4)
                and not (j + 1 < n and (tokens[j + 1].text[:1].isdigit() or tokens[j + 1].low in _COUNTED))
            ):
                j += 1
            elif (
                (token.low in particles or token.low in _CONNECTORS)
                and j + 1 < n
                and text[token.end : tokens[j + 1].start] == " "
                and tokens[j + 1].cap
            ):
                j += 2
            elif (
                token.low in particles
                and j + 2 < n
                and tokens[j + 1].low in particles
                and tokens[j + 2].cap
                and text[token.end : tokens[j + 2].start].count(" ") == 2
            ):
                j += 3
            else:
                break
        yield i, j


#: Norwegian and Danish posts that a capital may begin and no name of an organisation does.
_LAST_COUNTRIES = ("sverige", "norge", "danmark")
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


def _owns(m: int, owner: str, tokens: list[Token]) -> bool:
    """Whether the owner that word `m` names (*Europol’s*) stands elsewhere, too, and is no part of a name there."""
    return any(
        n != m and tokens[n].text.partition("’")[0].partition("'")[0] == owner and not tokens[n + 1].cap
        for n in range(len(tokens) - 1)
    )


def opens(token: Token, text: str, starts: frozenset[int]) -> bool:
    """Whether a word stands where any word is capitalised."""
    before = text[max(0, token.start - 2) : token.start].strip()[-1:]
    return token.start in starts or (before != "" and before in '–-:•"”“»«(.!?')


#: German titles that are no part of the name of the house behind them.
_GERMAN_TITLES = frozenset(["gesellschafter", "gesellschafterin", "inhaber", "inhaberin", "gründer", "gründerin"])


class RunFinder:
    """Finds the names that a run of capitalised words holds."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        #: What a body calls its own board or committee.
        self._plain = language.pattern("plain_body")
        #: Last words before a year of what is no event (*Police Reform Act 2011*).
        self._dated = language.pattern("dated")
        #: What stands before an event\'s name in a title and is no part of it.
        self._event_prefix = language.pattern("event_prefix")
        #: The words in small letters that a company's name goes on with, and what shows that it is one.
        self._company = language.pattern("company_in_small")
        #: What may stand before a title, and titles that name no house themselves.
        self._before_titles = frozenset([*language.role_modifiers, *language.former])
        self._titles = frozenset([*language.leading, *language.board_roles]) - _IN_NAMES
        #: What a headline with capitals says that somebody does (*Leeds Hosts Road Safety Summit*).
        self._headline_verb = language.pattern("headline_verb")

    def find(
        self, i: int, j: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        language = self.language
        titled = language.tag != "fi"
        first = self._after_title(i, j, tokens) if titled else i
        # A sentence's first word is capitalised for another reason than being a name.
        while first < j and self._is_opening(tokens[first], text, starts):
            first += 1
        while first < j and not tokens[first].cap:
            first += 1
        if j - first > 1 and tokens[first].low in language.months and first and tokens[first - 1].text.isdigit():
            first += 1  # on 3 May Statistics Sweden …
        if first == j:
            return
        pattern, words = self.forms.tails
        if language.tag == "en":
            first = self._after_role(first, j, tokens)
            if j - first > 2 and self._is_role(tokens[first]) and begins_person(first + 1, tokens, self.language):
                first += 1  # "Professor Anna Ek for Lund University"
            first = self._behind_inner_title(first, j, tokens, text, starts)
        if language.tag in ("nb", "da") and tokens[first].low.endswith(_POSTS):
            more = j - first > 1 and (j - first > 2 or pattern.match(folded, tokens[j - 1].end + 1))
            first += bool(more)  # "Borgmester Middelfart Kommune, Anna Ek", "Kultursjef Kristiansund kommune"
        behind = min(person_end(first, tokens, language), j - 1)
        # "Anna Ek Museum", but: Anna Ek of | Leeds Museum
        joined = language.tag != "en" or tokens[behind].cap
        after_person = joined and any(t.low in _NAMED_AFTER_PERSONS for t in tokens[first + 2 : j])
        if language.tag == "en" and j - first == _FULL + 1:
            # "Amber Coast Council": a given name and one word more are no person before the last word of a body's name.
            tail = self.forms.tail_of(tokens[j - 1])
            after_person = after_person or (tail is not None and tail[1] == ORGANIZATION)
        if j - first > 2 and begins_person(first, tokens, self.language) and not after_person:
            # "Anna Ek Sunderby sjukhus": a person, then a name.
            first = min(person_end(first, tokens, self.language), j)
            while first < j and not tokens[first].cap:
                first += 1
            if first == j:
                return
        first = self._after_title(first, j, tokens) if titled else first
        while language.tag in ("da", "nb") and not tokens[first].cap:
            first += 1  # Formand for Foreningen Gamle Huse
        # The tail inside the run (Lejre Kommune, Motiva Oy) …
        reach = j
        for k in range(j - 1, first, -1):
            tail = self.forms.tail_of(tokens[k]) if k < reach else None
            if tail is not None:
                cls, code, cut = tail
                begin = self._after_verb(self._after_and(first, k, tokens), k, tokens)
                named = language.tag == "en" and begin > first and k - begin > _FULL
                if named and begins_person(begin, tokens, language):
                    behind = person_end(begin, tokens, language)
                    begin = behind + 1 if tokens[behind].low == "of" else begin  # … and Anna Ek of | Leeds Museum
                if tokens[k].low in _BRITISH and (
                    tokens[k - 1].low in _DIRECTIONS or (opens(tokens[begin], text, starts) and k - begin < 2)
                ):
                    continue  # "North Wales"; "Across Scotland"
                if tokens[k].low.startswith(_LAST_COUNTRIES) and k - begin < 2 and opens(tokens[begin], text, starts):
                    continue  # "Dessutom Sverige": a sentence's first word and the country
                if begin == first and cls == "inno:Company":
                    begin = self._company_start(first, tokens, text)
                last = self._with_place(k, j, cls, tokens, text)
                if tokens[k].low in _COUNTRIES and k + 1 < j and _MIXED.match(tokens[k + 1].text):
                    last = k + 1  # "East Sweden MedTech"
                if self._plain is not None and self._plain.fullmatch(text[tokens[begin].start : tokens[k].end].lower()):
                    continue  # "the Governing Board": whose, only the text around it tells
                if begin == k or (code != ORGANIZATION and language.tag == "en" and self._is_common(tokens[begin:k])):
                    continue
                stop = self._english_end(tokens[last], text)
                if stop > tokens[last].end:
                    name = text[tokens[begin].start : stop]
                    yield Span(tokens[begin].start, stop, code, name, "form", 0.92, cls)
                yield Span(
                    tokens[begin].start,
                    tokens[last].end,
                    code,
                    self.forms.base_form(text[tokens[begin].start : tokens[last].end - (cut if last == k else 0)]),
                    "form",
                    0.9,
                    cls,
                    genitive=bool(cut) and last == k,
                )
                if begin <= first:
                    break
                # What owns it is a name itself: the Coastal Agency’s | Harbour Unit.
                reach = begin if tokens[begin - 1].cap else begin - 1
        yield from self._before_noun(first, j, tokens, text, starts)
        # … or after it (Kumla kommun, Jönköpings läns landsting).
        if text[tokens[j - 1].end : tokens[j - 1].end + 1] == " ":
            plain = language.tag in _SMALL_NOUNS and not tokens[j - 1].text[:2].isupper()
            within = _WITHIN.match(text, tokens[j - 1].end + 1) if plain else None
            match = pattern.match(folded, tokens[j - 1].end + 1)
            if match is None and within and not self._is_opening(tokens[j - 1], text, starts):
                match = pattern.match(folded, within.end())
            # "Inkoopmanager gemeente Apeldoorn": the noun begins the name behind it.
            if match and language.tag == "nl" and match.group(1) in self.forms.heads and j < len(tokens) - 1:
                named = tokens[j + 1].cap and text[match.end() : tokens[j + 1].start] == " "
                match = None if named else match
            if match:
                cls, code = words[match.group(1)]
                begin = first
                if code == ORGANIZATION and j - first > 3:
                    begin = j - 1
                elif j - first > 1 and tokens[first + 1].low in (tokens[first].low, f"{tokens[first].low}s"):
                    begin = first + 1  # two columns of a table: Kumla | Kumla kommun
                # Nordiska arkivdagarna 2022
                year = _ITS_YEAR.match(text, match.end()) if code == EVENT and not match.group(2) else None
                edition = year.group() if year else ""
                yield Span(
                    tokens[begin].start,
                    match.end() + len(edition),
                    code,
                    self.forms.base_form(text[tokens[begin].start : match.end(1)]) + edition,
                    "form",
                    0.9,
                    cls,
                    genitive=bool(match.group(2)),
                )
            yield from self._goes_on_small(first, j, tokens, text)
        known = tokens[first].low in language.not_names or tokens[first].low in language.stoppers
        # "Övning Havsörn 2019": the noun only says what it is.
        known = known or (language.tag == "sv" and j - first > 2 and tokens[first].low in self.forms.nouns)
        opening = j - first == 2 and opens(tokens[first], text, starts)
        # A German noun before a year is mostly a time (Sommer 2014, Geschäftsjahr 2016).
        known = known or language.tag == "de"
        known = known or (j - first > 1 and self._dated is not None and bool(self._dated.fullmatch(tokens[j - 2].low)))
        following = tokens[j] if j < len(tokens) and text[tokens[j - 1].end : tokens[j].start] == " " else None
        # "the Europe 2020 strategy"
        known = known or bool(following and self._dated and self._dated.fullmatch(following.low))
        if j - first >= 2 and not known and not opening and _A_YEAR.fullmatch(tokens[j - 1].text):
            # What owns it is no part of it (the European Union’s Horizon 2020).
            first = next((m + 1 for m in range(j - 3, first - 1, -1) if _POSSESSIVE.match(tokens[m].text)), first)
            # A name with a year is an edition of an event, or a programme that runs until then.
            lead = self._event_prefix.match(folded, tokens[first].start) if self._event_prefix else None
            while lead and first < j - 2 and tokens[first].start < lead.end():
                first += 1  # Programma | Deltacongres 2026
            heads = self.forms.heads.get(tokens[first].low, ())
            until = int(tokens[j - 1].text)
            runs_on = until % 10 == 0 and until >= 2030
            code = PROJECT if runs_on or any(c == PROJECT for _, _, c in heads) else EVENT
            yield Span(
                tokens[first].start,
                tokens[j - 1].end,
                code,
                text[tokens[first].start : tokens[j - 1].end],
                "year",
                0.55,
            )
        yield from self._unknown(first, j, tokens, text, starts)
        k = first - 1
        while k + 1 < j:
            k += 1
            token = tokens[k]
            base = strip_genitive(token.text, language)
            if (
                _ACRONYM.match(base)
                and len(base) <= 12
                and base.lower() not in language.not_names
                and not _REGISTER_NUMBER.search(base)
                and not _EDITION.match(base)
                and not self._shouted(token, text)
                and not (language.tag == "sv" and first < k < j - 1 and self._is_within(k, tokens))
                and not (language.tag == "de" and _LAW.fullmatch(base) and "gesetz" in folded)
                and not (language.tag == "nl" and _POSTCODE.search(text, max(0, token.start - 5), token.end))
            ):
                last = k
                # Words in capitals that stand together are one name.
                while (
                    last + 1 < j
                    and tokens[last + 1].text.isupper()
                    and len(tokens[last + 1].text) >= 2
                    and tokens[last + 1].low not in language.role_whole
                ):
                    last += 1
                # Nouns are in lower case: what goes on with a capital is the name (SCG Chemicals, OSG Sevenwolden).
                while (
                    language.tag in ("nb", "da", "nl")
                    and last - k < 2
                    and base == token.text
                    and last + 1 < j
                    and tokens[last + 1].text.isalpha()
                    and tokens[last + 1].low not in language.not_names
                    and tokens[last + 1].low not in language.stoppers
                    and tokens[last + 1].low not in language.foreign_given_names
                    and tokens[last + 1].low not in language.given_names
                ):
                    last += 1
                base = strip_genitive(text[token.start : tokens[last].end], language)
                yield Span(
                    token.start,
                    tokens[last].end,
                    ORGANIZATION,
                    base,
                    "acronym",
                    0.6,
                    genitive=len(base) < tokens[last].end - token.start,
                )
                k = last

    def _english_end(self, last: Token, text: str) -> int:
        """Swedish: where an English name ends that goes on behind the noun that shows what it is."""
        of = self.language.tag == "sv" and last.text in _ENGLISH_BODIES and _ENGLISH_OF.match(text, last.end)
        rest = ENGLISH.match(text, of.end()) if of else None
        return rest.end() if rest else last.end

    def _goes_on_small(self, first: int, j: int, tokens: list[Token], text: str) -> Iterator[Span]:
        """A company whose name goes on in small letters before what shows it (*Ekdal samhällsbyggnad AB*)."""
        match = self._company.match(text, tokens[j - 1].end) if self._company else None
        if match is None or tokens[j - 1].low in self.language.not_names:
            return
        words = match["words"].split()
        if any(w in self.language.stoppers or self.language.looks_like_verb(w) for w in words):
            return
        begin = max(first, j - 2)
        name = text[tokens[begin].start : match.end()]
        yield Span(tokens[begin].start, match.end(), ORGANIZATION, name, "form", 0.85, "inno:Company")

    def _is_within(self, k: int, tokens: list[Token]) -> bool:
        """Whether an abbreviation stands between other words of a name (*Nordic EV Outlook*)."""
        before, after = tokens[k - 1], tokens[k + 1]
        person = after.low in self.language.given_names
        return before.cap and after.cap and not before.text.isupper() and not after.text.isupper() and not person

    def _after_verb(self, first: int, k: int, tokens: list[Token]) -> int:
        """Where a name begins whose form ends in word `k`, behind a headline's verb with a capital."""
        if self._headline_verb is not None:
            for m in range(k - 1, first - 1, -1):
                if self._headline_verb.fullmatch(tokens[m].low):
                    return m + 1
        return first

    def _with_place(self, k: int, j: int, cls: str, tokens: list[Token], text: str) -> int:
        """The last word of a name that goes on with its place (*Heimat Museum Vietze*); `k` when none follows."""
        language = self.language
        following = tokens[k + 1] if k + 1 < j else None
        if language.tag == "en" and following is not None:
            double = cls == "inno:University" and "-" in following.text
            placed = double or self._is_of_a_place(k, tokens, text)
        else:
            placed = language.tag in ("de", "nl") and cls in _WITH_PLACE
        if (
            not placed
            or following is None
            or not following.cap
            or text[tokens[k].end : following.start] != " "
            or following.low in language.not_names
            or following.low in language.given_names
            or following.text.isupper()
            or k + 2 < j
        ):
            return k
        return k + 1

    @staticmethod
    def _is_of_a_place(k: int, tokens: list[Token], text: str) -> bool:
        """Whether a name that ends at word `k` is that of a town's house (*University Hospital* Leeds)."""
        begin = next((m for m in range(k, max(-1, k - 3), -1) if tokens[m].low == "university"), k)
        return k > begin and text[tokens[begin].start : tokens[k].end].lower() in _TOWNS_HOUSES

    def _shouted(self, token: Token, text: str) -> bool:
        """Whether a word in capitals is no abbreviation: it stands in a line of capitals, or is a dateline's place."""
        start = text.rfind("\n", 0, token.start) + 1
        end = text.find("\n", token.end)
        line = text[start : end if end >= 0 else len(text)]
        dateline = _DATELINE.match(line) if len(line) >= _LEAST_REPORT else None
        if dateline and token.start < start + dateline.end("place"):
            return dateline.end("place") >= _LEAST_PLACE
        if self.language.tag in ("sv", "nb", "da", "fi"):
            # "9.30 AVAUSSANAT", "KEYNOTE-PUHEENVUORO: Katu-uskottava tiede"
            head = _TIME.sub("", line).partition(":")[0]
            words = re.findall(r"[^\W\d_]+", head) if token.text in head else []
            return head.upper() == head and any(len(word) >= _SHOUTED_WORD for word in words)
        if self.language.tag == "nl" and line.isupper() and any(len(w) >= _SHOUTED_WORD for w in line.split()):
            return " " in line.strip()  # DE STUURGROEP, VAN START NAAR DEFINITIEF PLAN
        if not self.language.articles or len(token.text) < _SHOUTED or not token.text.isalpha():
            return False
        if token.start == start and line[len(token.text) :].startswith((" - ", " – ", ". ")):
            return True
        capitals = sum(c.isupper() for c in line)
        return line.count(" ") > 1 and capitals > sum(c.islower() for c in line)

    def _before_noun(
        self, first: int, j: int, tokens: list[Token], text: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        """A capitalised run before a common noun that says what it names (*the SEETAC project*)."""
        afters = self.forms.afters
        if j >= len(tokens) or tokens[j].low not in afters or text[tokens[j - 1].end : tokens[j].start] != " ":
            return
        for m in range(j - 2, first - 1, -1):
            if _POSSESSIVE.match(tokens[m].text):
                first = m + 1
                break
        words = tokens[first:j]
        if afters[tokens[j].low][1] == ORGANIZATION and j - first == 1 and not _INNER_CAPITAL.search(words[0].text[1:]):
            return  # the Swedish charity
        if _POSSESSIVE.match(words[-1].text) or self._is_common(words) or _COMPOUND.search(words[-1].low):
            return
        if len(words) == 1 and words[0].start in starts and not _INNER_CAPITAL.search(words[0].text[1:]):
            return
        cls, code = afters[tokens[j].low]
        while len(words) > 1 and words[-1].low in _KINDS:
            words = words[:-1]  # the RIVERWISE European project
        name = text[words[0].start : words[-1].end]
        # The noun says more than a form does: the Baltic Sea Challenge campaign.
        yield Span(words[0].start, words[-1].end, code, name, "noun", 0.92, cls)

    def _is_common(self, words: list[Token]) -> bool:
        """Whether words with capitals only say whose or what kind something is: *EU*, *European*, *Joint*."""
        language = self.language
        return all(w.low in _KINDS or w.low in language.not_names for w in words)

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
            owner = _POSSESSIVE.match(tokens[m].text)
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
                    tokens[k].low in _COUNTRIES
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
        """The first word of a company's name, over *i* and *och* (Teknikföretagens Service i Sverige AB)."""
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

    def _is_opening(self, token: Token, text: str, starts: frozenset[int]) -> bool:
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

    def _unknown(self, first: int, j: int, tokens: list[Token], text: str, starts: frozenset[int]) -> Iterator[Span]:
        """A capitalised run of no known form: a name of something, if rules find out of what."""
        language = self.language
        if language.tag == "de" and j - first < 2 and not _INNER_CAPITAL.search(tokens[first].text):
            return
        token = tokens[first]
        single = j - first == 1
        if single and (token.low in language.months or token.low in language.weekdays or len(token.text) < 3):
            return
        if single and text[token.end : token.end + 1] == ":" and token.low in language.not_names:
            return  # "Lead partner: Kumla kommun Partner: Boverket"
        common = language.tag == "en" and all(t.low in language.not_names for t in tokens[first:j])
        if common and (not single or text[token.end : token.end + 1] in ("", "\n")):
            return  # a label: Project Partners
        if common and _ARTICLE.search(text, 0, token.start):
            return  # "The Board", "the Committee": a common noun with a capital
        at_start = token.start in starts or text[max(0, token.start - 2) : token.start].strip() in (
            "–",
            "-",
            ":",
            "•",
        )
        if at_start and single and not _INNER_CAPITAL.search(token.text) and not token.text[-1:].isdigit():
            return
        # "Adviser at NordForsk Anna Ek": a person's name follows.
        person = next((k for k in range(first + 1, j - 1) if begins_person(k, tokens, language)), j)
        shown = person - first > 1 or _INNER_CAPITAL.search(token.text) is not None
        if person < j and language.tag in ("en", "nl", "de") and shown:
            j = person
        joined = j < len(tokens) and tokens[j].cap and text[tokens[j - 1].end : tokens[j].start] == " & "
        j += joined and language.tag == "nl"  # Loyen & Loeff
        name = text[token.start : tokens[j - 1].end]
        base = strip_genitive(name, language)
        yield Span(token.start, tokens[j - 1].end, UNKNOWN, base, "unknown", 0.2, genitive=base != name)
