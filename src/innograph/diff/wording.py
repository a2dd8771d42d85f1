"""A difference of two graphs in words, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from innograph.diff.changes import KINDS, Change, Difference
from innograph.reason.wording import evidence_as_json, say_evidence

_SIGNS = {"new": "+", "begun": "+", "given": "+", "gone": "−", "ended": "−", "withdrawn": "−"}


def say_difference(difference: Difference, limit: int | None = 3) -> str:
    """What changed, for people: a summary, then every change by its kind with at most `limit` sentences."""
    found = {kind: [c for c in difference.changes if c.kind == kind] for kind in KINDS}
    counted = [f"{heading.lower()}: {len(found[kind])}" for kind, heading in KINDS.items() if found[kind]]
    old, new = difference.names
    if not difference.added and not difference.removed:
        return f"{old} and {new} say the same.\n"
    lines = [
        f"From {old} to {new}: {_counted(difference.added)} more, {_counted(difference.removed)} fewer.",
        f"{'; '.join(counted)}." if counted else "Nothing of it changes who works with whom on what.",
    ]
    if difference.old.base != difference.new.base:
        lines.append(f"Their things have different base IRIs: {difference.old.base} and {difference.new.base}.")
    for kind, heading in KINDS.items():
        if found[kind]:
            lines += ["", f"{heading} ({len(found[kind])})"]
            for change in found[kind]:
                lines += _change_lines(change, limit)
    return "\n".join(lines) + "\n"


def _counted(triples: int) -> str:
    return f"{triples} {'triple' if triples == 1 else 'triples'}"


def _change_lines(change: Change, limit: int | None) -> Iterator[str]:
    sign = _SIGNS.get(change.kind.rpartition("-")[2], "~")
    yield f"  {sign} {change.text}"
    for evidence in change.where[:limit]:
        yield f"      {say_evidence(evidence)}"
    if limit is not None and len(change.where) > limit:
        yield f"      … and {len(change.where) - limit} more"


def difference_as_json(difference: Difference) -> dict[str, Any]:
    """What changed, for programs: counts of triples, and the changes by kind, each with its articles."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for change in difference.changes:
        said: dict[str, Any] = {"iri": change.node, "text": change.text}
        if change.before or change.after:
            said |= {"before": list(change.before), "after": list(change.after)}
        said["evidence"] = [evidence_as_json(evidence) for evidence in change.where]
        changes.setdefault(change.kind, []).append(said)
    return {
        "old": difference.names[0],
        "new": difference.names[1],
        "triples": {"added": difference.added, "removed": difference.removed},
        "changes": changes,
    }
