"""What the extractor finds in a folder of real pages.

`python scripts/measure_real.py FOLDER [--facts FILE]`

FOLDER holds Markdown pages, also in folders below it. Printed are failures (each named, with why), pages a second of
processor time, facts a page, and of the assignment pages
(those whose path begins with `regeringsuppdrag`) the share
with an assignment that has a receiver and the government as its giver, of those whose text names both. `--facts`
writes the found facts, one page a line, to be read beside the pages; it is not for the repository. `--every N` takes
of the pages those whose path has a hash divisible by N, the same ones in each run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from innograph.errors import InnographError
from innograph.facts import Facts
from innograph.link.linker import load_linker
from innograph.read import read_file

GOVERNMENT = "inno:Government"
#: Words that name the government as giver, in running text or as the first half of a word.
_GIVER = re.compile(r"\bregering(?:en|ens|suppdrag\w*|sbeslut\w*)\b", re.IGNORECASE)
#: Who may be given an assignment.
_RECEIVERS = frozenset(
    ["inno:PublicAgency", "inno:University", "inno:Region", "inno:Council", "inno:ResearchInstitute", "inno:Company"]
)


def select_pages(folder: Path, every: int) -> list[Path]:
    """The Markdown pages in a folder in order of their paths, but for a README; one in `every`, by hash of the path."""
    pages = sorted(p for p in folder.rglob("*.md") if p.name != "README.md")
    if every == 1:
        return pages

    def number(page: Path) -> int:
        return int(hashlib.sha256(page.relative_to(folder).as_posix().encode()).hexdigest()[:8], 16)

    return [p for p in pages if number(p) % every == 0]


def describe_assignments(facts: Facts) -> tuple[bool, bool, bool]:
    """Whether the text names giver and a possible receiver, whether an assignment has a receiver, and also a giver."""
    receivers = [e for e in facts.entities if e.cls in _RECEIVERS]
    governments = {e.iri for e in facts.entities if e.cls == GOVERNMENT}
    named = bool(_GIVER.search(facts.article.text)) and bool(receivers)
    received = {c.subject for c in facts.claims if c.predicate == "assignedTo"}
    given = {c.subject for c in facts.claims if c.predicate == "assignedBy" and c.object in governments}
    return named, bool(received), bool(received & given)


def main() -> int:
    """Print the figures; 1 when a page failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take one page in so many")
    parser.add_argument("--facts", type=Path, help="write what was found, one page a line")
    arguments = parser.parse_args()
    linker = load_linker()
    pages = select_pages(arguments.folder, arguments.every)
    counts: Counter[str] = Counter()
    predicates: Counter[str] = Counter()
    out = arguments.facts.open("w", encoding="utf-8") if arguments.facts else None
    reading = extracting = 0.0
    slowest = (0.0, "")
    for page in pages:
        try:
            start = time.process_time()
            article = read_file(page)
            middle = time.process_time()
            facts = linker.facts(article)
            end = time.process_time()
        except InnographError as error:
            counts["not read"] += 1
            print(f"not read: {error}", file=sys.stderr)
            continue
        except Exception as error:  # what must not happen: each failure is counted and named
            counts["failed"] += 1
            print(f"failed: {page}: {error!r}", file=sys.stderr)
            continue
        reading, extracting = reading + middle - start, extracting + end - middle
        slowest = max(slowest, (end - middle, page.name))
        counts["pages"] += 1
        counts["characters"] += len(article.text)
        counts["without a relation"] += not facts.claims
        counts["relations"] += len(facts.claims)
        counts["entities"] += len(facts.entities)
        predicates.update(c.predicate for c in facts.claims)
        if str(page.relative_to(arguments.folder)).startswith("regeringsuppdrag"):
            named, received, both = describe_assignments(facts)
            counts["assignment pages"] += 1
            counts["assignment pages that name giver and receiver"] += named
            counts["of these with a receiver"] += named and received
            counts["of these with receiver and giver"] += named and both
            if named and not both:
                print(f"no whole assignment: {page.name}", file=sys.stderr)
        if out:
            out.write(json.dumps(facts.to_json(), ensure_ascii=False) + "\n")
    if out:
        out.close()
    n = max(1, counts["pages"])
    for name, count in counts.items():
        print(f"{name:46}{count:10}")
    print(f"{'pages a second, extracting':46}{n / max(extracting, 1e-9):10.1f}")
    print(f"{'pages a second, reading the file too':46}{n / max(extracting + reading, 1e-9):10.1f}")
    print(f"{'relations a page':46}{counts['relations'] / n:10.2f}")
    print(f"{'entities a page':46}{counts['entities'] / n:10.2f}")
    print(f"{'seconds for the slowest page':46}{slowest[0]:10.2f}  {slowest[1]}")
    print("  ".join(f"{p} {c}" for p, c in sorted(predicates.items())))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
