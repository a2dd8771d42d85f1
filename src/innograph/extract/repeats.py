"""Further mentions of what a text has named: by an abbreviation, a surname, a name's first word, the name again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.extract.cases import surname_base
from innograph.extract.forms import strip_genitive
from innograph.extract.spans import CODE_OF_TYPE, MUNICIPALITY, PERSON, UNKNOWN, Span
from innograph.extract.things import Thing
from innograph.extract.variants import initials, without_legal_form

if TYPE_CHECKING:
    from innograph.extract.document import Document

#: How sure a further mention is, by how sure what it names is.
_AGAIN = 0.9
#: The first word of a name of more words than so many, or a shorter one (letters), does not stand for it.
_FEW_WORDS, _GENERIC_FIRST = 3, 5
#: Particles before a surname are at most so long (code points).
_LONGEST_PARTICLE = 8
#: A name of several words that is looked for again has at least so many code points.
_LEAST_TITLE = 6
#: How a definite noun in small letters looks that a text has also written as a name, by language; such a name of one
#: word has at least so many letters.
_DEFINITE = {
    "nl": r"(?<!\w)(?:[Dd]e|[Hh]et|[Dd]eze|[Dd]it) ({})(?![\w-]|\.\w)",
    "sv": r"(?<![\w/.@-])({})(?<=[aent])(?![\w-]|\.\w)",
    "nb": r"(?<![\w/.@-])({})(?<=[aent])(?![\w-]|\.\w)",
    "da": r"(?<![\w/.@-])({})(?<=[ent])(?![\w-]|\.\w)",
}
_LEAST_SMALL = 9
#: Where a company is, at the end of its name.
_IN_PLACE = re.compile(r" i [A-ZÅÄÖÆØ][\w-]+$")
#: An abbreviation with small letters for small words.
_MIXED = re.compile(r"[A-ZÅÄÖÆØ](?:[a-zåäöæø]?[A-ZÅÄÖÆØ]){1,3}")


class Repeats:
    """Finds names again that one article itself taught."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        #: What the text calls things for short, but for what it calls several so.
        self._short: dict[str, int] = {}
        ambiguous: set[str] = set()
        for index, thing in enumerate(document.things):
            for word in self._short_names(thing) if index not in document.series else ():
                if self._short.setdefault(word, index) != index:
                    ambiguous.add(word)
        #: The same with what it calls several things: an inflected name is a form of one of these.
        self._known = set(self._short)
        for word in ambiguous:
            del self._short[word]

    def find(self) -> None:
        """Add the mentions of short names to the document's; a place or an unknown name may be one of them."""
        document, short = self.document, self._short
        persons = {word for word, index in short.items() if document.things[index].type == "Person"}
        # A surname that is also a place (Lund) is the person whom the text named in full.
        document.spans = [s for s in document.spans if s.code != MUNICIPALITY or not persons & self._forms(s)]
        for span in document.spans:
            if span.code == UNKNOWN and span.source == "unknown" and (surname := self._surname(span)) in persons:
                # "Van den Tweel": Marc van den Tweel.
                span.code, span.entity, span.source = PERSON, short[surname], "again"
                span.genitive = not span.name.endswith(surname)
                span.weight = _AGAIN * document.things[span.entity].weight
            elif span.code == UNKNOWN and span.source == "unknown" and span.name in self._companies:
                self._name_again(span, self._companies[span.name])
            elif span.code == UNKNOWN and span.source == "unknown" and _MIXED.fullmatch(span.name):
                self._name_again(span, self._initialled.get(span.name.upper(), set()))
            elif span.code == UNKNOWN and span.source == "unknown" and " " not in span.name and not self.language.cases:
                known = short.get(self._base(span.name), -1)
                if known >= 0 and document.things[known].type != "Person":
                    span.genitive = span.genitive or span.name not in short
                    self._name_again(span, {known})
        taken: set[int] = set()
        unknown: set[int] = set()
        for span in document.spans:
            if span.code == UNKNOWN and self.language.cases and " " not in span.name:
                unknown.add(span.start)  # perhaps an inflected surname
            else:
                taken.update(token.start for token in document.tokens_in(span.start, span.end))
        again: set[int] = set()
        for token in map(document.tokens.__getitem__, document.tokens.capitals):
            name = self._base(token.text) if token.start not in taken else ""
            if name in short:
                again.add(token.start)
                document.spans.append(self._mention(token.start, token.end, short[name], name, name != token.text))
                document.things[short[name]].add_name(name)
        self._in_small_letters(taken | again)
        replaced = unknown & again
        if replaced:
            document.spans = [s for s in document.spans if s.code != UNKNOWN or s.start not in replaced]

    def _in_small_letters(self, taken: set[int]) -> None:
        """Add the mentions in small letters of an event or a project of one word (*de jongerentop*: Jongerentop)."""
        definite = _DEFINITE.get(self.language.tag)
        if definite is None:
            return
        named = {n.lower(): i for n, i in self._short.items() if len(n) >= _LEAST_SMALL and n[1:].islower()}
        kinds = {n: i for n, i in named.items() if self.document.things[i].type in ("Event", "Project")}
        for low, index in kinds.items():
            for match in re.finditer(definite.format(re.escape(low)), self.document.text):
                start, end = match.span(1)
                if start not in taken:
                    name = low[0].upper() + low[1:]
                    self.document.spans.append(self._mention(start, end, index, name, False))

    def _name_again(self, span: Span, owners: set[int]) -> None:
        """Make a mention of what an unknown name names, where that is one thing."""
        if len(owners) == 1:
            (span.entity,) = owners
            span.source, thing = "again", self.document.things[span.entity]
            span.code, span.cls, span.refs = CODE_OF_TYPE[thing.type], thing.cls, thing.refs
            span.weight = _AGAIN * thing.weight

    @cached_property
    def _initialled(self) -> dict[str, set[int]]:
        """The organisations by the first letters of their names (*Universitetet i Agder*: UiA)."""
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.document.things):
            for name in thing.names if thing.type == "Organization" else ():
                for letters in initials(name):
                    owners.setdefault(letters, set()).add(index)
        return owners

    @cached_property
    def _companies(self) -> dict[str, set[int]]:
        """The companies that the text names with their legal form, by what their names are without it, and without
        the place (*Sågen i Lund AB*: Sågen).
        """
        owners: dict[str, set[int]] = {}
        for index, thing in enumerate(self.document.things):
            for name in thing.names if thing.type == "Organization" else ():
                if (bare := without_legal_form(name)) != name:
                    owners.setdefault(bare, set()).add(index)
                    owners.setdefault(_IN_PLACE.sub("", bare), set()).add(index)
        return owners

    def _short_names(self, thing: Thing) -> Iterable[str]:
        """What a text may call a thing that it has named."""
        if thing.type == "Person":
            parts = thing.name.split()
            if len(parts) > 1:
                yield parts[-1]
            if len(parts) > 2 and parts[-2].lower() in self.language.particles:
                yield " ".join(parts[-2:])
            return
        for name in thing.names:
            if " " not in name:
                yield name
                part = name.split("-")[-1]
                if "-" in name and thing.type == "Organization" and part[:1].isupper():
                    yield part
            elif thing.type == "Organization" and len(name.split()) <= _FEW_WORDS:
                first = name.split()[0]
                if self._can_stand_alone(first):
                    yield first

    def _can_stand_alone(self, word: str) -> bool:
        """Whether the first word of a longer name may stand for it: a name, not a common noun or an adjective."""
        low, language = word.lower(), self.language
        if len(word) < _GENERIC_FIRST or low in language.not_names or low in language.stoppers:
            return False
        # A genitive (Lunds universitet, Yleisten kirjastojen neuvosto) or a nationality (Svenska kraftnät) names no
        # organisation alone.
        document = self.document
        if low.endswith(("n", "s") if language.cases else "s"):
            return False
        if document.gazetteer.lists(low, "Nationality") or document.finders.roles.base(low):
            return False
        heads = language.forms["Organization"].openings
        # An adjective that also stands before roles (European, national) names nothing alone.
        return low not in heads and low not in language.given_names and low not in language.role_modifiers

    def _forms(self, span: Span) -> set[str]:
        """The words of a mention, with and without a genitive ending."""
        text = self.document.text[span.start : span.end]
        return {text, strip_genitive(text, self.language)}

    def _surname(self, span: Span) -> str:
        """A name without the particles before it (*Van den Tweel*) and a genitive ending; "" when it has none."""
        words = span.name.split()
        before = self.document.text[max(0, span.start - _LONGEST_PARTICLE) : span.start].split()[-1:]
        particles = words[:-1] or before
        if not particles or not all(word.lower() in self.language.particles for word in particles):
            return ""
        return strip_genitive(words[-1], self.language)

    def _base(self, word: str) -> str:
        """The name that an inflected word is a form of (*Virtasen*, *Sitralle*); the word when it is of none."""
        known = self._known
        stripped = strip_genitive(word, self.language)
        if stripped in known:
            return stripped
        if stripped.endswith("s") and stripped[:-1] in known:
            return stripped[:-1]
        if not self.language.cases:
            return stripped
        base = surname_base(stripped, known)
        if base in known:
            return base
        low = stripped.lower()
        for ending in self.language.inflections:
            if low.endswith(ending) and len(stripped) - len(ending) > 2 and stripped[: -len(ending)] in known:
                return stripped[: -len(ending)]
        return stripped

    def _mention(self, start: int, end: int, index: int, name: str, genitive: bool) -> Span:
        thing = self.document.things[index]
        code, weight = CODE_OF_TYPE[thing.type], _AGAIN * thing.weight
        return Span(start, end, code, name, "again", weight, thing.cls, thing.refs, index, genitive=genitive)


def find_titles(document: Document, things: Iterable[int]) -> tuple[list[Span], list[Span]]:
    """Further mentions of these projects and events in their names of several words, wherever the text has them
    (*Digitala kvarter leds av …*), and the mentions inside those places, which no longer count.
    """
    found: list[Span] = []
    covered: list[Span] = []
    for index in things:
        thing = document.things[index]
        for name in thing.names if index not in document.series else ():
            if " " not in name or len(name) < _LEAST_TITLE or name not in document.text:
                continue
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?P<s>s?)(?![\w-])", document.text):
                start, end = match.span()
                touched = [s for s in (*document.spans, *found) if s.start < end and start < s.end]
                if any(s.start < start or s.end > end or s.entity == index for s in touched):
                    continue  # part of a longer name, or known to be named here
                covered += touched
                weight = _AGAIN * thing.weight
                code, genitive = CODE_OF_TYPE[thing.type], bool(match["s"])
                found.append(
                    Span(start, end, code, name, "again", weight, thing.cls, thing.refs, index, genitive=genitive)
                )
    return found, covered
