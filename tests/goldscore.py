"""How well found facts fit the hand-made ones of data/gold: precision, recall, F1.

An entity is found when one of the same type has one of its names; an assignment also when half the words of
the shorter description are in the other, an event or a project when six in ten of all their words are
shared. Words are compared by their first five letters, so that endings do not matter. Each gold entity is
matched once, the best fit first. A relation is found when its predicate and both ends are; working together
has no direction, and of a role one may say more than the other. Themes and countries count as entities only
where a relation uses them, as in the gold.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"

_DESCRIBED = {"Assignment": 0.5, "Event": 0.6, "Project": 0.6}
_WORDS = (
    "att en ett de den det i på för av till om med och the of to a an for in on and uppdrag uppdraget "
    "regeringsuppdrag assignment oppdrag opgave"
)
_SMALL = frozenset(_WORDS.split())


@dataclass(slots=True)
class Score:
    """Counts of right, superfluous and missed facts, by what they are."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    articles: int = 0

    def f1(self, what: str) -> float:
        """F1 of `entities`, `relations`, or one type or predicate."""
        right = self.right[what]
        wrong = self.extra[what] + self.missed[what]
        return 2 * right / (2 * right + wrong) if right + wrong else 1.0

    def precision(self, what: str) -> float:
        """The share of what was found that is right."""
        return self.right[what] / max(1, self.right[what] + self.extra[what])

    def recall(self, what: str) -> float:
        """The share of the gold that was found."""
        return self.right[what] / max(1, self.right[what] + self.missed[what])


def read_gold(folder: Path = GOLD) -> dict[str, dict[str, Any]]:
    """The gold facts by article id."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def _norm(text: str) -> str:
    return " ".join(re.sub(r"[\"'’”“»«]", "", text).split()).strip(" .,:;").casefold()


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", _norm(text)) if word not in _SMALL)


def _tail(iri: str) -> str:
    return _norm(re.split(r"[/#]", iri)[-1])


def _names(entity: Mapping[str, Any], key: str) -> set[str]:
    return {_norm(name) for name in [entity[key], *(entity.get("aliases") or [])] if name}


def _fit(gold: Mapping[str, Any], found: Mapping[str, Any]) -> float:
    """2 for the same name, 0 to 1 for a similar description, 0 for nothing in common."""
    kind = gold["type"]
    if kind != found["type"]:
        return 0.0
    if kind == "Theme":
        return 2.0 if _norm(gold["name"]) == _tail(found["iri"]) else 0.0
    if _names(gold, "name") & _names(found, "label"):
        return 2.0
    if kind not in _DESCRIBED:
        return 0.0
    if kind == "Assignment":
        a, b = _stems(gold["name"]), _stems(found["label"])
        share = len(a & b) / min(len(a), len(b)) if a and b else 0.0
    else:
        pairs = [(_stems(x), _stems(y)) for x in _names(gold, "name") for y in _names(found, "label")]
        share = max((len(a & b) / len(a | b) for a, b in pairs if a | b), default=0.0)
    return share if share >= _DESCRIBED[kind] else 0.0


def _match(gold: list[Any], found: list[Any]) -> dict[int, int]:
    """The gold entity of each found one that has one."""
    fits = [(-_fit(g, f), j, i) for j, f in enumerate(found) for i, g in enumerate(gold)]
    pairs: dict[int, int] = {}
    for fit, j, i in sorted(fits):
        if fit < 0 and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return pairs


def _relations(article: Mapping[str, Any], key: str, rename: Mapping[int, int] | None) -> list[tuple[str, ...]]:
    """Relations with their ends as numbers of gold entities, as literals, or as what they are called."""
    index: dict[str, int] = {}
    for number, entity in enumerate(article["entities"]):
        for name in (entity.get("iri"), entity[key], *(entity.get("aliases") or [])):
            if name:
                index.setdefault(name, number)
                index.setdefault(_norm(name), number)

    def end(value: str) -> str:
        number = index.get(value, index.get(_norm(value)))
        if number is None:
            return _norm(value)
        if rename is None:
            return f"#{number}"
        return f"#{rename[number]}" if number in rename else f"?{number}"

    found: dict[tuple[str, ...], None] = {}
    for relation in article["relations"]:
        p, s, o = relation["p"], str(relation["s"]), str(relation["o"])
        if p == "about":
            ends = ["ARTICLE", _tail(o)]
        elif p == "hasRole":
            ends = [end(s), _norm(o)]
        else:
            ends = [end(s), end(o)]
        found[(p, *(sorted(ends) if p == "collaboratesWith" else ends))] = None
    return list(found)


def _same_role(a: str, b: str) -> bool:
    x, y = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return bool(x and y) and (x <= y or y <= x)


def _used(article: Mapping[str, Any]) -> list[Any]:
    """The entities that count: of themes and countries, those in a relation."""
    ends = {str(relation[key]) for relation in article["relations"] for key in ("s", "o")}
    return [
        entity for entity in article["entities"]
        if entity["type"] not in ("Theme", "Country") or entity["iri"] in ends or entity["label"] in ends
    ]  # fmt: skip


def score(found: Iterable[Mapping[str, Any]], gold: Mapping[str, Mapping[str, Any]]) -> Score:
    """Score articles as `Facts.to_json` gives them; a gold article without one counts as missed."""
    result = Score()
    by_id = {article["id"]: article for article in found}
    for id, wanted in gold.items():
        result.articles += 1
        have = by_id.get(id, {"entities": [], "relations": []})
        have = {**have, "entities": _used(have)}
        pairs = _match(wanted["entities"], have["entities"])
        for number, entity in enumerate(have["entities"]):
            tally = result.right if number in pairs else result.extra
            tally.update(["entities", entity["type"]])
        for number, entity in enumerate(wanted["entities"]):
            if number not in pairs.values():
                result.missed.update(["entities", entity["type"]])
        left = _relations(wanted, "name", None)
        for relation in _relations(have, "label", pairs):
            hit = relation if relation in left else None
            if hit is None and relation[0] == "hasRole":
                hit = next((w for w in left if w[:2] == relation[:2] and _same_role(w[2], relation[2])), None)
            if hit is not None:
                left.remove(hit)
            (result.right if hit else result.extra).update(["relations", relation[0]])
        for relation in left:
            result.missed.update(["relations", relation[0]])
    return result
