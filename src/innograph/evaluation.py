"""How good the found facts are: precision, recall and F1 against gold facts.

Gold facts are one JSON file an article: `{"id", "lang", "entities": [{"name", "type", "aliases"}], "relations":
[{"s", "p", "o"}]}`. Entities match one to one by type and by name or alias, without regard to case and spaces;
names that are descriptions (assignments, events, projects) also match by their words. A relation matches when
subject, predicate and object do; `collaboratesWith` is symmetric; a role matches when one of the two contains all
words of the other. Themes and countries count as entities only where a relation uses them.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from innograph.errors import InputError

_STOP = frozenset(
    [
        "att",
        "en",
        "ett",
        "de",
        "den",
        "det",
        "i",
        "på",
        "för",
        "av",
        "till",
        "om",
        "med",
        "och",
        "the",
        "of",
        "to",
        "a",
        "an",
        "for",
        "in",
        "on",
        "and",
        "uppdrag",
        "regeringsuppdrag",
        "uppdraget",
        "assignment",
        "oppdrag",
        "opgave",
    ]
)
#: Descriptions match from here on: of an assignment, share of the shorter one's words; of an event or project, of all.
_ASSIGNMENT, _ACTIVITY = 0.5, 0.6
Gold = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many were found rightly (`tp`), wrongly (`fp`) and not at all (`fn`)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 when there is none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def __add__(self, other: Count) -> Count:
        return Count(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)


@dataclass(frozen=True, slots=True)
class Error:
    """One thing missed or found wrongly: `what` is *missed* or *extra*, `kind` an entity type or a predicate."""

    article: str
    what: str
    kind: str
    detail: str


@dataclass(slots=True)
class Evaluation:
    """The figures of some articles: counts by type and by predicate, per article, and every error."""

    entities: dict[str, Count] = field(default_factory=dict)
    relations: dict[str, Count] = field(default_factory=dict)
    articles: dict[str, tuple[Count, Count]] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    @property
    def all_entities(self) -> Count:
        """All entity types together (micro average)."""
        return sum(self.entities.values(), Count())

    @property
    def all_relations(self) -> Count:
        """All predicates together (micro average)."""
        return sum(self.relations.values(), Count())

    def mean(self) -> tuple[float, float]:
        """The mean of the articles' F1 for entities and for relations."""
        if not self.articles:
            return 0.0, 0.0
        n = len(self.articles)
        return (sum(e.f1 for e, _ in self.articles.values()) / n, sum(r.f1 for _, r in self.articles.values()) / n)

    def of_language(self, prefix: str) -> tuple[Count, Count]:
        """Entities and relations of the articles in one language (`de` also means `de-AT`)."""
        chosen = [a for a, tag in self.languages.items() if tag.split("-")[0] == prefix]
        return (
            sum((self.articles[a][0] for a in chosen), Count()),
            sum((self.articles[a][1] for a in chosen), Count()),
        )


def read_gold(folder: Path) -> list[Gold]:
    """The gold facts of a folder, in the order of their files.

    Raises InputError for a file that is not gold facts, or when there is none.
    """
    golds = []
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            golds.append({**gold, "id": gold.get("id", path.stem), "lang": gold.get("lang", "sv")})
            _ = (
                [(e["name"], e["type"]) for e in gold["entities"]],
                [(r["s"], r["p"], r["o"]) for r in gold["relations"]],
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(str(path), f"not gold facts: {error!r}") from error
    if not golds:
        raise InputError(str(folder), "no gold facts (*.json) in this folder")
    return golds


def evaluate(golds: Iterable[Gold], found: Mapping[str, dict[str, Any]]) -> Evaluation:
    """Compare facts (by article id, as `Facts.to_json` gives them) with gold facts."""
    result = Evaluation()
    entities: Counter[tuple[str, str]] = Counter()
    relations: Counter[tuple[str, str]] = Counter()
    for gold in golds:
        facts = found.get(gold["id"]) or {"entities": [], "relations": []}
        e, r, errors = _compare(gold, {**facts, "entities": _counted(facts)})
        entities += e
        relations += r
        result.articles[gold["id"]] = (_total(e), _total(r))
        result.languages[gold["id"]] = gold["lang"]
        result.errors += errors
    result.entities = _by_kind(entities)
    result.relations = _by_kind(relations)
    return result


def _total(tally: Counter[tuple[str, str]]) -> Count:
    return sum(_by_kind(tally).values(), Count())


def _by_kind(tally: Counter[tuple[str, str]]) -> dict[str, Count]:
    return {k: Count(tally[k, "tp"], tally[k, "fp"], tally[k, "fn"]) for k in sorted({kind for kind, _ in tally})}


def normalize(text: str) -> str:
    """A name without case, quotation marks, repeated spaces and final stops."""
    return re.sub(r"\s+", " ", re.sub(r"[\"'’”“»«]", "", text or "")).strip(" .,:;").casefold()


def _stems(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"\w+", normalize(text)) if w not in _STOP}


def _names(entity: Mapping[str, Any], label: str) -> set[str]:
    return {normalize(n) for n in [entity[label], *(entity.get("aliases") or [])] if n}


def _similarity(gold: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    """2 for the same name, less for a similar description, 0 for no match."""
    if gold["type"] != found["type"]:
        return 0.0
    if gold["type"] == "Theme":
        theme = re.split(r"[/#]", found.get("iri") or found["label"])[-1]
        return 2.0 if normalize(gold["name"]) == normalize(theme) else 0.0
    if _names(gold, "name") & _names(found, "label"):
        return 2.0
    if gold["type"] == "Assignment":
        a, b = _stems(gold["name"]), _stems(found["label"])
        share = len(a & b) / min(len(a), len(b)) if a and b else 0.0
        return share if share >= _ASSIGNMENT else 0.0
    if gold["type"] in ("Event", "Project"):
        best = 0.0
        for one in _names(gold, "name"):
            for other in _names(found, "label"):
                a, b = _stems(one), _stems(other)
                best = max(best, len(a & b) / len(a | b) if a and b else 0.0)
        return best if best >= _ACTIVITY else 0.0
    return 0.0


def _match(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    """Found entity → gold entity, one to one, best fits first."""
    fits = sorted(
        ((_similarity(g, f), j, i) for j, f in enumerate(found) for i, g in enumerate(gold)),
        key=lambda fit: (-fit[0], fit[1], fit[2]),
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, j, i in fits:
        if score and j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def _keys(article: Mapping[str, Any], label: str) -> list[Key]:
    """Relations as (predicate, subject, object), entities by number; each once."""
    index: dict[str, int] = {}
    for i, entity in enumerate(article["entities"]):
        for name in [entity.get("iri"), entity.get(label), *(entity.get("aliases") or [])]:
            if name:
                index.setdefault(name, i)
                index.setdefault(normalize(name), i)
    keys: list[Key] = []
    for relation in article["relations"]:
        p = relation["p"]
        s: Any = index.get(relation["s"], index.get(normalize(str(relation["s"])), normalize(str(relation["s"]))))
        o: Any = index.get(relation["o"], index.get(normalize(str(relation["o"])), normalize(str(relation["o"]))))
        if p == "about":
            s, o = "ARTICLE", normalize(re.split(r"[/#]", str(relation["o"]))[-1])
        elif p == "hasRole":
            o = normalize(str(relation["o"]))
        k = (p, *sorted((s, o), key=str)) if p == "collaboratesWith" else (p, s, o)
        if k not in keys:
            keys.append(k)
    return keys


def _counted(facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    used = {str(r[end]) for r in facts["relations"] for end in ("s", "o")}
    return [
        e
        for e in facts["entities"]
        if e["type"] not in ("Theme", "Country") or e.get("iri") in used or e.get("label") in used
    ]


def _same_role(one: str, other: str) -> bool:
    a, b = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return bool(a and b) and (a <= b or b <= a)


def _compare(
    gold: Gold, found: Mapping[str, Any]
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[Error]]:
    entities: Counter[tuple[str, str]] = Counter()
    relations: Counter[tuple[str, str]] = Counter()
    errors: list[Error] = []
    pairs = _match(gold["entities"], found["entities"])
    for j, entity in enumerate(found["entities"]):
        entities[entity["type"], "tp" if j in pairs else "fp"] += 1
        if j not in pairs:
            errors.append(Error(gold["id"], "extra", entity["type"], entity["label"]))
    for i, entity in enumerate(gold["entities"]):
        if i not in pairs.values():
            entities[entity["type"], "fn"] += 1
            errors.append(Error(gold["id"], "missed", entity["type"], entity["name"]))

    def show(end: Any) -> str:
        if isinstance(end, int):
            return str(gold["entities"][end]["name"])
        if isinstance(end, tuple):
            return f"[{found['entities'][end[0]]['label']}]"
        return str(end)

    left = _keys(gold, "name")
    for p, s, o in _keys(found, "label"):
        s = pairs.get(s, (s,)) if isinstance(s, int) else s
        o = pairs.get(o, (o,)) if isinstance(o, int) else o
        k: Key = (p, *sorted((s, o), key=str)) if p == "collaboratesWith" else (p, s, o)
        hit = k if k in left else None
        if hit is None and p == "hasRole":
            hit = next((w for w in left if w[0] == p and w[1] == s and _same_role(str(w[2]), str(o))), None)
        if hit is not None:
            left.remove(hit)
        else:
            errors.append(Error(gold["id"], "extra", p, f"{show(s)} → {show(o)}"))
        relations[p, "fp" if hit is None else "tp"] += 1
    for p, s, o in left:
        relations[p, "fn"] += 1
        errors.append(Error(gold["id"], "missed", p, f"{show(s)} → {show(o)}"))
    return entities, relations, errors


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of one range of confidence: how many there are, their mean confidence, and the share that is right."""

    low: float
    high: float
    count: int
    mean: float
    right: float


def calibrate(golds: Iterable[Gold], found: Mapping[str, dict[str, Any]], edges: tuple[float, ...]) -> list[Bin]:
    """How the confidence of relations compares with how many are right, by ranges of confidence (`edges` ascending)."""
    rows: list[tuple[float, bool]] = []
    for gold in golds:
        facts = found.get(gold["id"])
        if not facts:
            continue
        for relation in facts["relations"]:
            one = {**facts, "relations": [relation]}
            _, tally, _ = _compare(gold, {**one, "entities": _counted(facts)})
            rows.append((relation["confidence"], any(k[1] == "tp" for k in tally)))
    bins = []
    for low, high in itertools.pairwise(edges):
        inside = [(c, ok) for c, ok in rows if low <= c < high]
        if inside:
            n = len(inside)
            bins.append(Bin(low, high, n, sum(c for c, _ in inside) / n, sum(ok for _, ok in inside) / n))
    return bins


#: Figures may wobble by so much before they count as fallen: one relation in a thousand.
TOLERANCE = 0.001


def figures(evaluation: Evaluation) -> dict[str, float]:
    """The F1 that a baseline keeps: of everything and of each language, four digits."""
    kept = {"entities": evaluation.all_entities.f1, "relations": evaluation.all_relations.f1}
    for tag in sorted({t.split("-")[0] for t in evaluation.languages.values()}):
        entities, relations = evaluation.of_language(tag)
        kept |= {f"{tag} entities": entities.f1, f"{tag} relations": relations.f1}
    return {name: round(value, 4) for name, value in kept.items()}


def fallen(evaluation: Evaluation, baseline: Mapping[str, float]) -> list[str]:
    """What is worse than the baseline, in words; empty when nothing is."""
    now = figures(evaluation)
    return [
        f"{name}: F1 {now.get(name, 0.0):.4f}, was {was:.4f}"
        for name, was in sorted(baseline.items())
        if now.get(name, 0.0) < was - TOLERANCE
    ]
