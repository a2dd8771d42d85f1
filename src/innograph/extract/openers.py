"""Which lines above a person's line say what the list is (*Styret*, *Medlemmer av rådet:*), with or without bullets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from innograph.extract.document import Document
from innograph.extract.masks import MASK, Masked
from innograph.extract.spans import BOARD_ROLE, PERSON, ROLE

_P, _B, _R = MASK[PERSON], MASK[BOARD_ROLE], MASK[ROLE]
#: A line of a person: the name, perhaps behind a label or a title (*Styreleder: N*, *(formand) N*, *direktør N*).
_PERSON_LINE = re.compile(rf"[•–-]? ?(?:[^{_P}→.;!?]{{0,45}}: ?|\([^()]{{1,30}}\) |[{_R}{_B}] )?{_P}")
_SEAT_LINE = re.compile(rf"[•–-]? ?\(?(?:[\w.]+ )?{_B}")
#: A full stop of an abbreviation ends no sentence (*Konstens vänner r.f.*).
_ABBREVIATED = re.compile(r"\b\w\.\w\.$")
#: Kinds of names that a heading of a part of the list may hold: whom its persons come from (*Nordland fylkeskommune*).
_SENDERS = frozenset("OMUC")
_TITLES = frozenset("RBF")
#: A heading of a list is at most so long, a line of one as well (code points); a list at most so many lines.
_LONGEST_HEADING, _LONGEST_LINE, _MOST_LINES = 60, 130, 80
#: So many lines above tell what a list is: its part's heading, its own, the line that introduces it.
_MOST = 3


def find_openers(
    document: Document, present: Sequence[list[int]], masks: Mapping[int, Masked], number: int
) -> list[int]:
    """The sentences that a person's line is a list's line of, the nearest first; none for another line.

    Between it and them stand only lines of persons and what those lines go on with. A heading without anybody's name
    begins another list, unless the line says itself that its person has a seat: then the title counts, too. `present`
    are the numbers of each sentence's mentions.
    """

    def is_line(at: int, longest: int = _LONGEST_LINE) -> bool:
        text = document.text[document.sentences[at].start : document.sentences[at].end]
        return len(text) <= longest and (not text.endswith((".", "!", "?")) or _ABBREVIATED.search(text) is not None)

    def goes_on(at: int) -> bool:
        """Whether a line begins with a title or a small letter: it is of the person above it."""
        start = document.sentences[at].start
        first = document.spans[present[at][0]] if present[at] else None
        titled = first is not None and first.start == start and first.code in _TITLES
        return (
            is_line(at)
            and document.text[document.sentences[at].end - 1] != ":"
            and (titled or document.text[start].islower())
        )

    if not _PERSON_LINE.match(masks[number].text):
        return []
    seat = _SEAT_LINE.match(masks[number].text) is not None
    found: list[int] = []
    for at in range(number - 1, max(-1, number - _MOST_LINES), -1):
        if (_PERSON_LINE.match(masks[at].text) and is_line(at)) or goes_on(at):
            continue
        found.append(at)
        senders = any(document.spans[n].code in _SENDERS for n in present[at])
        if len(found) == _MOST or not is_line(at, _LONGEST_HEADING) or not (seat or senders):
            break
    if seat and document.sentences[0].kind == "title" and 0 not in found:
        found.append(0)
    return found
