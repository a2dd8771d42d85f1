"""Feed each reader damaged inputs, 500 by default: python scripts/damage_inputs.py [COUNT] [FORMAT...]

Each format is read in a process of its own with bounded memory. A crash, an exception, a result that names nothing,
or more than a minute for one input ends the script with exit code 1.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
MEMORY = 2 << 30


def measure(name: str, count: int) -> None:
    """Read the damaged inputs of one format; print how many were read whole, in part, not at all."""
    from damaged import SOUND, damaged
    from innograph.read import Limits, Splitter, read_paths

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    inputs = list(damaged(name, count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    whole = part = nothing = 0
    longest = 0.0
    # So little that what is made here is a bomb to it.
    splitter = Splitter(limits=Limits(unpacked=20_000_000, ratio=50))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SOUND[name][0]
        for number, data in enumerate(inputs):
            path.write_bytes(data)
            signal.alarm(60)
            started = time.process_time()
            try:
                result = read_paths([path], splitter)
            except BaseException as error:
                raise SystemExit(f"{name} {number}: {type(error).__name__}: {error}") from error
            finally:
                signal.alarm(0)
            longest = max(longest, time.process_time() - started)
            if not result.articles and not result.skipped:
                raise SystemExit(f"{name} {number}: nothing read and nothing named")
            if any(not source.startswith(str(path)) or not reason for source, reason in result.skipped):
                raise SystemExit(f"{name} {number}: named otherwise: {result.skipped}")
            whole += not result.skipped
            part += bool(result.articles and result.skipped)
            nothing += not result.articles
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
    came = f"{whole:4} read, {part:4} in part, {nothing:4} not"
    print(f"{name:10} {len(inputs):5} inputs: {came}; longest {longest:5.2f} s, +{more:4.0f} MB", flush=True)


def main(arguments: list[str]) -> int:
    """Each format in a process; the number of formats that failed as exit code."""
    from damaged import SOUND

    count = int(arguments[0]) if arguments else 500
    failed = 0
    for name in arguments[1:] or SOUND:
        done = subprocess.run([sys.executable, __file__, "--one", name, str(count)], check=False)
        if done.returncode:
            print(f"{name}: FAILED (exit code {done.returncode})")
            failed += 1
    return int(failed > 0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1:]))
