"""How gunicorn serves: read by `make run` and by the image."""

import os

bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # the workers share the code's memory
timeout = 60
accesslog = "-"
forwarder_headers = ""  # SCRIPT_NAME would stand before every link, in what is kept too
control_socket_disable = True  # it would live in the home folder: sites would share it
logger_class = "helpcentre.access_log.MaskedLogger"
# No client address and no query string: neither is ever written down.
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"


def post_worker_init(worker):
    """Threads do not survive a fork: each worker starts its own."""
    from guides.guide.schedule.carrying import Watch
    from helpcentre.published import watch

    watch.start()
    Watch().start()
