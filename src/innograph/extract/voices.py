"""Whose *we* a sentence speaks with: the speaker's employer, the interviewee's, or the publisher."""

from __future__ import annotations

import re

from innograph.extract.document import Document
from innograph.extract.masks import mask
from innograph.extract.spans import ORGANIZATION, PERSON

#: What stands before the name of who wrote a text.
_BYLINE = re.compile(r"(?:af|av|by|von|door|text|tekst|teksti|skrevet a[fv]|skriven av)(?: og foto| och foto)?:? ")
#: So many questions as headings make an interview.
_INTERVIEW = 2


def find_voices(
    document: Document,
    present: list[list[int]],
    employers: dict[int, int],
    publisher: int,
    speech: re.Pattern[str],
    stated: re.Pattern[str],
) -> dict[int, int]:
    """The organisation that *we* stands for in each sentence, by the sentence's number; none where nobody is known.

    `employers` maps persons to organisations; `stated` finds *vi på Vinnova* in a masked sentence.
    """
    default = stated_voice(document, present, stated)
    if default < 0:
        questions = sum(
            document.text[s.start : s.end].rstrip("*").endswith("?")
            for s in document.sentences
            if s.kind in ("heading", "question")
        )
        asked = employers.keys() - _writers(document, present) if questions >= _INTERVIEW else set()
        first = min(asked, key=lambda person: _first_place(document, person), default=None)
        default = employers[first] if first is not None else publisher
    speakers: dict[int, int] = {}
    for number, sentence in enumerate(document.sentences):
        named = (document.spans[n] for n in present[number])
        speaker = next((s.entity for s in named if s.code == PERSON and s.entity in employers), -1)
        if speaker >= 0 and speech.search(document.folded, sentence.start, sentence.end):
            speakers[sentence.block] = employers[speaker]
    voices = {n: speakers.get(s.block, default) for n, s in enumerate(document.sentences)}
    return {n: voice for n, voice in voices.items() if voice >= 0}


def stated_voice(document: Document, present: list[list[int]], stated: re.Pattern[str]) -> int:
    """*Vi på Vinnova*, *oss på myndigheten*: the text says itself who speaks; -1 when it does not."""
    for number, spans in enumerate(present):
        if not any(document.spans[n].code == ORGANIZATION for n in spans):
            continue
        sentence = document.sentences[number]
        masked = mask(document.folded, sentence.start, sentence.end, document.spans, spans)
        match = stated.search(masked.text)
        if match:
            return document.spans[masked.mentions[match.start(1)]].entity
    return -1


def _writers(document: Document, present: list[list[int]]) -> set[int]:
    """Who wrote the text, as a line of their own tells (*Af Anne Jensen, Kulturstyrelsen*)."""
    writers = set()
    for sentence, numbers in zip(document.sentences, present, strict=True):
        person = next((s for n in numbers if (s := document.spans[n]).code == PERSON), None)
        if person is not None and _BYLINE.fullmatch(document.folded, sentence.start, person.start):
            writers.add(person.entity)
    return writers


def _first_place(document: Document, thing: int) -> tuple[int, int]:
    spans = document.things[thing].spans
    return (min(document.spans[n].start for n in spans) if spans else 1 << 40, thing)
