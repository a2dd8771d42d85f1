"""Addresses of web pages: when two are of the same page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|cmpid|wt\.mc_id|_ga|at_medium|at_campaign)", re.IGNORECASE
)
_FRONT = re.compile(r"/(?:index\.\w+|default\.aspx|start)?", re.IGNORECASE)


def address_key(url: str | None) -> str | None:
    """What addresses of the same page have in common: not the scheme, `www.`, a slash at the end, what counts clicks,
    or a place in the page. None for the front page of a site, which is the address of no article.

    >>> address_key("http://www.exempel.example/nyhet/?utm_source=x#top")
    'exempel.example/nyhet'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("http", "https") or not parts.hostname:
        return None
    question = "&".join(sorted(p for p in parts.query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0])))
    if not question and _FRONT.fullmatch(parts.path or "/"):
        return None
    host = parts.hostname.removeprefix("www.") + ("" if port in (None, 80, 443) else f":{port}")
    path = re.sub(r"/(?:amp|index\.\w+)?/?$", "", parts.path)
    return f"{host}{path}{f'?{question}' if question else ''}"
