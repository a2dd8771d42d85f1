"""Which thing a mention names that no thing has the name of: the ways in which two names are one person's or body's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from innograph.extract.spans import ORGANIZATION, PERSON, Span
from innograph.extract.things import key
from innograph.extract.variants import (
    DUTCH_LEGAL_FORMS,
    LEAST_LETTERS,
    definite_forms,
    definite_heads,
    finnish_forms,
    german_forms,
    initials,
    without_legal_form,
)

if TYPE_CHECKING:
    from innograph.extract.document import Document
    from innograph.extract.things import Thing

#: Classes of bodies whose names begin with what they are; the languages whose names have definite forms.
GATHERINGS = ("inno:Council", "inno:Network")
_NORDIC = ("sv", "nb", "da")
#: A compound whose last part tells an agency or a ministry.
_JOINT = re.compile(
    r"([^\W\d_]{4,}[^\W\d_s])(myndigheten|verket|departementet|styrelsen|nämnden|inspektionen|direktoratet|ministeriet)"
)
#: So many letters has at least a name whose last one may be the genitive's.
_LEAST_OWNER = 6
#: Shorter words before a noun are seldom places.
_LEAST_PLACE = 4
#: A Finnish name of one word that may be the last one of a longer name has at least so many letters.
_LEAST_OWN = 9
#: A name that says of which country a body is, and then only what it is.
_NATIONAL = re.compile(
    r"(?:Statens|Statlig|Norsk|Norges|Den norske|Norske|Sveriges|Svenska|Svensk|Svenskt|Danmarks|Dansk|Danske|"
    r"Nasjonalt|Nationalt|Nationella|Nordisk|Nordiska) ([^\W\d_]{5,})"
)

#: What Dutch and German put before a town's or a province's name that may stand for the body alone.
_TOWN = re.compile(
    r"(?:Gemeente|Provincie|Stadt|Gemeinde|Marktgemeinde|Stadtgemeinde|City of|Municipality of) (?P<town>[^\W\d].+)"
)
_PLACES = frozenset(["inno:Municipality", "inno:Region"])
#: What German puts before the name of a council to say whose it is.
_LEVELS = ("landes", "bundes", "kreis", "stadt", "bezirks")

_Way = Callable[["Document", Span], int | None]


def find_namesake(document: Document, span: Span) -> int | None:
    """The thing that a mention names by another name than those it has; None for none. A genitive's ending is taken
    off the mention's name, and a reference given to one that misspells a listed name.
    """
    ways = _PERSONS if span.code == PERSON else _ORGANIZATIONS if span.code == ORGANIZATION else ()
    return next((index for way in ways if (index := way(document, span)) is not None), None)


def bare_town(span: Span, language: str) -> str:
    """Dutch and German: the place in a municipality's or a province's name (*Gemeente Gouda*); empty for none."""
    match = _TOWN.fullmatch(span.name) if language in ("nl", "de", "en") and span.cls in _PLACES else None
    return match["town"] if match else ""


def is_short(document: Document, span: Span) -> bool:
    """Whether a mention is one word that tells what it is (*das Klinikum*), in languages that say it so."""
    if span.source != "form" or span.refs or " " in span.name:
        return False
    # Swedish bodies are named in full once (Vattendelegationen för Mellansjön: Vattendelegationen).
    if document.finders.cases.known:
        return len(span.name) >= _LEAST_OWN
    return document.language.tag in ("de", "nl") or (document.language.tag == "sv" and span.cls in GATHERINGS)


def _all(document: Document, type_: str) -> Iterator[tuple[int, Thing]]:
    return ((index, thing) for index, thing in enumerate(document.things) if thing.type == type_)


def _only(found: list[int] | set[int]) -> int | None:
    """The one that was found, when just one was."""
    return next(iter(found)) if len(found) == 1 else None


# -- persons -------------------------------------------------------------------------------------------------------


def _by_surname(document: Document, span: Span) -> int | None:
    """The person of this surname (with or without a genitive s), when the text names one in full."""
    if " " in span.name:
        return None
    forms = {key(span.name), key(span.name.removesuffix("s"))}
    return _only([i for i, t in _all(document, "Person") if " " in t.name and key(t.name.split()[-1]) in forms])


def _by_given_name(document: Document, span: Span) -> int | None:
    """The person of this given name, when the text names just one in full."""
    if " " in span.name:
        return None
    first = f"{key(span.name)} "
    return _only([i for i, t in _all(document, "Person") if key(t.name).startswith(first)])


def _by_genitive(document: Document, span: Span) -> int | None:
    """The person whose name in the genitive it is."""
    index = document.find_thing("Person", span.name[:-1]) if " " in span.name and span.name.endswith("s") else None
    if index is not None:
        span.name, span.genitive = span.name[:-1], True
    return index


def _by_more_names(document: Document, span: Span) -> int | None:
    """The person whose name has a given name more, or one less (*Bo Karl Ek*, *Karl Ek*), when just one has."""
    if " " not in span.name:
        return None
    full, names = key(span.name), span.name.count(" ")
    return _only(
        [
            i
            for i, t in _all(document, "Person")
            if " " in t.name
            and (key(t.name).endswith(f" {full}") or full.endswith(f" {key(t.name)}"))
            and abs(t.name.count(" ") - names) == 1
        ]
    )


# -- organisations -------------------------------------------------------------------------------------------------


def _by_abbreviation(document: Document, span: Span) -> int | None:
    """German and Dutch: the body that the text gives the same abbreviation behind another full name
    (*Arbeitsgemeinschaft für Kinder- und Jugendhilfe (AGJ)*, *Arbeitsgemeinschaft für Jugendhilfe (AGJ)*).
    """
    if span.refs or document.language.tag not in ("de", "nl"):
        return None
    first = span.name.split()[0].lower()
    for alias in span.aliases:
        index = document.find_thing("Organization", alias) if alias.isupper() else None
        if index is not None and document.things[index].name.split()[0].lower() == first:
            return index
    return None


def _by_letters(document: Document, span: Span) -> int | None:
    """The organisation whose name's first letters an abbreviation is made of (*Norwegian Coastal Administration*:
    NCA), when there is just one.
    """
    letters = span.name
    if span.source != "acronym" or len(letters) < LEAST_LETTERS or not letters.isalpha():
        return None
    return _only(
        {i for i, t in _all(document, "Organization") for name in t.names if letters.upper() in initials(name)}
    )


def _by_finnish_form(document: Document, span: Span) -> int | None:
    """The association whose name it is in another form (*Museoliitto*: *Suomen museoliitto ry*)."""
    if not document.finders.cases.known:
        return None
    others = (document.find_thing("Organization", form) for form in finnish_forms(span.name))
    return next((found for found in others if found is not None), None)


def _by_german_form(document: Document, span: Span) -> int | None:
    """The university or chamber whose name it is in another form (*TU Darmstadt*: *Technische Universität …*)."""
    if document.language.tag != "de" or span.refs:
        return None
    others = (document.find_thing("Organization", form) for form in german_forms(span.name))
    return next((found for found in others if found is not None), None)


def _by_legal_form(document: Document, span: Span) -> int | None:
    """The body that the text, or a list, names without the form of the law that it has here, or with it (*VTT Oy*:
    *VTT*).
    """
    plain = without_legal_form(span.name)
    if plain == span.name or span.name.startswith(DUTCH_LEGAL_FORMS):
        own = span.name if document.find_thing("Organization", plain) is None else plain
        names = ((i, n) for i, t in _all(document, "Organization") for n in t.names if own in n)
        return _only({i for i, n in names if own in (n, without_legal_form(n))})
    index = document.find_thing("Organization", plain, span.refs)
    if index is not None or span.refs:
        return index
    refs = {e.ref: e for e in document.gazetteer.entries(plain) if e.type == "Organization"}
    if len(refs) == 1:
        entry = refs.popitem()[1]
        span.refs, span.cls = (entry.ref,), entry.cls
    return document.find_thing("Organization", plain, span.refs)


def _by_longer_name(document: Document, span: Span) -> int | None:
    """The organisation whose longer name begins with a word (*Klinikum Musterstadt*), or in Finnish ends in it
    (*Turun Yliopistosäätiö*), when the text has one.
    """
    if not is_short(document, span):
        return None
    word, last = key(span.name), bool(document.finders.cases.known)
    names = ((i, key(t.name)) for i, t in _all(document, "Organization"))
    return _only([i for i, name in names if (name.endswith(f" {word}") if last else name.startswith(f"{word} "))])


def _by_ownership(document: Document, span: Span) -> int | None:
    """The organisation in whose name an s is that of the genitive: the text names it without, too."""
    name = span.name
    if document.language.tag not in _NORDIC or span.refs or not name.endswith("s") or len(name) < _LEAST_OWNER:
        return None
    if re.search(rf"(?<!\w){re.escape(name[:-1])}(?!\w)", document.text) is None:
        return None
    span.name, span.genitive = name[:-1], True
    return document.find_thing("Organization", span.name, span.refs)


def _by_country(document: Document, span: Span) -> int | None:
    """The body of a country that the definite form or the full name names (*Helsetilsynet*: *Statens helsetilsyn*),
    when there is just one.
    """
    if document.language.tag not in _NORDIC:
        return None
    match = _NATIONAL.fullmatch(span.name)
    if match:
        found = (document.find_thing("Organization", name) for name in definite_forms(match[1]))
        owners = {index for index in found if index is not None}
    elif " " in span.name or not span.name.endswith(("et", "en")):
        return None
    else:
        owners = {
            index
            for index, thing in _all(document, "Organization")
            if (full := _NATIONAL.fullmatch(thing.name)) and key(span.name) in map(key, definite_forms(full[1]))
        }
    return _only({i for i in owners if not (span.refs and document.things[i].refs)})


def _by_definite_form(document: Document, span: Span) -> int | None:
    """The body of which a name is the definite form or the full one (*Regionala rådet*: *Regionalt råd för …*)."""
    if document.language.tag != "sv" or span.cls not in GATHERINGS:
        return None
    heads = [h for h in definite_heads(span.name) if " " in h]
    for index, thing in _all(document, "Organization"):
        if thing.cls not in GATHERINGS:
            continue
        if key(thing.name) in heads or key(span.name) in [h for h in definite_heads(thing.name) if " " in h]:
            return index
        # Libris utvecklingsråd: Utvecklingsrådet.
        last = thing.name.split()[-1]
        if " " in thing.name and last.islower() and key(span.name) in definite_heads(last):
            return index
    return None


def _by_fewer_words(document: Document, span: Span) -> int | None:
    """Finnish: the group that a text sets up and names with a word more or less (*liikenteen ohjausryhmä*: *julkisen
    liikenteen ohjausryhmä*).
    """
    if span.cls != "inno:Council" or not document.finders.cases.known or " " not in span.name:
        return None
    words = key(span.name).split()
    found = []
    for index, thing in _all(document, "Organization"):
        others = key(thing.name).split() if thing.cls == "inno:Council" else []
        fewer, more = sorted((words, others), key=len)
        if len(fewer) > 1 and fewer[-1] == more[-1] and set(fewer) <= set(more):
            found.append(index)
    return _only(found)


def _by_town(document: Document, span: Span) -> int | None:
    """Dutch and German: the municipality the text names by its place alone (*wethouder Gouda*: *Gemeente Gouda*)."""
    town = bare_town(span, document.language.tag)
    index = document.find_thing("Organization", town) if town else None
    return index if index is not None and document.things[index].cls in ("", *_PLACES) else None


def _by_level(document: Document, span: Span) -> int | None:
    """German: the council that a text names with and without whose it is (*Landesbaubeirat*: der *Baubeirat*)."""
    if document.language.tag != "de" or span.cls != "inno:Council" or span.refs or " " in span.name:
        return None
    low = span.name.lower()
    others = [f"{level}{low}" for level in _LEVELS]
    others += [low[len(level) :] for level in _LEVELS if low.startswith(level)]
    found = {index for other in others if (index := document.find_thing("Organization", other)) is not None}
    return _only({index for index in found if document.things[index].cls == "inno:Council"})


def _by_listed_name(document: Document, span: Span) -> int | None:
    """The organisation of the listed name that it misspells: the *s* between two parts left out
    (*Kunskapdepartementet*).
    """
    match = _JOINT.fullmatch(span.name) if span.source == "form" and not span.refs else None
    if match is None:
        return None
    entries = document.gazetteer.entries(f"{match[1]}s{match[2]}")
    refs = {e.ref: e for e in entries if e.type == "Organization"}
    if len(refs) == 1:
        entry = refs.popitem()[1]
        span.refs, span.cls = (entry.ref,), entry.cls
    return document.find_thing("Organization", span.name, span.refs)


def _by_place(document: Document, span: Span) -> int | None:
    """The body of the name with its place in the genitive, or without it (*Lunda bibliotek*: Lundas bibliotek)."""
    place, _, noun = span.name.partition(" ")
    if document.language.tag != "sv" or not noun.islower() or len(place) < _LEAST_PLACE:
        return None
    other = place[:-1] if place.endswith("s") else f"{place}s"
    return document.find_thing("Organization", f"{other} {noun}", span.refs)


#: The ways in which persons and organisations are found, in the order in which they are tried.
_PERSONS: tuple[_Way, ...] = (_by_surname, _by_given_name, _by_genitive, _by_more_names)
_ORGANIZATIONS: tuple[_Way, ...] = (
    _by_abbreviation,
    _by_letters,
    _by_finnish_form,
    _by_german_form,
    _by_legal_form,
    _by_longer_name,
    _by_ownership,
    _by_country,
    _by_definite_form,
    _by_fewer_words,
    _by_town,
    _by_level,
    _by_listed_name,
    _by_place,
)
