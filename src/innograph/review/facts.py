"""The facts that people should look at, in the order in which it helps most."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from innograph.store import GraphStore

_QUESTION = """SELECT ?claim ?s ?p ?o ?article ?id ?quote ?sure ?rule ?title ?date {
  ?claim a inno:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; prov:wasQuotedFrom ?article ;
    inno:quote ?quote ; inno:confidence ?sure ; inno:rule ?rule .
  ?article dcterms:identifier ?id .
  OPTIONAL { ?article schema:headline ?title } OPTIONAL { ?article schema:datePublished ?date }
  FILTER (?rule != "mention") FILTER NOT EXISTS { ?claim prov:wasAttributedTo ?who } }"""
_NAMES = "SELECT ?s ?n ?preferred { VALUES ?k { skos:prefLabel skos:altLabel skos:hiddenLabel } ?s ?k ?n . \
BIND (?k = skos:prefLabel AS ?preferred) FILTER (?s != ?n) }"
_TITLES = ("sv", "en")


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim, as a person can judge it. `subject` and `object` are IRIs (`object` a title where `is_title`), `names`
    the forms of them that the quote holds; `ties` is how many claims speak of its two ends."""

    claim: str
    subject: str
    predicate: str
    object: str
    is_title: bool
    article: str
    quote: str
    confidence: float
    rule: str
    title: str
    date: str
    labels: tuple[str, str]
    names: tuple[str, ...]
    ties: int

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What the fact says and where, whatever place in the text it has: the same after an edit elsewhere."""
        return (self.subject, self.predicate, self.object, self.article, self.quote)


def facts_to_review(store: GraphStore) -> list[Fact]:
    """Every claim that nobody has judged yet, least certain first, of equally certain ones the most connected.

    Raises QueryError when the graph cannot be asked.
    """
    labels, names = _names(store)
    rows = list(store.query(_QUESTION))
    ties = Counter(row[end].value for row in rows for end in ("s", "o"))
    own = f"{store.base}def/"
    found: dict[str, Fact] = {}
    for row in rows:
        subject, object_, quote = row["s"].value, row["o"].value, row["quote"].value
        is_title = hasattr(row["o"], "datatype")
        forms = {form for end in (subject, object_) for form in names.get(end, ())} | ({object_} if is_title else set())
        shown = tuple(labels.get(end, "") or end.rpartition("/")[2] for end in (subject, object_))
        found[row["claim"].value] = Fact(
            row["claim"].value, subject, row["p"].value.removeprefix(own), object_, is_title, row["id"].value, quote,
            float(row["sure"].value), row["rule"].value, row["title"].value if row["title"] else "",
            row["date"].value if row["date"] else "", (shown[0], object_ if is_title else shown[1]),
            tuple(sorted((form for form in forms if form in quote), key=lambda form: (-len(form), form))),
            ties[subject] + ties[object_],
        )  # fmt: skip
    return sorted(found.values(), key=lambda f: (round(f.confidence, 1), -f.ties, f.confidence, f.claim))


def _names(store: GraphStore) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Thing → the name to show; thing → all its names."""
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, set[str]] = defaultdict(set)
    for row in store.query(_NAMES):
        names[row["s"].value].add(row["n"].value)
        if row["preferred"].value == "true":
            shown[row["s"].value][row["n"].language or ""] = row["n"].value
    labels = {iri: next((by[tag] for tag in _TITLES if tag in by), by[min(by)]) for iri, by in shown.items()}
    return labels, names
