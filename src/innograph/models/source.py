"""What a model must offer, and where models are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from innograph.article import Article
from innograph.errors import UsageError

MENTIONS, FACTS = "innograph.mentions", "innograph.facts"


@dataclass(frozen=True, slots=True)
class ProposedMention:
    """A name in a text, `start` to `end` in code points of `Article.text`; `type` is one of ENTITY_TYPES.

    `score` is the model's own certainty, 0 to 1.
    """

    start: int
    end: int
    type: str
    score: float = 0.7


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A fact in the terms of SIGNATURES, with names as the text writes them and the words of the text that say it."""

    subject: str
    subject_type: str
    predicate: str
    object: str
    object_type: str
    quote: str
    confidence: float = 0.6


@runtime_checkable
class MentionSource(Protocol):
    """Marks names. `name` goes into the graph as the extractor of what came of them."""

    name: str

    def mentions(self, article: Article) -> Iterable[ProposedMention]:
        """The names of one article."""
        ...


@runtime_checkable
class FactSource(Protocol):
    """Proposes facts. `name` goes into the graph as their extractor."""

    name: str

    def facts(self, article: Article) -> Iterable[ProposedFact]:
        """The facts of one article.

        Raises WorkError when the model cannot be reached or answers nonsense.
        """
        ...


def available() -> dict[str, str]:
    """The models that are installed: name → what they offer (`mentions` or `facts`)."""
    found = {point.name: "mentions" for point in entry_points(group=MENTIONS)}
    return found | {point.name: "facts" for point in entry_points(group=FACTS)}


def load_source(name: str) -> MentionSource | FactSource:
    """The model of this name, ready to use.

    Raises UsageError for an unknown name, or when what it needs is not installed.
    """
    for group in (MENTIONS, FACTS):
        for point in entry_points(group=group, name=name):
            try:
                source: MentionSource | FactSource = point.load()()
            except ImportError as error:
                raise UsageError(
                    f"model {name!r} needs {error.name or error}: pip install 'innograph[{name}]'"
                ) from error
            return source
    known = ", ".join(sorted(available())) or "none are installed"
    raise UsageError(f"no model {name!r}; known: {known}")
