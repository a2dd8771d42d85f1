"""Where ontology/, data/ and queries/ are: beside the package in a checkout, inside an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from innograph.errors import DataError

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_root() -> Path:
    """The folder that holds `ontology`, `data` and `queries`.

    Raises DataError when the installation lacks them.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parents[1]):
        if (root / "ontology").is_dir() and (root / "data").is_dir():
            return root
    raise DataError(f"no ontology/ and data/ beside {_PACKAGE}: incomplete installation, install innograph again")


def resource(*parts: str) -> Path:
    """The path of one resource, for example `resource("ontology", "themes.ttl")`."""
    return resource_root().joinpath(*parts)
