"""The things that mentions name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_BETWEEN = re.compile(r"[\s\"”“»«'’]+")


@dataclass(slots=True)
class Thing:
    """What several mentions name: `names` are the forms found, the first the best label."""

    type: str
    cls: str
    names: list[str] = field(default_factory=list)
    refs: tuple[str, ...] = ()
    spans: list[int] = field(default_factory=list)
    weight: float = 0.0
    task: str = ""

    @property
    def name(self) -> str:
        """The label: the first name found."""
        return self.names[0]

    def add_name(self, name: str) -> None:
        """Note one more form of the name."""
        if name and name not in self.names:
            self.names.append(name)


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """What two spellings of one name have in common: case, quotation marks and spaces do not count."""
    return _BETWEEN.sub(" ", name).strip(" .,:;").casefold()
