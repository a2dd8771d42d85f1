"""Lists of grants: lines of a project's name, who gets the money and how much, in any order (*Trygg väg hem, 500 000 kr
– Kumla kommun*), under a heading that tells of grants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.spans import MUNICIPALITY, ORGANIZATION, PERSON, PROJECT, Span
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that who gives the grants pays for what a line names, and that who gets one carries it out.
_PAYS, _CARRIES = 0.74, 0.74
#: An entry is at most so long (code points); a name of a project has so many at least and at most.
_LONGEST_ENTRY, _SHORTEST_NAME, _LONGEST_NAME = 260, 4, 170
#: A heading that no colon ends is at most so long (code points).
_LONGEST_HEADING = 130
#: So far above an entry its heading stands at most (sentences).
_FAR = 40
#: Who gives them is named so far above the heading at most (sentences).
_ABOVE = 6
#: What parts an entry.
_SEPARATOR = re.compile(r", (?!och |og |samt )| [–—-] |: |; | ?\||\t| ?\(|\)(?: |$)|\)|(?<=\w)/(?=[A-ZÅÄÖÆØ])")
#: Money, with or without what it is counted in.
_AMOUNT = re.compile(
    r"(?:(?:ca|cirka|drygt|knappt|omkring|totalt|med|inntil|ca\.|noin|i alt|på|får|kr\.?|SEK|NOK|DKK|EUR|€) )*"
    r"\d[\d .,\u00a0\u202f]*(?:(?:miljoner|mkr|tkr|mill\.?|mio\.?|millioner|milj\.?|miljoonaa|tusen|tuhatta) ?)?"
    r"(?:kr\.?|kronor|kroner|euro|euroa|€|SEK|NOK|DKK|EUR|,-)?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d .,\u00a0\u202f]*(?:(?:miljoner|mkr|tkr|mill\.?|mio\.?|millioner|milj\.?|miljoonaa) ?)?"
    r"(?:kr|kronor|kroner|euro|€|SEK|NOK|DKK|EUR|mkr|tkr)(?!\w)|\d{2,3}[ \u00a0\u202f.]\d{3}(?!\d)",
    re.IGNORECASE,
)
_PROJECTS = re.compile(r"pros?jekt|hank(?:e|ke)")
#: What stands between the names of those who share a grant.
_AND = re.compile(r"[\s,;&/]*(?:och|samt|og|ja|sekä|&)?[\s,]*")
_MARK = re.compile(r"[•*–-] ?")
_QUOTES = "\"”“„»«’‘' "


class Grants:
    """Reads the lists of grants of one article, line by line."""

    def __init__(
        self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements
    ) -> None:
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.statements = statements
        cue = extractor.grant_heading
        self._heading = cue.pattern if cue is not None else None
        self._of_grants = cue is not None and cue.search(document.folded, document.words) is not None
        self._stop, self._negation = extractor.plain_heading, extractor.negation
        self.restart()

    def restart(self) -> None:
        """Begin the article anew."""
        self._under = -1

    def read(self, number: int, context: Context) -> None:
        """Read one sentence: a heading over grants, a grant, or neither."""
        context.granted = None
        if not self._of_grants or not self.document.begins_block(number) or self._opens(number, context):
            return
        if self._under < 0:
            return
        sentence = self.document.sentences[number]
        text = self.document.text[sentence.start : sentence.end]
        last = number + 1 == len(self.document.sentences) or self.document.begins_block(number + 1)
        if len(text) > _LONGEST_ENTRY or not last or number - self._under > _FAR:
            self._under = -1 if sentence.kind != "item" else self._under
            return
        self._entry(number, context)

    def _opens(self, number: int, context: Context) -> bool:
        """Whether a line is the heading of a list of grants."""
        sentence, heading = self.document.sentences[number], self._heading
        # The last sentence of a block introduces the list below.
        last = number
        while last + 1 < len(self.document.sentences) and not self.document.begins_block(last + 1):
            last += 1
        end = self.document.sentences[last]
        text = self.document.text[end.start : end.end]
        lists = text.endswith(":") or (last == number and sentence.kind in ("title", "heading"))
        follows = last + 1 < len(self.document.sentences) and self.document.sentences[last + 1].kind == "item"
        if heading is None or sentence.kind == "item" or not (lists or follows):
            return False
        if (_MONEY.search(text) and not text.endswith(":")) or self._is_denied(sentence.start, end.end):
            self._under = -1
            return False
        folded = self.document.folded
        # "The three projects are:", after somebody was said to pay for them.
        told = context.funder >= 0 and text.endswith(":") and _PROJECTS.search(folded, end.start, end.end)
        if (told or heading.search(folded, sentence.start, end.end)) and (lists or len(text) <= _LONGEST_HEADING):
            self._under = last
            return True
        if sentence.kind == "heading" and self._stop and self._stop.match(self.document.folded, sentence.start):
            self._under = -1
        return False

    def _is_denied(self, start: int, end: int) -> bool:
        return self._negation.search(self.document.folded, start, end) is not None

    def _entry(self, number: int, context: Context) -> None:
        """Note what a line of the list says, if it is a grant."""
        names: list[tuple[int, int]] = []
        holders: list[int] = []
        paid = False
        for start, end in self._segments(number):
            text = self.document.text[start:end]
            if _AMOUNT.fullmatch(text):
                paid = paid or len(re.sub(r"\D", "", text)) > 3 or _MONEY.search(text) is not None
                continue
            bodies = self._bodies(number, start, end)
            if bodies:
                holders += bodies
            elif names and names[-1][1] >= start - 3:
                names[-1] = (names[-1][0], end)
            else:
                names.append((start, end))
        names = [(a, b) for a, b in names if self._is_name(a, b)]
        if not (paid or (names and holders and self._is_listed(number))) or len(names) > 1:
            return
        funder = self._funder(number, context, holders)
        if names and (paid or holders):
            project = self._project(number, *names[0])
            context.granted = (project, *names[0])
            if funder >= 0:
                self.statements.add(funder, "funds", project, _PAYS, "reading/grant", number)
            for holder in holders:
                self.statements.add(holder, "participatesIn", project, _CARRIES, "reading/grant", number)
        elif funder >= 0:
            for holder in holders:
                self.statements.add(funder, "funds", holder, _PAYS, "reading/grant", number)

    def _is_listed(self, number: int) -> bool:
        """Whether a line without an amount is an entry all the same: an item under the heading, or right below it."""
        return self.document.sentences[number].kind == "item" or self.document.sentences[number].intro == self._under

    def _segments(self, number: int) -> Iterator[tuple[int, int]]:
        """The parts of a line between commas, dashes and brackets that are not inside a known name."""
        sentence, text = self.document.sentences[number], self.document.text
        inside = [(s.start, s.end) for s in self._spans(number)]
        mark = _MARK.match(text, sentence.start, sentence.end)
        begin = mark.end() if mark else sentence.start
        for match in _SEPARATOR.finditer(text, begin, sentence.end):
            if any(a < match.end() and match.start() < b for a, b in inside):
                continue
            yield from _stripped(text, begin, match.start())
            begin = match.end()
        yield from _stripped(text, begin, sentence.end)

    def _spans(self, number: int) -> list[Span]:
        spans = self.document.spans
        return [spans[n] for n in self.evidence.present[number] if spans[n].code in (ORGANIZATION, MUNICIPALITY)]

    def _bodies(self, number: int, start: int, end: int) -> list[int]:
        """The organisations that a part of a line names and nothing else; none where it holds other words."""
        found, position = [], start
        for n in self.evidence.present[number]:
            span = self.document.spans[n]
            if span.code not in (ORGANIZATION, MUNICIPALITY) or not start <= span.start < end:
                continue
            if not _AND.fullmatch(self.document.text, position, span.start):
                return []
            found.append(span.entity if span.entity >= 0 else self.evidence.promote(n))
            position = span.end
        return found if position == end or (found and not self.document.text[position:end].strip(" .*")) else []

    def _is_name(self, start: int, end: int) -> bool:
        text = self.document.text[start:end].strip(_QUOTES)
        return (
            _SHORTEST_NAME <= len(text) <= _LONGEST_NAME
            and (text[0].isupper() or text[0].isdigit())
            and not text.endswith((".", ":", "!"))
            and any(c.isalpha() for c in text)
            and not any(
                span.code == PERSON and span.start < end and start < span.end
                for span in (self.document.spans[n] for n in self.evidence.present[self.evidence.sentence_at(start)])
            )
        )

    def _project(self, number: int, start: int, end: int) -> int:
        """The project that a part of a line names."""
        for n in self.evidence.present[number]:
            span = self.document.spans[n]
            if span.code == PROJECT and span.entity >= 0 and start <= span.start and span.end <= end + 1:
                return span.entity
        text = self.document.text[start:end]
        name = text.strip(_QUOTES)
        start += text.index(name)
        index = self.document.add_thing("Project", name, "inno:Project", (), 0.8)
        self.tasks.mention(index, start, start + len(name))
        return index

    def _funder(self, number: int, context: Context, holders: list[int]) -> int:
        """Who gives the grants: whom the heading names, whom the text last said to give money, else the publisher that
        gives grants itself; -1 where nothing tells.
        """
        above = range(self._under - 1, max(-1, self._under - _ABOVE), -1)
        told = [e for n in above if self._tells_of_grants(n) for e in self._organizations(n)]
        found = [*self._organizations(self._under), context.funder, *told, self.statements.publisher]
        return next((index for index in found if index >= 0 and index not in holders), -1)

    def _organizations(self, number: int) -> list[int]:
        return [s.entity for s in self._spans(number) if s.entity >= 0 and s.code == ORGANIZATION]

    def _tells_of_grants(self, number: int) -> bool:
        sentence = self.document.sentences[number]
        if self._heading is None or self._is_denied(sentence.start, sentence.end):
            return False
        return self._heading.search(self.document.folded, sentence.start, sentence.end) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".*"):
        end -= 1
    if start < end:
        yield start, end
