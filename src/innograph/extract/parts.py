"""Parts of an organisation: those whose names hold its name (*Riksdagens trafikutskott*), and who leads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.spans import ORGANIZATION
from innograph.extract.statements import Statements
from innograph.extract.tasks import Tasks
from innograph.extract.words import Tokens

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: How sure it is that what is named after an organisation is a part of it.
_NAMED_AFTER = 0.8
#: A house that no text but the part's name tells is found by its form or list with this weight.
_IN_A_NAME = 0.8
#: Classes of houses whose form is enough.
_HOUSES = ("inno:Municipality", "inno:Region", "inno:University", "inno:PublicAgency", "inno:Ministry")
#: What stands between a part and its house, where the one follows the other (*Centrum för vård vid Lunds universitet*).
_AT = re.compile(r" (?:[^\W\d]+ ){0,3}")


def give_heads(document: Document, evidence: Evidence, statements: Statements) -> None:
    """Have a part, and not its house, led by whom a sentence tells of that names the house only behind the part
    (*Centrum för vård vid Lunds universitet leds av Anna Ek*).
    """
    relations = statements.relations
    parts = {(r.object, r.start): r.subject for r in relations.values() if r.predicate == "partOf"}
    for place, relation in list(relations.items()):
        part = parts.get((relation.object, relation.start), -1)
        if relation.predicate != "leads" or part < 0:
            continue
        number = evidence.sentence_at(document.view.to_view(relation.start))
        spans = sorted((document.spans[n] for n in evidence.present[number]), key=lambda span: span.start)
        behind = [
            before.entity == part and _AT.fullmatch(document.folded, before.end, span.start) is not None
            for before, span in zip([None, *spans[:-1]], spans, strict=True)
            if span.entity == relation.object and before is not None
        ]
        if behind and all(behind):
            del relations[place]
            statements.add(relation.subject, "leads", part, relation.confidence, relation.rule, number)


def note_parts(x: Extractor, document: Document, evidence: Evidence, tasks: Tasks, statements: Statements) -> None:
    """Note the parts whose names say whose they are, each at its first mention."""
    if x.part_name is None:
        return
    for part, thing in enumerate(list(document.things)):
        if thing.type != "Organization" or not thing.spans or " " not in thing.name:
            continue
        span = document.spans[min(thing.spans, key=lambda n: document.spans[n].start)]
        text = document.text[span.start : span.end]
        match = x.part_name.fullmatch(text)
        if match is None:
            continue
        group = "owner" if match["owner"] else "house"
        house = _house(x, document, evidence, match[group])
        if house >= 0 and statements.add(
            part, "partOf", house, _NAMED_AFTER, "parts/name", evidence.sentence_at(span.start)
        ):
            tasks.mention(house, span.start + match.start(group), span.start + match.end(group))


def _house(x: Extractor, document: Document, evidence: Evidence, name: str) -> int:
    """The organisation of that name: one of the text's, a listed one, or one that its form shows; -1 for none."""
    index = document.find_thing("Organization", name)
    if index is not None:
        return index
    listed = evidence.listed(name, _IN_A_NAME)
    if listed >= 0:
        return listed
    folded = name.lower()
    for span in x.finders.names.find(Tokens(name, folded, x.finders.lexicon), name, folded, frozenset()):
        whole = (span.start, span.end, span.code, span.source) == (0, len(name), ORGANIZATION, "form")
        if whole and span.cls in _HOUSES:
            return document.add_thing("Organization", span.name, span.cls, (), span.weight)
    return -1
