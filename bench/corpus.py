"""Synthetic articles with known facts: Swedish sentences from templates, of which we know what each of them says.

    python bench/corpus.py 1000 FOLDER    write 1,000 articles to FOLDER, and what they say to FOLDER.facts.jsonl

Actors are listed bodies, people have made-up surnames, projects made-up names. The same number and seed give the same
articles. A fact is (subject, predicate, object), in names and not in IRIs.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
Fact = tuple[str, str, str]

_GIVEN = (
    "Anna", "Karin", "Eva", "Maria", "Sara", "Lena", "Ingrid", "Johanna", "Lars", "Erik", "Anders", "Per", "Johan",
    "Magnus", "Fredrik", "Gustav",
)  # fmt: skip
_FIRST = (
    "Berg", "Lind", "Sjö", "Ek", "Björk", "Gran", "Al", "Hag", "Sand", "Sten", "Ström", "Dal", "Fors", "Kvist", "Norr",
    "Väster", "Söder", "Öst", "Ny", "Hol",
)  # fmt: skip
_LAST = ("ström", "qvist", "gren", "lund", "man", "dahl", "mark", "stedt", "berg", "blad", "vall", "hammar")
_THINGS = ("Gröna", "Öppna", "Digitala", "Hållbara", "Smarta", "Trygga", "Nära", "Cirkulära", "Delade", "Levande")
_PLACES = (
    "kvarter", "stigar", "vägar", "hamnar", "stränder", "torg", "rum", "verkstäder", "broar", "gårdar", "fält",
    "tak", "parker", "kök", "kajer", "gator",
)  # fmt: skip
_TITLES = ("enhetschef", "utredare", "strateg", "upphandlare", "avdelningschef", "utvecklingschef")
_FILLERS = (
    "Vädret var {adjective} under hela {month}.",
    "Det tog {number} minuter att gå dit.",
    "Rummet var {adjective} och kaffet varmt.",
    "Många hade väntat sedan {month}.",
    "Under {month} blev det {adjective} igen.",
    "Allt tog {number} dagar längre än tänkt.",
    "Efter {number} timmar var salen {adjective}.",
)
_ADJECTIVES = (
    "fint", "tyst", "kallt", "varmt", "ljust", "mörkt", "lugnt", "vackert", "stilla", "rent", "blött", "grått",
)  # fmt: skip
_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def unordered(subject: str, relation: str, object_: str) -> Fact:
    """A fact, with the ends of a symmetric relation in the order of their names."""
    if relation == "collaboratesWith" and object_ < subject:
        subject, object_ = object_, subject
    return subject, relation, object_


@dataclass(frozen=True, slots=True)
class Known:
    """One article and all that it says."""

    id: str
    title: str
    date: str
    text: str
    facts: frozenset[Fact]

    def markdown(self) -> str:
        """The article as a file."""
        return f'---\ntitle: "{self.title}"\ndate: {self.date}\nlanguage: sv\n---\n\n{self.text}\n'


class _Dice:
    """Draws names, each from a number of its own, so that article k is the same whatever the others are."""

    def __init__(self, seed: str, bodies: list[str]) -> None:
        self._random = random.Random(seed)
        self._bodies = bodies
        self._used: set[str] = set()

    def pick(self, words: tuple[str, ...]) -> str:
        return self._random.choice(words)

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def fresh(self, make: Callable[[], str]) -> str:
        """A name that this article has not used."""
        while (name := make()) in self._used:
            pass
        self._used.add(name)
        return name

    def body(self) -> str:
        return self.fresh(lambda: self._random.choice(self._bodies))

    def person(self) -> str:
        return self.fresh(lambda: f"{self.pick(_GIVEN)} {self.pick(_FIRST)}{self.pick(_LAST)}")

    def project(self) -> str:
        return self.fresh(lambda: f"{self.pick(_THINGS)} {self.pick(_PLACES)}")

    def sample(self, several: tuple[Sentence, ...], count: int) -> list[Sentence]:
        return self._random.sample(several, count)


Sentence = Callable[[_Dice], tuple[str, list[Fact]]]


def _works(dice: _Dice) -> tuple[str, list[Fact]]:
    person, body, title = dice.person(), dice.body(), dice.pick(_TITLES)
    facts = [(person, "hasRole", title), (person, "worksFor", body)]
    return f"{person}, {title} på {body}, höll ett kort tal.", facts


def _together(dice: _Dice) -> tuple[str, list[Fact]]:
    one, other = dice.body(), dice.body()
    return f"{one} samarbetar med {other}.", [(one, "collaboratesWith", other)]


def _funds(dice: _Dice) -> tuple[str, list[Fact]]:
    body, project = dice.body(), dice.project()
    return f"{body} finansierar projektet {project}.", [(body, "funds", project)]


def _leads(dice: _Dice) -> tuple[str, list[Fact]]:
    person, project = dice.person(), dice.project()
    return f"Projektet {project} leds av {person}.", [(person, "leads", project)]


def _takes_part(dice: _Dice) -> tuple[str, list[Fact]]:
    body, project = dice.body(), dice.project()
    return f"{body} deltar i projektet {project}.", [(body, "participatesIn", project)]


SENTENCES: tuple[Sentence, ...] = (_works, _together, _funds, _leads, _takes_part)


def _filler(dice: _Dice) -> str:
    return dice.pick(_FILLERS).format(
        adjective=dice.pick(_ADJECTIVES), month=dice.pick(_MONTHS), number=dice.number(3, 999)
    )


def bodies() -> list[str]:
    """Listed bodies whose names stand for nothing else, in order."""
    names: list[str] = []
    for table, endings in (
        ("agencies.csv", ("verket", "myndigheten", "styrelsen")),
        ("municipalities.csv", (" kommun",)),
    ):
        with (ROOT / "data" / "registry" / table).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        names += [row["prefLabel"] for row in rows if row["prefLabel"].endswith(endings) and row["country"] == "SWE"]
    return sorted(set(names))


def make_corpus(count: int, seed: int = 1) -> Iterator[Known]:
    """So many articles, each with two or three facts among sentences that say nothing."""
    listed = bodies()
    for number in range(count):
        yield make_article(number, listed, seed)


def make_article(number: int, listed: list[str], seed: int = 1) -> Known:
    """The article of this number; another seed gives another text under the same id."""
    dice = _Dice(f"{seed}:{number}", listed)
    facts: list[Fact] = []
    paragraphs = []
    for sentence in dice.sample(SENTENCES, dice.number(2, 3)):
        said, told = sentence(dice)
        facts += told
        paragraphs.append(f"{_filler(dice)} {said} {_filler(dice)}")
    title = f"Nytt för dag {dice.number(1, 9999)}"
    date = f"{dice.number(2015, 2025)}-{dice.number(1, 12):02}-{dice.number(1, 28):02}"
    return Known(f"a{number:06}", title, date, "\n\n".join(paragraphs), frozenset(facts))


def write_corpus(folder: Path, count: int, seed: int = 1) -> None:
    """One Markdown file an article; a thousand a folder."""
    for known in make_corpus(count, seed):
        path = folder / known.id[:4] / f"{known.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(known.markdown(), encoding="utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[2])
    write_corpus(target, int(sys.argv[1]))
    with target.with_name(f"{target.name}.facts.jsonl").open("w", encoding="utf-8") as out:
        for article in make_corpus(int(sys.argv[1])):
            out.write(json.dumps({"id": article.id, "facts": sorted(article.facts)}, ensure_ascii=False) + "\n")
