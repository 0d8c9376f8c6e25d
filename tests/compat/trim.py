"""Writes mdn.tsv anew: python -m tests.compat.trim data.json, from the npm package
@mdn/browser-compat-data (CC0). Only what is newer than the readers' oldest browsers is kept.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.compat.browsers import NEVER, READERS, Version, version

KEPT = Path(__file__).with_name("mdn.tsv")
BROWSERS = {
    "chrome": "chrome",
    "samsung": "samsunginternet_android",
    "safari": "safari",
    "firefox": "firefox",
}
MEMBERS = ("api", "javascript.builtins", "javascript.builtins.Intl")


def main(data: dict) -> None:
    rows = dict(_features(data, []))
    rows = {key: since for key, since in rows.items() if _is_kept(key)} | _named(rows)
    newer = {key: since for key, since in rows.items() if READERS.lack(since)}
    lines = [f"# @mdn/browser-compat-data {data['__meta']['version']}, CC0: {' '.join(BROWSERS)}"]
    lines += ["\t".join([key, *map(_written, newer[key])]) for key in sorted(newer)]
    KEPT.write_text("\n".join(lines) + "\n")


def _features(node: dict, path: list[str]) -> Iterator[tuple[str, list[Version]]]:
    """Of CSS everything; of the rest what a script can name."""
    for name, below in node.items():
        here = [*path, name]
        if name == "__compat":
            support = below["support"]
            yield ".".join(path), [_since(support.get(each)) for each in BROWSERS.values()]
        elif isinstance(below, dict) and here[0] in ("css", "javascript", "api"):
            yield from _features(below, here)


def _is_kept(key: str) -> bool:
    """All of CSS and of the language; of the interfaces what a constructor takes."""
    root, *path = key.split(".")
    return root != "api" or (len(path) == 3 and path[0] == path[1])


def _named(rows: dict[str, list[Version]]) -> dict[str, list[Version]]:
    """`member.at`: since when the first of all the interfaces that have an `at` has it;
    `global.Sanitizer`: since when there is one.
    """
    found: dict[str, list[Version]] = {}
    for key, since in rows.items():
        owner, _, name = key.rpartition(".")
        if owner in MEMBERS[:2] or owner == "api.Window":
            found[f"global.{name}"] = since
        if owner.rpartition(".")[0] in MEMBERS:
            known = f"member.{name.removesuffix('_static')}"
            best = found.get(known, since)
            found[known] = [min(pair) for pair in zip(best, since, strict=True)]
    return found


def _since(support) -> Version:
    """The first version that has it and kept it, by its own name and without a switch."""
    spans = [each for each in (support if isinstance(support, list) else [support]) if each]
    plain = [s for s in spans if not {"prefix", "alternative_name", "flags"} & s.keys()]
    added = {s["version_added"]: s.get("version_removed") for s in plain}
    kept = [v for v, removed in added.items() if not removed or removed in added]
    return min((version(v) for v in kept if v and v != "preview"), default=NEVER)


def _written(since: Version) -> str:
    return "-" if since == NEVER else ".".join(map(str, since))


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text()))
