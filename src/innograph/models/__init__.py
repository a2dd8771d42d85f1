"""A door for models: programs that propose mentions or facts beside the rules. Off unless asked for.

Two kinds, each an entry point that other packages can add to:

- `innograph.mentions`: a factory of `MentionSource`, which marks names in a text (spaCy, GLiNER, …). The rules
  then read the sentence with those mentions known; they never replace what the rules found themselves.
- `innograph.facts`: a factory of `FactSource`, which proposes whole facts with the words that say them (a language
  model). Only facts whose quote and names stand literally in the text are kept, and the claim says who proposed them.
"""

from __future__ import annotations

from innograph.models.source import (
    FactSource,
    MentionSource,
    ProposedFact,
    ProposedMention,
    available,
    load_source,
)

__all__ = ["FactSource", "MentionSource", "ProposedFact", "ProposedMention", "available", "load_source"]
