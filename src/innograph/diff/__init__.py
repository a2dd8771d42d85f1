"""What changed between two graphs: in the terms of the domain, and as a patch that makes the one the other.

difference = diff("graph-2025", "graph-2026")
print(say_difference(difference))
with open("changes.rdfp", "wb") as out:
    write_patch(difference, out)
"""

from __future__ import annotations

from innograph.diff.changes import Change, Difference, diff
from innograph.diff.patch import apply_patch, write_patch
from innograph.diff.wording import difference_as_json, say_difference

__all__ = [
    "Change",
    "Difference",
    "apply_patch",
    "diff",
    "difference_as_json",
    "say_difference",
    "write_patch",
]
