"""serve/: a graph at an address: SPARQL, pages for things, search and views, for people and programs.

from innograph.serve import Limits, run
run(Path("graph"), port=8080, limits=Limits(seconds=10))
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from innograph.serve.limits import Limits

if TYPE_CHECKING:
    from innograph.publish import Settings

__all__ = ["Limits", "run"]


def run(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    limits: Limits | None = None,
    token: str = "",
    root_path: str = "",
    articles: Path | None = None,
    publisher: Settings | None = None,
    log: bool = True,
) -> None:
    """Serve the graph that `innograph build` wrote to `folder` until the process is told to stop.

    `token`, if given, is asked of every client. `root_path` is the path that a proxy in front cuts off nothing of.
    `articles` is the folder of the articles' files, whose texts are shown with their facts marked. `publisher` says who
    publishes the data, for its catalogue (see innograph.publish.read_settings).
    Raises StoreError when there is no graph, WorkError when the address cannot be used.
    """
    import uvicorn

    from innograph.errors import WorkError
    from innograph.serve.app import Server
    from innograph.store.generations import current_generation

    current_generation(folder / "store")
    server = Server(
        folder, limits=limits, token=token, root_path=root_path, articles=articles, publisher=publisher, log=log
    )
    config = uvicorn.Config(
        server,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=True,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=262_144,
    )
    runner = uvicorn.Server(config)
    try:
        runner.run()
    except SystemExit:
        raise WorkError(f"cannot serve at {host}:{port}: is the port taken? Choose another with --port") from None
