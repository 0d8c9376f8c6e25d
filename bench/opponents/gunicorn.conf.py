"""Our own gunicorn's configuration, without the watcher of published pages."""

from pathlib import Path

ours = Path(__file__).resolve().parent.parent.parent / "helpcentre" / "gunicorn.conf.py"
exec(ours.read_text())
del post_worker_init  # noqa: F821
