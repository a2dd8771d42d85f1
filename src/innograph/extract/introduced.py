"""Names that a phrase introduces: of a kind of thing that is called so (*a company called X*), told between commas
behind it (*its own unit, X,*), or counted and listed (*four councils – A, B, C and D*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from innograph.extract.forms import strip_genitive
from innograph.extract.language import Language, alternation
from innograph.extract.literals import Literals, may_match
from innograph.extract.spans import EVENT, LOWER, MUNICIPALITY, ORGANIZATION, PLACE, PROJECT, UNKNOWN, UPPER, Span
from innograph.extract.text import View

#: Word classes for a kind of thing before the name (group `name`), with the code and the class of that.
_KINDS = {
    "called_body": (ORGANIZATION, "org:Organization"),
    "apposed_body": (ORGANIZATION, "org:Organization"),
    "apposed_network": (ORGANIZATION, "inno:Network"),
    "named_body": (ORGANIZATION, "org:Organization"),
    "placed_body": (ORGANIZATION, "org:Organization"),
    "hyphen_project": (PROJECT, "inno:Project"),
    "labelled_event": (EVENT, "inno:Event"),
    "spoken_for": (ORGANIZATION, "org:Organization"),
    "labelled_body": (ORGANIZATION, "org:Organization"),
    "told_project": (PROJECT, "inno:Project"),
    "begun_project": (PROJECT, "inno:Project"),
    "run_project": (PROJECT, "inno:Project"),
    "apposed_event": (EVENT, "inno:Event"),
    "held_event": (EVENT, "inno:Event"),
    "named_event": (EVENT, "inno:Event"),
}
#: How sure such a name is: what its own form shows is surer.
_WEIGHT = 0.7
#: … but where only a body can stand: it is no person's there.
_ONLY_BODIES, _SURE = ("spoken_for", "labelled_body", "named_body", "placed_body"), 0.95
#: Classes of names that only their last word shows.
_GUESSED = ("org:Organization", "inno:Council", "inno:Network")
#: A place's name, in a list of several.
_PLACE_NAME = (
    rf"(?:'s-|'t )?[{UPPER}][\w’'-]*(?:[ -](?:(?:aan|am|an|auf|bei|de|den|der|im|in|ob|of|on|op|under|upon|van) "
    rf"(?:de[nrm]? )?)?[{UPPER}][\w’'-]*){{0,2}}"
)
_TOWN, _BODY = "inno:Municipality", "org:Organization"
#: The name of a body in a list of several, and where it is, in brackets.
_BODY_NAME = (
    rf"[{UPPER}\d](?:[\w&+’'-]|\.(?=\w))*(?: (?:(?:&|of|for|de|the) )?[{UPPER}\d](?:[\w&+’'-]|\.(?=\w))*){{0,4}}"
    r"(?: \([^(),;\n]{2,30}\))?"
)
#: The name that begins a line of a list, or two that an *and* joins, before what is told of it.
_FIRST = re.compile(
    rf"(?:[•*–-] ?)?(?P<name>{_BODY_NAME}(?: (?:and|og|en|und|ja) [{UPPER}][\w&+’'-]*)?)"
    r"(?=$| \(|, | [–-] |: ?)"
)
_TOLD = re.compile(
    rf"^(?:[\w-]+ ){{0,2}}[{LOWER}][\w-]* (?=[{UPPER}\d])(?:(?:[\w-]+ )?(?:Start-?up|Unternehmen|Firma|Spin-?off) )?"
)
_BODY_LINE = re.compile(_BODY_NAME)
_IN_BRACKETS = re.compile(r" \([^()]*\)$")
#: A capital or a digit inside a word.
_MIXED = re.compile(rf"[{LOWER}][{UPPER}\d]|[{UPPER}]{{2,}}|[{LOWER}]-[{UPPER}]")
#: What an English town's council is called behind its name.
_COUNCIL = r" (?:(?:City|Town|County|Borough|Metropolitan|District) ){0,3}Council(?!\w)"


def _placed(parts: Iterable[str], text: str, at: int) -> Iterator[tuple[int, str]]:
    """Where the parts of a list stand, one after the other, in a text from a place on."""
    for part in parts:
        at = text.index(part, at)
        yield at, part
        at += len(part)


class Introductions:
    """Finds the names in one language that a phrase introduces."""

    def __init__(self, language: Language, literals: Literals) -> None:
        self.language = language
        self._kinds = [
            (cue, *_KINDS[name], _SURE if name in _ONLY_BODIES else _WEIGHT)
            for name in _KINDS
            if (cue := literals.cue(language.classes.get(name))) is not None
        ]
        conjunction = alternation(language.conjunctions)
        articles = "".join(f"{article} |" for article in language.articles) or "(?!)"
        names = rf"(?P<names>{_PLACE_NAME}(?:, {_PLACE_NAME})*,? {conjunction} {_PLACE_NAME})"
        counted = language.classes.get("counted_towns")
        joined = language.classes.get("last_town")
        #: Towns that a text counts before it lists them, and a list whose last is told to be a town.
        self._towns = [
            cue
            for source in (
                counted and rf"{counted}{names}(?=[.;:)–\n]| –|, |$)",
                joined
                and rf"(?<![\w-])(?P<names>{_PLACE_NAME}(?:, {_PLACE_NAME})*),? {conjunction} (?:{joined}) [{UPPER}]",
            )
            if (cue := literals.cue(source)) is not None
        ]
        bodies = language.classes.get("counted_bodies")
        # "Ryze and the Cork start-up Hydwen"
        told = rf"(?:(?:the |{articles})?(?:[\w-]+ )?(?!(?:the|{articles.replace(' ', '')}) )[{LOWER}][\w-]* )?"
        listed = rf"(?P<names>{_BODY_NAME}(?:, {told}{_BODY_NAME})*,? {conjunction} {told}{_BODY_NAME})"
        #: Bodies that a text lists behind the plural of what they are.
        self._bodies = literals.cue(bodies and bodies + listed)
        label = language.classes.get("list_label")
        #: Labels of lists of bodies on the same line.
        line = rf"(?:^|(?<=\n))(?:[•*–-] ?)?(?i:{label}) ?: (?P<names>[^\n:]{{3,400}})(?=\n|$)"
        self._lists = literals.cue(label and line)
        held = language.classes.get("held_event")
        named = language.classes.get("named_body")
        self._held_event = next((cue for cue, *_ in self._kinds if cue.pattern.pattern == held), None)
        self._named_body = next((cue for cue, *_ in self._kinds if cue.pattern.pattern == named), None)
        #: Headings over lists of bodies.
        self._heading = literals.cue(language.classes.get("body_heading"))
        self._between = re.compile(rf",? {conjunction} |, ")

    def find(self, text: str, words: int, known: Iterable[Span]) -> list[Span]:
        """The names that stand free of `known` ones, but for towns that begin a longer name; `words` are the bits of
        the text's words (literals.py).
        """
        guesses = {(s.start, s.end) for s in known if s.source == "form" and (s.cls in _GUESSED or s.code == PROJECT)}
        taken = sorted((s.start, s.end, s.code) for s in known)
        found: list[Span] = []
        for span in self._held(text, words):
            # "At Procure Nordic in Malmö on 4 February": what only the last word shows may be an event.
            if (span.start, span.end) in guesses:
                found.append(span)
        bodies = {s.start for s in known if s.code in (ORGANIZATION, MUNICIPALITY)}
        labelled = list(self._labelled(text, words, bodies))
        for span in labelled:
            # "Partner: Helios Klinikum Gotha, Vivantes": commas tell where each name ends.
            over = [t for t in taken if t[0] < span.end and span.start < t[1]]
            if all(span.start <= a and b <= span.end and b - a < span.end - span.start for a, b, _ in over):
                found.append(span)
        for span in (*self._named(text, words), *self._listed(text, words)):
            here = (*taken, *((s.start, s.end, s.code) for s in found))
            if all(self._is_part(span, *other) for other in here if other[0] < span.end and span.start < other[1]):
                found.append(span)
        return found

    def _labelled(self, text: str, words: int, known: set[int]) -> Iterator[Span]:
        """The bodies of a line that is a label and a list of names, of which one at least is known."""
        for match in self._lists.finditer(text, words) if self._lists else ():
            parts = re.split(r", |; ", match["names"].rstrip("."))
            places = [(at, _IN_BRACKETS.sub("", part)) for at, part in _placed(parts, text, match.start("names"))]
            if not any(start in known for start, _ in places) or not all(self._may_be(name) for _, name in places):
                continue
            for start, name in places:
                if _BODY_LINE.fullmatch(name):
                    yield Span(start, start + len(name), ORGANIZATION, name, "form", _WEIGHT, _BODY)

    def _held(self, text: str, words: int) -> Iterator[Span]:
        for cue, code, cls, _ in self._kinds:
            if cue in (self._held_event, self._named_body):
                for match in cue.finditer(text, words):
                    yield Span(*match.span("name"), code, match["name"], "noun", _SURE, cls)

    def below_headings(self, view: View, folded: str, words: int, known: Iterable[Span]) -> list[Span]:
        """The bodies whose names begin the lines of a list under a heading that says so (*Winning suppliers*)."""
        heading, found = self._heading, list[Span]()
        starts = {s.start for s in known if s.code != UNKNOWN}
        if heading is None or not may_match(heading.needs, words):
            return found
        opened = False
        for line in view.sentences:
            item = line.kind == "item" or view.text.startswith(("•", "*", "–", "- "), line.start)
            if not item:
                opened = heading.fullmatch(folded, line.start, line.end, words) is not None
                continue
            match = _FIRST.match(view.text, line.start, line.end) if opened else None
            if match is None or match.start("name") in starts or not self._may_be(match["name"]):
                continue
            for name in self._between.split(_IN_BRACKETS.sub("", match["name"])):
                at = view.text.index(name, match.start("name"))
                found.append(Span(at, at + len(name), ORGANIZATION, name, "form", _WEIGHT, _BODY))
        return found

    @staticmethod
    def _is_part(span: Span, start: int, end: int, code: str) -> bool:
        """Whether a mention is only a part of a longer name: the town in it, or its beginning."""
        inside = span.start <= start and end <= span.end and end - start < span.end - span.start
        return inside and (code in (MUNICIPALITY, PLACE) or (code == span.code and start == span.start))

    def _named(self, text: str, words: int) -> Iterator[Span]:
        for cue, code, cls, weight in self._kinds:
            for match in cue.finditer(text, words):
                start, end = match.span("name")
                name = text[start:end]
                if not self._may_be(name):
                    continue
                base = strip_genitive(name, self.language)
                yield Span(start, end, code, base, "noun", weight, cls, genitive=base != name)

    def _may_be(self, name: str) -> bool:
        """Whether a name may be one of a thing: no person's, and no word that pages begin with."""
        first, _, rest = name.partition(" ")
        low = first.lower()
        if low in self.language.given_names and not first.isupper():
            return False
        if not rest and (
            low in self.language.not_names or low in self.language.months or low in self.language.weekdays
        ):
            return False
        return low not in self.language.stoppers or bool(rest)

    def _listed(self, text: str, words: int) -> Iterator[Span]:
        """The towns of lists."""
        for cue in self._towns:
            for match in cue.finditer(text, words):
                parts = [p for p in self._between.split(match["names"]) if p]
                if any(p.lower() in self.language.not_names or p.isupper() for p in parts):
                    continue
                for at, part in _placed(parts, text, match.start("names")):
                    name = self._in_full(part, text)
                    aliases = (part,) if name != part else ()
                    yield Span(at, at + len(part), ORGANIZATION, name, "form", _WEIGHT, _TOWN, aliases=aliases)

        for match in self._bodies.finditer(text, words) if self._bodies else ():
            yield from self._bodies_of(match, text)

    def _bodies_of(self, match: re.Match[str], text: str) -> Iterator[Span]:
        """The bodies of a list; none where it is of persons, or of German common nouns."""
        language = self.language
        parts = [_IN_BRACKETS.sub("", p) for p in self._between.split(match["names"]) if p]
        parts = [_TOLD.sub("", p) for p in parts]
        if any(not self._may_be(p) or p.lower() in language.not_names for p in parts):
            return
        telling = sum(_MIXED.search(p) is not None or " " in p for p in parts)
        if language.tag == "de" and telling * 2 < len(parts):
            return
        for at, part in _placed(parts, text, match.start("names")):
            base = strip_genitive(part, language)
            yield Span(at, at + len(part), ORGANIZATION, base, "form", _WEIGHT, _BODY, genitive=base != part)

    def _in_full(self, town: str, text: str) -> str:
        """English: a town's name as the text gives it elsewhere with its council (*Leeds*: Leeds City Council)."""
        council = _COUNCIL if self.language.tag == "en" and f"{town} " in text else ""
        match = re.search(rf"(?<![\w-]){re.escape(town)}{council}", text) if council else None
        return match.group() if match else town
