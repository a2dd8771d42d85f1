"""Prefixes that a free query may use without declaring them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from innograph.graph.vocabulary import Vocabulary
from innograph.iri import DEFAULT_BASE

_LOCAL = re.compile(r"\w[\w-]*", re.ASCII)


def query_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefix → namespace: our terms, the standard vocabularies, and each kind of thing of ours.

    Each kind is a prefix of its own, since `organization:vinnova` is a name in SPARQL and
    `id:organization/vinnova` is not.

    >>> query_prefixes()["organization"]
    'https://w3id.org/innograph/id/organization/'
    """
    return Vocabulary(base).prefixes


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI as a prefixed name where that is a valid one, else the IRI itself.

    >>> shorten("https://w3id.org/innograph/id/person/anna-ek", query_prefixes())
    'person:anna-ek'
    """
    fitting = [(len(ns), prefix) for prefix, ns in prefixes.items() if iri.startswith(ns)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    local = iri[length:]
    return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else iri
