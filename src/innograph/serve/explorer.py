"""The explorer at `/explore`: the network of any size, opened thing by thing.

/explore                                        the things that are tied to most others
/explore?focus=organization/vinnova,person/…    things with their nearest
    &with=…  &start=1  &themes=1  &each=50      others beside them, the most tied too, themes, more of the nearest
    &at=organization/vinnova                    what is chosen: a thing, or two with ~ between them

Its scripts ask `/api/network` for what is drawn and `/api/things/…` for what is told; an address holds all of it.
"""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from innograph.serve.site import short_name
from innograph.serve.visit import Visit, page_route


async def _page(visit: Visit) -> Response:
    given = visit.request.query_params
    focus = given.get("focus", "")
    if focus.startswith(visit.base):  # an IRI as it is
        address = visit.request.url.include_query_params(focus=short_name(focus, visit.base))
        return RedirectResponse(f"{visit.server.root_path}/explore?{address.query}", 303)
    pages = await visit.pages()
    facts = {"base": visit.base, "prefixes": {}, "title": pages.said["exploreTitle"]}
    return await visit.run(lambda: pages.workbench("explore.html", path="explore", facts=facts))


ROUTES = (page_route("/explore", _page),)
