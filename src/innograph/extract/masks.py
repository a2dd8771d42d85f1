"""Masked sentences: every mention one private character of its type, so that rules speak of any name."""

from __future__ import annotations

import re
from functools import lru_cache

from innograph.extract.cases import GENITIVE, MAYBE_GENITIVE
from innograph.extract.spans import Span

#: The private character of each kind of mention.
MASK = {code: chr(0xE000 + i) for i, code in enumerate("OPCEJRFBNMUA")}

#: A full stop that ends no sentence (15. mars, kl. 9, bl.a.); patterns see a dot of another kind in its place.
_INNER_STOP = re.compile(
    r"(?<=\d)\.(?= ?[^\W_])|(?<=\b(?:kl|ca|nr|kr|pr|jf|dr|ir|mr|mw))\.(?= )|"
    r"(?<=\b(?:mio|mrd|tlf|mil|mag|ing|drs|dhr|bzw|vgl))\.(?= )|(?<=\b(?:prof|mevr|inkl|dipl|mmag))\.(?= )|"
    r"(?<=\bbl)\.(?= ?a\.)|(?<=\bbl\.a)\.(?=[ ,])|(?<=\bbl\. a)\.(?=[ ,])|(?<=\bt)\.(?= ?ex\.)|(?<=\bt\.ex)\.(?=[ ,])|"
    r"(?<=\bt\. ex)\.(?=[ ,])|(?<=\bs)\.(?= ?k\.)|(?<=\bs\.k)\.(?= )|(?<=\bs\. k)\.(?= )|(?<=\bm)\.(?= ?fl\.)|"
    r"(?<=\bm\.fl)\.(?=[ ,)])|(?<=\bm\. fl)\.(?=[ ,)])"
)
_ONE_DOT = "\u2024"
#: A comma inside a number parts no clauses either (1,8 miljoner).
_DECIMAL_COMMA = re.compile(r",(?<=\d,)(?=\d)")
#: So many mentions of one kind are told apart in `Masked.kinds`.
MOST_OF_KIND = 4
#: A mention to mask: its number, start and end in the view, and the characters that stand for it.
_Shown = tuple[int, int, int, str]


class Masked:
    """A masked sentence: `text`, and for each of its positions that is a mention, the mention's number.

    `kinds` are the codes of its mentions, sorted, each at most MOST_OF_KIND times; `words` the bits of the words that
    it holds (literals.py). They tell which patterns may match, so that the text of most sentences is never made.
    """

    __slots__ = ("_end", "_folded", "_made", "_shown", "_start", "kinds", "size", "words")

    def __init__(self, folded: str, start: int, end: int, shown: list[_Shown], kinds: str, words: int) -> None:
        self._folded, self._start, self._end = folded, start, end
        self._shown = shown
        self._made: tuple[str, dict[int, int], list[tuple[int, int]]] | None = None
        self.kinds = kinds
        self.words = words
        #: The number of mentions.
        self.size = len(shown)

    def _make(self) -> tuple[str, dict[int, int], list[tuple[int, int]]]:
        parts: list[str] = []
        mentions: dict[int, int] = {}
        position, length = self._start, 0
        offsets: list[tuple[int, int]] = [(0, position)]
        for number, start, end, chars in self._shown:
            between = self._folded[position:start]
            if between == "—" and mentions:
                between = " – "  # "Anna Ek—Director": patterns know the dash with spaces around it
                offsets.append((length + 3, start - length - 3))
            elif between == " & " and chars == parts[-1] == MASK["R"]:
                between = ", "  # "strateg & projektledare": two titles of a list
                offsets.append((length + 2, start - length - 2))
            parts.append(between)
            length += len(between)
            mentions[length] = number
            parts.append(chars)
            length += len(chars)
            position = end
            offsets.append((length, position - length))
        parts.append(self._folded[position : self._end])
        text = "".join(parts)
        if "." in text[:-1]:  # the last one ends the sentence
            text = _INNER_STOP.sub(_ONE_DOT, text)
        if "," in text:
            text = _DECIMAL_COMMA.sub(_ONE_DOT, text)
        self._made = made = text, mentions, offsets
        return made

    @property
    def text(self) -> str:
        """The sentence in lower case with its mentions masked."""
        return (self._made or self._make())[0]

    @property
    def mentions(self) -> dict[int, int]:
        """The numbers of the mentions by their position in the masked text."""
        return (self._made or self._make())[1]

    def to_view(self, position: int) -> int:
        """The view's offset of a position of the masked text."""
        shift = 0
        for masked, offset in (self._made or self._make())[2]:
            if masked > position:
                break
            shift = offset
        return position + shift

    def join(self, second: Masked, mark: str = " → ") -> Masked:
        """This sentence and another one, such as an item of the list that it introduces, parted by an arrow."""
        first_text, first_mentions, first_offsets = self._made or self._make()
        text, mentions, offsets = second._made or second._make()
        shift = len(first_text) + len(mark)
        both = Masked("", 0, 0, self._shown + second._shown, joint_kinds(self, second), self.words | second.words)
        both._made = (
            first_text + mark + text,
            first_mentions | {k + shift: v for k, v in mentions.items()},
            first_offsets + [(m + shift, o - shift) for m, o in offsets],
        )
        return both


def joint_kinds(first: Masked, second: Masked) -> str:
    """The kinds of two sentences joined."""
    return _kinds(first.kinds + second.kinds) if second.kinds else first.kinds


@lru_cache(maxsize=1 << 12)
def _kinds(codes: str) -> str:
    if len(codes) > MOST_OF_KIND:
        return "".join(code * min(codes.count(code), MOST_OF_KIND) for code in sorted(set(codes)))
    return "".join(sorted(codes))


def mask(
    folded: str,
    start: int,
    end: int,
    found: list[Span],
    numbers: list[int],
    words: int = 0,
    roles: bool = False,
    plain_s: bool = True,
) -> Masked:
    """The sentence `folded[start:end]` (lower case) with its spans (`numbers` are their places in `found`) masked.

    `words` are the bits of its words; `roles`: its roles are masked too, though it names no person; `plain_s`: a name
    that ends in s may stand in the genitive.
    """
    shown: list[_Shown] = []
    codes = ""
    position = start
    # Roles matter beside persons; elsewhere they are words like others (Digg är ordförande i …).
    persons = roles or any(found[n].code in "PU" for n in numbers)
    for number in numbers:
        span = found[number]
        code = span.code
        if span.start < position or span.end > end or (code in "RFB" and not persons):
            continue
        chars = MASK[code]
        if span.case is not None:
            chars += span.case
        elif span.genitive:
            chars += GENITIVE
        elif code in "OPC" and span.name[-1:].lower() in "sxz" and (plain_s or span.source == "coref"):
            chars += MAYBE_GENITIVE
        shown.append((number, span.start, span.end, chars))
        codes += code
        position = span.end
    return Masked(folded, start, end, shown, _kinds(codes), words)
