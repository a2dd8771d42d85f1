"""What pronouns and definite nouns stand for: mentions of things that a sentence speaks of and does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.language import OWNERS, Language
from innograph.extract.spans import CODE_OF_TYPE, Span
from innograph.extract.text import Sentence
from innograph.extract.variants import definite_forms
from innograph.extract.words import Token

#: A number of agencies are those of one of so many sentences before that name several.
_SENTENCES_BACK = 4
#: Quotation marks that open a name.
_OPENING = frozenset("\"“”„»«'‘’")
#: Prepositions before the house where somebody works; words that matter beside it are not longer (code points).
_PLACING, _LONGEST_WORD = frozenset(["på", "vid", "ved", "i", "inom", "innen", "hos", "från", "fra"]), 30
#: Finnish words in n before a noun that say no more of it than which one is meant; how long nouns are at least.
_POINTING = frozenset(["tämän", "tuon", "saman", "oman", "kyseisen", "uuden", "koko", "toisen", "minkään", "jonkin"])
_LEAST_NOUN = 5
#: What stands before *the board* where it is the one that people sit on, and no agency of that name.
_SEAT_ON = re.compile(r"(?:members?|chair\w*|trustees?|seats?|part|president|secretary) (?:of|on|to) $")
#: Languages whose definite nouns have an ending; what any body of its kind is called by.
_NORTH = frozenset(["sv", "nb", "da"])
_LOCAL = frozenset(["inno:Municipality", "inno:Region"])
#: Endings that make a Scandinavian noun definite.
_DEFINITE = ("n", "en", "et", "t", "a")
#: Words before a season (Swedish *vår*, which also is *our*).
_EACH = frozenset(["varje", "förra", "nästa", "varannan"])
_DIGITS = re.compile(r"\d+$")


def coreferences(document: Document, context: Context, sentence: Sentence, present: list[int]) -> list[Span]:
    """The pronouns and definite nouns of a sentence as mentions of what they stand for."""
    referring = document.referring(sentence.start, sentence.end)
    return Anaphors(document, context, sentence, present).find(referring) if referring else []


class Anaphors:
    """Reads the pronouns and definite nouns of one sentence, in which the mentions `present` stand."""

    def __init__(self, document: Document, context: Context, sentence: Sentence, present: list[int]) -> None:
        self.document = document
        self.context = context
        self.sentence = sentence
        self.language = document.language
        self.present = [document.spans[n] for n in present]
        self.tokens = document.tokens_in(sentence.start, sentence.end)
        self.tails = document.tails()
        # Without a person "the members" are no role of one.
        persons = any(span.code in "PU" for span in self.present)
        masked = [span for span in self.present if persons or span.code not in "RFB"]
        self._taken = [(span.start, span.end) for span in masked]
        self._named = {span.start for span in self.present if span.code in "EJOU"}
        self._houses = {span.end for span in self.present if span.code == "O" and span.entity >= 0}
        self._apposed = {span.start: span.end for span in self.present if span.code in "EJU"}

    def find(self, referring: Sequence[int]) -> list[Span]:
        """What the words of these numbers stand for."""
        language, english, found = self.language, self.language.tag == "en", []
        for i in referring:
            token = self.tokens[i]
            # English owners are a noun and its ending: "the agency’s".
            owner = english and token.low.endswith(OWNERS)
            low = token.low[:-2] if owner else token.low
            if low not in language.anaphora and (token.cap or low not in self.tails):
                continue
            if self._only_introduces(i, low):
                continue
            low, start = self._with_article(i, low)
            if not token.cap and low in self.tails and self.tails[low] in self.context.recent["Organization"]:
                found.append(_span(self.document, start, token.end, self.tails[low], 0.85))
            elif low in language.we:
                if not (low == "vår" and i and self.tokens[i - 1].low in _EACH):  # "varje vår": the season
                    found += self._voice(start, token.end)
            elif low in language.she_he:
                found += self._person(i, start)
            else:
                found += self._noun(i, low, start, owner)
        return found

    def _free(self, start: int, end: int) -> bool:
        return not any(a < end and start < b for a, b in self._taken)

    def _only_introduces(self, i: int, low: str) -> bool:
        """Whether a noun only introduces a name, or is part of something else."""
        document, token = self.document, self.tokens[i]
        quoted = document.text[token.end : token.end + 2][1:] in _OPENING
        pronoun = low in self.language.we or low in self.language.she_he  # "i maj ordnar vi Skogsbörsen"
        introduced = not pronoun and token.end + 1 + quoted in self._named
        if not self._free(token.start, token.end) or introduced:
            return True  # "projektet Digitala kvarter", "projektet ”Digitala kvarter”"
        if document.text[token.end : token.end + 2] == ", " and document.text.startswith(
            ",", self._apposed.get(token.end + 2, len(document.text))
        ):
            return True  # "the project, Riverwise, is …"
        language = self.language
        if not language.cases or not i or low not in language.organization_nouns:
            return False
        return _specifies(document, self.tokens[i - 1], token)  # "maantieteen laitoksen professori": of another

    def _with_article(self, i: int, low: str) -> tuple[str, int]:
        """A noun with what makes it definite (*het ministerie*, *die Behörde*, *the agency*), and where that begins."""
        language, tokens, document = self.language, self.tokens, self.document
        start = tokens[i].start
        if not i or document.text[tokens[i - 1].end : start] != " ":
            return low, start
        before = tokens[i - 1]
        pair = f"{before.low} {low}"
        if pair in language.definite and self._free(before.start, tokens[i].end):
            return pair, before.start
        if f"{language.contractions.get(before.low, '')} {low}" in language.definite:
            # "am Projekt" holds the article of "an dem Projekt"; the preposition stays to be read.
            return f"{language.contractions[before.low]} {low}", start
        article = tokens[max(0, i - 2)]
        pair = f"{article.low} {low}"
        if before.low in language.numbers and pair in language.group_nouns:
            return pair, article.start
        # "the four-year project": an adjective stands between.
        known = pair in language.project_nouns or pair in language.event_nouns
        if known and i > 1 and _describes(document, article, before, tokens[i]):
            return pair, article.start
        return low, start

    # -- what they stand for ----------------------------------------------------------------------------------------

    def _voice(self, start: int, end: int) -> list[Span]:
        entity = self.context.voice
        return [_span(self.document, start, end, entity, 0.75, maybe=True)] if entity >= 0 else []

    def _person(self, i: int, start: int) -> list[Span]:
        context, token = self.context, self.tokens[i]
        entity = self._before(token.start, "Person")
        if entity < 0 and i == 0 and _is_of_organisation(self.language.tag, self.tokens, context):
            entity = context.latest["Organization"][0]
        entity = entity if entity >= 0 else context.last("Person")
        if entity < 0:
            return []
        if self.document.things[entity].type == "Person":
            context.meant = entity
            context.continued = entity if i < 3 else context.continued
        return [_span(self.document, start, token.end, entity, 0.8)]

    def _noun(self, i: int, low: str, start: int, genitive: bool) -> list[Span]:
        document, language, token = self.document, self.language, self.tokens[i]
        noun = low
        if noun not in language.organization_nouns and noun not in language.group_nouns and noun.endswith("s"):
            kinds = (language.organization_nouns, language.group_nouns, language.project_nouns, language.event_nouns)
            if any(noun[:-1] in kind for kind in kinds):
                noun, genitive = noun[:-1], True
        if noun in language.group_nouns:
            group = _group(document, self.context, self.tokens[max(0, i - 3) : i], language.group_nouns[noun])
            if not group:
                return []
            span = _span(document, start, token.end, group[0], 0.8, genitive)
            span.group = group
            return [span]
        entity = -1
        if noun in language.organization_nouns and not _is_seat(document, noun, start):
            if _is_said_which(document, start, token.end):
                return []
            if not _stands_for_itself(language, noun) and self._is_apposed(start):
                return []  # GGD GHOR Nederland, de vereniging voor publieke gezondheid: what it is
            entity = self._organization(noun, token.start)
            entity = self._project(token.start) if entity < 0 and noun in language.project_nouns else entity
        elif noun in language.project_nouns:
            entity = self._project(token.start)
            entity = entity if self._may_be_bought(entity, noun) else -1
        elif noun in language.event_nouns:
            entity = self._event(token.start)
        return [_span(document, start, token.end, entity, 0.8, genitive)] if entity >= 0 else []

    def _is_apposed(self, start: int) -> bool:
        """Dutch: whether a noun stands behind an organisation and a comma."""
        return self.language.tag == "nl" and start - 2 in self._houses and self.document.text[start - 2] == ","

    def _organization(self, noun: str, position: int) -> int:
        """The organisation that a noun at a position stands for."""
        document, context = self.document, self.context
        if _stands_for_itself(self.language, noun):
            known = [*context.recent["Organization"], context.publisher]
            return next((e for e in known if e >= 0 and _begins(document.things[e].name.lower(), noun)), -1)
        classes = self.language.organization_nouns[noun]
        entity = _so_called(document, noun, position) if self.language.tag == "en" else self._called(noun)
        entity = entity if entity >= 0 else _compatible(document, self._before(position, "Organization"), classes)
        if entity < 0 and self.language.tag == "sv" and set(classes) <= _LOCAL:
            entity = _compatible(document, context.publisher, classes)  # a municipality's own text: itself
        entity = entity if entity >= 0 else _last_so_called(document, context, noun, classes)
        return entity if entity >= 0 else _compatible(document, context.publisher, classes)

    def _called(self, noun: str) -> int:
        """Scandinavian: the organisation spoken of last whose name ends with the noun (*inköpscentralen*: Statens
        inköpscentral); -1 for none, and where any of its kind is called so (*kommunen*).
        """
        things, recent = self.document.things, self.context.recent["Organization"]
        if self.language.tag not in _NORTH or set(self.language.organization_nouns[noun]) <= _LOCAL:
            return -1
        named = ((e, things[e].name.lower().rpartition(" ")) for e in recent)
        return next((e for e, (before, _, last) in named if before and noun in definite_forms(last)), -1)

    def _project(self, position: int) -> int:
        """The project that a noun at a position stands for."""
        entity = self._before(position, "Project")
        entity = entity if entity >= 0 else self.context.page_project
        entity = entity if entity >= 0 else self.context.spoken_of("Project")
        entity = entity if entity >= 0 else self.context.page["Project"]
        return entity if entity >= 0 else self.context.named_soon("Project", self.sentence.end)

    def _may_be_bought(self, project: int, noun: str) -> bool:
        """Whether a noun is none for a way of buying (*upphandlingen*), or the text says that the project is one."""
        finders, document = self.document.finders, self.document
        if project < 0 or finders.purchase is None or not finders.purchase.fullmatch(noun):
            return True
        ends = (document.spans[n].end for n in document.things[project].spans)
        return any(finders.is_purchase and finders.is_purchase.match(document.folded, end) for end in ends)

    def _event(self, position: int) -> int:
        """The event that a noun at a position stands for."""
        entity = self._before(position, "Event")
        entity = entity if entity >= 0 else self.context.last("Event")
        return entity if entity >= 0 else self.context.page["Event"]

    def _before(self, position: int, type_: str) -> int:
        """The thing of a type named last before a position of this sentence; -1 for none."""
        best = -1
        for span in self.present:
            if span.start >= position:
                break
            if span.entity >= 0 and self.document.things[span.entity].type == type_:
                best = span.entity
        return best


def _is_seat(document: Document, noun: str, start: int) -> bool:
    """Whether English *the board* at a position is a body's own (*members of the Board*)."""
    own = document.language.tag == "en" and noun == "the board"
    return own and _SEAT_ON.search(document.folded, max(0, start - 30), start) is not None


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
