"""`python -m helpcentre.healthy`: does the server on this machine answer? The image's health check.

Not a command of manage.py, which starts all of Django, two seconds of a core and more, to ask one
address. The name of the site is not needed: whether the process lives is told to everybody.
"""

import http.client
import os
import sys

PATIENCE = 4  # seconds; who asks waits five


def main() -> None:
    # http.client knows nothing of the proxy that the environment names for other addresses.
    port = int(os.environ.get("PORT") or 8000)
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        server.request("GET", "/salute/viva")
        answer = server.getresponse()
    except (OSError, http.client.HTTPException) as trouble:
        sys.exit(f"No answer: {trouble!r}")
    if answer.status != http.HTTPStatus.OK:
        sys.exit(f"It answers {answer.status}")


if __name__ == "__main__":
    main()
