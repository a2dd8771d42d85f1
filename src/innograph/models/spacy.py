"""Mentions from a spaCy pipeline (extra `innograph[spacy]`).

`INNOGRAPH_SPACY` names the pipeline, a package or a folder, for example `sv_core_news_sm`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from innograph.article import Article
from innograph.errors import UsageError
from innograph.models.source import ProposedMention

#: Labels of spaCy's pipelines in our languages → our types.
TYPES = {"PER": "Person", "PRS": "Person", "PERSON": "Person", "ORG": "Organization", "EVT": "Event", "EVENT": "Event"}


class SpacyMentions:
    """The entities that a spaCy pipeline marks."""

    def __init__(self, pipeline: Any = None) -> None:
        import spacy

        name = os.environ.get("INNOGRAPH_SPACY", "")
        if pipeline is None and not name:
            raise UsageError("set INNOGRAPH_SPACY to the name of a spaCy pipeline, for example sv_core_news_sm")
        if pipeline is None:
            try:
                pipeline = spacy.load(name)
            except OSError as error:
                raise UsageError(f"spaCy has no pipeline {name!r}: {error}") from error
        self._pipeline = pipeline
        self.name = f"spacy-{pipeline.meta.get('lang', '')}_{pipeline.meta.get('name', 'pipeline')}"

    def mentions(self, article: Article) -> Iterable[ProposedMention]:
        """The persons, organisations and events of one article."""
        for entity in self._pipeline(article.text).ents:
            type_ = TYPES.get(entity.label_)
            if type_:
                yield ProposedMention(entity.start_char, entity.end_char, type_)
