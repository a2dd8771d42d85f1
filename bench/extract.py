"""Extraction side by side: all facts by innograph, listed names alone by spaCy, in one run on one core.

    python bench/extract.py --folder PAGES   3,000 Markdown articles of a folder, and 3,000 shuffled ones
    python bench/extract.py                  the Swedish sample articles, and 3,000 shuffled ones
    python bench/extract.py --articles 500   fewer

spaCy (an optional extra, `pip install spacy`) runs as `blank("sv")` with an EntityRuler that holds the names that
innograph's gazetteer lists for Swedish: it finds names, no relations. Real, distinct articles are what users have; of
a folder those of article length are taken, in order of a hash of their names. The shuffled row puts the sample's
sentences together by a fixed seed into articles as long as the sample's: its few words favour spaCy, which keeps every
word it has seen. Each side runs in a process of its own with the texts already in memory. "start" is processor time
until the first article is done (imports, rules, the ruler's names); "seconds" for the articles alone; "MiB" the most
memory that the process held. The two take turns, a block of articles each, so that a busy machine weighs on both; the
ratio is innograph's articles a second by spaCy's: more than 1 is faster.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("innograph", "spacy")
#: Files of so many bytes are articles, rather than notices or reports.
ARTICLE = range(700, 7001)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ–])")


def make_articles(count: int, seed: int = 1) -> list[str]:
    """Articles of the sample's own sentences in another order, as long as the sample's; the first line is a title."""
    titles: list[str] = []
    paragraphs: list[list[str]] = []
    for path in sorted((ROOT / "data" / "articles").glob("*.md")):
        head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        if fields.get("language", "sv").strip('"') != "sv":
            continue
        titles.append(fields.get("title", path.stem).strip('"'))
        paragraphs += [_SENTENCE.split(p) for p in body.strip().split("\n\n") if not p.startswith("#")]
    dice = random.Random(seed)
    length = len(paragraphs) // len(titles)
    out = []
    for number in range(count):
        chosen = [dice.choice(paragraphs) for _ in range(length)]
        body = "\n\n".join(" ".join(dice.sample(p, len(p))) for p in chosen)
        out.append(f"{titles[number % len(titles)]}\n\n{body}")
    return out


def read_texts(folder: Path, count: int) -> list[str]:
    """The texts of so many Markdown articles of a folder, chosen and ordered by a hash of their paths."""
    from innograph.read import read_file

    def digest(path: Path) -> str:
        return hashlib.sha256(path.relative_to(folder).as_posix().encode()).hexdigest()

    paths = (p for p in folder.rglob("*.md") if p.name != "README.md" and p.stat().st_size in ARTICLE)
    return [read_file(path).text for path in sorted(paths, key=digest)[:count]]


def read_samples() -> list[str]:
    """The texts of the Swedish sample articles."""
    from innograph.read import read_file

    articles = map(read_file, sorted((ROOT / "data" / "articles").glob("*.md")))
    return [article.text for article in articles if article.language == "sv"]


def listed_names() -> list[str]:
    """The names of organisations, countries and municipalities that innograph lists for Swedish."""
    from innograph.link.linker import load_linker

    linker = load_linker()
    return sorted({e.text for e in linker._entries if e.type != "Nationality" and e.language in ("", "sv")})


def run(side: str, texts: list[str], names: list[str]) -> None:
    """Work through blocks as they are asked for on standard input; print seconds, then at the end facts and MiB."""
    found = 0
    begun = time.process_time()
    if side == "innograph":
        from innograph.article import Article
        from innograph.link.linker import load_linker

        linker = load_linker()
        linker.facts(Article("warm", "Vinnova och Digg deltog i mötet.", "sv"))

        def work(number: int, text: str) -> int:
            return len(linker.facts(Article(str(number), text, "sv")).claims)
    else:
        import spacy

        nlp = spacy.blank("sv")
        ruler: Any = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "ORG", "pattern": name} for name in names])
        nlp("Vinnova och Digg deltog i mötet.")

        def work(number: int, text: str) -> int:
            return len(nlp(text).ents)

    print(time.process_time() - begun, flush=True)
    for line in sys.stdin:
        first, last = map(int, line.split())
        start = time.process_time()
        for number in range(first, last):
            found += work(number, texts[number])
        print(time.process_time() - start, flush=True)
    # ru_maxrss is in KiB on Linux and in bytes on macOS.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(json.dumps({"found": found, "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}))


def compare(texts: Path, names: Path, count: int, block: int) -> dict[str, dict[str, float]]:
    """Both sides, a block of articles each in turn: seconds to start and for the articles, found, MiB."""
    command = [sys.executable, __file__, "--texts", str(texts), "--names", str(names), "--side"]
    sides = {
        side: subprocess.Popen([*command, side], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for side in SIDES
    }
    results: dict[str, dict[str, float]] = {side: {"seconds": 0.0} for side in SIDES}
    for side, process in sides.items():
        ready = process.stdout.readline() if process.stdout else ""
        if not ready.strip():
            raise SystemExit(f"{side} did not start; is it installed?")
        results[side]["start"] = float(ready)
    for first in range(0, count, block):
        for side, process in sides.items():
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(f"{first} {min(first + block, count)}\n")
            process.stdin.flush()
            results[side]["seconds"] += float(process.stdout.readline())
    for side, process in sides.items():
        output, _ = process.communicate()
        results[side] |= json.loads(output)
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--folder", type=Path, help="Markdown articles to read instead of the samples")
    parser.add_argument("--block", type=int, default=100, help="articles that a side reads in its turn")
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--names", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        texts, names = (json.loads(p.read_text(encoding="utf-8")) for p in (arguments.texts, arguments.names))
        run(arguments.side, texts, names if arguments.side == "spacy" else [])
        return
    names = listed_names()
    folder = arguments.folder
    rows = {
        "real" if folder else "samples": read_texts(folder, arguments.articles) if folder else read_samples(),
        "shuffled": make_articles(arguments.articles),
    }
    for name, texts in rows.items():
        report(name, texts, names, arguments.block)


def report(name: str, texts: list[str], names: list[str], block: int) -> None:
    """Compare the sides over these texts and print a table."""
    with tempfile.TemporaryDirectory() as scratch:
        texts_file, names_file = Path(scratch, "texts.json"), Path(scratch, "names.json")
        texts_file.write_text(json.dumps(texts), encoding="utf-8")
        names_file.write_text(json.dumps(names), encoding="utf-8")
        results = compare(texts_file, names_file, len(texts), block)
    length = sum(map(len, texts)) / len(texts)
    print(f"{name}: {len(texts)} articles, {length:.0f} characters each, {len(names)} listed names")
    print(f"{'':12}{'start':>9}{'seconds':>9}{'articles/s':>12}{'MiB':>8}{'found':>10}")
    for side, result in results.items():
        rate = len(texts) / result["seconds"]
        print(
            f"{side:12}{result['start']:9.1f}{result['seconds']:9.1f}{rate:12.1f}{result['mib']:8.0f}"
            f"{result['found']:10.0f}"
        )
    ours, theirs = (results[side] for side in SIDES)
    print(f"{'ratio':12}{'':18}{theirs['seconds'] / ours['seconds']:12.2f}{ours['mib'] / theirs['mib']:8.2f}\n")


if __name__ == "__main__":
    main()
