"""Lines that label those below them: a label and its value on lines of their own, the parts of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from innograph.extract.cases import MARKS
from innograph.extract.document import Document
from innograph.extract.masks import MASK, Masked
from innograph.extract.spans import PERSON

#: What makes a line a value rather than the label of the lines below.
_NAMED = re.compile(f"[{''.join(MASK[code] for code in 'OPMUJE')}]")
#: A part of a list of bodies: the country, then who is from there.
_OF_COUNTRY = re.compile(rf"[{MASK['C']}{MASK['U']}][{MARKS}]?: ")
#: How direct speech begins.
_QUOTES = '"“”„»«‘'
#: A label is at most so long (code points).
_LONGEST_LABEL = 50


class Labels:
    """Finds the lines that label others, line by line. `masks` are the lines that have been read, `pattern` matches a
    line that is a label alone, `others` begin lines that end a list (*Kontakt*).
    """

    def __init__(
        self,
        document: Document,
        masks: Mapping[int, Masked],
        pattern: re.Pattern[str] | None,
        others: Sequence[re.Pattern[str] | None] = (),
    ) -> None:
        self.document = document
        self.masks = masks
        self._pattern = pattern
        self._others = others
        self._label = -1
        #: Lines of a list that label those after them, by the line that introduces the list.
        self._parts: dict[int, int] = {}

    def labels_of(self, number: int) -> Iterator[int]:
        """The labels whose value a line is, the nearest first."""
        before = number - 1
        if self._is_right_above(number):
            yield before  # "Finansiärer" / "Vinnova, Formas"
            self._label = before if self._is_bare(before) else self._label
            if self.document.text[self.document.sentences[number].start] in _QUOTES:
                self._label = -1  # what somebody says, below the last line of the list
            if 0 <= self._label < before:
                yield self._label  # … or several: "Partner" / "Vinnova" / "Formas"
        elif self._label >= 0 and not self.document.begins_block(number) and self._is_of_country(number):
            yield self._label  # "Sverige: Vinnova och Formas. Norge: Oslo kommune."
        else:
            self._label = -1

    def introduction(self, number: int) -> int:
        """The line that introduces the list that a line belongs to, or the part of the list; -1 for none."""
        intro = self.document.sentences[number].intro
        found = self._parts.get(intro, intro)
        if intro >= 0 and self._labels_what_follows(number):
            self._parts[intro] = number
        return found

    def heading(self, number: int, intro: int) -> int:
        """The label right above a line, or else what introduces its list; -1 for none."""
        return number - 1 if self._is_right_above(number) else intro

    def is_label(self, number: int) -> bool:
        """Whether a line of its own is a label and nothing else (*Partners*)."""
        document, line = self.document, self.document.sentences[number]
        last = number + 1 == len(document.sentences)
        return (
            document.begins_block(number)
            and (last or document.begins_block(number + 1))
            and self._pattern is not None
            and line.end - line.start <= _LONGEST_LABEL
            and self._pattern.match(document.folded, line.start, line.end) is not None
        )

    def _is_right_above(self, number: int) -> bool:
        """Whether the line before is a short one of its own, without a stop, above another block."""
        if not number or not self.document.begins_block(number) or not self.document.begins_block(number - 1):
            return False
        line = self.document.sentences[number - 1]
        if number > 1 and PERSON in self.masks[number - 2].kinds and self.document.is_nearer_above(number - 1):
            return False  # "Anna Ek (ordförande)" / "Rektor": the title is of the name above
        return line.end - line.start <= _LONGEST_LABEL and self.document.text[line.end - 1] not in ".!?"

    def _is_bare(self, number: int) -> bool:
        """Whether a label names nothing itself, or only what its capitals look like (*Project Partners*)."""
        if not _NAMED.search(self.masks[number].text):
            return True
        line = self.document.sentences[number]
        return self._pattern is not None and self._pattern.match(self.document.folded, line.start, line.end) is not None

    def _is_of_country(self, number: int) -> bool:
        return _OF_COUNTRY.match(self.masks[number].text) is not None

    def _labels_what_follows(self, number: int) -> bool:
        """Whether a line of a list introduces those after it: it is a label alone, or ends in a colon where nothing but
        the title stands above the list.
        """
        line, masked = self.document.sentences[number], self.masks[number]
        if self.document.text[line.end - 1] == ":":
            return self.document.sentences[line.intro].kind == "title"
        return not masked.size and any(
            pattern.match(masked.text) for pattern in (self._pattern, *self._others) if pattern
        )
