"""Extraction side by side: all facts by innograph, listed names alone by spaCy, in one run on one core.

    python bench/extract.py                  3,000 articles made of the Swedish sample articles' sentences
    python bench/extract.py --articles 500   fewer
    python bench/extract.py --folder PAGES   the Markdown articles of a folder instead

spaCy (an optional extra, `pip install spacy`) runs as `blank("sv")` with an EntityRuler that holds the names that
innograph's gazetteer lists for Swedish: it finds names, no relations. The articles are the sample's sentences,
shuffled by a fixed seed into articles as long as the sample's, so that both read the same text. Each side runs in a
process of its own with the texts already in memory; "seconds" is processor time for the articles alone, without
loading; "MiB" the most memory that the process held. The two take turns, a block of articles each, so that a busy
machine weighs on both; the ratio is innograph's articles a second by spaCy's: more than 1 is faster.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SIDES = ("innograph", "spacy")
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


def read_texts(folder: Path) -> list[str]:
    """The texts of a folder's Markdown articles in order of their paths."""
    from innograph.read import read_file

    return [read_file(path).text for path in sorted(folder.rglob("*.md")) if path.name != "README.md"]


def listed_names() -> list[str]:
    """The names of organisations, countries and municipalities that innograph lists for Swedish."""
    from innograph.link.linker import load_linker

    linker = load_linker()
    return sorted({e.text for e in linker._entries if e.type != "Nationality" and e.language in ("", "sv")})


def run(side: str, texts: list[str], names: list[str]) -> None:
    """Work through blocks as they are asked for on standard input; print seconds, then at the end facts and MiB."""
    found = 0
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

    print("ready", flush=True)
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
    """Both sides, a block of articles each in turn: seconds, found, MiB."""
    command = [sys.executable, __file__, "--texts", str(texts), "--names", str(names), "--side"]
    sides = {
        side: subprocess.Popen([*command, side], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for side in SIDES
    }
    results: dict[str, dict[str, float]] = {side: {"seconds": 0.0} for side in SIDES}
    for side, process in sides.items():
        if process.stdout is None or process.stdout.readline().strip() != "ready":
            raise SystemExit(f"{side} did not start; is it installed?")
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
    parser.add_argument("--folder", type=Path, help="Markdown articles to read instead")
    parser.add_argument("--block", type=int, default=100, help="articles that a side reads in its turn")
    parser.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--names", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        texts, names = (json.loads(p.read_text(encoding="utf-8")) for p in (arguments.texts, arguments.names))
        run(arguments.side, texts, names if arguments.side == "spacy" else [])
        return
    import tempfile

    texts = read_texts(arguments.folder) if arguments.folder else make_articles(arguments.articles)
    names = listed_names()
    with tempfile.TemporaryDirectory() as folder:
        texts_file, names_file = Path(folder, "texts.json"), Path(folder, "names.json")
        texts_file.write_text(json.dumps(texts), encoding="utf-8")
        names_file.write_text(json.dumps(names), encoding="utf-8")
        results = compare(texts_file, names_file, len(texts), arguments.block)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / len(texts):.0f} characters each, {len(names)} listed names")
    print(f"{'':12}{'seconds':>9}{'articles/s':>12}{'MiB':>8}{'found':>10}")
    for side, result in results.items():
        rate = len(texts) / result["seconds"]
        print(f"{side:12}{result['seconds']:9.1f}{rate:12.1f}{result['mib']:8.0f}{result['found']:10.0f}")
    ours, theirs = (results[side] for side in SIDES)
    print(f"{'ratio':12}{'':9}{theirs['seconds'] / ours['seconds']:12.2f}{ours['mib'] / theirs['mib']:8.2f}")


if __name__ == "__main__":
    main()
