"""The government that a text calls as the giver of its assignments by a word of theirs (*regeringsuppdrag*)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor
    from innograph.extract.statements import Statements

#: Whose texts quote others than their own people: politicians, heads of agencies.
GOVERNING = ("inno:Government", "inno:Ministry")
#: How many sentences of a paragraph may lie between an assignment and the word that tells who gave it.
_LOOK_BACK = 4
#: How sure it is that the government, which the text elsewhere says gives assignments, gave one of no known giver.
_GIVEN_ELSEWHERE = 0.75


class Givers:
    """Finds who gave the assignments of one article where only a word tells it."""

    def __init__(self, extractor: Extractor, document: Document, evidence: Evidence, tasks: Tasks) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self._name = extractor.language.classes.get("government", "")
        #: The sentence that last named the government so.
        self.told = -1

    def government(self, number: int) -> int:
        """The government, for *regeringsuppdrag*: the word itself names it, here or just before in the paragraph."""
        pattern = self.x.government_compound
        if pattern is None or not self._name:
            return -1
        sentences = self.document.sentences
        for n in range(number, max(-1, number - _LOOK_BACK), -1):
            sentence = sentences[n]
            if sentence.block != sentences[number].block:
                break
            match = pattern.search(self.document.folded, sentence.start, sentence.end)
            index = self._listed() if match else -1
            if match and index >= 0:
                self.tasks.mention(index, match.start(), match.end())
                self.told = n
                return index
        return -1

    def complete(self, statements: Statements) -> None:
        """Assignments whose sentence names no giver are the government's where the text says elsewhere that it gives
        assignments: the nearest such sentence before, else after, is the evidence.
        """
        pattern = self.x.government_compound
        if pattern is None or not self._name:
            return
        given = {r.subject for r in statements.relations.values() if r.predicate == "assignedBy"}
        received: dict[int, list[FoundRelation]] = {}
        for relation in statements.relations.values():
            if relation.predicate == "assignedTo" and relation.subject not in given:
                received.setdefault(relation.subject, []).append(relation)
        if not received:
            return
        folded = self.document.folded
        places = {
            n: match
            for n, sentence in enumerate(self.document.sentences)
            if (match := pattern.search(folded, sentence.start, sentence.end))
            and not self.x.negation.search(folded, sentence.start, sentence.end)
        }
        index = self._listed() if places else -1
        if index < 0:
            return
        view = self.document.view
        # Where another assignment is given, a sentence speaks of that one.
        spoken_for = {
            self.evidence.sentence_at(view.to_view(r.start))
            for r in statements.relations.values()
            if r.predicate == "assignedBy"
        }
        own = statements.publisher >= 0 and self.document.things[statements.publisher].cls in GOVERNING
        for subject, relations in received.items():
            receivers = {r.object for r in relations}
            number = self.evidence.sentence_at(self.document.view.to_view(relations[0].start))
            fitting = [n for n in places if own or self._speaks_of(n, receivers, sole=n not in spoken_for)]
            if not fitting:
                continue
            nearest = min(fitting, key=lambda n: (n > number, abs(n - number)))
            self.tasks.mention(index, places[nearest].start(), places[nearest].end())
            statements.add(subject, "assignedBy", index, _GIVEN_ELSEWHERE, "reading/given-elsewhere", nearest)

    def _speaks_of(self, number: int, receivers: set[int | str], sole: bool) -> bool:
        """Whether a sentence names one of these organisations, or (`sole`) none but the government."""
        named = {self.document.spans[n].entity for n in self.evidence.present[number]} - {-1}
        others = {
            e
            for e in named
            if self.document.things[e].type == "Organization" and self.document.things[e].cls not in GOVERNING
        }
        return not others.isdisjoint(receivers) or (sole and not others)

    def _listed(self) -> int:
        """The government of a list as a thing; in English, where no country tells which is meant, the one that the text
        calls only that; -1 where there is none.
        """
        index = self.evidence.listed(self._name, 0.9)
        if index < 0 and self.x.language.tag == "en":
            known = (i for i, thing in enumerate(self.document.things) if thing.cls == "inno:Government")
            index = next(known, -1)
            if index < 0:
                index = self.document.add_thing("Organization", self._name, "inno:Government", (), 0.8)
        return index
