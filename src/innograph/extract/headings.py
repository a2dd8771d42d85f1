"""What the headings of lists, of persons and of bodies, say: whether they point below, whose members they tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.extract.context import HAVE_MEMBERS
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.literals import Cue
from innograph.extract.spans import ORGANIZATION, UNKNOWN

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Where somebody comes from: no body whose list a heading tells (*I gruppen ingår också sakkunniga från Boverket:*).
_FROM = re.compile(r"(?<!\w)(?:från|fra|from|van|von|vom|aus) $")
_LONGEST_FROM = 6


class Headings:
    """Reads the headings of one article's lists."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence

    def points_below(self, number: int) -> bool:
        """Whether a sentence points to the list below its paragraph (*Följande personer ingår i rådet. Rådet …*)."""
        stops = self.document.text[self.document.sentences[number].end - 1] == "."
        return stops and self.find(self.x.pointing, number) is not None

    def find(self, cue: Cue | None, number: int) -> re.Match[str] | None:
        """Where a sentence has what a cue looks for."""
        sentence = self.document.sentences[number]
        words = self.evidence.words[number]
        return cue.search_in(self.document.folded, sentence.start, sentence.end, words) if cue else None

    def is_denied(self, number: int) -> bool:
        """Whether a heading tells of what is not, or no longer, so (*Tidigare ledamöter*)."""
        sentence = self.document.sentences[number]
        patterns = (self.x.past, self.x.negation)
        return any(p.search(self.document.folded, sentence.start, sentence.end) for p in patterns)

    def body(self, number: int) -> int:
        """The body whose members a heading tells: the last one with members that it names, or the one whose board it
        names, whatever that is called (*… ingår i Biosfärområde Ekdalens styrelse*); -1 where it names none.
        """
        board, spans = self.x.body_noun, self.document.spans
        for n in reversed(self.evidence.present[number]):
            span = spans[n]
            if self._is_from(span.start):
                continue
            if span.code == ORGANIZATION and span.entity >= 0 and span.cls in HAVE_MEMBERS:
                return span.entity
            if board and span.code in (ORGANIZATION, UNKNOWN) and board.match(self.document.folded, span.end + 1):
                if span.code == UNKNOWN and "s" in self.x.language.genitive:
                    span.name = span.name.removesuffix("s")  # before its board an unknown name stands in the genitive
                return self.evidence.promote(n)
        return -1

    def named(self, number: int, end: int, last: bool = False) -> int:
        """The (`last`) organisation that a heading names before `end`; -1 when it names none."""
        present = self.evidence.present[number]
        for n in reversed(present) if last else present:
            span = self.document.spans[n]
            # Under "Från Region Skåne:" stand those who work there.
            whole = " " not in self.document.folded[self.document.sentences[number].start : span.start].strip()
            if (
                span.code == ORGANIZATION
                and span.entity >= 0
                and span.start < end
                and (whole or not self._is_from(span.start))
            ):
                return span.entity
        return -1

    def _is_from(self, start: int) -> bool:
        """Whether a name stands behind a word for where somebody comes from."""
        return _FROM.search(self.document.folded, max(0, start - _LONGEST_FROM), start) is not None
