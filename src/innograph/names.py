"""What articles call things, row by row: between graph/, which chooses their names, and the state of a build."""

from __future__ import annotations

from typing import NamedTuple


class NameRow(NamedTuple):
    """One thing that an article speaks of. `kind` is NAME, FORM or HIDDEN (see graph/labels.py) with a name in a
    language, or KIND, whose `name` is the type of the thing."""

    iri: str
    kind: int
    language: str
    name: str


NAME, FORM, HIDDEN, KIND = range(4)
