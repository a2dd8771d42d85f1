"""Marked stretches of a text, and which of several that overlap stay."""

from __future__ import annotations

from dataclasses import dataclass

#: What a stretch of text is. One character each, so that a sentence can be masked and matched by one expression.
ORGANIZATION, PERSON, PLACE, EVENT, PROJECT = "O", "P", "C", "E", "J"
ROLE, FORMER_ROLE, BOARD_ROLE, NATIONALITY, MUNICIPALITY, UNKNOWN = "R", "F", "B", "N", "M", "U"

TYPE_OF_CODE = {
    ORGANIZATION: "Organization",
    PERSON: "Person",
    PLACE: "Country",
    EVENT: "Event",
    PROJECT: "Project",
}
CODE_OF_TYPE = {v: k for k, v in TYPE_OF_CODE.items()}

UPPER = "A-Z" + "".join(chr(i) for i in range(0xC0, 0x250) if chr(i).isupper())
LOWER = "a-z" + "".join(chr(i) for i in range(0xDF, 0x250) if chr(i).islower())
#: Where a full stop ends a sentence though no space follows it (*till projektet.Regeringen*); not *Fil.Dr*, *ASP.Net*.
GLUED = (
    r"(?:(?<=[a-zåäöæøéüß]{3})|(?<=\d{4}))(?=\.[A-ZÅÄÖÆØÉÜ][a-zåäöæøéüß])(?!\.(?:Dr|Mag|Lic|Kand|Ing|Com|Net|Org)(?!\w))"
)


@dataclass(slots=True)
class Span:
    """A marked stretch of the view: `end` includes a genitive ending or an abbreviation in brackets.

    `name` is the form without inflection, `refs` the IRIs that the gazetteer offers, `source` how it was found,
    `weight` how sure that is (0–1), `entity` the number of the thing it names (-1: none yet), `case` the mark of its
    case (cases.py; None in a language without cases), `form` the inflected name where the text gives only a part of it.
    """

    start: int
    end: int
    code: str
    name: str
    source: str
    weight: float = 1.0
    cls: str = ""
    refs: tuple[str, ...] = ()
    entity: int = -1
    genitive: bool = False
    aliases: tuple[str, ...] = ()
    group: tuple[int, ...] = ()
    case: str | None = None
    form: str = ""


class Occupied:
    """Which characters of the view are taken, so that of overlapping candidates the better one stays."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)

    def free(self, start: int, end: int) -> bool:
        """Whether no character of the stretch is taken."""
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Mark the stretch as taken."""
        self._taken[start:end] = b"\x01" * (end - start)


def resolve(candidates: list[Span]) -> list[Span]:
    """Of overlapping candidates the longest stays, of equally long ones the surest, then the first found."""
    if not candidates:
        return []
    occupied = Occupied(max(s.end for s in candidates))
    order = sorted(
        range(len(candidates)),
        key=lambda i: (candidates[i].start - candidates[i].end, -candidates[i].weight, i),
    )
    kept = []
    for i in order:
        span = candidates[i]
        if occupied.free(span.start, span.end):
            occupied.take(span.start, span.end)
            kept.append(span)
    kept.sort(key=lambda s: s.start)
    return kept
