"""One article under extraction: its mentions and the things that they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import compress

from innograph.article import Article
from innograph.extract.cases import uninflected
from innograph.extract.editions import find_series, join_editions
from innograph.extract.finders import Finders
from innograph.extract.gazetteer import Gazetteer
from innograph.extract.language import OWNERS
from innograph.extract.listed import Prefer
from innograph.extract.mentions import Mentions, Proposed
from innograph.extract.namesakes import GATHERINGS, bare_town, find_namesake, is_short
from innograph.extract.repeats import Repeats, find_titles
from innograph.extract.spans import CODE_OF_TYPE, ORGANIZATION, PERSON, TYPE_OF_CODE, UNKNOWN, Span
from innograph.extract.things import Thing, key
from innograph.extract.variants import definite_heads, without_legal_form, without_owner
from innograph.extract.words import Token

#: Endings of the definite form, and none; nouns that names end in have at least so many letters.
_DEFINITE = {"sv": ("", "en", "et", "n", "t"), "nb": ("", "en", "et", "n", "a"), "da": ("", "en", "et", "n", "t")}
_LONG_NOUN = 6
#: A name of more words, or of parts, is not called by its last word.
_PLAIN_WORDS, _PARTED = 4, re.compile(r" [–—-] |[,/:&]| (?:och|og|i|på|vid|ved|for|för) ")
#: The last word of a name of two stands for it when it has at least so many letters.
_LONG_TAIL = 9


#: Adjectives of countries that English texts leave away when they name a body again.
_COUNTRIES_ADJECTIVES = frozenset(
    ["swedish", "norwegian", "danish", "finnish", "icelandic", "dutch", "german", "austrian", "estonian", "latvian",
     "lithuanian", "british", "irish", "scottish", "welsh", "french", "swiss", "belgian", "polish", "italian"]
)  # fmt: skip
#: The noun that a text may leave away behind a project's name.
_KIND_OF_PROJECT = re.compile(r" (?:[Pp]roject|[Pp]rogramme?|[Ii]nitiative)$")
#: A long word in the definite form that a name begins with, before what the body is for.
_FOR_WHAT = re.compile(r"(?P<body>[A-ZÅÄÖÆØ][\w-]{7,}(?:et|en|a)) (?:for|för|mot|til|till) ")
#: What the name of a body goes on with that a text leaves away when it names the body again.
_GOES_ON = {
    "en": re.compile(r"(?:, |,? (?:of|for|and) )(?=[A-Z]|the )"),
    "nl": re.compile(r"(?:, | en )(?=[A-Z])"),
    "de": re.compile(r"(?:, | und )(?=[A-ZÄÖÜ])"),
}


class Document:
    """The mentions of one article. `prefer` decides between listed things of one name (None: none of them)."""

    def __init__(
        self,
        article: Article,
        finders: Finders,
        gazetteer: Gazetteer,
        prefer: Prefer,
        proposed: tuple[Proposed, ...] = (),
    ) -> None:
        self.article = article
        self.language = finders.language
        self.finders = finders
        self._mentions = Mentions(article, finders, prefer)
        self.view = self._mentions.view
        self.text = self._mentions.text
        self.folded = self._mentions.folded
        self.tokens = self._mentions.tokens
        self.sentences = self._mentions.sentences
        #: The bits of all words of the text (literals.py).
        self.words = self._mentions.words
        self.things: list[Thing] = []
        self._by_ref: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        #: The series of events, which mentions of no edition mean.
        self.series: set[int] = set()
        self._tails: dict[str, int] | None = None
        self.gazetteer = gazetteer
        self.spans = self._mentions.find(gazetteer, proposed)
        self._name_all()

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The words that begin inside a stretch of the view."""
        return self.tokens.between(start, end)

    @cached_property
    def _referring(self) -> list[int]:
        """The numbers of the words that may stand for something spoken of."""
        tails, known = self.tails(), self.tokens.column(self.finders.refers)
        if tails:
            owned = {f"{tail}{ending}" for tail in tails for ending in OWNERS}
            known = [k or low in tails or low in owned for k, low in zip(known, self.tokens.lows, strict=True)]
        return list(compress(range(len(known)), known))

    def referring(self, start: int, end: int) -> list[int]:
        """Which of the words of a stretch of the view may stand for something spoken of (*hon*, *myndigheten*)."""
        starts = self.tokens.starts
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        numbers = self._referring
        return [n - first for n in numbers[bisect_left(numbers, first) : bisect_left(numbers, last)]]

    def begins_block(self, number: int) -> bool:
        """Whether a sentence is the first of its block."""
        return number == 0 or self.sentences[number - 1].block != self.sentences[number].block

    def next_block(self, number: int) -> int:
        """The first sentence of the next block; the number of sentences where there is none."""
        following = range(number + 1, len(self.sentences))
        block = self.sentences[number].block
        return next((n for n in following if self.sentences[n].block != block), len(self.sentences))

    def line_breaks(self, number: int) -> int:
        """How many line breaks part a sentence from the next."""
        start = self.view.to_source(self.sentences[number].end, end=True)
        return self.article.text.count("\n", start, self.view.to_source(self.sentences[number + 1].start))

    def is_nearer_above(self, number: int) -> bool:
        """Whether a sentence stands right below the one before and has an empty line, or nothing, below it."""
        below = number + 1 == len(self.sentences) or self.line_breaks(number) > 1
        return number > 0 and below and self.line_breaks(number - 1) == 1

    # -- naming ----------------------------------------------------------------------------------------------------

    def _tell_companies_from_persons(self) -> None:
        """Have a name alone that looks like a surname be no person's where a company of the text is called so (*Lumicor
        AB … Lumicor utvecklar sensorer*)."""
        named = {s.name for s in self.spans if s.code == ORGANIZATION}
        companies = {bare for name in named if (bare := without_legal_form(name)) != name}
        companies -= {s.name.split()[-1] for s in self.spans if s.code == PERSON and " " in s.name}
        for span in self.spans:
            if span.code == PERSON and " " not in span.name and span.name in companies:
                span.code, span.source, span.cls = UNKNOWN, "unknown", ""

    def _name_all(self) -> None:
        """Find the thing of every mention, then the mentions that the names found teach."""
        # What introduces an abbreviation comes first, so that the abbreviation finds it.
        # A surname alone comes last, so that it finds whose it is.
        join_editions(self.spans)
        self._tell_companies_from_persons()
        order = sorted(
            range(len(self.spans)),
            key=lambda n: (not self.spans[n].aliases, _lateness(self.spans[n]), is_short(self, self.spans[n]), n),
        )
        for number in order:
            if self.spans[number].code in TYPE_OF_CODE:
                self._name(self.spans[number])
        self.series = find_series(self.things)
        self.spans = [s for s in self.spans if s.entity not in self.series]
        self._join_definites()
        self._join_owned()
        self._join_nationals()
        self._join_purposes()
        Repeats(self).find()
        named = {span.entity for span in self.spans}
        of_page = [i for i, t in enumerate(self.things) if t.type in ("Project", "Event") and i in named]
        again, covered = find_titles(self, of_page)
        inside = set(map(id, covered))
        self.spans = [s for s in self.spans if id(s) not in inside] + again
        self.spans.sort(key=lambda s: s.start)
        if self.finders.cases.known:
            words = {t.text for t in self.tokens if t.cap}
            for span in self.spans:
                if span.code == UNKNOWN and span.source != "title":
                    span.name = uninflected(span.name, words)
                span.case = self.finders.cases.of(span.form or self.folded[span.start : span.end], span.name, False)
        for thing in self.things:
            thing.spans.clear()
        for number, span in enumerate(self.spans):
            if span.entity >= 0:
                self.things[span.entity].spans.append(number)

    def _name(self, span: Span) -> None:
        """Find or make the thing that a mention names."""
        type_ = TYPE_OF_CODE[span.code]
        index = self._shouted(span)
        if index is not None:
            owner = self.things[index]
            span.code, span.cls, span.refs, type_ = CODE_OF_TYPE[owner.type], owner.cls, owner.refs, owner.type
        else:
            index = self.find_thing(type_, span.name, span.refs)
        if index is None:
            index = find_namesake(self, span)
        if index is None:
            index = len(self.things)
            self.things.append(Thing(type_, span.cls, refs=span.refs, weight=span.weight))
        thing = self.things[index]
        if span.refs and not thing.refs:
            thing.refs, thing.cls = span.refs, span.cls or thing.cls
        thing.weight = max(thing.weight, span.weight)
        for name in (span.name, *span.aliases):
            thing.add_name(name)
            self._by_name.setdefault((type_, key(name)), index)
        town = bare_town(span, self.language.tag)
        if town:
            self._by_name.setdefault((type_, key(town)), index)
        for ref in thing.refs:
            self._by_ref.setdefault(ref, index)
        span.entity = index

    def _shouted(self, span: Span) -> int | None:
        """The event or project whose name words in capitals are, perhaps without its year (*RIVER DAY*: River Day
        2026).
        """
        if span.source != "acronym" or " " not in span.name:
            return None
        edition = re.compile(rf"{re.escape(key(span.name))}(?: (?:19|20)\d\d)?")
        found = {
            index
            for index, thing in enumerate(self.things)
            if thing.type in ("Event", "Project") and any(edition.fullmatch(key(name)) for name in thing.names)
        }
        return found.pop() if len(found) == 1 else None

    def find_thing(self, type_: str, name: str, refs: tuple[str, ...] = ()) -> int | None:
        """The number of the thing of this type with this name or reference."""
        for ref in refs:
            if ref in self._by_ref:
                return self._by_ref[ref]
        found = self._by_name.get((type_, key(name)))
        if found is not None and refs and self.things[found].refs and self.things[found].refs != refs:
            return None
        return found

    def add_thing(self, type_: str, name: str, cls: str = "", refs: tuple[str, ...] = (), weight: float = 0.7) -> int:
        """The thing of this type and name, made when it is new."""
        index = self.find_thing(type_, name, refs)
        if index is None:
            index = len(self.things)
            self.things.append(Thing(type_, cls, [name], refs, weight=weight))
            self._by_name[(type_, key(name))] = index
            for ref in refs:
                self._by_ref.setdefault(ref, index)
        return index

    def call_thing(self, index: int, name: str) -> None:
        """Have a thing be found by a further name."""
        self.things[index].add_name(name)
        self._by_name.setdefault((self.things[index].type, key(name)), index)

    def give_to(self, owner: int, index: int) -> None:
        """Have all that names a thing, and its name, be another's from now on."""
        thing = self.things[index]
        for span in self.spans:
            span.entity = owner if span.entity == index else span.entity
        self.things[owner].spans += thing.spans
        thing.spans.clear()
        self.things[owner].add_name(thing.name)
        self._by_name[(thing.type, key(thing.name))] = owner

    def _join_definites(self) -> None:
        """A name of one word is that of several whose last word it is, perhaps in the definite form (*Naturfonden*: Den
        Danske Naturfond), where the text has just one such.
        """
        endings = _DEFINITE.get(self.language.tag, ())
        if not endings:
            return
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.things):
            last = thing.name.rsplit(" ", 1)
            plain = len(thing.name.split()) <= _PLAIN_WORDS and not _PARTED.search(thing.name)
            if (
                thing.type == "Organization"
                and plain
                and len(last) > 1
                and last[1][:1].isupper()
                and len(last[1]) >= _LONG_NOUN
            ):
                owners.setdefault(last[1].lower(), set()).add(index)
        for index, thing in enumerate(self.things) if owners else ():
            if thing.type != "Organization" or thing.refs or " " in thing.name:
                continue
            low = thing.name.lower()
            found = [owners[low.removesuffix(e)] for e in endings if low.endswith(e) and low.removesuffix(e) in owners]
            if not found or len(found[0]) > 1:
                continue
            owner = next(iter(found[0]))
            self.give_to(owner, index)

    def _join_owned(self) -> None:
        """Swedish: a body for something is the one that the text also names by whose it is (*Skolverkets råd för
        läroplaner*: *Rådet för läroplaner*).
        """
        if self.language.tag != "sv":
            return
        first: dict[str, int] = {}
        for index, thing in enumerate(self.things):
            bare = without_owner(thing.name) if thing.type == "Organization" and not thing.refs else ""
            owner = first.setdefault(bare, index) if bare else index
            if owner == index:
                continue
            self.give_to(owner, index)

    def _join_nationals(self) -> None:
        """English: a body's name without the country's adjective, or up to what it is of, is the same body, where the
        text has just one such (*the Railway Directorate*: the Norwegian Railway Directorate; *the Research Council*:
        the Research Council of Norway). Dutch and German: up to *en*, *und* (*Ministerie van Binnenlandse Zaken*).
        """
        goes_on = _GOES_ON.get(self.language.tag)
        if goes_on is None:
            return
        self._join_programmes()
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.things):
            if thing.type != "Organization":
                continue
            first, _, rest = thing.name.partition(" ")
            if first.lower() in _COUNTRIES_ADJECTIVES and " " in rest:
                owners.setdefault(key(rest), set()).add(index)
            for name in thing.names:
                for link in goes_on.finditer(name):
                    if " " in name[: link.start()]:
                        owners.setdefault(key(name[: link.start()]), set()).add(index)
        for index, thing in enumerate(self.things) if owners else ():
            found = owners.get(key(thing.name), set()) if thing.type == "Organization" and not thing.refs else set()
            if len(found) != 1 or index in found:
                continue
            owner = next(iter(found))
            self.give_to(owner, index)

    def _join_programmes(self) -> None:
        """A project is the one that the text also names without the noun behind it (*Clear Rivers Programme*)."""
        for index, thing in enumerate(self.things):
            bare = _KIND_OF_PROJECT.sub("", thing.name) if thing.type == "Project" and not thing.refs else ""
            owner = self.find_thing("Project", bare) if bare and bare != thing.name else None
            if owner is None or owner == index:
                continue
            self.give_to(owner, index)

    def _join_purposes(self) -> None:
        """Scandinavian: a name of one long word in the definite form is that of the body that the text also names by
        what it is for (*Havsenteret*: Havsenteret for klimaforskning), where there is just one such.
        """
        if self.language.tag not in _DEFINITE:
            return
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.things):
            for name in thing.names if thing.type == "Organization" else ():
                match = _FOR_WHAT.match(name)
                if match:
                    owners.setdefault(match["body"].lower(), set()).add(index)
        for index, thing in enumerate(self.things) if owners else ():
            found = owners.get(thing.name.lower(), set()) - {index}
            if thing.type != "Organization" or thing.refs or len(found) != 1:
                continue
            owner = next(iter(found))
            self.give_to(owner, index)

    def tails(self) -> dict[str, int]:
        """Last words that stand for a longer organisation's name (*ministerrådet* for *Nordiska ministerrådet*)."""
        if self._tails is None:
            self._tails = {}
            for index, thing in enumerate(self.things):
                if thing.type != "Organization":
                    continue
                for name in thing.names:
                    words = name.split()
                    last = words[-1].lower()
                    if len(words) == 2 and len(last) >= _LONG_TAIL and words[-1].islower():
                        self._tails.setdefault(last, index)
                    if self.language.tag == "sv" and thing.cls in GATHERINGS:
                        self._tails |= {d: index for d in definite_heads(name) if d not in self._tails}
        return self._tails


def _lateness(span: Span) -> int:
    """Persons' plain full names come first, then what may be their genitives, then surnames alone."""
    if span.code != PERSON:
        # What an abbreviation may stand for comes before it.
        return int(span.source == "acronym")
    return 2 if " " not in span.name else int(span.name.endswith("s"))
