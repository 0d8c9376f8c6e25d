"""Every page that a reader can come to, as bytes: found in sitemaps, feeds and links.

Run in a process of its own it prints {address: [status, kind, hash]} of the site it stands on.
"""

import hashlib
import html
import json
import os
import re
from urllib.parse import urlsplit

LED_TO = re.compile(rb'(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>|\]\((/[^)]*)\)')
BEGIN = (
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/opensearch.xml",
    "/storie/",
    "/vecchio-post/",
)
ASKED = ("/cerca/?q=rimborso", "/cerca.json?q=rimborso", "/cerca/?q=pacco", "/cerca.json?q=codice")
NOT_PAGES = ("/admin", "/static/", "/salute/", "/modulo/")
# A form's own key and moment are another's at each asking.
ONCE = re.compile(rb'name="(?:submission_id|token|sent|guard)[^>]*>|value="[0-9a-zA-Z_:.-]{20,}"')


def every_page(client) -> dict[str, tuple[int, str, bytes]]:
    """{address: (status, content type, bytes)}, redirects as they are answered."""
    found, to_see = {}, [*BEGIN, *ASKED]
    while to_see:
        address = to_see.pop()
        if address in found or address.startswith(NOT_PAGES):
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        where = answer.headers.get("Location", "").encode()
        found[address] = (answer.status_code, answer.headers.get("Content-Type", ""), where + body)
        to_see += places_in(body) if "image" not in found[address][1] else []
        to_see += [where.decode()] if where.startswith(b"/") else []
    return {a: (status, kind, ONCE.sub(b"", body)) for a, (status, kind, body) in found.items()}


def places_in(body: bytes) -> list[str]:
    led = (next(filter(None, groups), b"") for groups in LED_TO.findall(body))
    parts = [urlsplit(html.unescape(place.decode())) for place in led]
    ours = [p for p in parts if p.netloc in ("", "testserver", "localhost:8000") and p.path]
    return [
        p._replace(scheme="", netloc="", fragment="").geturl() for p in ours if p.path[0] == "/"
    ]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpcentre.settings")
    import django

    django.setup()
    from django.test import Client, override_settings

    with override_settings(PAGES_DIR=None):
        seen = every_page(Client(HTTP_HOST="localhost:8000"))
    digests = {a: [s, k, hashlib.sha256(body).hexdigest()] for a, (s, k, body) in seen.items()}
    print(json.dumps(digests, sort_keys=True, indent=0))
