"""Servers started, asked and timed: what bench/serve.py and bench/serve_load.py share."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

#: What stands for a number in a request target.
NUMBER = "987654321"
_WRK = """
local paths, thread = {}, 0
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
local again = os.getenv("BENCH_AGAIN") == "1"
local began = tonumber(os.getenv("BENCH_FROM"))
setup = function(t) t:set("mine", thread); thread = thread + 1 end
local i = 0
request = function()
  i = i + 1
  local number = again and "1" or string.format("%d", began + i * 16 + mine)
  local path = string.gsub(paths[(i * 7 + mine) % #paths + 1], "NUMBER", number)
  return wrk.format("GET", path)
end
done = function(summary, latency, requests)
  io.write(string.format("JSON{\\"requests\\":%d,\\"us\\":%d,\\"p50\\":%f,\\"p95\\":%f,\\"p99\\":%f,\\"errors\\":%d}",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
""".replace("NUMBER", NUMBER)


@dataclass
class Load:
    """What a load gave: requests a second, milliseconds at three places of their distribution, failures by status."""

    rate: float
    p50: float
    p95: float
    p99: float
    failed: dict[str, int] = field(default_factory=dict)
    cpu: float = 0.0

    def __str__(self) -> str:
        said = f"{self.rate:10,.0f} a second, p50 {self.p50:.2f} p95 {self.p95:.2f} p99 {self.p99:.2f} ms"
        said += f", cpu {self.cpu:.0f}" if self.cpu else ""
        return said + (f", FAILED {self.failed}" if self.failed else "")

    @classmethod
    def of(cls, times: Sequence[float], seconds: float, failed: dict[str, int]) -> Load:
        """From the seconds that requests took."""
        ranked = sorted(times) or [0.0]
        p50, p95, p99 = (1000 * ranked[min(len(ranked) - 1, int(len(ranked) * p))] for p in (0.5, 0.95, 0.99))
        return cls(len(times) / seconds, p50, p95, p99, failed)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def family(pid: int) -> list[int]:
    """A process and all that it has started (Linux)."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(entry.read_text().rpartition(") ")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def used(process: subprocess.Popen[bytes]) -> float:
    """Seconds of processor time that a server took until now, with the processes it started (Linux)."""
    ticks = 0
    for pid in family(process.pid):
        with suppress(OSError):
            rest = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
            ticks += sum(map(int, rest[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(
    command: Sequence[str], address: str, seconds: float = 300
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run a server until the block ends; gives its process, and the address when it answers there."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, start_new_session=True)
        try:
            end = time.monotonic() + seconds
            while True:
                if process.poll() is not None or time.monotonic() > end:
                    said.seek(0)
                    raise SystemExit(f"{command[0]} does not serve: {said.read().decode()[-1000:]}")
                with suppress(httpx.TransportError):
                    if httpx.get(address, params={"query": "ASK {}"}, timeout=5).is_success:
                        break
                time.sleep(0.05)
            yield process, address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def ask_wrk(
    address: str, paths: Path, seconds: float, *, again: bool, process: subprocess.Popen[bytes], connections: int = 8
) -> Load:
    """Have wrk ask the request targets of a file in turn; the warm-up before is a fifth as long."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_WRK)
        script.flush()
        place = {"BENCH_PATHS": str(paths), "BENCH_AGAIN": "1" if again else "0"}
        for part in (seconds / 5, seconds):
            place["BENCH_FROM"] = str(int(time.time() * 1000) * 100)  # numbers that no former run used
            before = used(process)
            done = subprocess.run(
                ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(part))}s", "-s", script.name, address],
                capture_output=True, text=True, check=True, env=os.environ | place,
            )  # fmt: skip
    said = json.loads(re.findall(r"JSON(\{.*?\})", done.stdout)[0])
    failed = {"wrk": said["errors"]} if said["errors"] else {}
    cpu = (used(process) - before) * 1e6 / max(1, said["requests"])
    rate, places = said["requests"] / said["us"] * 1e6, (said[p] / 1000 for p in ("p50", "p95", "p99"))
    return Load(rate, *places, failed, cpu)


def ask_asyncio(
    address: str, paths: Path, seconds: float, *, again: bool, process: subprocess.Popen[bytes], connections: int = 8
) -> Load:
    """The same by a client in Python, which is slower than the fast servers."""
    targets = paths.read_text().split("\n")[:-1]
    number = int(time.time() * 1000) * 100

    def target(at: int) -> str:
        return targets[at * 7 % len(targets)].replace(NUMBER, "1" if again else str(number + at))

    asyncio.run(ask_for(address, target, seconds / 5, connections))
    number += 10**9
    before = used(process)
    load = asyncio.run(ask_for(address, target, seconds, connections))
    load.cpu = (used(process) - before) * 1e6 / max(1.0, load.rate * seconds)
    return load


async def ask_for(address: str, target: Any, seconds: float, connections: int) -> Load:
    """Ask what `target(number)` gives over kept connections, for so long. Every status but 200 is a failure."""
    url = httpx.URL(address)
    times: list[float] = []
    failed: dict[str, int] = {}
    end = time.perf_counter() + seconds
    at = 0

    async def one() -> None:
        nonlocal at
        reader, writer = await asyncio.open_connection(url.host, url.port)
        while (began := time.perf_counter()) < end:
            at += 1
            status, _ = await exchange(reader, writer, target(at))
            times.append(time.perf_counter() - began)
            if status != 200:
                failed[str(status)] = failed.get(str(status), 0) + 1
        writer.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    return Load.of(times, seconds, failed)


async def exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, target: str) -> tuple[int, bytes]:
    """One request and its answer over a kept connection."""
    writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    if length:
        return status, await reader.readexactly(int(length[1]))
    body = bytearray()
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return status, bytes(body)
