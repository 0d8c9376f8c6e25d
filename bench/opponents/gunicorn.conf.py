"""Our own gunicorn's configuration, without what our code does as it starts and without a log."""

from pathlib import Path

ours = Path(__file__).resolve().parent.parent.parent / "helpcentre" / "gunicorn.conf.py"
exec(ours.read_text())
del post_worker_init, when_ready, logger_class  # noqa: F821
accesslog = None
