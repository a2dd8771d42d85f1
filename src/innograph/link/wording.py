"""Why a name links to an actor, in words."""

from __future__ import annotations

from collections.abc import Iterator

from innograph.extract.gazetteer import Entry
from innograph.link.names import HOME, Preference
from innograph.link.registry import Registry


def explain_entry(entry: Entry, registry: Registry, preference: Preference) -> Iterator[str]:
    """What speaks for and against a listed name meaning this thing."""
    actor = registry.actors.get(entry.ref)
    place = registry.places.get(entry.ref)
    if place is not None:
        yield f"{place.labels.get(preference.language) or place.id}, {place.kind}"
        return
    if actor is None:
        return
    kind = actor.cls.partition(":")[2]
    yield f"{actor.label} ({kind}{', ' + actor.country if actor.country else ''})"
    if entry.text != actor.label:
        yield f"named {entry.text!r} here" + (f" in {entry.language}" if entry.language else "")
    name = next((n for n in actor.names if n.text == entry.text), None)
    if name is not None and (name.since or name.until):
        span = f"{name.since or '…'} – {name.until or '…'}"
        when = f" on {preference.date}" if preference.date else " today"
        yield f"has the name {span}: {'held' if name.held_on(preference.date) else 'not held'}{when}"
    if entry.type == "Municipality":
        yield "a place: counts only where the text says that municipalities are meant"
    if entry.at_home:
        yield "may be a word: counts where it stands as a name, with a capital inside a sentence or as its form tells"
    elif entry.needs_evidence:
        yield "a short form: counts only where the text introduces it or names the same actor in full"
    if preference.language in HOME.get(actor.country, ()):
        yield f"at home in the language of the text ({preference.language})"
    if actor.evidence:
        yield f"source: {actor.evidence}"
