"""Runs of capitalised words: names whose form shows what they name, abbreviations, and names of nothing known yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from innograph.extract.acronyms import Acronyms
from innograph.extract.beginnings import COUNTRIES, POSSESSIVE, Beginnings, begins_person, opens
from innograph.extract.forms import NameForms, strip_genitive
from innograph.extract.language import Language, alternation
from innograph.extract.spans import EVENT, LOWER, ORGANIZATION, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.words import Token, Tokens

_CONNECTORS = frozenset(["for", "of", "the", "&", "and"])
#: … and where it is no word of the language itself (*Tourism in Skåne*).
_FOREIGN_IN = ("sv", "nb", "da", "fi")
#: What a number before it counts: then it is no part of a name (*Qulturum 50 000 kronor*).
_COUNTED = frozenset(
    ["kronor", "kr", "miljoner", "miljarder", "miljon", "euro", "mkr", "procent", "%", "kroner", "millioner",
     "milliarder", "mio", "million", "billion", "euros", "prosent", "prozent", "miljoen", "miljard", "miljoonaa",
     "euroa", "prosenttia"]
)  # fmt: skip
#: Finnish: endings of cases that say where.
_LOCAL_CASE = re.compile(r"(?:ss[aä]|st[aä]|ll[aä]|lt[aä])$")
#: Countries that end English names (*Sport England*), and what before them makes them a region.
_BRITISH = frozenset(["wales", "scotland", "england", "ireland", "estonia", "iceland"])
_DIRECTIONS = frozenset(
    ["north", "south", "east", "west", "mid", "new", "central", "northern", "southern", "eastern", "western", "across",
     "rural", "of", "in", "and", "the", "for"]
)  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)*$")
#: Languages with small nouns, and what may stand in a name before the noun that shows what it is: the first part of
#: its compound (*Ekdals slotts- och domkyrkomuseum*), who has it (*Unga seglares riksförbund*).
_SMALL_NOUNS = ("sv", "nb", "da")
_WITHIN = re.compile(
    rf"(?:(?:[{LOWER}]{{3,}}-,? )*[{LOWER}]{{3,}}- (?:och|og|samt) |[{LOWER}]{{4,}}(?:ers|ors|ars|ares|ades|nes) )"
)
_INNER_CAPITAL = re.compile(rf"[{LOWER}][{UPPER}]|[{UPPER}]-[{UPPER}]|\d")
#: A word with a capital inside goes on with a name that a country could end.
_MIXED = re.compile(rf"[{UPPER}][{LOWER}]+[{UPPER}]")
#: The further names of a list behind its first; `{and}` is the conjunction.
_LIST_BEHIND = rf"(?:, (?:de )?[{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?)*,? {{and}} (?:de |the )?[{UPPER}]"
#: Dutch nouns in small letters that end names, and before which an adjective only tells where.
_HOUSES_IN_SMALL = ("ziekenhuis", "gemeente")
#: English adjectives and abbreviations that make a noun no name (the EU project, a Joint Conference).
_KINDS = frozenset(
    ["eu", "european", "national", "international", "joint", "regional", "global", "local", "annual", "nordic",
     "baltic", "arctic", "british", "scottish", "welsh", "irish", "english", "german", "dutch", "danish", "swedish",
     "norwegian", "finnish", "icelandic", "austrian", "swiss", "estonian", "latvian", "lithuanian", "polish", "french",
     "spanish", "italian", "portuguese", "greek", "czech", "hungarian", "ukrainian", "belgian", "flemish", "slovenian",
     "american", "canadian", "greenlandic", "faroese", "alpine", "mediterranean", "north", "south"]
)  # fmt: skip
#: What stands before two names, and behind them where something is said of several.
_BETWEEN = re.compile(r"(?<!\w)between (?:the )?$")
_OF_SEVERAL = re.compile(
    r" (?:(?:jointly |together |both )?(?:have|are|were|take|work|cooperate|collaborate|share|want)) "
)
#: EU-funded, city-led: what a name is part of.
_COMPOUND = re.compile(r"-(?:funded|financed|led|based|wide|backed|owned|level|style|type)$")
#: Classes of bodies whose names may go on with a place.
_WITH_PLACE = frozenset(["inno:University", "org:Organization"])
#: English names of houses that go on with their town.
_TOWNS_HOUSES = frozenset(
    ["university medical centre", "university medical center", "university hospital", "university college"]
)
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
#: A label of parties begins at most so far before what it labels (code points).
_LABEL = 40
#: What parts two months of a time.
_DASH = re.compile("[–-]")
#: Two names of one word and what joins them.
_PAIR = 3
#: A round year from then on is when a programme ends.
_FAR = 2030
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_ITS_YEAR = re.compile(r" (?:19|20)\d\d(?![\w–-])")


def runs(tokens: Tokens, text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words as token numbers (first, last + 1), with names' particles and numbers inside."""
    j, n = 0, len(tokens)
    # German nouns are capitalised too: a particle between two of them is the article of the second.
    particles = frozenset() if language.tag == "de" else language.particles
    # "National Police Chiefs’ Council": a plural owner inside an English name.
    gaps = (" ", "’ ", "' ") if language.tag == "en" else (" ", " & ") if language.tag == "sv" else (" ",)
    connectors = _CONNECTORS | {"in"} if language.tag in _FOREIGN_IN else _CONNECTORS
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
                (token.low in particles or token.low in connectors)
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


#: What English titles begin with that people have in texts of other languages.
_ENGLISH_POSTS = frozenset(["head", "director", "chief", "manager", "vice", "senior", "lead", "leader", "coordinator"])
#: Countries that end a sentence's first words and no name.
_LAST_COUNTRIES = ("sverige", "norge", "danmark")


class Run(NamedTuple):
    """A run of capitalised words, from word `first` up to (not) word `end`, in a text and the same in lower case, whose
    sentences begin at `starts`.
    """

    first: int
    end: int
    tokens: list[Token]
    text: str
    folded: str
    starts: frozenset[int]


class RunFinder:
    """Finds the names that a run of capitalised words holds."""

    def __init__(self, language: Language, forms: NameForms) -> None:
        self.language = language
        self.forms = forms
        #: What a body calls its own board or committee.
        self._plain = language.pattern("plain_body")
        #: Last words before a year of what is no event (*Police Reform Act 2011*).
        self._dated = language.pattern("dated")
        #: What stands before an event's name in a title and is no part of it.
        self._event_prefix = language.pattern("event_prefix")
        #: The words in small letters that a company's name goes on with, and what shows that it is one.
        self._company = language.pattern("company_in_small")
        #: What labels a list of parties.
        self._label = language.pattern("party_label", r"(?:^|[\n|•*.]\s?)(?:{}): $")
        #: English: the country behind a body's name that belongs to it (*National Archives* of Estonia).
        self._of_country = language.pattern("of_country")
        behind = _LIST_BEHIND.replace("{and}", alternation(language.conjunctions))
        self._list_behind = re.compile(behind)
        self._beginnings = Beginnings(language, forms)
        self._acronyms = Acronyms(language)

    def find(
        self, i: int, j: int, tokens: list[Token], text: str, folded: str, starts: frozenset[int]
    ) -> Iterator[Span]:
        """What a run from word `i` up to `j` may name, the surest ways first."""
        parted = self._two(i, j, tokens, text)
        if parted:
            yield from self.find(i, parted, tokens, text, folded, starts)
            begin = parted + 1 if tokens[parted + 1].cap else parted + 2
            yield from self.find(begin, j, tokens, text, folded, starts)
            return
        first = self._beginnings.first(i, j, tokens, text, folded, starts)
        if first == j:
            return
        if self.language.tag in _SMALL_NOUNS:
            # Viable Cities-satsningen | Klimatneutrala Örebro 2030
            joined = (m for m in range(j - 2, first - 1, -1) if "-" in tokens[m].text)
            first = next((m + 1 for m in joined if tokens[m].text.rpartition("-")[2] in self.forms.nouns), first)
        run = Run(first, j, tokens, text, folded, starts)
        yield from self._of_form(run)
        yield from self._before_noun(run)
        if text[tokens[j - 1].end : tokens[j - 1].end + 1] == " ":
            yield from self._of_form_behind(run)
            yield from self._goes_on_small(run)
        if self._is_dated(run):
            run = self._without_lead(run)
            yield self._with_year(run)
        yield from self._unknown(run)
        yield from self._acronyms.find(run.first, j, tokens, text, folded)

    def _two(self, i: int, j: int, tokens: list[Token], text: str) -> int:
        """English: the *and* in a run between two names that the text shows to be two: one of them stands elsewhere by
        itself, both are behind *between*, or what follows is said of several; 0 where there is none.
        """
        if j - i < _PAIR or self.language.tag != "en":
            return 0
        ands = [m for m in range(i + 1, j - 1) if tokens[m].text == "and"]
        if len(ands) != 1:
            return 0
        (m,) = ands
        last = m + 1 if tokens[m + 1].cap else m + 2
        if last >= j or not tokens[m - 1].cap:
            return 0
        first, second = text[tokens[i].start : tokens[m - 1].end], text[tokens[last].start : tokens[j - 1].end]
        common = any(self.forms.tail_of(tokens[k]) for k in (m - 1, j - 1) if k in (i, last))
        several = not common and (" " in first or " " in second or _INNER_CAPITAL.search(first + second))
        begin = tokens[i].start
        between = several and _BETWEEN.search(text, max(0, begin - _LABEL), begin) is not None
        if between or (several and _OF_SEVERAL.match(text, tokens[j - 1].end)):
            return m
        if " of " in first or " for " in first or not (" " in first and " " in second):
            return 0  # Department of Health and Children, Museum and Art Gallery
        return m if any(self._stands_alone(name, text) for name in (first, second)) else 0

    @staticmethod
    def _stands_alone(name: str, text: str) -> bool:
        """Whether a name stands somewhere without an *and* beside it."""
        alone = rf"(?<![\w-])(?<! and )(?<!and the ){re.escape(name)}(?!,? and |[ -][A-Z]|[\w-])"
        return re.search(alone, text) is not None

    def _of_form(self, run: Run) -> Iterator[Span]:
        """Names whose form shows inside the run (*Lejre Kommune*, *Motiva Oy*)."""
        first, j, tokens, text, _, _ = run
        reach = j
        for k in range(j - 1, first, -1):
            tail = self.forms.tail_of(tokens[k]) or self.forms.long_tail(k, first, tokens) if k < reach else None
            if tail is None:
                continue
            cls, code, cut = tail
            begin = self._beginnings.of_form(first, k, cls, tokens, text)
            if self._is_no_name(begin, k, code, run):
                continue
            last = self._with_place(k, j, cls, tokens, text)
            if tokens[k].low in COUNTRIES and k + 1 < j and _MIXED.match(tokens[k + 1].text):
                last = k + 1  # "East Sweden MedTech"
            start = tokens[begin].start
            stop = self._english_end(tokens[last], text) if code == ORGANIZATION else tokens[last].end
            if stop > tokens[last].end:
                yield Span(start, stop, code, text[start:stop], "form", 0.92, cls)
            cut = cut if last == k else 0
            name = self.forms.base_form(text[start : tokens[last].end - cut])
            yield Span(start, tokens[last].end, code, name, "form", 0.9, cls, genitive=bool(cut))
            if begin <= first:
                break
            # What owns it is a name itself: the Coastal Agency’s | Harbour Unit.
            reach = begin if tokens[begin - 1].cap else begin - 1

    def _is_no_name(self, begin: int, k: int, code: str, run: Run) -> bool:
        """Whether words that end as names do, from word `begin` to `k`, are none."""
        tokens, text, language = run.tokens, run.text, self.language
        bracket = text.startswith("(", tokens[begin].start - 1)
        short = opens(tokens[begin], text, run.starts) and k - begin < 2 and not bracket
        if re.sub("[’']s$", "", tokens[k].low) in _BRITISH and (tokens[k - 1].low in _DIRECTIONS or short):
            return True  # "North Wales"; "Across Scotland"
        if code != ORGANIZATION and language.tag != "en" and tokens[begin].low in _ENGLISH_POSTS:
            return True  # Head of Program
        if tokens[k].low.startswith(_LAST_COUNTRIES) and short:
            return True  # "Dessutom Sverige": a sentence's first word and the country
        if language.tag == "en" and tokens[k].low == "nordic" and (short or self._is_adjective(k, tokens, text)):
            return True  # "Providing Nordic citizens with …"
        if self._plain is not None and self._plain.fullmatch(text[tokens[begin].start : tokens[k].end].lower()):
            return True  # "the Governing Board": whose, only the text around it tells
        return begin == k or (code != ORGANIZATION and language.tag == "en" and self._is_common(tokens[begin:k]))

    @staticmethod
    def _is_adjective(k: int, tokens: list[Token], text: str) -> bool:
        """Whether a noun in small letters follows a word right away, or an *and* and another capital."""
        after = text[tokens[k].end : tokens[k].end + 6]
        return after.startswith(" and ") and after[5:].isupper()

    def _of_form_behind(self, run: Run) -> Iterator[Span]:
        """A name whose form shows in the words behind the run (*Kumla kommun*, *Jönköpings läns landsting*)."""
        first, j, tokens, text, folded, starts = run
        pattern, words = self.forms.tails
        match = pattern.match(folded, tokens[j - 1].end + 1)
        if match is None and self.language.tag in _SMALL_NOUNS and not tokens[j - 1].text[:2].isupper():
            within = _WITHIN.match(text, tokens[j - 1].end + 1)
            if within and not self._beginnings.is_opening(tokens[j - 1], text, starts):
                match = pattern.match(folded, within.end())
        # "Inkoopmanager gemeente Apeldoorn": the noun begins the name behind it.
        if match and self.language.tag == "nl" and match.group(1) in self.forms.heads and j < len(tokens) - 1:
            match = None if tokens[j + 1].cap and text[match.end() : tokens[j + 1].start] == " " else match
        if match and self.language.tag == "nl" and j - first == 1 and match.group(1) in _HOUSES_IN_SMALL:
            match = None if tokens[first].low.endswith(("se", "sche")) else match  # het Haagse ziekenhuis
        if match and self.language.cases and j - first == 1 and opens(tokens[first], text, starts):
            match = None if _LOCAL_CASE.search(tokens[first].low) else match  # "Ohjelmassa kaupunki hakee …"
        if match is None or (
            j - first == 1
            and self.language.tag == "sv"
            and match.group(1).endswith(("et", "en"))
            and tokens[first].low.endswith(("er", "ar"))
            and opens(tokens[first], text, starts)
        ):
            return  # "Väljer verket att …": a verb before what stands for a body named before
        cls, code = words[match.group(1)]
        begin = first
        if code == ORGANIZATION and j - first > 3:
            begin = j - 1
        elif j - first > 1 and tokens[first + 1].low in (tokens[first].low, f"{tokens[first].low}s"):
            begin = first + 1  # two columns of a table: Kumla | Kumla kommun
        # Nordiska arkivdagarna 2022
        year = _ITS_YEAR.match(text, match.end()) if code == EVENT and not match.group(2) else None
        edition = year.group() if year else ""
        start, end, genitive = tokens[begin].start, match.end() + len(edition), bool(match.group(2))
        name = self.forms.base_form(text[start : match.end(1)]) + edition
        yield Span(start, end, code, name, "form", 0.9, cls, genitive=genitive)

    def _is_dated(self, run: Run) -> bool:
        """Whether a run ends in a year and may be an edition of something."""
        first, j, tokens, text, _, starts = run
        language = self.language
        # A German noun before a year is mostly a time (Sommer 2014, Geschäftsjahr 2016).
        if j - first < 2 or language.tag == "de" or not _A_YEAR.fullmatch(tokens[j - 1].text):
            return False
        if tokens[first].low in language.not_names or tokens[first].low in language.stoppers:
            return False
        if any(part in language.months for part in _DASH.split(tokens[first].low)):
            return False  # "1 March–31 December 2024"
        if language.tag == "sv" and j - first > 2 and tokens[first].low in self.forms.nouns:
            return False  # "Övning Havsörn 2019": the noun only says what it is
        if j - first == 2 and opens(tokens[first], text, starts):
            return False
        if self._dated is None:
            return True
        following = tokens[j] if j < len(tokens) and text[tokens[j - 1].end : tokens[j].start] == " " else None
        if following and self._dated.fullmatch(following.low):
            return False  # "the Europe 2020 strategy"
        return self._dated.fullmatch(tokens[j - 2].low) is None

    def _without_lead(self, run: Run) -> Run:
        """A run that ends in a year without what is no part of the name: what owns it (the European Union’s | Horizon
        2020), or what stands before it in a title (Programma | Deltacongres 2026).
        """
        first, j, tokens, _, folded, _ = run
        first = next((m + 1 for m in range(j - 3, first - 1, -1) if POSSESSIVE.match(tokens[m].text)), first)
        if self.language.tag == "nl" and not begins_person(first, tokens, self.language):
            # het project Heldere Sloot de | Innovatieprijs 2023
            articles = (m + 1 for m in range(j - 3, first, -1) if tokens[m].low in ("de", "het") and not tokens[m].cap)
            first = next(articles, first)
        lead = self._event_prefix.match(folded, tokens[first].start) if self._event_prefix else None
        while lead and first < j - 2 and tokens[first].start < lead.end():
            first += 1
        return run._replace(first=first)

    def _with_year(self, run: Run) -> Span:
        """A name with its year: an edition of an event, or a programme that runs until then."""
        first, j, tokens, text, _, _ = run
        heads = self.forms.heads.get(tokens[first].low, ())
        until = int(tokens[j - 1].text)
        runs_on = until % 10 == 0 and until >= _FAR
        code = PROJECT if runs_on or any(c == PROJECT for _, _, c in heads) else EVENT
        start, end = tokens[first].start, tokens[j - 1].end
        return Span(start, end, code, text[start:end], "year", 0.55)

    def _opens_list(self, token: Token, text: str) -> bool:
        """Whether a sentence's first word is the first name of a list (*Cogas, Enpuls en Stedin werken*), where nouns
        are small.
        """
        language = self.language
        if language.tag == "de" or token.low in language.not_names or token.low in language.given_names:
            return False
        return token.low not in language.stoppers and self._list_behind.match(text, token.end) is not None

    def _english_end(self, last: Token, text: str) -> int:
        """Where an English name ends that goes on behind the noun that shows what it is: in a Swedish text over any
        complement, in an English one over its country.
        """
        if self._of_country is not None:
            country = self._of_country.match(text, last.end)
            return country.end() if country else last.end
        of = self.language.tag == "sv" and last.text in _ENGLISH_BODIES and _ENGLISH_OF.match(text, last.end)
        rest = ENGLISH.match(text, of.end()) if of else None
        return rest.end() if rest else last.end

    def _goes_on_small(self, run: Run) -> Iterator[Span]:
        """A company whose name goes on in small letters before what shows it (*Ekdal samhällsbyggnad AB*)."""
        first, j, tokens, text, _, _ = run
        match = self._company.match(text, tokens[j - 1].end) if self._company else None
        if match is None or tokens[j - 1].low in self.language.not_names:
            return
        words = match["words"].split()
        if any(w in self.language.stoppers or self.language.looks_like_verb(w) for w in words):
            return
        begin = max(first, j - 2)
        name = text[tokens[begin].start : match.end()]
        yield Span(tokens[begin].start, match.end(), ORGANIZATION, name, "form", 0.85, "inno:Company")

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

    def _before_noun(self, run: Run) -> Iterator[Span]:
        """A capitalised run before a common noun that says what it names (*the SEETAC project*)."""
        first, j, tokens, text, _, starts = run
        afters = self.forms.afters
        if j >= len(tokens) or tokens[j].low not in afters or text[tokens[j - 1].end : tokens[j].start] != " ":
            return
        for m in range(j - 2, first - 1, -1):
            if POSSESSIVE.match(tokens[m].text):
                first = m + 1
                break
        words = tokens[first:j]
        if afters[tokens[j].low][1] == ORGANIZATION and j - first == 1 and not _INNER_CAPITAL.search(words[0].text[1:]):
            return  # the Swedish charity
        if POSSESSIVE.match(words[-1].text) or self._is_common(words) or _COMPOUND.search(words[-1].low):
            return
        if len(words) == 1 and words[0].start in starts and not _INNER_CAPITAL.search(words[0].text[1:]):
            return
        cls, code = afters[tokens[j].low]
        while len(words) > 1 and words[-1].low in _KINDS:
            words = words[:-1]  # the RIVERWISE European project
        opening = len(words) == 1 and words[0].start in starts and not _INNER_CAPITAL.search(words[0].text[1:])
        if self._is_common(words) or opening:
            return  # New EU project CleanRivers
        name = text[words[0].start : words[-1].end]
        # The noun says more than a form does: the Baltic Sea Challenge campaign.
        yield Span(words[0].start, words[-1].end, code, name, "noun", 0.92, cls)

    def _is_common(self, words: list[Token]) -> bool:
        """Whether words with capitals only say whose or what kind something is: *EU*, *European*, *Joint*."""
        language = self.language
        # "the Nordic-Baltic initiative"
        return all(w.low in language.not_names or _KINDS.issuperset(w.low.split("-")) for w in words)

    def _unknown(self, run: Run) -> Iterator[Span]:
        """A capitalised run of no known form: a name of something, if rules find out of what."""
        first, j, tokens, text, _, starts = run
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
        plain = not _INNER_CAPITAL.search(token.text) and not token.text[-1:].isdigit()
        labelled = self._label is not None and self._label.search(text, max(0, token.start - _LABEL), token.start)
        if at_start and single and plain and not self._opens_list(token, text) and not labelled:
            return
        # "Adviser at NordForsk Anna Ek": a person's name follows.
        person = next((k for k in range(first + 1, j - 1) if begins_person(k, tokens, language)), j)
        shown = person - first > 1 or _INNER_CAPITAL.search(token.text) is not None
        if person < j and language.tag in ("en", "nl", "de") and shown:
            j = person
        joined = j < len(tokens) and tokens[j].cap and text[tokens[j - 1].end : tokens[j].start] == " & "
        j += joined and language.tag == "nl"  # Loyen & Loeff
        parted = self._parted(first, j, tokens, text)
        for begin, end in ((first, parted), (parted + 1, j)) if parted else ((first, j),):
            name = text[tokens[begin].start : tokens[end - 1].end]
            base = strip_genitive(name, language)
            yield Span(tokens[begin].start, tokens[end - 1].end, UNKNOWN, base, "unknown", 0.2, genitive=base != name)

    def _parted(self, first: int, j: int, tokens: list[Token], text: str) -> int:
        """English: the *and* before the last name of a list, behind a comma and another name with a capital (*Ghent,
        Turin | and Zaragoza*); 0 where there is none.
        """
        before = tokens[first - 1] if first else None
        if self.language.tag != "en" or before is None or not before.cap:
            return 0
        pair = j - first == _PAIR and tokens[first + 1].text == "and"
        if not pair or text[before.end : tokens[first].start] != ", ":
            return 0
        fields = self.language.role_modifiers
        return first + 1 if tokens[first].low not in fields and tokens[j - 1].low not in fields else 0
