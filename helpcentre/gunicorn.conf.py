"""How gunicorn serves: read by `make run` and by the image."""

import os
import sys

# An upgrade turns the link that this code may stand behind, while it goes on serving: what it
# imports from now on must come from its own folder and not from the next release's.
sys.path[:] = map(os.path.realpath, sys.path)
chdir = os.getcwd()

from helpcentre.environment.reading import Environment  # noqa: E402

env = Environment()

bind = f"{env['BIND']}:{env['PORT']}"
workers = env["WEB_CONCURRENCY"]
threads = env["WEB_THREADS"] + 8  # the rest answers kept pages: helpcentre/slots.py
preload_app = True  # the workers share the code's memory
timeout = 60
accesslog = "-"
forwarder_headers = ""  # SCRIPT_NAME would stand before every link, in what is kept too
control_socket_disable = True  # it would live in the home folder: sites would share it
logger_class = "helpcentre.logs.access.ServerLogger"


def when_ready(server):
    """What each worker would read while its first readers wait, they share."""
    from helpcentre import memory
    from helpcentre.preload import preload

    memory.few_arenas()
    preload()
    memory.share_what_is_there()


def post_worker_init(worker):
    """Threads do not survive a fork: each worker starts its own."""
    from guides.guide.schedule.carrying import Watch
    from helpcentre import failing, pooled, read_only, slots, time_limits
    from helpcentre.logs import crashes
    from helpcentre.logs.writer import STDERR
    from helpcentre.published import watch
    from helpcentre.replica import lateness

    STDERR.open_queue()
    # A kept page takes a millisecond and waits for its turn while Django works in another thread:
    # five milliseconds each time, if Python is left to itself (p99 22.9 ms; with one 8.2).
    sys.setswitchinterval(0.001)
    crashes.say_in_our_words()
    failing.start()
    slots.open_queue(env["WEB_THREADS"])
    time_limits.set_on_new_connections()
    pooled.share_connections(env["WEB_THREADS"])

    watch.start()
    lateness.start()
    Watch().start()
    read_only.start()


def worker_exit(server, worker):
    """The last lines, and the end: Python would first take apart, and copy, what workers share."""
    from helpcentre.logs.writer import STDERR

    STDERR.close()
    ends = sys.exc_info()[1]
    if isinstance(ends, SystemExit) and not ends.code:  # else gunicorn reads why
        os._exit(0)
