"""Our own gunicorn's configuration, without the watcher of published pages and without a log."""

from pathlib import Path

ours = Path(__file__).resolve().parent.parent.parent / "helpcentre" / "gunicorn.conf.py"
exec(ours.read_text())
del post_worker_init, logger_class  # noqa: F821
accesslog = None
