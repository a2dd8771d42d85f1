"""Parts of an organisation whose names hold its name (*Riksdagens trafikutskott*, *Trafiknämnden i Region Skåne*)."""

from __future__ import annotations

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
