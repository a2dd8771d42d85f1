"""Whom titles make a head: of the house that somebody works for, or of a project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from innograph.extract.document import Document
from innograph.extract.givers import GOVERNING
from innograph.extract.masks import MASK
from innograph.extract.slots import Said
from innograph.extract.spans import PERSON, UNKNOWN

if TYPE_CHECKING:
    from innograph.extract.extractor import Extractor

#: Classes of what a plain head leads as a whole (a museum's *johtaja*); in an agency he heads a part.
_HOUSES = ("org:Organization", "inno:CompetenceCentre", "inno:Network", "inno:Association")
#: Whoever else directs in a ministry heads a part of it; a Swedish *departementsråd* heads none.
_HEADS_OF_MINISTRIES = {
    "da": ("departementschef",),
    "nb": ("departementsråd", "departementsråden"),
    "sv": ("departementschef",),
}
#: In Danish and Norwegian municipalities and regions a plain director heads a part (the head is a *kommunaldirektør*).
_WITH_DIRECTORS = ("inno:Municipality", "inno:Region")
#: A coordinator heads a network; in a house that is none, something that goes on there.
_COORDINATOR = re.compile(r"(?:co-?o|koo|coö)rdinator(?:in)?$|samordnare$")
_WITH_COORDINATORS = ("inno:Municipality", "inno:Region", "inno:PublicAgency", "inno:University", "inno:Company")
#: Names and titles of programmes, and names of what is none.
_PROGRAMME = re.compile(r"program|ohjelma")
_PROJECT = re.compile(r"pro[sj]+e[ck]t|hanke|vorhaben")


class Leaders:
    """Tells what the titles in one article say of who leads."""

    def __init__(self, extractor: Extractor, document: Document) -> None:
        self.x = extractor
        self.document = document

    def lead(self, titles: Sequence[str], employer: int) -> bool:
        """Whether one of somebody's titles is that of the head of their house."""
        cls, language = self.document.things[employer].cls, self.x.language
        if cls in GOVERNING:
            # A director or a coordinator in a ministry heads a part of it.
            return any(r.lower() in _HEADS_OF_MINISTRIES.get(language.tag, ()) for r in titles)
        house = self.x.head_of_house if cls in _HOUSES else None
        if house and any(map(house.fullmatch, titles)):
            return True
        # Who leads a project leads not their house.
        project_leader = self.x.project_leader if language.tag in ("de", "en", "nl") else None
        return any(
            self.x.finders.roles.leads(r)
            and not (cls in _WITH_DIRECTORS and r == "direktør")
            and not (cls in _WITH_COORDINATORS and _COORDINATOR.search(r.lower()))
            and not (project_leader and project_leader.search(r.lower()))
            for r in titles
        )

    def lead_what_is_called(self, titles: Sequence[str], project: int) -> bool:
        """Whether one of somebody's titles can be that of a project's head: a programme's manager leads none that its
        name shows to be no programme.
        """
        names = [name.lower() for name in self.document.things[project].names]
        if any(_PROGRAMME.search(name) for name in names) or not any(_PROJECT.search(name) for name in names):
            return True
        return not all(_PROGRAMME.match(title.lower()) for title in titles)

    def are_of_a_part(self, said: Said) -> bool:
        """Dutch and German: whether a role is one of a part of the employer (*directeur* natuurbeheer bij …)."""
        language = self.x.language
        match = said.match
        groups = match.groupdict()
        if language.tag not in ("nl", "de") or groups.get("role") is None:
            return False
        start = match.end("role")
        ends = [match.start(g) for g in ("employer", "organization") if groups.get(g) and match.start(g) > start]
        between = said.masked.text[start : min(ends)] if ends else ""
        if MASK[UNKNOWN] in between:
            return True
        word = re.match(r"[ ,(]*(\w+)", between)
        links = {w.split()[0] for w in language.employer_prepositions} | {*language.conjunctions, "die", "das"}
        return word is not None and word.group(1) not in links

    def is_verb(self, slot: str, said: Said) -> bool:
        """Danish and Norwegian: whether *leder* is what a person does (*Anna Ek leder arbejdet*)."""
        match, masked = said.match, said.masked
        if self.x.language.tag not in ("da", "nb") or slot not in match.re.groupindex or match.group(slot) is None:
            return False
        n = masked.mentions.get(match.start(slot))
        span = self.document.spans[n] if n else None
        before = self.document.spans[n - 1] if n else None
        text = self.document.text
        return (
            span is not None
            and before is not None
            and before.code == PERSON
            and text[span.start : span.end] == "leder"
            and text[before.end : span.start] == " "
            and text[span.end : span.end + 1] == " "
        )

    def adds_nothing(self, role: str, others: Sequence[str]) -> bool:
        """Whether a title is a bare one beside a leading one (*generaldirektör och chef för X*)."""
        pattern = self.x.bare_title
        return pattern is not None and bool(pattern.fullmatch(role)) and any(map(self.x.finders.roles.leads, others))

    def lead_project(self, roles: list[str] | None, obj: int | str) -> bool:
        """Whether one of the roles that the same words give leads a project (its manager does, its researcher not)."""
        if not roles or not isinstance(obj, int) or self.document.things[obj].type != "Project":
            return True
        finder = self.x.finders.roles
        return any(finder.leads(r) or finder.leads_project(r) for r in roles)
