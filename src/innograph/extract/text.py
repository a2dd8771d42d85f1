"""An article's text as the extractor reads it: line breaks mended, cut into sentences, offsets kept.

The *view* is the text with line breaks inside a paragraph read as spaces and words that a line break hyphenates
joined again. Every position of the view maps to one of the article's text, so quotes stay exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from innograph.article import Article, Block
from innograph.extract.spans import GLUED, UPPER

_PARAGRAPH = re.compile(r"\S(?:[^\n]+|\n(?!\s*\n))*")
_HYPHENATED = re.compile(r"(?<=[a-zåäöæøéü])[-\u00ad]\n[ \t]*(?=[a-zåäöæøéü])")
#: The same where the line break has become a space ("Arbets- förmedlingen"); a text with fewer has other hyphens.
_BROKEN = re.compile(r"(?<=[a-zåäöæøéü]{2})- (?=[a-zåäöæøéü]{3})")
_BROKEN_FROM = 3
_SOFT_HYPHEN = re.compile("\u00ad")
#: The empty line inside a block, whose sentence goes on behind it: all of it before what ends a clause.
_EMPTY_LINE = re.compile(r"[ \t]*\n\s*\n\s*(?=[.,;:!?)](?:\s|$))|(?<=\n)[ \t]*\n\s*")
#: More spaces than one between two words.
_SPACES = re.compile(r"(?<=\S )[ \u00a0]+(?=\S)")
#: "ärende- och" broken after its hyphen is an ellipsis, not a hyphenated word.
_ELLIPSIS = re.compile(r"(?:och|eller|samt|og|eller|und|oder|en|of|ja|sekä|tai|and|or)\b")
_END = re.compile(
    r"[.!?…][\"”’»')\]]*(?=\s+[\"”“»«'(\[–—-]*\s?[\w])|\n|[.!?][\"”»][ ](?=[–—A-ZÅÄÖ])"
    rf"|(?:{GLUED}|(?<=[)”\"»]))[.!?](?=[A-ZÅÄÖÆØÉÜ][a-zåäöæøéüß])"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"”])(?:(?:[A-ZÅÄÖ]\.){0,2}[A-ZÅÄÖ]|(?:(?:[A-Z]|chr|th|ph|tj|sj)\.){1,4}(?:[A-Z]|chr|th|ph|tj|sj)|t\.?ex|bl\.?a|m\.?m|d\.?v\.?s|dvs|f\.?d|s\.?k|o\.?s\.?v|osv|etc|ca|kl|nr|tel|jfr|resp|"
    r"inkl|exkl|max|min|S:t|St|dr|prof|mr|mrs|ms|mag|ing|dipl|bzw|z\. ?B|u\. ?a|d\. ?h|bijv|o\.a|dhr|mevr|mw|drs|ir|"
    r"esim|mm|ym|ks|n|bl\.a|f\.eks|fx|pkt|art|vs|no|jr|sr|hr|fr|kgl|kungl|avd|red|vol|s|sid|p|pp|e\.g|i\.e|approx|"
    r"jan|feb|aug|sept|okt|oct|nov|dec|dez|pr|mio|mrd|milj|mkr|skr|bgm|vbgm|vzbgm|vizebgm|labg|mmag|ddr|abg|stv|stellv|plv|vgl|ggf|evtl|bspw|univ|"
    r"dr\.-ing|dipl\.-\w{2,5}|univ\.-prof|apl|habil|med|phil|rer|nat|h\.c|a\.o|dkfm|komm|hofr|ph|jur|soc|"
    r"chr|joh|th|tf|stf|bitr|förv|konst|fung|afd|pct|pst|evt|jf|iht|ifm|mill|kap|st|mom|prop|bet|rskr|dnr|m\.?fl)$",
    re.IGNORECASE,
)
#: Abbreviations that are also words: before a number alone, and behind another one (*Dr. med.*; not *är med.*).
_BEFORE_NUMBER = re.compile(r"[\s(](?:art|max|min|no)$", re.IGNORECASE)
_BEHIND_ANOTHER = re.compile(r"[^.\s]\s+med$")
#: Abbreviations are at most so long (*Univ.-Prof.*), with what stands before them.
_LONGEST_ABBREVIATION = 12
_ORDINAL = re.compile(r"(?:^|[\s(–-])\d{1,3}$")


#: A name with a seat behind it, and nothing that goes on in the next line; a block of a person has at most so many
#: lines, which are at most so long (code points).
_SEAT_LINE = re.compile(
    rf"\s*(?:[•*–-] ?)?(?:[\w.-]+\.? ){{0,2}}[{UPPER}][\w.’'-]*(?: [\w.’'-]+){{1,4}}(?:, | [–|-] | \()"
    r"[^\n.:;?!]{2,80}(?<![,–-])\s*"
)
_MOST_LINES, _LONGEST_LINE = 5, 160
#: A line that is a title, a colon and a name (*Director: Anna van den Berg*), which parts it from the lines around it.
_PART = rf"(?:[{UPPER}][\w.’'-]+|van|von|de|der|den|af|la)"
_LABELLED_LINE = re.compile(rf"[{UPPER}][\w-]+(?: [\w-]+){{0,2}}: {_PART}(?: {_PART}){{1,4}}")
_SHORT_LINE = 60
#: A line of a list whose lines are paragraphs is at most so long (code points).
_LONGEST_ENTRY = 90

#: What parts two cells of a row, and how long (code points) a label in the first is at most.
_CELL, _LONGEST_LABEL = " | ", 40


@dataclass(slots=True)
class Sentence:
    """One sentence of the view, `start` to `end`. `kind` is its block's; `block` the block's number.

    `intro` is the number of the sentence that introduces the list this item, or short line, belongs to (-1: none),
    `section` that of the heading above (-1: none).
    """

    start: int
    end: int
    kind: str
    block: int
    intro: int = -1
    section: int = -1
    level: int = 0


class View:
    """The mended text of an article, its sentences, and the way back to the article's own offsets."""

    def __init__(
        self,
        article: Article,
        is_title_line: Callable[[str], bool] | None = None,
        label: re.Pattern[str] | None = None,
    ) -> None:
        """`is_title_line` tells whether a line begins with somebody's title: such a line below *Anna Ek, ordförande* is
        a sentence of its own. `label` matches what labels rows of facts (*Partner*): a table of two columns with such a
        label is read as labels and values.
        """
        self.source = article.text
        self._is_title_line = is_title_line
        self.blocks = list(article.blocks) or infer_blocks(article.text)
        self._cuts: list[int] = []
        self._shifts: list[int] = []
        #: Where the cuts end in the article's text.
        self._ends: list[int] = []
        self.text = self._mend(self._cell_ends(label) if label else [])
        self.sentences: list[Sentence] = []
        self._split()

    def _cell_ends(self, label: re.Pattern[str]) -> list[int]:
        """Where the first cells end of the rows of tables that have two columns, the first of them labels."""
        found: list[int] = []
        rows: list[tuple[int, str]] = []
        for block in (*self.blocks, None):
            line = self.source[block.start : block.end] if block is not None and block.kind == "item" else ""
            first, bar, rest = line.partition(_CELL)
            if block is not None and bar and rest.strip() and _CELL not in rest and len(first) <= _LONGEST_LABEL:
                rows.append((block.start + len(first), first))
                continue
            if len(rows) > 1 and any(label.fullmatch(cell.strip().lower()) for _, cell in rows):
                found += [end for end, _ in rows]
            rows.clear()
        return found

    def _mend(self, cell_ends: list[int]) -> str:
        text = self.source
        if cell_ends:
            # "Partner | Vinnova": Partner: Vinnova
            letters = list(text)
            for end in cell_ends:
                letters[end + 1] = ":"
            text = "".join(letters)
        if "\r" in text:
            text = text.replace("\r", "\n")
        hyphenated = _HYPHENATED.finditer(text) if "-\n" in text or "\u00ad\n" in text else ()
        cuts = [m.span() for m in hyphenated if not _ELLIPSIS.match(text, m.end())]
        if "- " in text:
            broken = [m.span() for m in _BROKEN.finditer(text) if not _ELLIPSIS.match(text, m.end())]
            cuts = sorted(cuts + broken) if len(broken) >= _BROKEN_FROM else cuts
        if "\u00ad" in text:
            taken = {a for a, _ in cuts}
            cuts = sorted(cuts + [m.span() for m in _SOFT_HYPHEN.finditer(text) if m.start() not in taken])
        if "  " in text:
            cuts = sorted(cuts + [m.span() for m in _SPACES.finditer(text)])
        cuts = sorted(cuts + [(end, end + 1) for end in cell_ends]) if cell_ends else cuts
        for block in self.blocks if "\n\n" in text else ():
            if "\n\n" in text[block.start : block.end] and block.kind != "boilerplate":
                cuts = sorted(cuts + [m.span() for m in _EMPTY_LINE.finditer(text, block.start, block.end)])
        pieces: list[str] = []
        last = shift = 0
        for start, end in cuts:
            pieces.append(text[last:start])
            shift += end - start
            self._cuts.append(end - shift)
            self._shifts.append(shift)
            self._ends.append(end)
            last = end
        pieces.append(text[last:])
        mended = "".join(pieces)
        out: list[str] = []
        position = 0
        self._breaks = {b for block in self.blocks for b in self._line_breaks(block)}
        for block in self.blocks:
            start, end = self.to_view(block.start), self.to_view(block.end)
            if start < position:
                continue
            out.append(mended[position:start])
            if block.kind == "boilerplate":  # what the page says names nothing that the article speaks of
                out.append(" " * (end - start))
            else:
                line = mended[start:end].replace("\n", " ").replace("\u00a0", " ")
                for place in sorted(self._breaks.intersection(range(start, end)) if self._breaks else ()):
                    line = f"{line[: place - start]}\n{line[place - start + 1 :]}"
                out.append(line)
            position = end
        out.append(mended[position:])
        return "".join(out).replace("\t", " ")

    def _line_breaks(self, block: Block) -> Iterator[int]:
        """The places in the view where a line of a block that begins with a title stands below a name with a seat
        (*Anna Ek, ordförande*): there the line break parts two sentences.
        """
        if self._is_title_line is None or "\n" not in self.source[block.start : block.end]:
            return
        lines = self.source[block.start : block.end].split("\n")
        yield from self._labelled_breaks(block.start, lines)
        if len(lines) > _MOST_LINES or not _SEAT_LINE.fullmatch(lines[0]):
            return
        position = block.start + len(lines[0])
        for line in lines[1:]:
            if len(line) <= _LONGEST_LINE and self._is_title_line(line.lstrip()):
                yield self.to_view(position)
            position += len(line) + 1

    def _labelled_breaks(self, position: int, lines: list[str]) -> Iterator[int]:
        """The places in the view around lines that are a title, a colon and a name, below a short line or none."""
        for number, line in enumerate(lines):
            after = lines[number + 1] if number + 1 < len(lines) else ""
            before = lines[number - 1] if number else ""
            if (
                ": " in line
                and len(line) <= _SHORT_LINE
                and len(before) <= _SHORT_LINE
                and after[:1].isupper()
                and self._is_title_line is not None
                and self._is_title_line(line)
                and _LABELLED_LINE.fullmatch(line.strip())
            ):
                if number:
                    yield self.to_view(position - 1)
                yield self.to_view(position + len(line))
            position += len(line) + 1

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A block cut where its line breaks part sentences."""
        begin = start
        for place in sorted(self._breaks.intersection(range(start, end)) if self._breaks else ()):
            yield begin, place
            begin = place + 1
        yield begin, end

    def to_source(self, position: int, end: bool = False) -> int:
        """The article's offset of a view offset (`end`: of the end of a span)."""
        if not self._cuts:
            return position
        i = bisect_right(self._cuts, position - 1 if end else position)
        return position + (self._shifts[i - 1] if i else 0)

    def to_view(self, position: int) -> int:
        """The view's offset of an article's offset."""
        if not self._ends:
            return position
        i = bisect_right(self._ends, position)
        return position - (self._shifts[i - 1] if i else 0)

    def _split(self) -> None:
        section = intro = -1
        #: The sentence with a colon that short lines go on from, each a paragraph of its own.
        listing = -1
        for number, block in enumerate(self.blocks):
            start, end = self.to_view(block.start), self.to_view(block.end)
            if block.kind == "boilerplate":
                continue
            first = len(self.sentences)
            for begin, stop in self._parts(start, end):
                for a, b in split_sentences(self.text, begin, stop):
                    self.sentences.append(Sentence(a, b, block.kind, number, -1, section, block.level))
            if len(self.sentences) == first:
                continue
            last = len(self.sentences) - 1
            if block.kind == "item":
                listing = -1
                for sentence in self.sentences[first:]:
                    sentence.intro = intro
            else:
                tail = self.text[self.sentences[last].start : self.sentences[last].end].rstrip()
                short = last == first and len(tail) <= _LONGEST_ENTRY and not tail.endswith((".", "!", "?", ":"))
                if listing >= 0 and short:
                    self.sentences[first].intro = listing
                else:
                    listing = last if tail.endswith(":") and block.kind == "paragraph" else -1
                opens = tail.endswith(":") or block.kind in ("heading", "title") or not tail.endswith((".", "!", "?"))
                intro = last if opens else -1
                following = self.blocks[number + 1].kind if number + 1 < len(self.blocks) else ""
                if following == "item":
                    intro = last
            if block.kind in ("heading", "title"):
                section = last


def infer_blocks(text: str) -> list[Block]:
    """Paragraphs parted by blank lines, for an article whose reader knew no layout."""
    return [Block("paragraph", m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as offsets, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        mark = match.group()[0]
        if mark == ".":
            before = text[max(begin, match.start() - _LONGEST_ABBREVIATION) : match.start()]
            following = text[stop : stop + 3].lstrip(" \n\"”“»«'(–—-")
            if not following or following[0].islower():
                continue
            if (_ABBREVIATION.search(before) and not _is_word(before, following)) or (
                _ORDINAL.search(before)
                and match.start() - begin > 3
                and not following[0].isdigit()
                and stop - match.start() == 1
                and _is_ordinal_context(text, stop)
            ):
                continue
            if match.start() - begin <= 2 and before.strip().isdigit():
                continue
            if stop - match.start() == 1 and following[0].isupper() and _ORDINAL_NAME.search(before):
                continue
        _append(spans, text, begin, stop)
        begin = stop
    _append(spans, text, begin, end)
    return spans


def _is_word(before: str, following: str) -> bool:
    """Whether what could be an abbreviation ends a sentence as a word (*the state of the art.*, *Malmö är med.*).

    >>> _is_word("Malmö är med", "Hon"), _is_word("Dr. med", "Eva"), _is_word("enligt art", "5 i")
    (True, False, False)
    """
    if _BEFORE_NUMBER.search(before):
        return not following[0].isdigit()
    return _BEHIND_ANOTHER.search(before) is not None


_MONTH = re.compile(
    r"\s*(?:jan|feb|mär|mar|apr|mai|maj|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|tammi|helmi|maalis|huhti|touko|kesä|"
    r"heinä|elo|syys|loka|marras|joulu)",
    re.IGNORECASE,
)


#: German, Danish, Norwegian: "der 8. Münstersche Kongress", "Programm – 3. Pflegetag". What stands before the number.
_ORDINAL_NAME = re.compile(
    r"(?:(?<!\w)(?:der|die|das|dem|den|des|am|zum|zur|vom|beim|im|det)|(?<![\d ])(?: [–—|-])) \d{1,3}$", re.IGNORECASE
)


def _is_ordinal_context(text: str, position: int) -> bool:
    """Whether a number and its full stop go on as a date ("25. September") rather than end a sentence."""
    return _MONTH.match(text, position) is not None


#: A longer sentence (code points) is none: it is read in pieces, so that time grows with length and not faster.
LONGEST_SENTENCE = 1500


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        spans.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        spans.append((start, end))
