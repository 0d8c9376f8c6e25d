"""Load, CPU and memory of processes, as Linux tells them."""

import json
import os
import re
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

TICK = os.sysconf("SC_CLK_TCK")
RESULTS = Path(__file__).resolve().parent / "results"
TAKES_BROTLI = {"Accept-Encoding": "br"}


def children_of(pid: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def cpu_of(pids: list[int]) -> float:
    """Seconds of user and system time so far."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def pss_of(pid: int) -> float:
    """Proportional set size in MB."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1]) / 1024


def wrk(url: str, host: str, *, connections: int, seconds: float) -> dict:
    """Requests, requests a second, and the latencies in ms, by the public load tool wrk."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds)}s", "--latency"]
    command += ["-H", f"Host: {host}", "-H", "Accept-Encoding: br", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in said, said
    return {
        "requests": int(re.search(r"(\d+) requests in", said)[1]),
        "per_second": float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        "median_ms": _ms(re.search(r"50%\s+([\d.]+\w+)", said)[1]),
        "p99_ms": _ms(re.search(r"99%\s+([\d.]+\w+)", said)[1]),
    }


def _ms(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def under_load(url: str, host: str, pids: list[int], *, seconds: float) -> dict:
    """wrk with 8 connections, and what a request cost the server's processes."""
    before = cpu_of(pids)
    run = wrk(url, host, connections=8, seconds=seconds)
    run["cpu_ms"] = 1000 * (cpu_of(pids) - before) / run["requests"]
    return run


def cold(site, path: str, pids: list[int], *, requests: int) -> dict:
    """The page taken away before each request, so that each is rendered, compressed and kept."""
    index = site.pages / path[1:] / "index.html"
    meta = (site.folder / "pages" / "live").resolve() / "meta" / path.replace("/", "%2F")
    took, before = [], cpu_of(pids)
    with closing(HTTPConnection("127.0.0.1", site.port)) as connection:
        for _ in range(requests):
            for suffix in ("", ".br", ".gz"):
                Path(f"{index}{suffix}").unlink(missing_ok=True)
            if meta.exists():
                os.utime(meta, (1, 1))
            start = time.perf_counter()
            connection.request("GET", path, headers=TAKES_BROTLI | {"Host": site.host})
            answer = connection.getresponse()
            answer.read()
            took.append(1000 * (time.perf_counter() - start))
            assert answer.status == 200, answer.status
            assert answer.headers["ETag"], "not kept"
    took.sort()
    return {
        "cpu_ms": 1000 * (cpu_of(pids) - before) / requests,
        "per_second": 1000 * requests / sum(took),
        "median_ms": median(took),
        "p99_ms": took[int(0.99 * (requests - 1))],
    }


def medians(rounds: list[dict]) -> dict:
    return {name: median(each[name] for each in rounds) for name in rounds[0]}


def write(name: str, results: dict) -> None:
    RESULTS.mkdir(exist_ok=True)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    load = os.getloadavg()[0]
    file = RESULTS / f"{name}.json"
    file.write_text(json.dumps({"at": at, "load": load, **results}, indent=2))
    print(f"load of the machine {load:.1f} on {os.cpu_count()} processors; written: {file.name}")
