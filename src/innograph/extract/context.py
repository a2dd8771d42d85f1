"""What a text last spoke of, and which thing a pronoun or a definite noun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from innograph.extract.document import Document
from innograph.extract.language import OWNERS, Language, alternation
from innograph.extract.spans import CODE_OF_TYPE, Span
from innograph.extract.text import Sentence
from innograph.extract.words import Token

_LIMIT = 40
#: What stands before a programme that pays for a project is at most so long (code points).
_BEFORE_PROGRAMME = 70
#: A number of agencies are those of one of so many sentences before that name several.
_SENTENCES_BACK = 4
#: Classes of organisations that others are members of.
HAVE_MEMBERS = ("inno:Network", "inno:CompetenceCentre", "inno:Association", "inno:Council")
#: Quotation marks that open a name.
_OPENING = frozenset("\"“”„»«'‘’")
#: Prepositions before the house where somebody works; words that matter beside it are not longer (code points).
_PLACING, _LONGEST_WORD = frozenset(["på", "vid", "ved", "i", "inom", "innen", "hos", "från", "fra"]), 30
#: Finnish words in n before a noun that say no more of it than which one is meant; how long nouns are at least.
_POINTING = frozenset(["tämän", "tuon", "saman", "oman", "kyseisen", "uuden", "koko", "toisen", "minkään", "jonkin"])
_LEAST_NOUN = 5
#: The union in the genitive, before its programmes.
_UNIONS = frozenset(["eu:n", "eu:s", "eus", "eu’s", "eu's"])
#: A mention in the title counts as so many more in the text.
_IN_TITLE = 5


@cache
def _after_preposition(language: Language) -> re.Pattern[str]:
    """A preposition, perhaps with an article, before a name."""
    return re.compile(rf"(?<!\w){alternation(language.prepositions)}(?: {alternation(language.articles)})? $")


#: What stands before *the board* where it is the one that people sit on, and no agency of that name.
_SEAT_ON = re.compile(r"(?:members?|chair\w*|trustees?|seats?|part|president|secretary) (?:of|on|to) $")


def _is_seat(document: Document, noun: str, start: int) -> bool:
    """Whether English *the board* at a position is a body's own (*members of the Board*)."""
    own = document.language.tag == "en" and noun == "the board"
    return own and _SEAT_ON.search(document.folded, max(0, start - 30), start) is not None


#: What the text calls the project before it names it stands so far before the name at most (code points).
_SOON = 400
#: Endings that make a Scandinavian noun definite.
_DEFINITE = ("n", "en", "et", "t", "a")


@cache
def _stands_for_itself(language: Language, noun: str) -> bool:
    """Whether a definite noun stands for nothing but an organisation whose name begins with it (*länsstyrelsen*)."""
    pattern = language.pattern("only_itself")
    return pattern is not None and pattern.fullmatch(noun) is not None


def _begins(name: str, noun: str) -> bool:
    """Whether a name begins with a definite noun, or with its indefinite form (*enheden*: *enhed for indkøb*).

    >>> _begins("enhed for indkøb", "enheden"), _begins("länsstyrelsen i kalmar", "länsstyrelsen")
    (True, True)
    >>> _begins("enhedslisten", "enheden")
    False
    """
    ending = noun.removeprefix(name.split(" ", 1)[0])
    return name.startswith(noun) or (ending != noun and ending in _DEFINITE)


class Context:
    """The state of reading: updated sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.recent: dict[str, list[int]] = {"Organization": [], "Person": [], "Project": [], "Event": []}
        self.groups: list[tuple[int, ...]] = []
        #: The organisations of each sentence that names several, the last one first.
        self.named_together: list[tuple[int, ...]] = []
        self.publisher = -1
        self.speakers: dict[int, int] = {}
        self.voice = -1
        self.main_project = -1
        self.main_event = -1
        #: The body with members that the title names.
        self.titled_body = -1
        #: The project and the event that the title names, by type.
        self.about = {"Project": -1, "Event": -1}
        #: The project and the event that the page as a whole is about, by type; only where nothing else tells.
        self.page = {"Project": -1, "Event": -1}
        #: The organisation whose board or council the text speaks of.
        self.board = -1
        #: The organisation that the text last said gives money.
        self.funder = -1
        #: Who the text last said work together: all of them, or the one that works with each of the others.
        self.partners: tuple[int, ...] = ()
        #: The project that the line of a list of grants names, and where it does (None: no such line).
        self.granted: tuple[int, int, int] | None = None
        #: The project that the whole page is about, whatever others it names in passing.
        self.page_project = -1
        #: The event that the heading above names where the page is about another one: a seminar of a fair (-1: none).
        self.headed_event = -1
        #: The mentions of the sentence being read: only before the next one do they count as spoken of.
        self.here: list[int] = []
        #: What the sentence before named, by type; whom its pronoun stood for (-1: nobody).
        self.latest: dict[str, list[int]] = {}
        self.continued = -1
        #: Whom a pronoun of the sentence being read stands for (-1: nobody).
        self.meant = -1
        #: Projects and events that rules gave a name in the sentence being read, with their types.
        self.introduced: list[tuple[str, int]] = []
        self._after_preposition = _after_preposition(document.language)
        self._within = document.language.pattern("within_programme")

    def note(self, numbers: Iterable[int]) -> None:
        """Remember the things of one sentence. Its first organisation is the likeliest to be spoken of next."""
        document = self.document
        seen: dict[str, list[int]] = {}
        oblique: set[int] = set()
        paying: set[int] = set()
        for number in numbers:
            span = document.spans[number]
            if span.entity < 0 or span.source == "coref":
                continue
            type_ = document.things[span.entity].type
            if type_ in self.recent and span.entity not in seen.setdefault(type_, []):
                seen[type_].append(span.entity)
                if self._after_preposition.search(document.folded, max(0, span.start - 20), span.start):
                    oblique.add(span.entity)
                if type_ == "Project" and self._within and self._is_within(span.start):
                    paying.add(span.entity)
        for type_, entities in seen.items():
            ordered = self.recent[type_]
            if type_ == "Project" and (ordered or not all(map(self._is_framework, entities))):
                # A framework programme (Horizon 2020) pays for the project that a text goes on to speak of.
                entities = [e for e in entities if not self._is_framework(e) and (e not in paying or not ordered)]
            # The subject (the first) ends up in front of the rest of its sentence.
            for entity in reversed(entities):
                self.put_first(type_, entity)
            del ordered[_LIMIT:]
        for type_, entity in self.introduced:
            # "A seminar on X during the fair": the text goes on about what it has just given a name.
            self.put_first(type_, entity)
        self.introduced.clear()
        if self.continued >= 0:
            # "She succeeds Bo Ek. She …": the text goes on about her.
            self.put_first("Person", self.continued)
        # What stands after a preposition is seldom what the next sentence's pronoun means.
        self.latest = {t: sorted(entities, key=lambda e: e in oblique) for t, entities in seen.items()}
        if self.meant >= 0:
            self.latest.setdefault("Person", [self.meant])
        self.continued = self.meant = -1

    def _is_within(self, start: int) -> bool:
        """Whether what stands before a name says that it is the programme of something (*inom programmet X*)."""
        before = max(0, start - _BEFORE_PROGRAMME)
        return self._within is not None and self._within.search(self.document.folded, before, start) is not None

    def _is_framework(self, entity: int) -> bool:
        first = self.document.things[entity].name.split()[0].lower()
        # "EU:n Tavoite 2 -ohjelma", "EU:s landsbygdsprogram": whose it is shows who pays.
        heads = self.document.language.forms["Project"].head
        return first in _UNIONS or any(words.split()[0].lower() == first for words in heads)

    def add_group(self, entities: tuple[int, ...]) -> None:
        """Remember a list of organisations, for *de tre myndigheterna*."""
        if len(entities) >= 2:
            self.groups.insert(0, entities)
            del self.groups[_LIMIT:]

    def note_partners(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Remember who works together; of those that only one of them works with, that one."""
        known = {frozenset(pair) for pair in pairs}
        everyone = sorted({entity for pair in pairs for entity in pair})
        self.partners = tuple(e for e in everyone if all(frozenset((e, o)) in known for o in everyone if o != e))

    def put_first(self, type_: str, entity: int) -> None:
        """Make a thing the one that the text speaks of."""
        ordered = self.recent[type_]
        if entity in ordered:
            ordered.remove(entity)
        ordered.insert(0, entity)

    def find_main(self) -> None:
        """Find the article's main project and event: the one in the title, else the one named most."""
        document = self.document
        title_end = document.sentences[0].end if document.sentences else 0
        for span in document.spans:
            if span.start < title_end and span.entity >= 0 and document.things[span.entity].cls in HAVE_MEMBERS:
                self.titled_body = span.entity
                break
        for type_ in ("Project", "Event"):
            best, most = -1, 0
            for index, thing in enumerate(document.things):
                if thing.type != type_:
                    continue
                titled = sum(document.spans[n].start < title_end for n in thing.spans)
                score = len(thing.spans) + _IN_TITLE * titled
                if score > most:
                    best, most = index, score
                    self.about[type_] = index if titled else -1
            if type_ == "Project":
                self.main_project = best
            else:
                self.main_event = best

    def network(self) -> int:
        """The body whose members the text tells: that of the title, the publisher that has members, the last named."""
        if self.titled_body >= 0:
            return self.titled_body
        if self.publisher >= 0 and self.document.things[self.publisher].cls in (*HAVE_MEMBERS, "org:Organization", ""):
            return self.publisher
        last = self.last("Organization", HAVE_MEMBERS)
        thing = self.document.things[last] if last >= 0 else None
        if thing is not None and thing.cls == "inno:Association" and len(thing.spans) < 2:
            return -1  # an association named in passing is not what the text is about
        return last

    def titled(self, type_: str) -> int:
        """The project or event that the page is about, as its title or its lines tell; -1 when they tell none."""
        if type_ == "Project" and self.page_project >= 0:
            return self.page_project
        if type_ == "Event" and self.headed_event >= 0:
            return self.headed_event
        return self.about[type_] if self.about[type_] >= 0 else self.page[type_]

    def last(self, type_: str, classes: tuple[str, ...] = (), exclude: frozenset[int] = frozenset()) -> int:
        """The thing of a type spoken of last whose class fits; -1 when there is none."""
        things = self.document.things
        for entity in self.recent.get(type_, ()):
            if entity in exclude:
                continue
            if not classes or things[entity].cls in classes:
                return entity
        return -1

    def named_soon(self, type_: str, position: int) -> int:
        """The only project of a text that names it not before but soon behind a position (*Fonden støtter projektet.
        Projektet Grøn Havn …*); -1 where there is none, or more.
        """
        named = [index for index, thing in enumerate(self.document.things) if thing.type == type_ and thing.spans]
        if len(named) != 1:
            return -1
        first = min(self.document.spans[n].start for n in self.document.things[named[0]].spans)
        return named[0] if position < first <= position + _SOON else -1

    def spoken_of(self, type_: str) -> int:
        """The thing of a type spoken of last; the one that the title names, where that one is named in passing."""
        last, titled = self.last(type_), self.about.get(type_, -1)
        passing = last >= 0 and titled >= 0 and len(self.document.things[last].spans) == 1
        return titled if passing and self.document.sentences[0].kind == "title" else last

    def focus(self, type_: str) -> int:
        """The project or event that the text speaks of: named before, else here, else the article's main one."""
        if type_ == "Project" and self.page_project >= 0:
            return self.page_project
        if type_ == "Event" and self.headed_event >= 0:
            return self.headed_event
        found = self.last(type_)
        titled = self.titled(type_)
        if titled >= 0 and found >= 0 and len(self.document.things[found].spans) == 1:
            return titled  # another event is named in passing
        if found >= 0:
            return found
        for number in self.here:
            entity = self.document.spans[number].entity
            if entity >= 0 and self.document.things[entity].type == type_:
                return entity
        return self.main_project if type_ == "Project" else self.main_event


def coreferences(document: Document, context: Context, sentence: Sentence, present: list[int]) -> list[Span]:
    """The pronouns and definite nouns of a sentence as mentions of what they stand for."""
    language = document.language
    found: list[Span] = []
    referring = document.referring(sentence.start, sentence.end)
    if not referring:
        return found
    tails = document.tails()
    tokens = document.tokens_in(sentence.start, sentence.end)
    # English owners are a noun and its ending: "the agency’s".
    owners = {t.low: t.low[:-2] for t in tokens if t.low.endswith(OWNERS)} if language.tag == "en" else {}
    # Without a person "the members" are no role of one.
    persons = any(document.spans[n].code in "PU" for n in present)
    masked = [n for n in present if persons or document.spans[n].code not in "RFB"]
    taken = [(document.spans[n].start, document.spans[n].end) for n in masked]

    def free(start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in taken)

    def before(position: int, type_: str) -> int:
        """The thing of a type named last before a position of this sentence."""
        best = -1
        for n in present:
            span = document.spans[n]
            if span.start >= position:
                break
            if span.entity >= 0 and document.things[span.entity].type == type_:
                best = span.entity
        return best

    def project(position: int) -> int:
        """The project that a noun at a position stands for."""
        entity = before(position, "Project")
        entity = entity if entity >= 0 else context.page_project
        entity = entity if entity >= 0 else context.spoken_of("Project")
        entity = entity if entity >= 0 else context.page["Project"]
        return entity if entity >= 0 else context.named_soon("Project", sentence.end)

    named = {document.spans[n].start for n in present if document.spans[n].code in "EJOU"}
    houses = {s.end: s.entity for s in map(document.spans.__getitem__, present) if s.code == "O" and s.entity >= 0}
    apposed = {document.spans[n].start: document.spans[n].end for n in present if document.spans[n].code in "EJU"}
    for i in referring:
        token = tokens[i]
        low = owners.get(token.low, token.low)
        owner = low != token.low
        if low not in language.anaphora and (token.cap or low not in tails):
            continue
        quoted = document.text[token.end : token.end + 2][1:] in _OPENING
        if not free(token.start, token.end) or token.end + 1 + quoted in named:
            continue  # "projektet Digitala kvarter", "projektet ”Digitala kvarter”": the noun only introduces the name
        if document.text[token.end : token.end + 2] == ", " and document.text.startswith(
            ",", apposed.get(token.end + 2, len(document.text))
        ):
            continue  # "the project, Riverwise, is …"
        if language.cases and i and low in language.organization_nouns and _specifies(document, tokens[i - 1], token):
            continue  # "maantieteen laitoksen professori": a unit of another
        genitive = owner
        start = token.start
        if i and document.text[tokens[i - 1].end : token.start] == " ":
            # "het ministerie", "die Behörde", "the agency": the article is what makes the noun definite.
            pair = f"{tokens[i - 1].low} {low}"
            if pair in language.definite and free(tokens[i - 1].start, token.end):
                low, start = pair, tokens[i - 1].start
            elif f"{language.contractions.get(tokens[i - 1].low, '')} {low}" in language.definite:
                # "am Projekt" holds the article of "an dem Projekt"; the preposition stays to be read.
                low = f"{language.contractions[tokens[i - 1].low]} {low}"
            elif tokens[i - 1].low in language.numbers and f"{tokens[max(0, i - 2)].low} {low}" in language.group_nouns:
                low, start = f"{tokens[i - 2].low} {low}", tokens[i - 2].start
            elif i > 1 and _describes(document, tokens[i - 2], tokens[i - 1], token):
                # "the four-year project": an adjective stands between.
                pair = f"{tokens[i - 2].low} {low}"
                if pair in language.project_nouns or pair in language.event_nouns:
                    low, start = pair, tokens[i - 2].start
        noun = low
        if noun not in language.organization_nouns and noun not in language.group_nouns and noun.endswith("s"):
            stem = noun[:-1]
            if (
                stem in language.organization_nouns
                or stem in language.group_nouns
                or stem in language.project_nouns
                or stem in language.event_nouns
            ):
                noun, genitive = stem, True
        if not token.cap and low in tails and tails[low] in context.recent["Organization"]:
            found.append(_span(document, start, token.end, tails[low], 0.85))
        elif low in language.we:
            entity = context.voice
            if entity >= 0:
                found.append(_span(document, start, token.end, entity, 0.75, maybe=True))
        elif low in language.she_he:
            entity = before(token.start, "Person")
            if entity < 0 and i == 0 and _is_of_organisation(language.tag, tokens, context):
                entity = context.latest["Organization"][0]
            entity = entity if entity >= 0 else context.last("Person")
            if entity >= 0:
                found.append(_span(document, start, token.end, entity, 0.8))
                if document.things[entity].type == "Person":
                    context.meant = entity
                    context.continued = entity if i < 3 else context.continued
        elif noun in language.group_nouns:
            group = _group(document, context, tokens[max(0, i - 3) : i], language.group_nouns[noun])
            if group:
                span = _span(document, start, token.end, group[0], 0.8, genitive)
                span.group = group
                found.append(span)
        elif noun in language.organization_nouns and not _is_seat(document, noun, start):
            if _is_said_which(document, start, token.end):
                continue
            classes = language.organization_nouns[noun]
            entity = _so_called(document, noun, token.start) if language.tag == "en" else -1
            if _stands_for_itself(language, noun):
                known = [*context.recent["Organization"], context.publisher]
                entity = next((e for e in known if e >= 0 and _begins(document.things[e].name.lower(), noun)), -1)
            elif entity < 0 and language.tag == "nl" and (start - 2) in houses and document.text[start - 2] == ",":
                continue  # GGD GHOR Nederland, de vereniging voor publieke gezondheid: what it is
            elif entity < 0:
                entity = _compatible(document, before(token.start, "Organization"), classes)
                entity = entity if entity >= 0 else _last_so_called(document, context, noun, classes)
                entity = entity if entity >= 0 else _compatible(document, context.publisher, classes)
            if entity < 0 and noun in language.project_nouns:
                entity = project(token.start)
            if entity >= 0:
                found.append(_span(document, start, token.end, entity, 0.8, genitive))
        elif noun in language.project_nouns:
            entity = project(token.start)
            if entity >= 0:
                found.append(_span(document, start, token.end, entity, 0.8, genitive))
        elif noun in language.event_nouns:
            entity = before(token.start, "Event")
            entity = entity if entity >= 0 else context.last("Event")
            entity = entity if entity >= 0 else context.page["Event"]
            if entity >= 0:
                found.append(_span(document, start, token.end, entity, 0.8, genitive))
    return found


def _last_so_called(document: Document, context: Context, noun: str, classes: tuple[str, ...]) -> int:
    """The organisation of these classes spoken of last. Dutch: the one whose name begins with the noun (*het
    waterschap*: Waterschap Limburg), where another kind of body has been named since.
    """
    last = context.last("Organization", classes)
    word = noun.rpartition(" ")[2]
    if document.language.tag != "nl" or last < 0:
        return last
    things = document.things
    called = (e for e in context.recent["Organization"] if things[e].name.lower().startswith(f"{word} "))
    so_called = next((e for e in called if not classes or things[e].cls in classes), -1)
    return so_called if so_called >= 0 else last


def _so_called(document: Document, noun: str, position: int) -> int:
    """The organisation named last before a position with the noun in its name (*the museum*: Hale Bridge Museum)."""
    word = noun.rsplit(" ", 1)[-1]
    best, place = -1, -1
    for number, thing in enumerate(document.things):
        if thing.type == "Organization" and word in thing.name.lower().split():
            last = max((document.spans[n].start for n in thing.spans if document.spans[n].start < position), default=-1)
            if last > place:
                best, place = number, last
    return best


def _specifies(document: Document, word: Token, noun: Token) -> bool:
    """Whether a noun in the genitive before it says of what it is (Finnish *maantieteen laitos*)."""
    return (
        word.low.endswith("n")
        and len(word.low) >= _LEAST_NOUN
        and document.text[word.end : noun.start] == " "
        and word.low not in document.language.stoppers
        and not word.low.endswith(("isen", "evan", "avan", "ävän"))
        and word.low not in _POINTING
    )


def _is_said_which(document: Document, start: int, end: int) -> bool:
    """Whether a noun's field follows, and a preposition stands before it: which one it is, the text tells there
    (*jurist på förvaltningen för vård och omsorg*).
    """
    text, language = document.text, document.language
    if language.tag not in ("sv", "nb", "da") or not text.startswith((" för ", " for "), end):
        return False
    before = text[max(0, start - _LONGEST_WORD) : start].split()
    field = text[end + 5 : end + 5 + _LONGEST_WORD].split(" ", 1)[0]
    return bool(before) and before[-1] in _PLACING and field[:1].islower() and field not in language.stoppers


def _describes(document: Document, article: Token, word: Token, noun: Token) -> bool:
    """Whether a word between an article and a noun describes what was spoken of, and not another one (*next*)."""
    language = document.language
    return (
        document.text[article.end : word.start] == " "
        and document.text[word.end : noun.start] == " "
        and not word.cap
        and word.low not in language.stoppers
        and word.low not in language.conjunctions
        and word.low not in language.others
    )


def _is_of_organisation(tag: str, tokens: Sequence[Token], context: Context) -> bool:
    """Whether the pronoun that opens a sentence stands for an organisation (German *sie*: die Agentur)."""
    verb = tokens[1].low if len(tokens) > 1 else ""
    singular = not verb.endswith("en") and verb not in ("sind", "zijn")
    return (
        tag in ("de", "nl")
        and singular
        and bool(context.latest.get("Organization"))
        and not context.latest.get("Person")
    )


def _compatible(document: Document, entity: int, classes: tuple[str, ...]) -> int:
    if entity < 0 or (classes and document.things[entity].cls not in classes):
        return -1
    return entity


def _span(
    document: Document,
    start: int,
    end: int,
    entity: int,
    weight: float,
    genitive: bool = False,
    maybe: bool = False,
) -> Span:
    thing = document.things[entity]
    name = document.text[start:end]
    case = document.finders.cases.of(document.folded[start:end], name, True) if document.finders.cases.known else None
    # A possessive (vår, our) may stand where a genitive would: the mask says "maybe" for names that end in s.
    return Span(
        start,
        end,
        CODE_OF_TYPE[thing.type],
        name + ("s" if maybe else ""),
        "coref",
        weight,
        thing.cls,
        thing.refs,
        entity,
        genitive,
        case=case,
    )


_DIGITS = re.compile(r"\d+$")


def _group(document: Document, context: Context, before: Sequence[Token], classes: tuple[str, ...]) -> tuple[int, ...]:
    """The group that *de fyra myndigheterna* stands for: the last list of that size whose members fit; without one,
    all that a sentence shortly before names, if they are so many.
    """
    language = document.language
    size = 0
    for token in before:
        low = token.low
        size = language.numbers.get(low, int(low) if _DIGITS.match(low) and len(low) < 3 else size)
    things = document.things

    def fits(entity: int) -> bool:
        return not classes or things[entity].cls in classes or things[entity].cls == "org:Organization"

    for group in context.groups:
        members = tuple(e for e in group if fits(e))
        if len(members) >= 2 and (not size or len(members) == size) and (size or len(members) <= 5):
            return members
    if size >= 2:
        named = (tuple(e for e in together if fits(e)) for together in context.named_together[:_SENTENCES_BACK])
        return next((members for members in named if len(members) == size), ())
    return ()
