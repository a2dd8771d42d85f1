"""Lines and what they belong to: the stretches of plain text, and which line ends only wrap a paragraph.

Every step looks at a line a bounded number of times, so that time grows with the text's length alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from innograph.read import boilerplate
from innograph.read.language import is_function_word
from innograph.read.raw import Page, Raw, Span

#: Lines longer than this are paragraphs of their own: nobody wraps wider.
_MAX_COLUMN = 120
_MIN_COLUMN = 40
#: How much shorter than the column a wrapped line may be: PDFs wrap by width, not by characters.
RAGGED = 0.8
_EXACT = 0.95

#: What stands before a list's items.
BULLET = re.compile(r"(?:[-*+•·▪‣◦■●○–—✓✔➢]|\d{1,2}[.)]|[a-z]\))[ \t\u00a0]+(?=\S)")
_FINAL = (".", "!", "?", "…", ":", ";", '."', ".”", "?”", "!”", ".»", ".)")
_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
_WORD = re.compile(r"\S+")
#: What begins a line of a programme.
_TIME = re.compile(r"\d{1,2}[.:]\d\d(?!\d)[ \t\u00a0–-]")
#: How a person is addressed, in small letters, before a name: such a line is an entry like one with a capital.
_ADDRESSED = re.compile(r"(?:(?:dr|drs|prof|mr|ir|ing|mw|dhr|mevr|dipl|mag)\. ?){1,4}[A-Z]")
#: A label of a few words and a colon, and what it labels (*Financing: the Research Council*).
LABEL = re.compile(r"[^\W\d_a-zà-ÿ][^:.,;!?\n]{2,30}: ?\S")
#: A line that is an address or a telephone number and no more.
_REACHED_AT = re.compile(
    r"(?:(?:e-?mail|e-?post|mail|sähköposti)[.:]? )?[^\s@]+ ?(?:@|\(at\)|\[at\]) ?[^\s@]+\.[a-z]{2,}|(?:https?://|www\.)\S+"
    r"|(?:tel|tlf|puh|mob|mobil|telefon|telefoon|tfn|phone|t)[.:]? ?[+(]?\d[\d ()/–-]{4,}",
)


def split_chunks(text: str) -> Page:
    """Plain text as stretches between empty lines, as the file has it."""
    raws: list[Raw] = []
    start = end = -1
    at = 0
    for line in text.split("\n"):
        if line.strip():
            if start < 0:
                start = at + len(line) - len(line.lstrip())
            end = at + len(line.rstrip())
        elif start >= 0:
            raws.append(Raw("paragraph", start, end))
            start = -1
        at += len(line) + 1
    if start >= 0:
        raws.append(Raw("paragraph", start, end))
    return Page(text, tuple(raws))


def lines_of(text: str, raw: Raw) -> list[Span]:
    """The lines of a stretch without the spaces around them; never an empty one."""
    lines = []
    at = raw.start
    for line in text[raw.start : raw.end].split("\n"):
        bare = line.strip()
        if bare:
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(bare)))
        at += len(line) + 1
    return lines


def _first_word(text: str, span: Span) -> int:
    match = _WORD.match(text, span[0], min(span[1], span[0] + _MAX_COLUMN))
    return match.end() - match.start() if match else 0


def _last_word(text: str, span: Span) -> str:
    return text[max(span[0], span[1] - _MAX_COLUMN) : span[1]].rsplit(None, 1)[-1]


def _leaves_open(text: str, line: Span) -> bool:
    """Whether a line ends inside a sentence: with a small word."""
    word = _last_word(text, line)
    return word.islower() and is_function_word(word)


def _begins_at_a_time(text: str, line: Span, following: Span) -> bool:
    """Whether a line begins with a time of day and the line before does not lead to it (*klockan / 10.30*)."""
    return _TIME.match(text, following[0]) is not None and not is_function_word(_last_word(text, line))


def find_column(text: str, raws: Sequence[Raw]) -> int:
    """The width at which the text's lines are wrapped, or 0 when they are not.

    Greedy wrapping leaves no line that the next line's first word would still have fitted on. So a width is
    the text's own when, weighed by length, most line ends inside stretches agree with it, and enough of those
    cut a sentence in two: entries of a list may be as long as each other, but begin with capitals. Short
    lines are not asked: the lists and menus among them say nothing of how the paragraphs are set.
    """
    breaks: list[tuple[int, int, bool]] = []
    for raw in raws:
        lines = lines_of(text, raw)
        for line, following in pairwise(lines):
            size = line[1] - line[0]
            entry = BULLET.match(text, following[0]) or _begins_at_a_time(text, line, following)
            if _MIN_COLUMN <= size <= _MAX_COLUMN and not entry:
                cut = _goes_on_small(text, following) or _leaves_open(text, line)
                breaks.append((size, _first_word(text, following), cut))
    total = sum(size for size, _, _ in breaks)
    best, column = 0, 0
    for width in {size for size, _, _ in breaks}:
        full = [(size, cut) for size, word, cut in breaks if size <= width < (size + 1 + word) / RAGGED]
        agreeing = sum(size for size, _ in full)
        if sum(cut for _, cut in full) >= max(2, 0.3 * len(full)) and (agreeing, width) > (best, column):
            best, column = agreeing, width
    return column if best >= total * 0.6 else 0


def _parts_an_entry(text: str, line: Span, following: Span) -> bool:
    """Whether a line end parts an entry about somebody: it stands behind a comma where the next line ends with none
    (*Anna Ek (M), / gruppledare*), or behind a small word in a line that has facts (*Bo Berg, forskare vid / …*).
    """
    size = line[1] - line[0]
    if size > _MIN_COLUMN * 2 or following[1] - following[0] > _MIN_COLUMN * 2 or not text[line[0]].isupper():
        return False
    if text[following[1] - 1] in ",:" or not text[following[0]].isalpha():
        return False
    facts = text.find(", ", line[0], line[1]) > 0
    if text[line[1] - 1] == ",":
        # "Anna Ek, Boverket, / Bo Berg, Formas" are two entries.
        return not (facts and text.find(", ", following[0], following[1]) > 0)
    return facts and _leaves_open(text, line)


def _goes_on_small(text: str, line: Span) -> bool:
    """Whether a line begins in small letters and not with how a person is addressed (*dr. Anna de Wit*)."""
    return text[line[0]].islower() and _ADDRESSED.match(text, *line) is None


def continues(text: str, line: Span, following: Span, column: int, *, even: bool) -> bool:
    """Whether a line end only wraps: the next line goes on with what this one began.

    `even` says that the lines around are full too, as in a wrapped paragraph and unlike in a list.
    """
    last = text[max(line[0], line[1] - 3) : line[1]]
    first = text[following[0]]
    size = line[1] - line[0]
    reach = size + 1 + _first_word(text, following)
    exact = reach > column * _EXACT  # a long word may leave a short line behind
    wide = size <= column < reach / RAGGED and (size >= _MIN_COLUMN or (exact and size >= _MIN_COLUMN // 2))
    cut = last.endswith(",") or _leaves_open(text, line)
    if boilerplate.is_caption(text[following[0] : following[0] + 60]):
        return False
    if LABEL.match(text, *line) and LABEL.match(text, *following):
        return False  # the next line of a box of facts
    if not cut and _REACHED_AT.fullmatch(text, *following):
        return False
    if BULLET.match(text, following[0]):
        return first.isdecimal() and wide and cut  # *am / 25. September*
    if _begins_at_a_time(text, line, following):
        return False
    if _HYPHEN.search(last) and first.islower():
        return True
    if last.endswith(",") and BULLET.match(text, line[0]):
        return True  # an item that stops at a comma goes on in the line below, which is none
    if _parts_an_entry(text, line, following):
        return True
    if size > _MAX_COLUMN:
        return False
    final = last.endswith(_FINAL)
    if _goes_on_small(text, following) and not final and size >= _MIN_COLUMN // 2:
        return text.count(" ", *line) >= 3
    # A capital in mid-sentence is a name's, or any noun's in German; more often it begins another entry.
    return wide and (even or final or cut or exact)
