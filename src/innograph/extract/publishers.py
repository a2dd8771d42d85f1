"""Who publishes an article, as one of the things that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.extract.abbreviations import abbreviates
from innograph.extract.document import Document
from innograph.extract.evidence import Evidence
from innograph.extract.gazetteer import fold
from innograph.extract.pagenames import own_name
from innograph.extract.spans import ORGANIZATION
from innograph.extract.words import Tokens

if TYPE_CHECKING:
    from innograph.extract.finders import Finders

#: What stands between a body's name and the house that it is part of.
_AT_HOUSE = re.compile(" (?:vid|hos|ved) ")
#: Words of a name that its abbreviation has a letter of have so many letters at least.
_LONG_WORD = 4


def find_publisher(document: Document, evidence: Evidence, finders: Finders) -> int:
    """The publisher as a thing, when it is an organisation that the registry, the text or its form shows; else -1."""
    name = own_name(document.article.publisher)
    if not name:
        return -1
    listed = evidence.listed(name, 0.8)
    # "The Agency for Rivers" is the Agency for Rivers of the text.
    article, _, bare = name.partition(" ")
    if listed < 0 and article.lower() in document.language.articles and bare[:1].isupper():
        listed = evidence.listed(bare, 0.8)
        name = bare if document.find_thing("Organization", name) is None else name
    if listed >= 0:
        return listed
    # "Saco-S-rådet" of the text is that of "Saco-S-rådet vid Uppsala universitet".
    for known in (name, _AT_HOUSE.split(name, maxsplit=1)[0]):
        index = document.find_thing("Organization", known)
        if index is not None:
            return index
    folded = fold(name)
    for span in finders.names.find(Tokens(name, folded, finders.lexicon), name, folded, frozenset()):
        if (span.start, span.end, span.code, span.source) == (0, len(name), ORGANIZATION, "form"):
            return document.add_thing("Organization", span.name, span.cls, (), span.weight)
    return -1


def shorten_publisher(document: Document, evidence: Evidence, publisher: int) -> None:
    """An abbreviation that nothing explains is the publisher's where its letters stand in the publisher's name, the
    first of each word among them (*SPSM*: Specialpedagogiska skolmyndigheten).
    """
    if publisher < 0:
        return
    words = [word for word in document.things[publisher].name.split() if len(word) >= _LONG_WORD]
    for thing in list(document.things) if len(words) > 1 else ():
        unexplained = thing.type == "Organization" and thing.name.isupper() and not thing.refs
        if unexplained and abbreviates(thing.name, words):
            document.things[publisher].add_name(thing.name)
            evidence.reclaim(publisher)
