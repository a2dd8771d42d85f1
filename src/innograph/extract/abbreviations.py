"""Abbreviations and second names beside a name: *Name (ABC)*, *ABC – Name*, and those of common nouns."""

from __future__ import annotations

import re

from innograph.extract.spans import ORGANIZATION, UPPER, Span
from innograph.extract.words import Wording

_BRACKET = re.compile(rf" [(\[]((?:[{UPPER}][\w&-]{{1,14}})(?: [{UPPER}\d][\w&-]*){{0,2}})[)\]]")
#: Classes of bodies that others are parts of.
_HOUSES = frozenset(["inno:University", "inno:Municipality", "inno:Region", "inno:Ministry"])
#: An abbreviation between commas.
_BETWEEN_COMMAS = re.compile(rf", ([{UPPER}]{{2,7}})(?=,|[.;)](?!\w)|\n|$)")
#: Of which country a body is: its abbreviation may be without that (*Svenska Skolornas Riksförbund, SR*).
_NATIONAL = re.compile(
    r"(?:svensk|svenska|svenskt|sveriges|norsk|norske|norges|dansk|danske|danmarks|suomen|finlands|nederlandse|"
    r"deutsche|deutscher|deutsches|national|nationella|nationale|nasjonale|kungl\.?|kungliga|royal) ",
    re.IGNORECASE,
)
#: Swedish nouns of bodies that have abbreviations.
_BODY = re.compile(
    r"(?:myndighet|verk|råd|nämnd|kommitté|kommission|byrå|bolag|förening|förbund|organ|organisation|nätverk|fond|bank|"
    r"centrum|institut|grupp|union|program|högskola|universitet|delegation|inspektion|styrelse|företag)"
    r"(?:en|n|et|t|er|erna|na|a|)s?$"
)
_OF_LAW = re.compile(r" (?:19|20)\d\d:\d+")
_APPOSED = re.compile(r" (?:–|-) ")
#: An abbreviation right behind a name, where the item ends or a bracket follows.
_LETTERS_BEHIND = re.compile(rf" ([{UPPER}]{{2,6}})(?=\n|$|[,;)](?!\w)| \()")
#: A word with a capital before another one.
_GIVEN_BEFORE = re.compile(rf"(?<![\w-])([{UPPER}][\w-]+) $")
#: Words of so many letters have none in an abbreviation.
_SMALL_WORD = 3
#: What may begin a run of capitalised words where a sentence begins.
_ARTICLE = re.compile(r"(?:The|De|Het|Die|Der|Das) ")
#: Languages whose nouns are written small, with small words inside names of bodies; nouns that begin such names, words
#: before a bracket, and how many of them a name has at most.
_SCANDINAVIAN = ("sv", "nb", "da")
_HEAD_OF_BODY = re.compile(
    r"(?:enhe[td]|sekretariat|cente?r|sente?r|centrum|kontor|tjeneste|tjänst|råd|nævn|nemnd|nämnd|netværk|nettverk|nätverk|"
    r"grupp|gruppe|institutt?|ut?valg|udvalg|kommi[st]sion|kommisjon|komit[eé]|kommitt[eé]|delegation|foru|forening|"
    r"förening|forbund|förbund|byrå|samarbejde|samarbeid|allianse|alliance|allians|fællesskab|fellesskap)(?:e?[nt]|m|met|a)?$"
)
_PLAIN_RUN = re.compile(r"[\w-]+")
_LONGEST_RUN = 9
#: Two letters may stand for anything.
_TWO = 2
#: What an abbreviation in brackets stands for is at most so long (code points).
_EXPLAINED = 90
#: An abbreviation behind a dash.
_APPOSED_LETTERS = re.compile(rf" (?:–|-) ([{UPPER}]{{3,7}})(?![\w-])")


def _begin_words(letters: str, name: str) -> bool:
    """Whether letters are the first ones of a name's words, in their order, or, three or more, in another.

    >>> _begin_words("KB", "Kungliga biblioteket"), _begin_words("EIC", "Centrum för Innovation och eHälsa")
    (True, True)
    >>> _begin_words("SR", "Svenska Skolornas Riksförbund"), _begin_words("SR", "Stora Skolornas Riksförbund")
    (True, False)
    """
    initials = "".join(word[0] for word in name.split()).upper()
    national = _NATIONAL.match(name) is not None and len(initials) > _TWO
    in_order = letters in (initials, initials[1:] if national else initials)
    return in_order or (len(letters) > _TWO and set(letters) <= set(initials))


def _holds_in_order(name: str, letters: str) -> bool:
    """Whether a name holds some letters in their order, in either case."""
    rest = iter(name.lower())
    return all(letter in rest for letter in letters.lower())


def _is_town_of(alias: str, name: str) -> bool:
    """Whether a word in brackets behind a company's name is no short form of it: its letters are not the name's.

    >>> _is_town_of("Stuttgart", "Blaugras GmbH"), _is_town_of("Difu", "Deutsches Institut für Urbanistik gGmbH")
    (True, False)
    """
    return alias.isalpha() and alias[1:].islower() and not _holds_in_order(name, alias)


def _is_another(inner: Span, alias: str, span: Span) -> bool:
    """Whether a bracket behind a name holds a listed body whose letters are not the name's: who runs the programme or
    owns the network before it, which nothing lists.
    """
    return (
        inner.source == "listed"
        and inner.code == ORGANIZATION
        and not span.refs
        and not _holds_in_order(span.name, "".join(filter(str.isalnum, alias)))
    )


def _is_house(inner: Span, span: Span) -> bool:
    """Whether the name in brackets is of another kind of body than the name before: the house that it is part of."""
    return (
        inner.cls in _HOUSES
        and " " in inner.name
        and span.cls not in ("", inner.cls)
        and span.source == inner.source == "form"
        and not (span.refs and span.refs == inner.refs)
    )


def abbreviates(letters: str, words: list[str]) -> bool:
    """Whether letters are those of words in order, the first of each word among them."""
    if not words:
        return not letters
    word, low = words[0].lower(), letters.lower()
    if not low or low[0] != word[0]:
        return False
    for size in range(1, len(low) + 1):
        position = 0
        for letter in low[:size]:
            position = word.find(letter, position) + 1
            if not position:
                return False
        if abbreviates(letters[size:], words[1:]):
            return True
    return False


class Abbreviations:
    """Joins and drops the abbreviations of one article's names. `party_letters` are those of parties, and `parties` the
    parties' names, both in lower case.
    """

    def __init__(
        self, wording: Wording, party_letters: re.Pattern[str] | None, parties: re.Pattern[str] | None
    ) -> None:
        self.text = wording.text
        self.language = wording.language
        self._party_letters = party_letters
        self._parties = parties

    def join(self, names: list[Span]) -> list[Span]:
        """Read *Name (ABC)* and *ABC – Name* as one mention with another name; degrees (*MSc*) name no body."""
        names = [s for s in names if s.source != "acronym" or s.name.lower() not in self.language.honours]
        by_start = {s.start: s for s in names}
        gone: set[int] = set()
        for span in names:
            if span.code not in "OEJ" or span.start in gone:
                continue
            if span.source == "acronym" and self.language.tag == "en" and self._is_surname(span):
                continue  # Anna HOFFNER (River Agency)
            for way in _WAYS:
                if way(self, span, by_start, gone):
                    break
        return [s for s in names if s.start not in gone]

    # -- how another name stands behind a name: each says whether it stands so ---------------------------------------

    def _spelled_out(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """What an abbreviation stands for, in brackets behind it (*SAFEPORT (Safer Ports in …)*)."""
        inner = by_start.get(span.end + 2) if span.source == "acronym" and not span.refs else None
        if inner is None or not self._is_spelled_out(span, inner):
            return False
        gone.add(inner.start)
        span.aliases, span.cls = (*span.aliases, inner.name), inner.cls
        span.end = inner.end + 1
        return True

    def _spelled_out_between_commas(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """What an abbreviation stands for, between commas behind it (*GREN, Nätverket för grenar, samlar …*)."""
        inner = by_start.get(span.end + 2) if span.name.isupper() and not span.refs else None
        if inner is None or inner.code != span.code or inner.refs or " " not in inner.name:
            return False
        parted = self.text.startswith(", ", span.end) and self.text.startswith(",", inner.end)
        begins = inner.name.lower().startswith(span.name[0].lower())
        if not parted or not begins or not _holds_in_order(inner.name, span.name):
            return False
        gone.add(inner.start)
        span.aliases, span.cls = (*span.aliases, inner.name), inner.cls
        return True

    def _in_brackets(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """Another name in brackets; whatever else stands in them, no other way is tried."""
        match = _BRACKET.match(self.text, span.end)
        if match is None:
            return False
        alias, inner = match.group(1), by_start.get(match.start(1))
        if inner is not None and inner.code not in "OEJ":
            return True  # Centrum Balticum (Finland)
        if inner is not None and (_is_house(inner, span) or self._is_party(alias)):
            return True  # Institut für Geologie (Universität Jena), Landkreis Gotha (CDU)
        if inner is not None and _is_another(inner, alias, span):
            return True  # Læringsnettverket (KS)
        if inner is not None and inner.end <= match.end():
            if inner.source == "listed" and span.source == "listed" and inner.refs != span.refs:
                return True
            if inner.source == "listed" and not span.refs:
                span.refs, span.cls = inner.refs, inner.cls or span.cls
            gone.add(inner.start)
        elif alias.lower() in self.language.not_names or self._spells_person(alias) or self._is_role(alias):
            return True
        elif span.cls == "inno:Company" and inner is None and _is_town_of(alias, span.name):
            return True  # Blaugras GmbH (Stuttgart)
        span.aliases = (*span.aliases, alias)
        span.end = match.end()
        return True

    def _between_commas(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """An abbreviation between commas (*Kungliga biblioteket, KB, ska …*)."""
        comma = _BETWEEN_COMMAS.match(self.text, span.end)
        inner = by_start.get(comma.start(1)) if comma and span.code == ORGANIZATION else None
        if comma is None or inner is None or inner.refs or not _begin_words(comma.group(1), span.name):
            return False
        gone.add(inner.start)
        span.aliases = (*span.aliases, comma.group(1))
        return True

    def _beside(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """Two listed names of one organisation, one behind the other (*Suomen ympäristökeskus SYKE*)."""
        beside = by_start.get(span.end + 1) if self.text[span.end : span.end + 1] == " " else None
        if beside is None or not span.refs or beside.refs != span.refs or beside.code != span.code:
            return False
        gone.add(beside.start)
        span.aliases = (*span.aliases, beside.name)
        span.end, span.genitive = beside.end, beside.genitive
        return True

    def _ending_an_item(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """English: an abbreviation that ends an item (*Geological Survey of Finland GTK*)."""
        own = _LETTERS_BEHIND.match(self.text, span.end) if self.language.tag == "en" else None
        inner = by_start.get(own.start(1)) if own else None
        whole = span.code == ORGANIZATION and " " in span.name and not span.name.split()[-1].isupper()
        same = inner is None or not inner.refs or inner.refs == span.refs
        if own is None or not whole or not same or span.aliases:
            return False
        gone.add(own.start(1))
        span.aliases = (*span.aliases, own.group(1))
        span.end, span.genitive = own.end(1), False
        return True

    def _apposed_letters(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """German and Dutch: an abbreviation behind a dash (*Arbeitsgemeinschaft für Jugendhilfe - AGJ über …*)."""
        letters = _APPOSED_LETTERS.match(self.text, span.end) if self.language.tag in ("de", "nl") else None
        if letters is None or span.code != ORGANIZATION or not _begin_words(letters.group(1), span.name):
            return False
        inner = by_start.get(letters.start(1))
        if inner is not None and inner.refs:
            return False
        gone.add(letters.start(1))
        span.aliases = (*span.aliases, letters.group(1))
        span.end = letters.end(1)
        return True

    def _spelled_behind_dash(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """Scandinavian: what letters of nothing known stand for, behind a dash (*DCA – Nationalt Center for Klima*)."""
        dash = _APPOSED.match(self.text, span.end) if self.language.tag in _SCANDINAVIAN else None
        other = by_start.get(dash.end()) if dash and span.source == "acronym" and not span.refs else None
        long = other is not None and other.code == span.code == ORGANIZATION and len(other.name.split()) > _TWO
        if other is None or not long or other.source == "acronym" or other.genitive:
            return False
        gone.add(other.start)
        span.aliases, span.name = (*span.aliases, span.name, *other.aliases), other.name
        span.end, span.cls, span.refs, span.source = other.end, other.cls, other.refs, other.source
        return True

    def _apposed(self, span: Span, by_start: dict[int, Span], gone: set[int]) -> bool:
        """Two listed names of one thing with a dash between them."""
        dash = _APPOSED.match(self.text, span.end)
        other = by_start.get(dash.end()) if dash else None
        if other is None or other.code != span.code or not other.refs or other.refs != span.refs:
            return False
        gone.add(other.start)
        span.aliases = (*span.aliases, other.name)
        span.end = other.end
        return True

    def _is_spelled_out(self, span: Span, inner: Span) -> bool:
        """Whether a bracket right behind an abbreviation holds what it stands for (*SAFEPORT (Safer Ports in …)*)."""
        words = [word for word in inner.name.split() if len(word) > _SMALL_WORD]
        return (
            self.text[span.end : inner.start] == " ("
            and self.text[inner.end : inner.end + 1] == ")"
            and inner.source == "form"
            and not inner.refs
            and " " in inner.name
            and len(span.name) > _SMALL_WORD
            and any(abbreviates(span.name, words[:count]) for count in range(2, len(words) + 1))
        )

    def without_common(self, names: list[Span]) -> list[Span]:
        """Drop what abbreviates a common noun (*allmäntjänstgöring (AT)*) or a collection of law (*(SKVFS 2006:21)*).

        Swedish writes such nouns small, and organisations' names with a capital.
        """
        ends = {s.end for s in names}
        common: set[str] = set()
        for span in names:
            if span.source != "acronym" or span.refs or self.text[span.start - 1 : span.start] != "(":
                continue
            explained = span.start - 2 not in ends and self._abbreviates_common_words(span)
            letters = self._party_letters
            if letters and self.text[span.end : span.end + 1] == ")" and letters.fullmatch(span.name.lower()):
                common.add(span.name)  # Anna Ek (KD)
            if explained or _OF_LAW.match(self.text, span.end):
                common.add(span.name)
        return [s for s in names if s.source != "acronym" or s.refs or s.name not in common]

    def spell_out(self, names: list[Span], unknown: list[Span]) -> None:
        """Make a run of capitalised words one name with the abbreviation of nothing known in the bracket behind it,
        where its letters begin those words (*the Nordic River Corps (NRC)*).
        """
        ends = {s.end: s for s in unknown if " " in s.name}
        for span in names:
            run = ends.get(span.start - 2) if span.source == "acronym" and not span.refs else None
            if run is None or self.text[run.end : span.start] != " (" or self.text[span.end : span.end + 1] != ")":
                continue
            article = _ARTICLE.match(run.name) if self.language.articles else None
            start = run.start + (article.end() if article else 0)
            name = self.text[start : run.end]
            capitals = "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())
            if capitals == span.name and len(capitals) > _TWO:
                span.start, span.end, span.aliases, span.name = start, span.end + 1, (span.name,), name

    def stretch(self, names: list[Span]) -> list[Span]:
        """Scandinavian: make words in small letters behind a noun of bodies with a capital a name with the abbreviation
        of nothing known in the bracket behind them (*Koordineringsenhed for forskning i havmiljø (KFH)*).
        """
        if self.language.tag not in _SCANDINAVIAN:
            return names
        by_start = {s.start: s for s in names}
        cut: list[Span] = []
        for span in names:
            closed = self.text[span.end : span.end + 1] == ")" and self.text[span.start - 2 : span.start] == " ("
            start = self._body_before(span) if closed and span.source == "acronym" and not span.refs else -1
            if start < 0 or any(start < s.start < span.start for s in names):
                continue
            known = by_start.get(start)
            if known is not None:
                if known.refs or known.code != ORGANIZATION:
                    continue
                cut.append(known)
            name = self.text[start : span.start - 2]
            span.aliases, span.cls = (span.name,), known.cls if known else "org:Organization"
            span.start, span.end, span.name, span.source = start, span.end + 1, name, "form"
        return [s for s in names if not any(s is other for other in cut)]

    def _body_before(self, span: Span) -> int:
        """Where the name begins whose letters stand in the bracket; -1 for none."""
        before = self.text[max(0, span.start - _EXPLAINED) : span.start - 2]
        words = list(_PLAIN_RUN.finditer(before))
        for size, word in enumerate(reversed(words), 1):
            if size > _LONGEST_RUN or (word.end() < len(before) and before[word.end()] not in " ,-"):
                return -1
            if word.group()[0].isupper():
                name = before[word.start() :]
                initials = [w[0].lower() for w in name.split()]
                begun = sum(1 for letter in span.name.lower() if letter in initials)
                fits = word.group()[0] == span.name[0] and _holds_in_order(name, span.name)
                if fits and size > 1 and begun >= _TWO and _HEAD_OF_BODY.search(word.group().lower()):
                    return span.start - 2 - len(name)
                return -1
        return -1

    def without_explained(self, names: list[Span]) -> list[Span]:
        """Drop what abbreviates small words before its bracket (*personal protective equipment (PPE)*)."""
        common = {
            s.name
            for s in names
            if s.source == "acronym"
            and not s.refs
            and self.text[s.start - 1 : s.start] == "("
            and self._spells_small_words(s)
        }
        return [s for s in names if s.source != "acronym" or s.refs or s.name not in common]

    def _spells_small_words(self, span: Span) -> bool:
        """Whether the words before a bracket begin with the letters in it, one each, and the first of them is small."""
        before = self.text[max(0, span.start - _EXPLAINED) : span.start - 1].replace("-", " ").split()
        letters = span.name.lower().removesuffix("s") if span.name[-1:] == "s" else span.name.lower()
        for word in reversed(before):
            if letters and word[0].lower() == letters[-1]:
                letters = letters[:-1]
                if not letters:
                    return word[0].islower()
            elif word not in self.language.stoppers and word not in self.language.title_links:
                return False
        return False

    def _abbreviates_common_words(self, span: Span) -> bool:
        """Whether the small words before a bracket begin as the abbreviation in it does, and name no kind of body."""
        words = self.text[max(0, span.start - 80) : span.start - 1].split()[-len(span.name) - 2 :]
        small: list[str] = []
        for word in reversed(words):
            if not word[:1].islower():
                if word[:1] == span.name[:1]:
                    return False  # a name that goes on in small letters (Europeiska nätverket för el (ENE))
                break
            small.append(word)
        if not small or _BODY.search(small[0]):
            return False
        return any(word[0] == span.name[0].lower() for word in small)

    def _is_party(self, name: str) -> bool:
        """Whether a name is a political party's, which stands behind a town for the politician before it."""
        return self._parties is not None and self._parties.fullmatch(name.lower()) is not None

    def _is_surname(self, span: Span) -> bool:
        """Whether a given name stands right before a word in capitals."""
        before = _GIVEN_BEFORE.search(self.text, max(0, span.start - 30), span.start)
        return before is not None and before.group(1).lower() in self.language.given_names

    def _is_role(self, alias: str) -> bool:
        """Whether a bracket behind a house holds a title (*Anna Ek, Umweltbundesamt (Vorsitzende)*)."""
        low, of = alias.lower(), self.language
        return not alias.isupper() and (low in of.role_whole or low in of.board_roles or low.endswith(of.role_heads))

    def _spells_person(self, alias: str) -> bool:
        return alias.split()[0].lower() in self.language.given_names and " " in alias


#: The ways in which another name stands behind a name, in the order in which they are tried.
_WAYS = (
    Abbreviations._spelled_out,
    Abbreviations._spelled_out_between_commas,
    Abbreviations._in_brackets,
    Abbreviations._between_commas,
    Abbreviations._beside,
    Abbreviations._ending_an_item,
    Abbreviations._apposed_letters,
    Abbreviations._spelled_behind_dash,
    Abbreviations._apposed,
)
