"""A span of time, from one date of ISO 8601 to another, each as exact as it is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from innograph.errors import UsageError


@dataclass(frozen=True, slots=True)
class Span:
    """Dates from `since` to `until`, both inside; `2024` is the whole year, an empty end is open.

    Raises UsageError for what is no date, and for a span that ends before it begins.
    """

    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for name, value in (("since", self.since), ("until", self.until)):
            if value and not is_date(value):
                raise UsageError(f"{name!r} is {value!r}, which is no date: write 2020, 2020-06 or 2020-06-30")
        if self.since and self.until and self.since[: len(self.until)] > self.until[: len(self.since)]:
            raise UsageError(f"the span begins ({self.since}) after it ends ({self.until})")

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    def __contains__(self, day: str) -> bool:
        """Whether a date, as exact as it is known, is inside. What has no date is in no span that has an end."""
        if not self:
            return True
        return (
            bool(day)
            and (not self.since or day >= self.since[: len(day)])
            and (not self.until or day[: len(self.until)] <= self.until)
        )


def is_date(value: str) -> bool:
    """Whether this is a date of ISO 8601, whole or of reduced precision."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value + "-01" * ((10 - len(value)) // 3))
    except ValueError:
        return False
    return True
