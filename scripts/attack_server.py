#!/usr/bin/env python3
"""Send thousands of malformed and hostile requests to a server, and watch what it does (Linux, strace).

    scripts/attack_server.py                   5,000 requests to a server of the sample graph
    scripts/attack_server.py --number 500 --seed 7

Says how many answers had which status; every 5xx but 503 and 504 with Retry-After; every connection that the server
made; every file that it opened outside the graph's folder, once it was ready. Ends with 1 when there is any of these.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "serve"), str(ROOT / "tests")]

from hostile_requests import as_bytes, requests  # noqa: E402
from served import COMMAND, wait_until_ready  # noqa: E402
from test_hostile import exchange  # noqa: E402

from ports import free_port  # noqa: E402

_OPENED = re.compile(r'open(?:at)?\((?:AT_FDCWD, )?"([^"]*)".*= \d+')
_CONNECTED = re.compile(r"connect\(.*")
#: What a Python process reads of itself and of the system, whatever it is asked.
_OWN = ("/proc/", "/sys/", "/dev/", "/usr/", "/lib", "/etc/localtime", "/etc/ld.so", "/etc/mime.types", "/etc/ssl/")


def ask(port: int, data: bytes) -> bytes:
    """What a server answers, or in words why it does not."""
    try:
        return exchange(port, data)
    except (OSError, AssertionError) as error:
        return f"{type(error).__name__}: {error}".encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--number", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=6)
    given = parser.parse_args()
    import httpx

    from innograph import build
    from innograph.resources import resource

    if not shutil.which("strace"):
        sys.exit("no strace on this machine: nothing to watch the server with")
    with tempfile.TemporaryDirectory() as folder:
        graph, log = Path(folder) / "graph", Path(folder) / "strace.log"
        build([resource("data", "articles")], graph)
        port = free_port()
        watch = ["strace", "-f", "-qq", "-e", "trace=connect,openat,open", "-o", str(log)]
        command = [*watch, *COMMAND, "--graph", str(graph), "--port", str(port), "--timeout", "5", "--quiet"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
            wait_until_ready(client, process)
            # What is made once a graph is made before: code is read then.
            for path in ("", "api/statistics", "api/search?q=a", "doc/organization/vinnova.html", "def/", "catalog"):
                client.get(f"/{path}", follow_redirects=True)
            while "innograph_quick 1.0" not in client.get("/metrics").text:
                time.sleep(0.2)
            before = log.stat().st_size
            found: Counter[int] = Counter()
            faults = []
            with ThreadPoolExecutor(4) as threads:
                sent = [as_bytes(request) for request in requests(given.number, given.seed)]
                for data, answer in zip(sent, threads.map(partial(ask, port), sent), strict=True):
                    code = int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0
                    found[code] += 1
                    if not code or (code >= 500 and not (code in (503, 504) and b"\nretry-after: " in answer)):
                        faults.append((data[:400], answer[:400]))
            time.sleep(1)
            with log.open() as stream:
                stream.seek(before)
                lines = stream.readlines()
            alive = client.get("/sparql", params={"query": "ASK { ?s a inno:Claim }"}).json()["boolean"]
            # strace takes no signal while its program runs.
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            os.kill(int(children[0]), signal.SIGTERM)
            said = process.communicate(timeout=30)[1]
    connections = [line.strip() for line in lines if _CONNECTED.search(line)]
    own = (str(graph), sys.prefix, sys.base_prefix, *(str(ROOT / n) for n in ("src", "queries", "ontology", "data")))
    opened = sorted({
        path for line in lines if (match := _OPENED.search(line)) and (path := match[1])
        and path.startswith("/") and not path.startswith((*own, *_OWN))
    })  # fmt: skip
    print(", ".join(f"{n} with {code}" for code, n in sorted(found.items())))
    print(f"{len(faults)} faults, {len(connections)} connections, {len(opened)} files opened elsewhere; alive: {alive}")
    for each in (*faults[:10], *connections[:10], *opened[:20]):
        print(" ", each)
    if "Traceback" in said:
        print(said[-3000:])
    sys.exit(0 if alive and not faults and not connections and not opened else 1)


if __name__ == "__main__":
    main()
