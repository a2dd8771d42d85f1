"""fetch/: pages from the web into a folder that read/ reads, politely and only from where one may."""

from __future__ import annotations

from innograph.fetch.run import Failed, FetchReport, fetch
from innograph.fetch.settings import Settings

__all__ = ["Failed", "FetchReport", "Settings", "fetch"]
