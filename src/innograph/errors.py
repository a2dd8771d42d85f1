"""Every error that innograph raises on purpose.

InnographError
├── UsageError        the call itself is wrong (exit code 2)
├── InputError        one input cannot be read; it is skipped, named and counted (exit code 1)
└── WorkError         the work cannot be done at all (exit code 3)
    ├── DataError     a data file of ours or the user's (rules, registry, ontology) is not as it must be
    ├── StoreError    the graph cannot be opened, read or written
    └── QueryError    a SPARQL query is wrong, or unknown

A message says what is wrong, where (file, line), and what to do.
"""

from __future__ import annotations


class InnographError(Exception):
    """Base of all errors raised on purpose; `exit_code` is what the command line ends with."""

    exit_code = 3


class UsageError(InnographError):
    """The call itself is wrong: an unknown option value, a missing argument."""

    exit_code = 2


class InputError(InnographError):
    """One input cannot be read. `source` names it, `reason` says why in a few words."""

    exit_code = 1

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class WorkError(InnographError):
    """The work cannot be done; nothing already stored is lost."""


class DataError(WorkError):
    """A data file (rules, registry, ontology, themes) is not as it must be."""


class StoreError(WorkError):
    """The graph cannot be opened, read or written."""


class QueryError(WorkError):
    """A SPARQL query is wrong, or a saved query is unknown."""
