"""What pages look things up with: the reader of one graph, made once a language."""

from __future__ import annotations

from innograph.publish.thing import Reader
from innograph.serve.pages import LANGUAGES
from innograph.serve.snapshot import Snapshot


class Desk:
    """What is looked up for one request: in a thread, so that others are not held up."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot = snapshot
        self.base = snapshot.store.base
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    async def reader(self) -> Reader:
        """Things and sentences, with names in the language of the request."""
        store, language = self.snapshot.store, self.language
        return await self.snapshot.derive(f"reader {language}", lambda: Reader(store, language))
