"""Prefixes that a free query may use without declaring them."""

from __future__ import annotations

from innograph.iri import DEFAULT_BASE, EU_COUNTRY

_STANDARD = {
    "adms": "http://www.w3.org/ns/adms#",
    "country": EU_COUNTRY,
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

#: Kinds of things of ours. Each is a prefix of its own, since `organization:vinnova` is a name in SPARQL and
#: `id:organization/vinnova` is not.
KINDS = (
    "article", "assignment", "claim", "collaboration", "event", "organization", "person", "place", "project",
    "theme",
)  # fmt: skip


def query_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefix → namespace: this project's terms, its things by kind, and the standard vocabularies it uses.

    >>> query_prefixes()["organization"]
    'https://w3id.org/innograph/id/organization/'
    """
    ours = {"inno": f"{base}def/"} | {kind: f"{base}id/{kind}/" for kind in KINDS}
    return dict(sorted((_STANDARD | ours).items()))


def shorten(iri: str, prefixes: dict[str, str]) -> str:
    """The IRI as a prefixed name where that is a valid one, else the IRI itself.

    >>> shorten("https://w3id.org/innograph/id/person/anna-ek", query_prefixes())
    'person:anna-ek'
    """
    best = max(
        (item for item in prefixes.items() if iri.startswith(item[1])), key=lambda i: len(i[1]), default=None
    )
    if best is None:
        return iri
    prefix, namespace = best
    local = iri[len(namespace) :]
    plain = local.replace("-", "").replace("_", "")
    if not plain.isalnum() or not local.isascii() or local.startswith("-"):
        return iri
    return f"{prefix}:{local}"
