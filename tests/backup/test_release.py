"""A tag that is not the version's is no release."""

import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def released(tag: str) -> tuple[int, str]:
    done = subprocess.run([".ci/release", tag], cwd=ROOT, capture_output=True, text=True)  # noqa: S603
    return done.returncode, done.stderr


def test_a_tag_is_the_version_of_the_project():
    assert released("v99.0.0") == (
        1,
        f"The tag is «v99.0.0» and pyproject.toml says {VERSION}: it must be v{VERSION}.\n",
    )
