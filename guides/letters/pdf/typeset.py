"""One sheet as a PDF: JSON on standard input, PDF on standard output. Run by making.py alone.

Typst reads our template and our faces and nothing else: no file of the system, no package of the
network. What a reader wrote is a value in `sys.inputs`, never source. It imports nothing of ours.

    python -I -S -B typeset.py <typst's folder>
"""

import os
import resource
import sys
from pathlib import Path

MEMORY = 200 * 1024 * 1024  # bytes of addresses; a letter takes 40 MB of memory
SECONDS = 2  # of CPU
NOT_SET = 3  # exit code: Typst found something to say against it
HERE = Path(__file__).resolve().parent


def limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # readers first


def main(folder: str) -> None:
    limit_ourselves()
    sys.path.append(folder)
    import typst

    try:
        pdf = typst.compile(
            (HERE / "sheet.typ").read_bytes(),
            root=str(HERE),
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"sheet": sys.stdin.buffer.read().decode()},
            pdf_standards=["ua-1"],
            package_path="/nowhere",
            package_cache_path="/nowhere",
        )
    except typst.TypstError as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(NOT_SET)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main(*sys.argv[1:])
