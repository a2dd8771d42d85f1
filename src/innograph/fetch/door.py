"""Where a connection may go: http and https to public addresses, unless private ones are allowed.

A name is looked up once, its addresses are checked, and the connection goes to the address that was checked: a name
that says something else a moment later leads nowhere. Every redirect passes here again.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import httpx

from innograph.errors import InputError
from innograph.fetch.settings import Settings

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(InputError):
    """An address that is not connected to."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect for an address: `host` and `port` as it names them, and the `address` that was checked."""

    scheme: str
    host: str
    port: int
    address: str

    @property
    def site(self) -> str:
        """What has one robots.txt and one pace."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and port, as in the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse(url: str) -> httpx.URL:
    """An address, if it is one of http or https with a host and without a password. Raises Refused."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise Refused(url, f"no address: {error}") from None
    if parsed.scheme not in _PORTS:
        raise Refused(url, "only http and https are fetched")
    if parsed.userinfo:
        raise Refused(url, "a password in an address is not sent")
    if not parsed.host:
        raise Refused(url, "no address: it names no host")
    return parsed


def locate(url: httpx.URL, settings: Settings) -> Place:
    """Where to connect for an address. Raises Refused when that is not public, or nowhere."""
    port = url.port or _PORTS[url.scheme]
    host = url.host
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(str(url), f"no such host: {host} ({getattr(error, 'strerror', None) or error})") from None
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    allowed = settings.allow_private
    if allowed is not True and not (allowed and host in allowed):
        for address in addresses:
            if not is_public(address):
                raise Refused(str(url), f"{host} is at {address}, which is not public (--allow-private fetches it)")
    return Place(url.scheme, host, port, addresses[0])


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet, also where it stands in one of the other kind.

    >>> [is_public(a) for a in ("192.0.32.10", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "169.254.169.254")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
