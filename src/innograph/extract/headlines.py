"""The title of a page: whether it reads like a name, and whether it is an event's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.spans import EVENT, MUNICIPALITY, ORGANIZATION, PERSON, UPPER, Span
from innograph.extract.text import Sentence

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor
    from innograph.extract.words import Token

#: A name that a colon or a dash parts from the rest of a title, which the text may use by itself: *Backspel – circular
#: purchasing*, where it says "Backspel tests …".
NAME_BEFORE = re.compile(rf"(?P<name>[{UPPER}][\w-]{{2,}}(?: [\w&-]+){{0,4}}?)(?=:| [–|-] )")
#: … it is so long at least (code points).
_SHORT_NAME = 4
#: A text speaks of what its title names within so many sentences.
SPOKEN_OF = 4
#: Fewer words than so many may stand before an event's name in a title that is no more than that.
_BEFORE_NAME = 3
#: What may follow an event's name in a title that is no more than that: what part of it, when.
_AFTER_NAME = re.compile(r"[”\"“»« ]*(?:$|[:|,–-]|\d)")
#: What a dash parts from the name: what it is, or the site's name.
_LAST_PART = re.compile(r" [|–-] (?=[^|–-]+$)")
#: Scandinavian prepositions that tell where somebody is; the names of two persons are at most so long (code points).
_WHERE = frozenset(["på", "til", "till", "hos"])
_LONGEST_PAIR = 40


#: What tells news behind a dash (Swedish, Danish, Norwegian).
_NEW = re.compile(r"(?:nye|nya|nyt?t?) (?![\d(])")


class Headline:
    """Reads the title of one article that has a sentence."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence

    @property
    def line(self) -> Sentence:
        """The first sentence."""
        return self.document.sentences[0]

    @property
    def is_title(self) -> bool:
        """Whether the first sentence is a title."""
        return self.line.kind == "title"

    @property
    def text(self) -> str:
        """Its words."""
        return self.document.text[self.line.start : self.line.end]

    @property
    def name(self) -> str:
        """Its words before the last dash."""
        return _LAST_PART.split(self.text)[0]

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.endswith("?")

    @property
    def end(self) -> int:
        """Where the last sentence of its block ends."""
        return next(s for s in reversed(self.document.sentences) if s.block == self.line.block).end

    def events(self) -> list[Span]:
        """The events that it names."""
        spans = map(self.document.spans.__getitem__, self.evidence.present[0])
        return [span for span in spans if span.code == EVENT]

    def has(self, pattern: re.Pattern[str] | None) -> bool:
        """Whether it holds what a pattern finds."""
        return pattern is not None and pattern.search(self.document.folded, self.line.start, self.line.end) is not None

    def is_used_alone(self, name: str, title: str) -> bool:
        """Whether the text has the beginning of a title elsewhere, without the rest of it, and knows it as no other."""
        if len(name) < _SHORT_NAME:
            return False
        again = re.compile(rf"(?<![\w-]){re.escape(name)}s?(?![\w-])")
        text = self.document.text.replace(title, " " * len(title))
        known = self.document.find_thing("Organization", name) or self.document.gazetteer.entries(name)
        return not known and again.search(text, self.line.end) is not None

    def is_whole(self, pattern: re.Pattern[str] | None) -> bool:
        """Whether it is what a pattern matches, and no more."""
        line, folded = self.line, self.document.folded
        return pattern is not None and pattern.fullmatch(folded, line.start, line.end) is not None

    def is_an_organisations(self, listed: bool = False) -> bool:
        """Whether it is an organisation's name and nothing else (`listed`: one that the registry has)."""
        spans = map(self.document.spans.__getitem__, self.evidence.present[0])
        return any(
            s.code == ORGANIZATION and s.start <= self.line.start and s.end >= self.line.end and (s.refs or not listed)
            for s in spans
        )

    def is_spoken_of(self, nouns: re.Pattern[str] | None, within: int = SPOKEN_OF) -> bool:
        """Whether the text goes on, within so many sentences, about what its title must name (*konferensen*), and the
        title reads like a name: no verb makes it a sentence and no word tells news (*ny*, *nu*).
        """
        if nouns is None or len(self.document.sentences) < 2:
            return False
        others = self.document.sentences[1 : 1 + within]
        return (
            self.is_title
            and any(nouns.search(self.document.folded, s.start, s.end) for s in others)
            and self.reads_like_a_name()
        )

    def whole_event(self) -> int:
        """The event whose name is the title, or all of it before a colon, a dash or a date; -1 where it is not."""
        title, prefix = self.line, self.x.event_prefix
        for span in self.events() if self.is_title else ():
            if span.entity >= 0:
                # What it is or whose it is may stand before: "Congres …", "NVZD Najaarscongres".
                lead = prefix.match(self.document.folded, title.start) if prefix else None
                start = lead.end() if lead and lead.end() <= span.start else title.start
                before = self.document.tokens_in(start, span.start)
                verbs = any(not t.cap or self.x.language.looks_like_verb(t.low) for t in before)
                whole = len(before) < _BEFORE_NAME and not verbs
                return span.entity if whole and _AFTER_NAME.match(self.document.text, span.end, title.end) else -1
        return -1

    def is_an_events(self) -> bool:
        """Whether it is the name of an event, as its last word shows (*Turvallisuusseminaari 2024*)."""
        pattern = self.x.event_title
        if pattern is None or not self.is_title:
            return False
        match = pattern.fullmatch(self.document.folded, self.line.start, self.end)
        # "Conference on safer streets": what the event is about may go on like a sentence.
        if match is None or match.lastgroup != "about":
            return match is not None
        # "So we do it now! Conference on safer streets": only what names the event need read like a name.
        return self.reads_like_a_name(match.start("core") if "core" in pattern.groupindex else -1)

    def is_called_event(self) -> bool:
        """Whether the title, which names no event that the text knows, is a name with a word for one in it (*Healthy
        rivers conference 2026*).
        """
        return self.is_title and self.has(self.x.event_noun) and not self.events() and self.reads_like_a_name()

    def reads_like_a_name(self, core: int = -1) -> bool:
        """Whether no verb makes the title (from `core` on) a sentence and no word tells news (*ny*, *nu*)."""
        title, prefix = self.line, self.x.event_prefix
        if self.is_an_organisations() or (core < 0 and self._tells_of_somebody()):
            return False
        # What a dash parts from the name says what it is: "Trygga hem – ett seminarium".
        lead = prefix.match(self.document.folded, title.start, title.end) if prefix else None
        before = self.x.project_prefix
        if lead is None and before is not None and self.x.language.tag == "sv":
            lead = before.match(self.document.folded, title.start, title.end)  # Om Våtmarksguiden
        start = max(core, lead.end() if lead else title.start)
        end = max(title.end, next(s.end for s in self.document.sentences if s.end > start))
        parts = _LAST_PART.split(self.document.text[start:end])
        text = parts[0].strip()
        if len(parts) > 1 and _NEW.match(parts[-1].lower()):
            return False  # Grön omställning i skolan – ny forskningsmiljö
        # "Fachtag: 20 Jahre Schulsozialarbeit": what it is stands before.
        kind = lead is not None and lead.group().rstrip().endswith(":") and self.x.language.tag == "de"
        if text.endswith((".", ":")) or (not kind and self.x.no_name and self.x.no_name.search(text.lower())):
            return False
        return text.endswith("?") or not self._says_something(self.document.tokens_in(start, start + len(text)))

    def _tells_of_somebody(self) -> bool:
        """Whether a person, or an organisation that does something, stands at its head (*Anna Ek talar om klimatet*,
        *Boverket värd för toppmöte*; not *Boverkets konferens*, *Boverket: konferens om hem*).
        """
        language, line, text = self.x.language, self.line, self.document.text
        if language.tag not in ("sv", "nb", "da"):
            return False
        for span in map(self.document.spans.__getitem__, self.evidence.present[0]):
            if span.start != line.start or span.code not in (PERSON, ORGANIZATION, MUNICIPALITY):
                continue
            span = self._last_of_list(span)
            behind = self.document.tokens_in(span.end, line.end)
            if not behind or span.genitive or text[span.end : behind[0].start] != " " or behind[0].cap:
                return False
            if span.code == PERSON and " " in span.name and self._is_somewhere(behind):
                return True
            links = {*language.prepositions, *language.conjunctions, *language.articles}
            of_event = self.x.event_noun is not None and self.x.event_noun.search(behind[0].low)
            return behind[0].low not in links and not of_event
        return False

    def _last_of_list(self, first: Span) -> Span:
        """The last of the organisations that the title's head joins (*Boverket och SMHI fördjupar samarbetet*)."""
        last = first
        for span in map(self.document.spans.__getitem__, self.evidence.present[0]):
            between = self.document.folded[last.end : span.start].strip(" ,") if span.start > last.end else "-"
            joined = not between or between in self.x.language.conjunctions
            if joined and span.code == ORGANIZATION == last.code:
                last = span
        return last

    def _is_somewhere(self, behind: Sequence[Token]) -> bool:
        """Whether what follows a person's name, perhaps over others', is where (*Anna Ek och Bo Lind på höstmötet*)."""
        small = [t for t in behind if not t.cap and t.low not in self.x.language.conjunctions]
        return bool(small) and small[0].low in _WHERE and small[0].start - behind[0].start < _LONGEST_PAIR

    def _says_something(self, tokens: Sequence[Token]) -> bool:
        """Whether one of these words of the title makes it a sentence."""
        language, small, relative = self.x.language, self.x.title_words, self.x.relative
        links = language.title_links.union(language.conjunctions, language.prepositions, language.articles)
        # "Konferens om unga som lämnar samhällsvård": the verb is of a clause that says which.
        which = {t.start for left, t in itertools.pairwise(tokens) if relative and relative.fullmatch(left.low)}
        attributes = self._attributes(tokens)
        return any(
            (t.start not in attributes and language.looks_like_verb(t.low))
            or t.low in language.speech
            or (t.low in language.stoppers and t.low not in links and not (small and small.fullmatch(t.low)))
            for t in tokens
            if not t.cap and t.start not in which
        )

    def _attributes(self, tokens: Sequence[Token]) -> set[int]:
        """German: where adjectives stand that end as verbs do (*im europäischen Kontext*): behind an article or a
        preposition and before a noun.
        """
        language = self.x.language
        if language.tag != "de":
            return set()
        before = language.stoppers.union(language.prepositions, language.articles)
        return {
            word.start
            for left, word, right in zip(tokens, tokens[1:], tokens[2:], strict=False)
            if left.low in before and not word.cap and right.cap
        }
