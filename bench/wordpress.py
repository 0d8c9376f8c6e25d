"""How much memory an import takes: a large export made of smaller ones, and the command's peak.

    python -m bench.wordpress 2000 some.xml other.xml    (megabytes, then real exports)

Large exports are large by what plugins keep beside a post, by revisions and by comments: each copy
of an item has a plugin's record of 100 kB, as page builders write, and two revisions.
"""

import itertools
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ITEM = re.compile(rb"<item>.*?</item>", re.DOTALL)
NUMBERS = re.compile(rb"(<wp:(?:post|comment)_id>)\D*\d+\D*?(</wp:)")
PARENT = re.compile(rb"(<wp:comment_parent>)\D*\d+\D*?(</wp:)")
NAME = re.compile(rb"(<wp:post_name>(?:<!\[CDATA\[)?)")
LINK = re.compile(rb"(<link>[^<]+?)/?(</link>)")
TYPE = re.compile(rb"(<wp:post_type>(?:<!\[CDATA\[)?)\w+")
MEGABYTE = 1_000_000
BESIDE = b'{"elType":"widget","settings":{"title":"x"}},' * 2_300


def large(exports: list[Path], size: int) -> Iterator[bytes]:
    """A whole export of about so many bytes."""
    texts = [path.read_bytes() for path in exports]
    yield texts[0][: texts[0].index(b"<item>")]
    written, numbers = 0, itertools.count(1)
    while written < size:
        for text in texts:
            for item in ITEM.findall(text):
                for copy in (_copy(item, numbers), *_revisions(item, numbers)):
                    written += len(copy)
                    yield copy
            if written >= size:
                break
    yield b"</channel></rss>"


def _copy(item: bytes, numbers: Iterator[int]) -> bytes:
    mark = str(next(numbers)).encode()
    item = NUMBERS.sub(lambda f: f[1] + str(next(numbers)).encode() + f[2], item)
    item = PARENT.sub(rb"\g<1>0\g<2>", item)
    item = NAME.sub(rb"\g<1>c" + mark + b"-", item, count=1)
    item = LINK.sub(rb"\g<1>-c" + mark + rb"/\g<2>", item, count=1)
    meta = b"<wp:postmeta><wp:meta_key>_builder</wp:meta_key><wp:meta_value><![CDATA["
    meta += BESIDE + b"]]></wp:meta_value></wp:postmeta>"
    return item.replace(b"</item>", meta + b"</item>")


def _revisions(item: bytes, numbers: Iterator[int]) -> Iterator[bytes]:
    for _ in range(2):
        yield TYPE.sub(rb"\g<1>revision", _copy(item, numbers), count=1)


def main(megabytes: str, *exports: str) -> None:
    folder = Path(tempfile.mkdtemp())
    path = folder / "grande.xml"
    with path.open("wb") as file:
        file.writelines(large([Path(name) for name in exports], int(megabytes) * MEGABYTE))
    env = os.environ | {"DATA_DIR": str(folder / "dati")}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], env=env, check=True)
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, time.monotonic()
    asked = ["import_wordpress", str(path), "--topics", "--report", str(folder / "righe.csv")]
    subprocess.run([*manage, *asked], env=env, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    minutes = (time.monotonic() - begun) / 60
    print(
        f"{path.stat().st_size / 1e9:.2f} GB: {peak / 1024:.0f} MB at the peak, {minutes:.0f} min"
    )
    print(f"(migrate: {before / 1024:.0f} MB) {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:])
