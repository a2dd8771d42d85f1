"""Lines of lists that persons stand in: which lines are some, and whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.cases import MARKS
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.masks import MASK, Masked
from innograph.extract.spans import LOWER, MUNICIPALITY, ORGANIZATION, PERSON

#: A person stands so far at most behind the beginning of a line: behind a house, and behind a house and a colon.
_FAR, _FAR_BEHIND_COLON = 130, 90
#: The mark of an item and the space behind it are at most so long.
_MARK = 3
#: So many persons make a list, and so many lines (title, employer, address) stand at most between two of them.
RUN = 3
#: So many items with labels of their own make a list by fields.
_LABELLED = 2
_MOST_BETWEEN = 4
_P = f"{MASK['P']}[{MARKS}]?"
_TITLE = f"[{MASK['R']}{MASK['B']}]"
#: Whose title it is, before it (*Boverkets enhetschef för …*), and what the title is for.
_OWNER = f"{MASK['O']}[{MARKS}]?(?: [{LOWER}-]+){{0,5}}? "
#: What may stand between a name and the organisation it comes from.
_AT = "från|på|vid|i|fra|hos|von|vom|bei|van|bij|from|at|of"
#: A line that begins with persons, and what may follow them there: no verb.
_PERSONS = re.compile(
    rf"(?:[•*–-] ?)?(?:\d+(?::[ae]|[.)]) )?(?:{MASK['O']}[{MARKS}]?, |{_OWNER}{_TITLE}[{MARKS}]? |(?:{_TITLE}:?,? )?)"
    rf"(?P<persons>{_P}(?:(?:, | och | samt | og | ja | und | sowie | en | and ){_P})*)"
    rf"(?=$|[,.:;(|]| [(–|-]| (?:{_AT})\b|,? [{_TITLE[1:-1]}{MASK['O']}{MASK['F']}{MASK['U']}])"
)
#: A line of an open list with the house before a colon, and titles (*Skovdyrkerne: sekretariatschef Anna Ek*); a seat
#: may stand in brackets.
_SEATED = r"(?: \([^()]{1,90}\))?"
_HOUSED = re.compile(
    rf"(?:[•*–-] ?)?[^:{MASK['P']}]{{1,60}}: (?:[{LOWER}-]+ ){{0,2}}(?:{_TITLE}[{MARKS}]? )?"
    rf"(?P<persons>{_P}(?:{_SEATED}(?:, | och | og | ja )(?:[{LOWER}-]+ )?(?:{_TITLE}[{MARKS}]? )?{_P})*)"
)
#: Another person of a line, behind a seat (*Anna Ek (S) med suppleant Bo Lind*).
_ALSO_SEATED = re.compile(rf"{MASK['B']}[{MARKS}]?:? (?P<person>{MASK['P']})")
#: A line that goes on about the person before it.
_DETAIL = re.compile(rf"(?:[•*–-] ?)?(?:[{_TITLE[1:-1]}{MASK['O']}{MASK['F']}+\d(]|(?:tel|e-post|mobil)\b)")
_LONGEST_DETAIL = 160


class Entries:
    """Finds the lines of one article that persons stand in."""

    def __init__(self, document: Document, evidence: Evidence) -> None:
        self.document = document
        self.evidence = evidence

    def begins(self, number: int) -> bool:
        """Whether a sentence begins with a person, perhaps behind a title or the house and the title."""
        start = self.document.sentences[number].start
        present = [self.document.spans[n] for n in self.evidence.present[number]]
        first = next((span.start for span in present if span.code == PERSON), start)
        if ": " in self.document.text[start:first] and first - start <= _FAR_BEHIND_COLON:
            return self.document.sentences[number].kind == "item"  # "WWF – Verdensnaturfonden: programleder Anna Ek"
        owned = False
        for span in present[:3]:
            far = span.start - start
            if span.code == PERSON:
                return far <= _FAR
            if span.code == ORGANIZATION and not owned and far <= _MARK:
                owned = True  # Boverkets enhetschef Anna Ek
            elif span.code not in "RB" or (far > _MARK and not owned):
                return False
        return False

    def begins_list(self, number: int) -> bool:
        """Whether there is a line of its own that begins with a person."""
        inside = number < len(self.document.sentences)
        return inside and self.document.begins_block(number) and self.begins(number)

    def begins_run(self, number: int, least: int = RUN) -> bool:
        """Whether so many persons' lines follow, with few lines between two."""
        count = between = 0
        for n in range(number, len(self.document.sentences)):
            if not self.document.begins_block(n):
                continue
            if self.begins(n):
                count, between = count + 1, 0
                if count >= least:
                    return True
            else:
                between += 1
                if between > _MOST_BETWEEN:
                    return False
        return False

    def find(self, number: int, masked: Masked) -> re.Match[str] | None:
        """The persons (group `persons`) that a sentence of a list names first."""
        return _PERSONS.match(masked.text) if self.begins(number) else None

    @staticmethod
    def find_housed(masked: Masked) -> tuple[re.Match[str] | None, bool]:
        """The persons that a line of an open list names behind a house and a colon, and whether the house is known."""
        match = _HOUSED.match(masked.text) if ": " in masked.text else None
        return match, match is not None and any(masked.text[: match.start("persons")].count(MASK[c]) for c in "OU")

    def begins_labelled(self, number: int) -> bool:
        """Whether two items that begin with a label and persons stand there (*Hydrologi: Anna Ek, Bo Lind*): the fields
        or the groups that those in the list stand for.
        """
        labels = set()
        for n in range(number, min(number + _LABELLED, len(self.document.sentences))):
            sentence = self.document.sentences[n]
            masked = self.evidence.mask(n, self.evidence.present[n])
            if sentence.kind != "item" or _HOUSED.match(masked.text) is None:
                return False
            labels.add(masked.text.partition(": ")[0])
        return len(labels) == _LABELLED

    def persons(self, masked: Masked, match: re.Match[str]) -> Iterator[int]:
        """The persons that the line's match names."""
        for position in range(*match.span("persons")):
            n = masked.mentions.get(position)
            if n is not None and self.document.spans[n].code == PERSON and self.document.spans[n].entity >= 0:
                yield self.document.spans[n].entity

    def also_seated(self, masked: Masked, match: re.Match[str]) -> Iterator[int]:
        """The persons that have seats behind those (*Anna Ek (S) med suppleant Bo Lind*)."""
        for seated in _ALSO_SEATED.finditer(masked.text, match.end("persons")):
            n = masked.mentions.get(seated.start("person"))
            if n is not None and self.document.spans[n].entity >= 0:
                yield self.document.spans[n].entity

    def names_house(self, number: int) -> bool:
        """Whether a line names an organisation itself."""
        return any(self.document.spans[n].code in (ORGANIZATION, MUNICIPALITY) for n in self.evidence.present[number])

    def goes_on(self, number: int, masked: Masked) -> bool:
        """Whether a line goes on about the person above it: in small letters, with a title, a house, an address, or
        right below that person and above an empty line.
        """
        sentence = self.document.sentences[number]
        if sentence.end - sentence.start > _LONGEST_DETAIL:
            return False
        begins = self.document.text[sentence.start].islower() or _DETAIL.match(masked.text) is not None
        return begins or (self.begins(number - 1) and self.document.is_nearer_above(number))
