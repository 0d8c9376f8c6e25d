"""What a guide's page costs at 10, 1,000 and 10,000 guides, with 1, 1,000, 10,000 comments on it.

python bench/growth.py [--rounds 5]
"""

import argparse
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(BASE))

from bench.measuring import cold, medians, under_load, write  # noqa: E402
from bench.pages import GUIDE, a_site  # noqa: E402

SIZES = [(10, 1), (1_000, 1_000), (10_000, 10_000)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        sites = {size: filled(stack, Path(folder), size) for size in SIZES}
        rounds = {size: {"warm": [], "cold": []} for size in SIZES}
        for _ in range(options.rounds):
            for size, site in sites.items():
                rounds[size]["cold"].append(cold(site, GUIDE, site.workers(), requests=40))
                site.kept(GUIDE)
                url = site.url.replace("localhost", "127.0.0.1") + GUIDE
                warm = under_load(url, site.host, site.workers(), seconds=2)
                rounds[size]["warm"].append(warm)
    results = {size: {k: medians(v) for k, v in each.items()} for size, each in rounds.items()}
    print(f"{'guides':>8}{'comments':>10}{'warm CPU ms':>14}{'cold CPU ms':>14}")
    for (guides, comments), run in results.items():
        print(f"{guides:8}{comments:10}{run['warm']['cpu_ms']:14.3f}{run['cold']['cpu_ms']:14.2f}")
    small, big = results[SIZES[1]], results[SIZES[-1]]
    print(
        f"largest / middle: warm {big['warm']['cpu_ms'] / small['warm']['cpu_ms']:.2f} "
        f"(within 10 %), cold {big['cold']['cpu_ms'] / small['cold']['cpu_ms']:.2f}; "
        f"largest / smallest: cold "
        f"{big['cold']['cpu_ms'] / results[SIZES[0]]['cold']['cpu_ms']:.2f} (at most 1.5; the "
        "smallest has one comment to show, the others twenty)"
    )
    write("growth", {f"{g} guides, {c} comments": run for (g, c), run in results.items()})


def filled(stack: ExitStack, folder: Path, size: tuple[int, int]):
    site = a_site(stack, folder / str(size[0]))
    site.manage("load_demo")
    command = [sys.executable, "-m", "bench.fill", *map(str, size)]
    subprocess.run(command, cwd=BASE, env=site.environment, check=True)
    return site.start()


if __name__ == "__main__":
    main()
