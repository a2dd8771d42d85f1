"""Names that a list shows: a person's among lines of persons, one office of each county that shares a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from innograph.extract.language import Language, alternation
from innograph.extract.spans import LOWER, ORGANIZATION, PERSON, UPPER, Occupied, Span
from innograph.extract.text import View

#: Whom a picture was taken for.
_HOUSE = rf"[{UPPER}][\w&’'-]*(?: [\w&’'-]+){{0,4}}"
_NAME = rf"[{UPPER}][{LOWER}’'-]+(?:-[{UPPER}][{LOWER}]+)?(?: (?:[{LOWER}]{{2,3}} )?[{UPPER}][\w’'-]*\.?){{1,3}}"
_NAME_LINE = re.compile(_NAME)
#: Who took a picture, behind the word for a photographer, at the end of a line or a sentence.
_PHOTOGRAPHER = re.compile(
    rf"(?<!\w)(?i:fotograf|photographer|valokuvaaja|kuvaaja): ?(?P<name>[{UPPER}][{LOWER}’'-]+ [{UPPER}][{LOWER}’'-]+)"
    r"(?=[.*)]*(?:\n|$)|\. )"
)
#: A line that begins with a name, perhaps behind a label, and goes on with facts (*Styremedlem: N, Bergen*).
_ENTRY = re.compile(rf"(?:[^:,.\n]{{3,40}}: )?(?P<name>{_NAME})(?=$|, | \()")
#: So many lines of persons make a list in which another line of that form is a person's, too.
_PERSONS = 2


def listed_persons(view: View, found: list[Span], language: Language) -> list[Span]:
    """Persons whom nothing shows but that their line stands among lines of persons (the members of a board), also
    where the lines go on with a title.

    `found` are the mentions found so far. At least half of such a list must be known.
    """
    occupied = Occupied(len(view.text))
    known = set()
    for span in found:
        occupied.take(span.start, span.end)
        if span.code == PERSON:
            known.add((span.start, span.end))
    persons: list[Span] = []
    # Lines that are a name, and lines that begin with one, show only lines of their own kind to be persons'.
    runs: dict[bool, list[tuple[int, int]]] = {False: [], True: []}
    lines = [(view.to_view(b.start), view.to_view(b.end), b.kind) for b in view.blocks if b.kind != "boilerplate"]
    for line_start, line_end, kind in [*lines, (0, 0, "")]:
        entry = _ENTRY.match(view.text, line_start, line_end)
        start, end = entry.span("name") if entry else (line_start, line_end)
        if (start, end) in known or (_is_name(view.text[start:end], language) and occupied.free(start, end)):
            runs[(start, end) != (line_start, line_end)].append((start, end))
            continue
        if kind == "heading":
            continue
        for run in runs.values():
            sure = sum(line in known for line in run)
            if sure >= _PERSONS and 2 * sure >= len(run):
                persons += [
                    Span(a, b, PERSON, view.text[a:b], "list", 0.75, "foaf:Person")
                    for a, b in run
                    if (a, b) not in known
                ]
            run.clear()
    return persons


def credited_persons(text: str, found: list[Span], language: Language) -> list[Span]:
    """Persons before or behind a stroke and whom they took the picture for (*Foto: Anna Ek/Boverket*, *Foto:
    Boverket/Anna Ek*), by their given names.
    """
    if "/" not in text or not language.photo:
        return []
    occupied = Occupied(len(text))
    for span in found:
        occupied.take(span.start, span.end)
    credit = re.compile(
        rf"(?<!\w)(?i:{alternation(language.photo)}) ?:? ?(?:(?P<before>{_NAME}) ?/|{_HOUSE} ?/ ?(?P<behind>{_NAME}))"
    )
    return [
        Span(*match.span(name), PERSON, match[name], "list", 0.8, "foaf:Person")
        for match in credit.finditer(text)
        for name in ("before", "behind")
        if match[name] and match[name].split()[0].lower() in language.given_names and occupied.free(*match.span(name))
    ]


def photographers(text: str, language: Language) -> list[Span]:
    """Photographers, whatever their names (*Fotograf: Jocke Berg*), to be preferred to places that those hold."""
    return [
        Span(*match.span("name"), PERSON, match["name"], "list", 0.8, "foaf:Person")
        for match in _PHOTOGRAPHER.finditer(text)
        if match["name"].split()[0].lower() not in language.not_names
    ]


def _is_name(line: str, language: Language) -> bool:
    if not _NAME_LINE.fullmatch(line):
        return False
    words = line.lower().split()
    if words[0] in language.articles:
        return False  # De Raad van Toezicht
    words = [word for word in words if word not in language.particles]
    if words[0] in language.given_names:
        # Karen Grøn is no colour.
        words = words[:1]
    return not any(word in language.not_names or word in language.stoppers for word in words)


class OfficeFinder:
    """Finds offices that a list names together: *länsstyrelserna i Skåne, Kalmar och Uppsala län* (form `each`)."""

    def __init__(self, language: Language) -> None:
        conjunction = alternation(language.conjunctions)
        place = rf"[{UPPER}][\w-]+(?: [{UPPER}][\w-]+)*"
        self._patterns = []
        for words, cls in language.forms["Organization"].each.items():
            several, _, one = words.partition("→")
            head, _, tail = (part.strip() for part in several.partition("*"))
            names = rf"(?P<list>{place}(?:, {place})*,? {conjunction} {place})"
            end = rf" {re.escape(tail)}(?P<genitive>s?)" if tail else "(?P<genitive>)"
            pattern = re.compile(rf"(?<!\w)(?i:{re.escape(head)}) {names}{end}(?!\w)")
            self._patterns.append((head.lower(), pattern, re.compile(place), one.strip(), cls))

    def find(self, text: str, folded: str) -> Iterator[Span]:
        """Each office as a mention of its own; the first covers the common head, the last the common tail."""
        for head, pattern, place, one, cls in self._patterns:
            for match in pattern.finditer(text) if head in folded else ():
                places = list(place.finditer(text, *match.span("list")))
                for number, found in enumerate(places):
                    start = found.start() if number else match.start()
                    end = found.end() if number + 1 < len(places) else match.end()
                    name = one.replace("*", found.group())
                    yield Span(start, end, ORGANIZATION, name, "form", 0.95, cls, genitive=bool(match["genitive"]))
