"""Lists of grants: lines of a project's name, who gets the money and how much, in any order (*Trygg väg hem, 500 000 kr
– Kumla kommun*), under a heading that tells of grants.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.spans import MUNICIPALITY, ORGANIZATION, PERSON, PROJECT, UPPER, Span
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that who gives the grants pays for what a line names, and that who gets one carries it out.
_PAYS, _CARRIES = 0.74, 0.74
#: How sure it is that only its place in a line shows who gets a grant to be a body, and how the name looks.
_UNKNOWN, _HOLDER = 0.65, re.compile(rf"[{UPPER}][^.:;!?()]{{2,79}}")
#: An entry is at most so long (code points); a name of a project has so many at least and at most.
_LONGEST_ENTRY, _SHORTEST_NAME, _LONGEST_NAME = 260, 4, 170
#: A heading that no colon ends is at most so long (code points).
_LONGEST_HEADING = 130
#: What tells the money behind an entry is at most so long (code points); a body's name has at most so many words.
_LONGEST_AMOUNT, _LONGEST_BODY = 60, 5
#: So far above an entry its heading stands at most (sentences).
_FAR = 40
#: Who gives them is named so far above the heading at most (sentences).
_ABOVE = 6
#: What parts an entry.
_SEPARATOR = re.compile(r", (?!och |og |samt )| [–—-] |: |; | ?\||\t| ?\(|\)(?: |$)|\)|(?<=\w)/(?=[A-ZÅÄÖÆØ])")
#: Money, with or without what it is counted in.
_AMOUNT = re.compile(
    r"(?:(?:ca|cirka|drygt|knappt|omkring|totalt|med|inntil|ca\.|noin|i alt|på|får|about|up to|total) |"
    r"(?:kr\.?|SEK|NOK|DKK|EUR|GBP) ?|[€£] ?)*"
    r"\d[\d .,\u00a0\u202f]*"
    r"(?:(?:miljoner|mkr|tkr|mill\.?|mio\.?|million(?:er|en)?|milj\.?|miljoonaa|miljoen|bn|m|tusen|tuhatta)(?!\w) ?)?"
    r"(?:kr\.?|kronor|kroner|euros?|euroa|€|pounds|SEK|NOK|DKK|EUR|,-)?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d[\d .,\u00a0\u202f]*(?:(?:miljoner|mkr|tkr|mill\.?|mio\.?|million(?:er|en)|milj\.?|miljoonaa|miljoen) ?)?"
    r"(?:kr|kronor|kroner|euroa?|€|SEK|NOK|DKK|EUR|mkr|tkr)(?!\w)|\d{2,3}[ \u00a0\u202f.]\d{3}(?!\d)"
    r"|(?:SEK|NOK|DKK|EUR|GBP|€|£) ?\d|\d ?million(?!\w)",
    re.IGNORECASE,
)
#: What stands behind a name without a mark between (*Rädda Barnen 1 200 000 kr*): money of five digits or a currency.
_BEHIND = re.compile(
    r" (?=\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:\s?(?:kr|kronor|kroner|euro|€|SEK|NOK|DKK|EUR)\.?|,-)?$"
    r"|\d{5,}(?:\s?(?:kr|kronor|kroner|euro|€|SEK|NOK|DKK|EUR)\.?|,-)?$"
    r"|\d[\d ,]*\s?(?:(?:miljoner|mill\.|mio\.|millioner|miljoonaa) )?(?:kr|kronor|kroner|euroa?|€|mkr|tkr|MNOK)\.?$)"
)
_PROJECTS = re.compile(r"pros?jekt|projects|hank(?:e|ke)")
#: What stands between the names of those who share a grant.
_AND = re.compile(r"[\s,;&/]*(?:och|samt|og|ja|sekä|and|&)?[\s,]*")
#: What a line begins with before a colon; a label that so many lines have says what stands behind it.
_BEFORE_COLON = re.compile(r"(?:[•*–-] ?)?(?P<label>[^\d.:;!?()]{3,40}):(?= |$)")
_REPEATED = 2
_NAMED = ORGANIZATION + MUNICIPALITY + PERSON + PROJECT
_MARK = re.compile(r"[•*–-] ?")
_DASHES = (" - ", " – ", " — ")
#: A publisher that has a name of an organisation: no address, no number in it.
_NAME = re.compile(r"[^\W\d_][^\d.:/|@]{2,80}")
#: A county, which is a place and gets nothing itself.
_COUNTY = re.compile(r"(?!länsstyrelse|region)[^\W\d_]+(?: [^\W\d_]+)? {1,2}län", re.IGNORECASE)
#: A year with words behind it that go on with the sentence: when, and not what for.
_YEAR = re.compile(r"(?:19|20)\d\d (?=[^\W\d_A-ZÅÄÖÆØÜ])")
#: What a table's last row begins with.
_TOTAL = re.compile(
    r"(?:(?:bidrag|stöd|medel|finansiering) från|totalt?|summa|sum|i alt|samlet|totalsumma|yhteensä)(?!\w)",
    re.IGNORECASE,
)
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
        told = extractor.grant_told
        self._of_lines = told is not None and told.search(document.folded, document.words) is not None
        self._label, self._told, self._titled = extractor.grant_label, told, extractor.grant_title
        self._repeated = self._find_repeated() if self._of_grants else frozenset()
        self.restart()

    def _find_repeated(self) -> frozenset[str]:
        """The labels that several lines begin with, but for names of bodies (*Kumla kommun: 90 000 kr*)."""
        seen: Counter[str] = Counter()
        for number, sentence in enumerate(self.document.sentences):
            match = _BEFORE_COLON.match(self.document.folded, sentence.start, sentence.end)
            named = match and any(s.end == match.end("label") for s in self._spans(number, _NAMED))
            if match and not named:
                seen[match["label"]] += 1
        return frozenset(label for label, times in seen.items() if times >= _REPEATED)

    def restart(self) -> None:
        """Begin the article anew."""
        self._under = -1
        #: Whom the line above names, that money in the cell below may go to; what the label *Project:* above names.
        self._row: list[int] = []
        self._record = -1

    def read(self, number: int, context: Context) -> None:
        """Read one sentence: a heading over grants, a grant, or neither."""
        context.granted = None
        if not (self._of_grants or self._of_lines) or not self.document.begins_block(number):
            return
        if (self._of_lines and self._tells(number, context)) or not self._of_grants:
            return
        if self._opens(number, context) or self._under < 0:
            return
        sentence = self.document.sentences[number]
        text = self.document.text[sentence.start : sentence.end]
        last = number + 1 == len(self.document.sentences) or self.document.begins_block(number + 1)
        paid = not last and self._tells_amount(number)
        if len(text) > _LONGEST_ENTRY or not (last or paid) or number - self._under > _FAR:
            self._under = -1 if sentence.kind != "item" else self._under
            return
        self._entry(number, context, paid)

    def _tells_amount(self, number: int) -> bool:
        """Whether all behind a sentence in its block is short and tells how much (*Støtte: 4 mio. kr.*)."""
        sentences, text = self.document.sentences, self.document.text
        behind = [s for s in sentences[number + 1 : self.document.next_block(number)]]
        short = all(s.end - s.start <= _LONGEST_AMOUNT for s in behind)
        return short and any(_MONEY.search(text, s.start, s.end) for s in behind)

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
        # A list without marks may begin with its heading (*Fördelning per län*, *Länsstyrelse | Belopp*).
        first = number == 0 or self.document.sentences[number - 1].kind != "item"
        alone = first and follows and last == number
        item = sentence.kind == "item" and not (alone and not self._spans(number))
        if heading is None or item or not (lists or follows) or self._has_repeated_label(number):
            return False
        paid = _MONEY.search(text) is not None and not text.endswith(":")
        if paid or self._is_denied(sentence.start, end.end):
            # "Kumla kommun: 2 miljoner kronor" above other such lines is the first of them.
            self._under = self._under if paid and self._spans(number) else -1
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

    def _entry(self, number: int, context: Context, paid: bool = False) -> None:
        """Note what a line of the list says, if it is a grant (`paid`: the sentence behind it tells how much)."""
        names: list[tuple[int, int]] = []
        holders: list[int] = []
        above, self._row = self._row, []
        segments = [*self._segments(number)]
        if segments and self._is_label(*segments[0]):
            self._labelled(number, segments, context)
            return
        if len(segments) == 1 and self._has_labels_below(number) and self._is_name(*segments[0]):
            known = self._bodies(number, *segments[0])
            self._record = -1 if known else self._begin_record(number, *segments[0], context)
            return
        listed = self._behind_dash(number, segments)
        for start, end in segments:
            text = self.document.text[start:end]
            if _AMOUNT.fullmatch(text):
                paid = paid or len(re.sub(r"\D", "", text)) > 3 or _MONEY.search(text) is not None
                continue
            bodies = self._bodies(number, start, end)
            if not bodies and (start, end) in listed:
                bodies = [self._body_at(start, end)]
            if bodies:
                holders += bodies
            elif names and names[-1][1] >= start - 3:
                names[-1] = (names[-1][0], end)
            else:
                names.append((start, end))
        if not names and paid != bool(holders):
            # A cell of a table: whom it names, or what they get.
            self._row = [] if paid else holders
            holders = above if paid else holders
        names = [(a, b) for a, b in names if self._is_name(a, b)]
        projects = {(s.start, s.end) for s in self._spans(number, PROJECT)}
        # A table's column tells which of its cells is the project.
        names = [place for place in names if place in projects] or names
        if paid and not holders and len(names) > 1:
            # "Ung i byn, 300 000 kr - Ekdals bygdegille": only its place behind the money shows who gets it.
            start, end = names[-1]
            if self.document.text[names[-2][1] : start].endswith(_DASHES) and _HOLDER.fullmatch(
                self.document.text, start, end
            ):
                holders = [self._body_at(start, end)]
                names.pop()
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

    def _behind_dash(self, number: int, segments: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The parts of an entry behind the dash that ends the project's name, where they are names and one is a body's
        (*Cirkulære møbler – Holmris, Kolding Kommune*): so are all.
        """
        text = self.document.text
        gaps = [text[a[1] : b[0]] for a, b in itertools.pairwise(segments)]
        if not gaps or gaps[0] not in _DASHES or any(gap in _DASHES for gap in gaps[1:]):
            return []
        behind = [s for s in segments[1:] if not _AMOUNT.fullmatch(text, *s)]
        bodies = any(self._bodies(number, *s) for s in behind)
        named = all(_HOLDER.fullmatch(text, *s) and text.count(" ", *s) < _LONGEST_BODY for s in behind)
        return behind if bodies and named and len(behind) > 1 else []

    def _is_label(self, start: int, end: int) -> bool:
        """Whether a part of a line is a label before a colon (*Projekt: …*, *Sökande: …*)."""
        if not self.document.text.startswith(":", end):
            return False
        label = self._label is not None and self._label.fullmatch(self.document.folded, start, end) is not None
        return label or self.document.folded[start:end] in self._repeated

    def _has_labels_below(self, number: int) -> bool:
        """Whether the line below one begins with a label that other lines have, too: it is a name's own line."""
        line = self.document.sentences[number]
        last = number + 1 >= len(self.document.sentences)
        return not last and self.document.text[line.end - 1] not in ".!?:" and self._has_repeated_label(number + 1)

    def _has_repeated_label(self, number: int) -> bool:
        line = self.document.sentences[number]
        match = _BEFORE_COLON.match(self.document.folded, line.start, line.end)
        return match is not None and match["label"] in self._repeated

    def _labelled(self, number: int, segments: list[tuple[int, int]], context: Context) -> None:
        """Note what a line with a label says: the project of a grant, or who carries out the one above."""
        match = self._label.fullmatch(self.document.folded, *segments[0]) if self._label else None
        if len(segments) < 2:
            return
        if match and match.lastgroup == "project":
            start, end = segments[1][0], segments[-1][1]
            self._record = self._begin_record(number, start, end, context) if self._is_name(start, end) else -1
        elif match and match.lastgroup == "holder" and self._record >= 0:
            for start, end in segments[1:]:
                for holder in self._bodies(number, start, end):
                    self.statements.add(holder, "participatesIn", self._record, _CARRIES, "reading/grant", number)

    def _begin_record(self, number: int, start: int, end: int, context: Context) -> int:
        """The project that the lines below tell of, with who gives the grants."""
        project = self._project(number, start, end)
        funder = self._funder(number, context, [])
        if funder >= 0:
            self.statements.add(funder, "funds", project, _PAYS, "reading/grant", number)
        context.granted = (project, start, end)
        context.introduced.append(("Project", project))
        context.headed_project = project
        return project

    def _tells(self, number: int, context: Context) -> bool:
        """Whether a line tells who got how much for which project (*Kumla kommun har fått stöd med 400 000 kr för Ung i
        byn*); what it says is noted. On a page about grants they are its publisher's where it names nobody else.
        """
        sentence, text = self.document.sentences[number], self.document.text
        if self._told is None or sentence.end - sentence.start > _LONGEST_ENTRY:
            return False
        last = number + 1 == len(self.document.sentences) or self.document.begins_block(number + 1)
        words = self.evidence.words[number]
        match = self._told.search_in(self.document.folded, sentence.start, sentence.end, words) if last else None
        if match is None or self._is_denied(sentence.start, sentence.end):
            return False
        start, end = match.start("name"), sentence.end - (text[sentence.end - 1] == ".")
        # "… till Malmö museer": who gets it, and no project.
        known = any(span.start <= start + 1 and span.end >= end - 1 for span in self._spans(number))
        holders = self._holders(number, match.start()) if self._is_name(start, end) and not known else []
        if not holders:
            return False
        project = self._project(number, start, end)
        context.granted = (project, start, end)
        for holder in holders:
            self.statements.add(holder, "participatesIn", project, _CARRIES, "reading/grant", number)
        funder = self._funder(number, context, holders) if self._is_own() else context.funder
        if funder >= 0:
            self.statements.add(funder, "funds", project, _PAYS, "reading/grant", number)
        return True

    def _holders(self, number: int, end: int) -> list[int]:
        """Who a line says gets a grant: whom it names before a position, or the line above where it names nobody."""
        text, start = self.document.text, self.document.sentences[number].start
        mark = _MARK.match(text, start, end)
        start = mark.end() if mark else start
        if not text[start:end].strip() and number > 0:
            number -= 1
            start, end = self.document.sentences[number].start, self.document.sentences[number].end
        end = start + len(text[start:end].rstrip())
        spans = (self.document.spans[n] for n in self.evidence.present[number])
        if not _HOLDER.fullmatch(text, start, end) or any(s.code == PERSON and s.start < end for s in spans):
            return []
        found = self._bodies(number, start, end)
        if not found:
            found = [self._body_at(start, end)]
        return found

    def _body_at(self, start: int, end: int) -> int:
        """A body that only its place in a line shows to be one."""
        name = self.document.text[start:end]
        index = self.document.add_thing("Organization", name, "org:Organization", (), _UNKNOWN)
        self.tasks.mention(index, start, end)
        return index

    def _is_own(self) -> bool:
        """Whether the page is its publisher's own list of grants: its title tells of some, and it is no newspaper's."""
        title, cue = self.document.sentences[0], self._titled
        if cue is None or title.kind != "title":
            return False
        told = cue.search_in(self.document.folded, title.start, title.end, self.evidence.words[0])
        return told is not None and not self.statements.page.is_of_a_paper

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
            yield from self._parted(begin, match.start(), inside)
            begin = match.end()
        yield from self._parted(begin, sentence.end, inside)

    def _parted(self, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """A part of a line, and the money at its end, where no mark stands between."""
        for a, b in _stripped(self.document.text, start, end):
            money = _BEHIND.search(self.document.text, a, b)
            named = money is not None and any(map(str.isalpha, self.document.text[a : money.start()]))
            if money is None or not named or any(p < money.end() and money.start() < q for p, q in inside):
                yield a, b
            else:
                yield a, money.start()
                yield money.end(), b

    def _spans(self, number: int, codes: str = ORGANIZATION + MUNICIPALITY) -> list[Span]:
        """The names of bodies, or of these kinds of things, in a sentence."""
        return [s for n in self.evidence.present[number] if (s := self.document.spans[n]).code in codes]

    def _bodies(self, number: int, start: int, end: int) -> list[int]:
        """The organisations that a part of a line names and nothing else; none where it holds other words."""
        found: list[int] = []
        position = start
        if _COUNTY.fullmatch(self.document.text, start, end):
            return found
        for n in self.evidence.present[number]:
            span = self.document.spans[n]
            if span.code not in (ORGANIZATION, MUNICIPALITY) or not start <= span.start < end:
                continue
            if not _AND.fullmatch(self.document.text, position, span.start):
                return []
            if found and self._is_column(start, span):
                found.pop()
            found.append(span.entity if span.entity >= 0 else self.evidence.promote(n))
            position = span.end
        return found if position == end or (found and not self.document.text[position:end].strip(" .*")) else []

    def _is_column(self, start: int, span: Span) -> bool:
        """Whether all that stands before a name is its town, in a column of its own (*Sandviken Sandvikens kommun*)."""
        town = self.document.folded[start : span.start].strip()
        return town.isalpha() and self.document.folded.startswith(town, span.start)

    def _is_name(self, start: int, end: int) -> bool:
        text = self.document.text[start:end].strip(_QUOTES)
        if self.document.text[end : end + 1] == "." and self._is_told(start):
            return False  # "Borås Energi ska bygga om."
        return (
            _SHORTEST_NAME <= len(text) <= _LONGEST_NAME
            and not _COUNTY.fullmatch(text)
            and not _TOTAL.match(text)
            and not _YEAR.match(text)
            and (text[0].isupper() or text[0].isdigit())
            and not text.endswith((".", ":", "!"))
            and any(c.isalpha() for c in text)
            and not any(
                span.code == PERSON and span.start < end and start < span.end
                for span in (self.document.spans[n] for n in self.evidence.present[self.evidence.sentence_at(start)])
            )
        )

    def _is_told(self, start: int) -> bool:
        """Whether a sentence of running text begins there."""
        sentence = self.document.sentences[self.evidence.sentence_at(start)]
        return sentence.kind == "paragraph" and sentence.start == start

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
        under = max(self._under, 0)
        above = range(under - 1, max(-1, under - _ABOVE), -1)
        told = [e for n in above if self._tells_of_grants(n) for e in self._organizations(n)]
        found = [*self._organizations(under), context.funder, *told, self._publisher()]
        return next((index for index in found if index >= 0 and index not in holders), -1)

    def _publisher(self) -> int:
        """The publisher; on its own page of grants one of any name is an organisation."""
        name = self.document.article.publisher or ""
        if self.statements.publisher < 0 and self._is_own() and _NAME.fullmatch(name):
            return self.document.add_thing("Organization", name, "", (), _UNKNOWN)
        return self.statements.publisher

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
