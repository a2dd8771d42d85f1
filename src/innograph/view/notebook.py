"""The view in a notebook: an object that shows itself.

from innograph.view.notebook import show
show(store, focus=["Vinnova"], depth=2)
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.view.network import Readable


@dataclass(frozen=True)
class Shown:
    """A page that a notebook shows in a frame of its own; `html` is the whole page."""

    html: str
    height: int = 620

    def _repr_html_(self) -> str:
        # A frame without the notebook's origin: what an article says cannot reach the notebook whatever happens.
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="width:100%;height:{self.height}px;border:1px solid #dedbd2;border-radius:8px"></iframe>'
        )


def show(store: Readable, *, height: int = 620, **options: Any) -> Shown:
    """The view of a graph for a notebook; the options are those of `innograph.view.view_html`."""
    from innograph.view import view_html

    return Shown(view_html(store, **options), height)
