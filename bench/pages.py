"""Our guide page, warm and cold, against the same bytes from nginx, bare gunicorn, plain Django.

    python bench/pages.py [--rounds 9] [--seconds 2]

Interleaved rounds, medians. wrk with eight connections for requests a second and CPU time a
request (of the server's worker processes), with one connection for latency. Every server sends
the Brotli bytes of the same page; gunicorn has the same workers and threads everywhere, and a log
only where it is ours: five lines write none.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.measuring import (  # noqa: E402
    children_of,
    cold,
    medians,
    pss_of,
    under_load,
    write,
    wrk,
)
from tests.published.nginx import Nginx  # noqa: E402
from tests.published.running_site import RunningSite, a_free_port  # noqa: E402

GUIDE = "/guide/aliexpress/"
STATIC = """
server {{
    listen 127.0.0.1:{port};
    root {folder}/same;
    gzip_static on;
    brotli_static on;
    location / {{ try_files ${{uri}}index.html =404; }}
}}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        servers = start_all(stack, Path(folder))
        rounds = {name: [] for name in [*servers, "ours, cold"]}
        site = servers["ours, gunicorn"]["site"]
        for _ in range(options.rounds):
            for name, server in servers.items():
                rounds[name].append(one_round(server, options.seconds))
            rounds["ours, cold"].append(cold(site, GUIDE, site.workers(), requests=60))
        results = {name: medians(each) for name, each in rounds.items()}
        memory = {"ours": max(map(pss_of, site.workers()))}
    show(results, memory)
    write("pages", {"results": results, "pss_mb_per_worker": memory, "rounds": rounds})


def one_round(server: dict, seconds: float) -> dict:
    url, host = f"http://127.0.0.1:{server['port']}{GUIDE}", server["host"]
    run = under_load(url, host, server["pids"], seconds=seconds)
    alone = wrk(url, host, connections=1, seconds=1)
    return run | {name: alone[name] for name in ("median_ms", "p99_ms")}


def start_all(stack: ExitStack, folder: Path) -> dict[str, dict]:
    folder.chmod(0o755)
    site = a_site(stack, folder / "site")
    site.manage("load_demo")
    site.start()
    site.kept(GUIDE)
    same = folder / "nginx" / "same" / GUIDE[1:]
    same.mkdir(parents=True)
    for file in (site.pages / GUIDE[1:]).iterdir():
        if file.is_file():
            (same / file.name).write_bytes(file.read_bytes())
    os.environ["BENCH_BODY"] = str(same / "index.html.br")
    nginx = Nginx(site, folder / "nginx")
    static_port = a_free_port()
    conf = STATIC.format(port=static_port, folder=nginx.folder)
    with open(nginx.folder / "site.conf", "a") as file:
        file.write(conf)
    stack.callback(nginx.stop)
    nginx.start()
    nginx_pids = children_of(nginx.process.pid)
    bare = a_gunicorn(stack, "bench.opponents.bare")
    django = a_gunicorn(stack, "bench.opponents.plain_django")
    return {
        "nginx, static file": {"port": static_port, "host": "localhost", "pids": nginx_pids},
        "nginx, our store": {"port": nginx.port, "host": site.host, "pids": nginx_pids},
        "gunicorn, five lines": bare,
        "ours, gunicorn": {
            "port": site.port,
            "host": site.host,
            "pids": all_workers(site.gunicorn.pid),
            "site": site,
        },
        "plain Django view": django,
    }


def a_site(stack: ExitStack, folder: Path, **environment: str) -> RunningSite:
    """A migrated site with the settings of production: gunicorn's own workers and threads."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    static = folder / "collected"
    site = RunningSite(folder, STATIC_ROOT=str(static), WEB_THREADS="4", **environment)
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    site.manage("migrate", "--verbosity", "0")
    stack.callback(site.stop)
    return site


def a_gunicorn(stack: ExitStack, module: str) -> dict:
    port = a_free_port()
    environment = os.environ | {
        "PORT": str(port),
        "WEB_CONCURRENCY": "2",
        "DJANGO_SETTINGS_MODULE": "bench.opponents.plain_django",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "bench/opponents/gunicorn.conf.py", module],
        cwd=BASE,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(lambda: (process.terminate(), process.wait(10)))
    for _ in range(300):
        with closing(HTTPConnection("127.0.0.1", port)) as connection, suppress(OSError):
            connection.request("GET", GUIDE)
            assert connection.getresponse().status == 200
            break
        assert process.poll() is None, f"{module} does not start"
        time.sleep(0.1)
    return {"port": port, "host": "localhost", "pids": all_workers(process.pid)}


def all_workers(pid: int) -> list[int]:
    """Both of them: the first may answer before the second is born."""
    while len(workers := children_of(pid)) < 2:
        time.sleep(0.05)
    return workers


def show(results: dict, memory: dict) -> None:
    print(f"{'':24}{'requests/s':>12}{'CPU ms':>10}{'median ms':>11}{'p99 ms':>9}")
    for name, run in results.items():
        print(
            f"{name:24}{run['per_second']:12.0f}{run['cpu_ms']:10.3f}"
            f"{run['median_ms']:11.2f}{run['p99_ms']:9.2f}"
        )
    ours, bare = results["ours, gunicorn"], results["gunicorn, five lines"]
    store, static = results["nginx, our store"], results["nginx, static file"]
    print(
        f"ours / five lines: CPU {ours['cpu_ms'] / bare['cpu_ms']:.2f} (at most 1.2), "
        f"requests/s {ours['per_second'] / bare['per_second']:.2f} (at least 0.85)\n"
        f"nginx with our store / static file: requests/s "
        f"{store['per_second'] / static['per_second']:.2f} (at least 0.95)\n"
        f"cold: {results['ours, cold']['cpu_ms']:.1f} ms of CPU (at most 10)\n"
        f"memory: {memory['ours']:.0f} MB a worker, proportional set size (at most 90)"
    )


if __name__ == "__main__":
    main()
