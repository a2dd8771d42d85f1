"""What extract/ hands to link/: things and relations of one article, in the article's own offsets, without IRIs."""

from __future__ import annotations

from dataclasses import dataclass

from innograph.article import Article
from innograph.facts import Mention


@dataclass(frozen=True, slots=True)
class FoundThing:
    """A thing that the article speaks of. `refs` are IRIs that the gazetteer gave for it; `names` its forms."""

    type: str
    cls: str
    label: str
    names: tuple[str, ...]
    refs: tuple[str, ...]
    mentions: tuple[Mention, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A relation between things (by number), `-1` being the article itself; `object` is a string for a role."""

    subject: int
    predicate: str
    object: int | str
    confidence: float
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one article."""

    article: Article
    things: tuple[FoundThing, ...]
    relations: tuple[FoundRelation, ...]
