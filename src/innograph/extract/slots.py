"""What the slots of a rule's match hold: things, titles and what free text names; and which of it counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from innograph.extract.cases import MARKS
from innograph.extract.context import Context
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.findings import FoundRelation
from innograph.extract.masks import MASK, Masked
from innograph.extract.references import References, RelationKey
from innograph.extract.rules import TEXTS, Rule
from innograph.extract.spans import LOWER, MUNICIPALITY, PERSON, UNKNOWN, Span
from innograph.extract.tasks import Tasks

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: A title and what stands between it and whom it serves (*statssekreterare hos Anna Ek*).
_SERVING = re.compile(rf"[{MASK['R']}{MASK['B']}][{MARKS}]? (?:hos|åt|bei|bij) $")
#: A title right before a mention.
_TITLES = frozenset(f"{MASK[code]} " for code in "RFB")
#: A title behind a name in the genitive.
_ROLE = re.compile(rf"[{MARKS}]? (?:\w+ )?[{MASK['R']}{MASK['F']}{MASK['B']}]")
#: Two names of a list are so near to each other (*from Norway, and Sweden*), each being one character.
_LIST_GAP = 8
_ORIGIN = re.compile(r"(?<!\w)(?:från|fra|uit|aus|from) $")
#: What stands between an aide's title and the name of whom he works for is at most so long.
_LONGEST_AIDE = 40
#: A title and its preposition before a field are at most so long; a word in small letters behind a name.
_TITLE_OF_FIELD = 40
_NOUN_BEHIND = re.compile(rf" ([{LOWER}]{{3,}})(?!\w)")
#: Money, or the cells of a table: no title.
_NO_TITLE = re.compile(r"\d[\d.,]* ?(?:mio|mill|milj|kr|tkr|mkr|euro|€)| \| ")
#: A title that only says that an event's programme follows.
_PROGRAMME_OF = re.compile(r"(?:programm?(?:et|me|a)?|ohjelma): ")


class Said(NamedTuple):
    """What a rule says of a sentence: a match of it in the masked text, the slots of its pattern, the sentence's
    number, and what is spoken of there.
    """

    rule: Rule
    masked: Masked
    match: re.Match[str]
    slots: dict[str, str]
    number: int
    context: Context

    def place(self, slot: str) -> int:
        """Where in the masked text a slot of the match stands; -1 for one that the match has not."""
        return self.match.start(slot) if slot in self.match.re.groupindex else -1


class Slots:
    """Fills the slots of rules in one article. `relations` are those found so far."""

    def __init__(
        self,
        extractor: Extractor,
        document: Document,
        evidence: Evidence,
        tasks: Tasks,
        references: References,
        relations: Mapping[RelationKey, FoundRelation],
    ) -> None:
        self.x = extractor
        self.document = document
        self.evidence = evidence
        self.tasks = tasks
        self.references = references
        self.relations = relations

    def fit(self, said: Said) -> bool:
        """Whether what fills the slots is what the rule asks for."""
        document = self.document
        for slot, classes in said.rule.classes:
            # Only a ministry's request is an assignment: what fills the slot must be of these classes.
            filled = self.values(slot, said)
            if any(isinstance(v, int) and document.things[v].cls not in classes for v in filled):
                return False
        for slot, expression in said.rule.names:
            # Only a unit is a part of the house beside it: what fills the slot must be called so (also titles).
            called = [document.things[v].name if isinstance(v, int) else v for v in self.values(slot, said)]
            if not all(expression.search(name.lower()) for name in called):
                return False
        for slot, expression in said.rule.written:
            # Only titles in the plural are several persons': what fills the slot must be written so.
            if not all(expression.search(document.folded[s.start : s.end]) for s in self._spans(slot, said)):
                return False
        return True

    def note_payer(self, said: Said) -> None:
        """Keep who pays in this sentence for those behind it."""
        if "funder" in said.slots:
            named = self.values("funder", said)
            said.context.funder = next((v for v in named if isinstance(v, int)), said.context.funder)

    def learn(self, said: Said) -> None:
        """Learn names and titles even where no relation comes of it."""
        for slot, codes in said.slots.items():
            if (codes in TEXTS and codes != "text") or codes in ("JU", "EU"):
                self.values(slot, said)

    def _spans(self, slot: str, said: Said) -> list[Span]:
        """The mentions in a slot; none where the pattern that matched has no such slot."""
        mentions = said.masked.mentions
        if slot not in said.slots:
            return []
        return [self.document.spans[mentions[p]] for p in range(*said.match.span(slot)) if p in mentions]

    def weight(self, said: Said) -> float:
        """How sure a match is: the rule, lessened by the least certain mention in it."""
        sure = said.rule.confidence
        spans = (
            span
            for slot, codes in said.slots.items()
            if codes not in TEXTS and said.match.group(slot) is not None
            for span in self._spans(slot, said)
            if span.code in codes
        )
        return min((sure * (0.6 + 0.4 * span.weight) for span in spans), default=sure)

    def lack_another(self, subject: str, obj: str, said: Said) -> bool:
        """Whether a match names nobody for the other side of a relation: an unknown name is then no body's."""
        match = said.match
        if subject != obj:
            return obj in said.slots and match.group(obj) is None
        if subject not in said.slots or match.group(subject) is None:
            return False
        spans = self._spans(subject, said)
        named = tuple(entity for span in spans for entity in span.group or (span.entity,))
        given = self.x.gives_task is not None and self.x.gives_task.search(said.masked.text) is not None
        told = len(said.rule.gives) > 1 or (
            self.x.instructed is not None and self.x.instructed.search(said.masked.text) is not None
        )
        if told and (len(spans) == 1 or given) and self._share_a_task(named):
            return True
        return len(named) < 2

    def _share_a_task(self, group: tuple[int, ...]) -> bool:
        """Whether *the agencies*, or those that the sentence itself says get an assignment, are the ones that it was
        given to: what they do with others is no cooperation among themselves.
        """
        receivers: dict[int, set[int | str]] = {}
        for relation in self.relations.values():
            if relation.predicate == "assignedTo":
                receivers.setdefault(relation.subject, set()).add(relation.object)
        return len(group) > 1 and any(got.issuperset(group) for got in receivers.values())

    def _owns_a_noun(self, span: Span) -> bool:
        """Scandinavian: whether a town's name in the genitive stands before a noun in small letters."""
        if self.x.language.tag not in ("sv", "nb", "da") or not span.genitive:
            return False
        noun = _NOUN_BEHIND.match(self.document.text, span.end)
        return noun is not None and noun[1] not in self.x.language.stoppers

    def values(self, slot: str, said: Said) -> list[int | str]:
        """What a slot of a match holds: numbers of things, or roles as text; nothing for a slot left out."""
        _, masked, match, slots, number, context = said
        if slot.startswith("@"):
            return list(self.references.several(slot, context, number))
        if slot not in slots or match.group(slot) is None:
            return []
        start, end = match.span(slot)
        if slots[slot] in TEXTS:
            if said.rule.scope == "item" and slots[slot] == "projecttitle" and self._is_under_heading(number):
                return []
            index = self._text(slots[slot], masked, start, end, number, context)
            return [index] if index >= 0 else []
        values: list[int | str] = []
        for position in range(start, end):
            n = masked.mentions.get(position)
            span = self.document.spans[n] if n is not None else None
            if n is None or span is None or span.code not in slots[slot]:
                continue
            if span.code == MUNICIPALITY and "O" in slots[slot] and self._owns_a_noun(span):
                continue  # Göteborgs hamn is not the town
            if span.code == PERSON and said.rule.of_page and self.has_aide(masked, position):
                continue
            if span.code == UNKNOWN and context.granted and context.granted[1] <= span.start < context.granted[2]:
                continue  # of the name of a project that gets a grant
            if span.code == UNKNOWN and "O" in slots[slot] and self._is_no_house(span.start, span.end, span.genitive):
                continue
            if span.code == UNKNOWN and "C" in slots[slot] and self._is_where(span, masked.text, position):
                continue
            titled = masked.text[max(0, position - 2) : position] in _TITLES
            if titled and span.code == UNKNOWN and PERSON in slots[slot]:
                continue  # sprekers zijn Bo Ek, hoogleraar Urban Design aan …: what a title is in takes no part
            if span.code == "C" and masked.text[position - 1 : position + 2 : 2] == "()":
                continue  # "KL (Danmark)": where it is
            if span.genitive and PERSON in slots[slot] and _ROLE.match(masked.text, position + 1):
                continue  # "medverkar gör Anna Ek, Boverkets enhetschef, och …": she does, not her house
            if span.code == PERSON and _SERVING.search(masked.text, max(0, position - 9), position):
                continue  # "… Bo Lind, statssekreterare hos Anna Ek": he does, not whom he serves
            if span.code in "RFB":
                values.extend(self.x.finders.roles.parts(span.name))
            elif span.group:
                values.extend(span.group)
            else:
                values.append(self.evidence.promote(n, slots[slot]))
        return list(dict.fromkeys(values))

    def has_aide(self, masked: Masked, position: int) -> bool:
        """Whether a person is only named as whom somebody else works for (*statssekreterare hos minister Bo Ek*)."""
        aide = self.x.aide_to
        return aide is not None and aide.search(masked.text, max(0, position - _LONGEST_AIDE), position) is not None

    def _is_where(self, span: Span, masked: str, position: int) -> bool:
        """Dutch: whether a single unknown name only says where a partner is (*de Radboud Universiteit in Nijmegen*)."""
        where = masked[max(0, position - 4) : position].endswith((" in ", " te ", "uit "))
        return where and self.x.language.tag == "nl" and " " not in span.name and not span.name.isupper()

    def _is_no_house(self, start: int, end: int, owner: bool) -> bool:
        """Whether an unknown name is none of an organisation: a part of the country, or what begins the name of
        something in small letters (*chef för Framtidens skola*, *chef Västra militärområdet*), or what a title is in
        (*professor i Museologi*). `owner`: it is known to be a genitive (*Ekdalas nya vd*).
        """
        text, pattern = self.document.text, self.x.no_house
        if pattern is None:
            return False
        if pattern.fullmatch(self.document.folded, start, end):
            return True
        field = self.x.field_of_title
        if field and field.search(self.document.folded, max(0, start - _TITLE_OF_FIELD), start):
            return True
        opening = self.x.names_first_word
        opens = opening is not None and opening.fullmatch(self.document.folded, start, end) is not None
        noun = _NOUN_BEHIND.match(text, end) if opens or text[end - 1] == "s" or text[end - 2 : end] == "ra" else None
        if noun is None or owner:
            return False
        return noun[1] not in self.x.language.stoppers and not self.x.language.looks_like_verb(noun[1])

    def _text(self, kind: str, masked: Masked, start: int, end: int, number: int, context: Context) -> int:
        """The thing that a stretch of free text names."""
        a, b = masked.to_view(start), masked.to_view(end - 1) + 1
        if end - 1 in masked.mentions:
            b = self.document.spans[masked.mentions[end - 1]].end
        if kind == "projecttitle" and context.granted and a < context.granted[2] and context.granted[1] < b:
            return context.granted[0]
        if kind == "text":
            return self.tasks.name(a, min(b, self.document.sentences[number].end))
        line = self.document.sentences[number]
        if kind == "projecttitle" and line.kind == "title" and _PROGRAMME_OF.match(self.document.folded, line.start):
            return -1  # "Program: Trygga hem" heads the programme of an event
        if kind == "projecttitle" and _NO_TITLE.search(self.document.folded, a, b):
            return -1  # "Køge Kommune får 2,4 mio. kr." tells of a project
        index = self.tasks.title(TEXTS[kind], a, b)
        if index >= 0:
            context.put_first(TEXTS[kind], index)
            context.introduced.append((TEXTS[kind], index))
        return index

    def _is_under_heading(self, number: int) -> bool:
        """Whether a sentence begins the text under a heading that names something itself (*Trygga hem* / *Kumla …*)."""
        if not number or self.document.sentences[number].kind != "paragraph":
            return False
        above, folded = self.document.sentences[number - 1], self.document.folded
        lists = self.x.finders.project_list
        over = folded[above.end - 1] == ":" or (lists and lists.search(folded, above.start, above.end))
        return above.kind == "heading" and not over

    def partners(self, slot: str, said: Said) -> list[int | str]:
        """Those of what a slot holds that may be partners.

        None are: the government, where it gives what the sentence tells as an assignment (its agencies do that
        together); a country that only tells where somebody is; a bloc's members (*andra EU-länder*); and an
        organisation whose head alone is meant (*tillsammans med MSB:s generaldirektör Anna Ek*).
        """
        found, masked = self.values(slot, said), said.masked
        gives_task = self.x.gives_task is not None and self.x.gives_task.search(masked.text) is not None
        dropped: set[int | str] = set()
        kept: set[int | str] = set()
        if slot.startswith("@"):
            given = gives_task or slot.startswith("@receiver")
            dropped.update(v for v in found if isinstance(v, int) and given and self._governs(v))
        else:
            # What a rule itself has a slot for (*Boverkets generaldirektör N … undertecknade*) it means so.
            meant = {said.match.start(name) for name in said.match.re.groupindex}
            told = -_LIST_GAP  # the last country that only tells where somebody is from
            for position in range(*said.match.span(slot)) if found else ():
                n = masked.mentions.get(position)
                span = self.document.spans[n] if n is not None else None
                if span is None or span.entity < 0:
                    continue
                text, place = self.document.folded[span.start : span.end], masked.text[max(0, position - 8) : position]
                inside = span.code == "C" and (
                    position - told < _LIST_GAP
                    or (self.x.inside is not None and self.x.inside.search(place) is not None)
                )
                origin = inside and (position - told < _LIST_GAP or _ORIGIN.search(place) is not None)
                told = position if origin else told
                if (
                    (gives_task and self._governs(span.entity))
                    or inside
                    or (span.code == "C" and span.genitive)  # EU's forskningsprogrammer i samarbejde med DI
                    or (
                        span.code == "C"
                        and self.x.bloc_members is not None
                        and self.x.bloc_members.search(text) is not None
                    )
                    or (
                        span.genitive
                        and (title := _ROLE.match(masked.text, position + 1)) is not None
                        and title.end() - 1 not in meant
                    )
                ):
                    dropped.add(span.entity)
                else:
                    kept.add(span.entity)
        return [v for v in found if v not in dropped or v in kept]

    def _governs(self, entity: int) -> bool:
        return self.document.things[entity].cls == "inno:Government"
