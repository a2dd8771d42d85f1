"""People look at what the machine found: facts one by one, and actors that may be the same. Out come corrections.

facts = facts_to_review(store)            # least certain and most connected first
pairs = find_duplicates(store)            # likeliest first
"""

from __future__ import annotations

from innograph.review.duplicates import Pair, find_duplicates
from innograph.review.facts import Fact, facts_to_review
from innograph.review.session import Session

__all__ = ["Fact", "Pair", "Session", "facts_to_review", "find_duplicates"]
