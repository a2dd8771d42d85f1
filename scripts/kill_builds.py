"""Kill builds at random moments: what was there must stay readable, and the next build must complete it.

    python scripts/kill_builds.py [TIMES] [FOLDER]     50 times, in a temporary folder

Every other build changes one article (so that it renews what differs), the others are made in full. After each kill
the result is read: the Turtle files, the page, the report, the store. At the end a build that is not disturbed must
give the bytes of one in an empty folder.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, parse

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from corpus import bodies, make_article, write_corpus

COMMAND = [sys.executable, "-c", "from innograph.cli import main; main()", "build"]
ARTICLES = 40


def check(out: Path) -> int:
    """Read everything of a result; the number of its articles."""
    from innograph.build import load

    for name in ("graph.ttl", "inferred.ttl"):
        for _ in parse(path=str(out / name), format=RdfFormat.TURTLE):
            pass
    assert (out / "index.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    json.loads((out / "report.json").read_text(encoding="utf-8"))
    with load(out) as store:
        (row,) = store.query("SELECT (COUNT(?a) AS ?n) { ?a a inno:Article }")
        return int(row["n"].value)


def main() -> None:
    """Kill, look, and build to the end."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as name:
        folder, out = Path(name, "in"), Path(name, "out")
        write_corpus(folder, ARTICLES)
        started = time.monotonic()
        subprocess.run([*COMMAND, str(folder), "-o", str(out), "-q"], check=True)
        took = time.monotonic() - started
        dice, outcome, listed = random.Random(1), Counter[str](), bodies()
        for number in range(times):
            changed = make_article(dice.randrange(ARTICLES), listed, seed=2 + number)
            (folder / changed.id[:4] / f"{changed.id}.md").write_text(changed.markdown(), encoding="utf-8")
            more = [] if number % 2 else ["--full"]
            process = subprocess.Popen([*COMMAND, str(folder), "-o", str(out), "-q", *more])
            time.sleep(took * 1.1 * dice.random())
            outcome["had ended" if process.poll() is not None else "killed"] += 1
            process.kill()
            process.wait()
            assert check(out) == ARTICLES
        subprocess.run([*COMMAND, str(folder), "-o", str(out), "-q"], check=True)
        subprocess.run([*COMMAND, str(folder), "-o", str(Path(name, "new")), "-q"], check=True)
        for file in ("graph.ttl", "inferred.ttl", "index.html"):
            sums = {sha256((place / file).read_bytes()).hexdigest() for place in (out, Path(name, "new"))}
            assert len(sums) == 1, file
        left = [path.name for path in (out / "store").iterdir() if path.is_dir()]
        assert len(left) == 1, left
        print(f"{dict(outcome)}: readable after each, complete after the next build, nothing left over")


if __name__ == "__main__":
    main()
