"""Where a post came from, as a number that means nothing tomorrow. The raw address stays here."""

from datetime import date
from hashlib import sha256
from hmac import digest
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from guides.spam.proxies import HOPS

IPV6_WIDE = 48  # the widest that a provider gives to one place (RFC 6177)
IPV6_PREFIX = 64  # one household (RFC 6177); inside it addresses change at will (RFC 8981)


def network_key(request: HttpRequest, *, day: date | None = None) -> str:
    """Return 32 hexadecimal digits: HMAC of the client's network with a salt of the day.

    The salt comes from SECRET_KEY and the date, so the same network has another key tomorrow.
    """
    return _key_of(client_network(request), day)


def wide_network_key(request: HttpRequest) -> str:
    """The same for the /48 around an IPv6 address; "" for IPv4, where nobody has 65,536 of them."""
    try:
        address = ip_address(_client_address(request))
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address) or address.ipv4_mapped:
        return ""
    return _key_of(str(ip_network((int(address), IPV6_WIDE), strict=False)))


def _key_of(network: str, day: date | None = None) -> str:
    salt = f"guides.spam.network:{day or timezone.localdate()}:{settings.SECRET_KEY}"
    return digest(salt.encode(), network.encode(), sha256).hex()[:32]


def client_network(request: HttpRequest) -> str:
    """The client's IPv4 address or IPv6 /64. Personal data: never store it, never log it."""
    try:
        address = ip_address(_client_address(request))
    except ValueError:
        return "unknown"
    return _network(address)


def _client_address(request: HttpRequest) -> str:
    """REMOTE_ADDR, or what the outermost of our TRUSTED_PROXIES saw (counted from the right).

    What stands left of it in X-Forwarded-For was written by the client and is never believed.
    """
    trusted = getattr(settings, "TRUSTED_PROXIES", 0)
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    HOPS.see(len([one for one in seen if one]))
    if trusted and len(seen) >= trusted and seen[-trusted]:
        return seen[-trusted].removeprefix("[").partition("]")[0]
    return request.META.get("REMOTE_ADDR", "")


def _network(address: IPv4Address | IPv6Address) -> str:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), IPV6_PREFIX), strict=False))
    return str(address)
