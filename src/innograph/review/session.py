"""One person's walk through facts: what was decided goes to the file of corrections at once, and can be taken back."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from innograph.corrections import Correction, entry, read_corrections
from innograph.errors import WorkError
from innograph.iri import DEFAULT_BASE, EU_COUNTRY
from innograph.review.facts import Fact


@dataclass(slots=True)
class Session:
    """Facts in their order, less those that the file of corrections decides or that were passed over before."""

    facts: Sequence[Fact]
    file: Path
    by: str
    skipped: Path
    base: str = DEFAULT_BASE
    _left: list[Fact] = field(default_factory=list)
    _done: list[tuple[Fact, int | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Raises DataError when the file of corrections is not as it must be."""
        known = read_corrections([self.file], self.base) if self.file.exists() else ()
        decided = [c for c in known if c.kind in ("accept", "reject")]
        passed = set(self._read_skipped())
        self._left = [f for f in self.facts if f.claim not in passed and not any(_decides(c, f) for c in decided)]
        self._left.reverse()

    @property
    def left(self) -> int:
        """How many facts there are still to see."""
        return len(self._left)

    @property
    def done(self) -> int:
        """How many were dealt with in this session."""
        return len(self._done)

    def fact(self) -> Fact | None:
        """The fact to look at now; None at the end."""
        return self._left[-1] if self._left else None

    def decide(self, kind: str, why: str = "") -> None:
        """Accept or reject the present fact: the file has it before the next one is shown. Raises WorkError."""
        fact = self._left[-1]
        values = {
            "subject": self.reference(fact.subject),
            "predicate": fact.predicate,
            "object": fact.object if fact.is_title else self.reference(fact.object),
            "article": fact.article,
            "quote": fact.quote,
            "by": self.by,
            "why": why or "read in the sentence" * (kind == "accept") or "the sentence does not say so",
        }
        comment = f"{fact.labels[0]} {fact.predicate} {fact.labels[1]} ({fact.rule}, {fact.confidence:g})"
        self._done.append((self._left.pop(), self._append(entry(kind, values, " ".join(comment.split())))))

    def skip(self) -> None:
        """Pass the present fact over; it comes again when all are passed over and the walk begins anew."""
        self._done.append((self._left.pop(), None))
        self._write_skipped([*self._read_skipped(), self._done[-1][0].claim])

    def undo(self) -> bool:
        """Take the last decision of this session back; False when there is none."""
        if not self._done:
            return False
        fact, size = self._done.pop()
        if size is None:
            self._write_skipped([claim for claim in self._read_skipped() if claim != fact.claim])
        else:
            with _told(self.file), self.file.open("r+b") as file:
                file.truncate(size)
        self._left.append(fact)
        return True

    def start_again(self) -> None:
        """Forget what was passed over."""
        self.skipped.unlink(missing_ok=True)

    def reference(self, iri: str) -> str:
        """A thing as short as a file of corrections may write it."""
        if iri.startswith(EU_COUNTRY):
            return f"country/{iri[len(EU_COUNTRY) :]}"
        return iri.removeprefix(f"{self.base}id/")

    def _append(self, text: str) -> int:
        """Put an entry at the end of the file; how long the file was before."""
        with _told(self.file), self.file.open("ab") as file:
            size = file.tell()
            file.write((("\n" if size else "") + text).encode("utf-8"))
        return size

    def _read_skipped(self) -> list[str]:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return self.skipped.read_text(encoding="utf-8").split()
        return []

    def _write_skipped(self, claims: Sequence[str]) -> None:
        with _told(self.skipped):
            self.skipped.write_text("".join(f"{claim}\n" for claim in claims), encoding="utf-8")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkError(f"cannot write {path}: {error.strerror or error}") from None


def _decides(c: Correction, fact: Fact) -> bool:
    """Whether an entry of the file is about this fact."""
    if c.thing is not None:
        return c.thing.iri in (fact.subject, fact.object)
    if c.claim:
        return c.claim == fact.claim
    subject, object_ = c.subject.iri if c.subject else "", c.literal or (c.object.iri if c.object else "")
    told = ((subject, fact.subject), (c.predicate, fact.predicate), (object_, fact.object), (c.article, fact.article))
    return all(said in ("", is_) for said, is_ in told) and (not c.quote or c.quote in fact.quote)
