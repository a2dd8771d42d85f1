"""Which themes an article is about, and which its assignments, projects and events have."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from innograph.extract.document import Document
from innograph.extract.text import Sentence
from innograph.extract.themes import ThemeHit

#: Weight of a theme's trigger by where it stands; a theme counts from MINIMUM on, and from SHARE of the strongest.
#: Chosen together on the development corpus; moving one alone shifts the balance of precision and recall.
TITLE, LEAD, BODY = 3.0, 1.5, 1.0
MINIMUM, SHARE, MOST = 1.0, 0.2, 4


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the whole article with the sentence that shows it best."""

    theme: str
    sentence: int
    confidence: float


def place_hits(hits: list[ThemeHit], sentences: list[Sentence]) -> dict[int, list[ThemeHit]]:
    """The triggers by the number of their sentence."""
    placed: dict[int, list[ThemeHit]] = defaultdict(list)
    number = 0
    for hit in hits:
        while number < len(sentences) and sentences[number].end <= hit.start:
            number += 1
        if number < len(sentences) and sentences[number].start <= hit.start:
            placed[number].append(hit)
    return placed


def article_topics(document: Document, placed: dict[int, list[ThemeHit]]) -> list[Topic]:
    """One to four main themes of the whole article, the strongest first; none when nothing stands out."""
    sentences = document.sentences
    lead_block = next((s.block for s in sentences if s.kind not in ("title", "heading")), -1)
    scores: dict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    best: dict[str, tuple[float, int]] = {}
    for number, hits in sorted(placed.items()):
        sentence = sentences[number]
        weight = BODY
        if sentence.kind == "title":
            weight = TITLE
        elif sentence.block == lead_block:
            weight = LEAD
        for theme in sorted({h.theme for h in hits}):
            counts[theme] += 1
            scores[theme] += weight if counts[theme] <= 4 else 0.25
            shown = (weight if sentence.kind != "title" else LEAD, -number)
            if theme not in best or shown > best[theme]:
                best[theme] = shown
    if not scores:
        return []
    top = max(scores.values())
    chosen = sorted((t for t in scores if scores[t] >= max(MINIMUM, SHARE * top)), key=lambda t: (-scores[t], t))
    if not chosen:
        chosen = sorted((t for t in scores if scores[t] == top), key=str)[:1]
    return [Topic(t, -best[t][1], round(min(0.95, 0.4 + 0.1 * scores[t]), 2)) for t in chosen[:MOST]]
