"""What machines read, taken apart the way they do it."""

import json
import re
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://localhost:8000"


def linked_data(client, address: str) -> list[dict]:
    page = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return [json.loads(block) for block in blocks]


def feed(client, address: str) -> ElementTree.Element:
    """Raises ParseError for what is not XML."""
    return ElementTree.fromstring(client.get(address).content)


def entries(client, address: str) -> list[ElementTree.Element]:
    return list(feed(client, address).iter(f"{ATOM}entry"))


def addresses(client, sitemap: str) -> dict[str, str | None]:
    """The paths in a sitemap or an index, with their lastmod."""
    tree = ElementTree.fromstring(client.get(sitemap).content)
    return {
        row.findtext(f"{MAP}loc").removeprefix(HERE): row.findtext(f"{MAP}lastmod") for row in tree
    }
