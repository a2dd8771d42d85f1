"""Every route of the server but `/sparql` and `/rdf-graph-store`, which app.py answers itself.

Each room lists its own as `ROUTES` in its module; they are put together here and nowhere else, in the order in which
they are tried.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute

from innograph.serve import api, article, assets, explorer, linked, operating, questions

#: What `all_routes` puts together.
_ROOMS: Sequence[Sequence[BaseRoute]] = (
    operating.ROUTES, assets.ROUTES, questions.ROUTES, explorer.ROUTES, article.ROUTES, linked.ROUTES, api.ROUTES,
)  # fmt: skip


def all_routes() -> list[BaseRoute]:
    """The routes of all rooms. Handlers find the server by `sending.server_of`."""
    return [route for room in _ROOMS for route in room]
