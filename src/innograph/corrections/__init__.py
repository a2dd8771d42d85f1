"""What people know better than a machine: corrections from a file that is edited by hand and kept in git.

corrections = read_corrections([Path("corrections.toml")])
facts = Reviser(corrections, registry).facts(facts)        # one article's facts as they shall be

They are applied in every build, after extraction and before the graph is written, so that they outlast changes of rules
and articles. What each one did is in the graph (graph/revisions.py); what none of the articles needs any more is named.
"""

from __future__ import annotations

from innograph.corrections.correction import KINDS, Correction, Thing
from innograph.corrections.file import FILE, find_files, read_corrections
from innograph.corrections.reviser import Reviser
from innograph.corrections.writing import entry

__all__ = ["FILE", "KINDS", "Correction", "Reviser", "Thing", "entry", "find_files", "read_corrections"]
