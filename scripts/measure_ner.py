"""How well persons and organisations are found in general news: `python scripts/measure_ner.py REFERENCE_DIR`.

REFERENCE_DIR holds sentences with names marked, one token and its tag (PER, ORG, LOC, MISC or 0) a line, a blank line
between sentences: `train_corpus.txt` to look at, `test_corpus.txt` to measure. A found name counts when its first and
last character are the marked ones'. Found is what `innograph extract` lists, nothing inside the extractor. With
`--errors` the wrong and missed names are counted; sentences are never printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from innograph.article import Article
from innograph.link.linker import Linker, load_linker

Sentence = list[tuple[str, str]]
Name = tuple[str, int, int]
TAGS = {"Person": "PER", "Organization": "ORG"}
#: The sentences are of this year; names are linked by date.
DATE = "2012-06-01"
#: No space is put before these.
_CLOSING = ",.:;!?)"


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file as tokens with tags."""
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t") if "\t" in line else line.split()
        if fields and fields[0].strip():
            sentence.append((fields[0].strip(), fields[-1].strip()))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def join_tokens(sentence: Sentence) -> tuple[str, set[Name]]:
    """A sentence as text, and the persons and organisations marked in it: tag, start, end."""
    text = ""
    names: set[Name] = set()
    last, begin = "", 0
    for word, tag in sentence:
        if last in TAGS.values() and tag != last:
            names.add((last, begin, len(text)))
        if text and word not in _CLOSING:
            text += " "
        if tag != last:
            begin = len(text)
        text, last = text + word, tag
    if last in TAGS.values():
        names.add((last, begin, len(text)))
    return text, names


def find_names(linker: Linker, text: str) -> set[Name]:
    """The persons and organisations that the extractor lists for a sentence on its own."""
    facts = linker.facts(Article("sentence", text, "sv", date=DATE))
    return {(TAGS[e.type], m.start, m.end) for e in facts.entities if e.type in TAGS for m in e.mentions}


def measure(path: Path, linker: Linker) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], Counter[str]]]:
    """Counts by tag and outcome (tp, fp, fn), and the wrong and missed names themselves."""
    counts: Counter[tuple[str, str]] = Counter()
    errors: dict[tuple[str, str], Counter[str]] = {}
    for sentence in read_sentences(path):
        text, gold = join_tokens(sentence)
        found = find_names(linker, text)
        for outcome, names in (("tp", gold & found), ("fp", found - gold), ("fn", gold - found)):
            for tag, start, end in names:
                counts[tag, outcome] += 1
                if outcome != "tp":
                    errors.setdefault((tag, outcome), Counter())[text[start:end]] += 1
    return counts, errors


def main() -> None:
    """Print the table of both files, and the errors when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reference", type=Path, help="folder with train_corpus.txt and test_corpus.txt")
    parser.add_argument("--part", choices=("train", "test"), action="append", help="only this part")
    parser.add_argument("--errors", action="store_true", help="count the wrong and missed names")
    arguments = parser.parse_args()
    linker = load_linker()
    print(f"{'part':6}{'tag':5}{'tp':>6}{'fp':>6}{'fn':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for part in arguments.part or ("train", "test"):
        counts, errors = measure(arguments.reference / f"{part}_corpus.txt", linker)
        for tag in TAGS.values():
            tp, fp, fn = (counts[tag, outcome] for outcome in ("tp", "fp", "fn"))
            precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
            f1 = 2 * tp / max(1, 2 * tp + fp + fn)
            print(f"{part:6}{tag:5}{tp:6}{fp:6}{fn:6}{precision:8.3f}{recall:8.3f}{f1:8.3f}")
        if arguments.errors:
            for (tag, outcome), names in sorted(errors.items()):
                listed = " | ".join(f"{name} {n}" if n > 1 else name for name, n in sorted(names.items()))
                print(f"{part} {tag} {outcome}: {listed}")


if __name__ == "__main__":
    main()
