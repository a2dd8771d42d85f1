"""Real web servers on the loopback that serve the published folder by its own configuration."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from published import settings, site

#: Where the settings say that the folder lies.
PATH = urlsplit(settings().address).path

NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; {user}
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types; default_type application/octet-stream; access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    include {site}/server/nginx-http.conf;
    server {{
        listen 127.0.0.1:{port};
        include {site}/server/nginx-server.conf;
        location {path} {{ alias {site}/; index index.html; }}
    }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
Mutex file:{folder} default
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule mime_module {modules}/mod_mime.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule alias_module {modules}/mod_alias.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule rewrite_module {modules}/mod_rewrite.so
TypesConfig {folder}/mime.types
{user}
Alias {path} {site}/
<Directory {site}>
    Require all granted
    AllowOverride FileInfo Indexes
</Directory>
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says to one request."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its port."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{PATH}"

    def get(self, path: str, accept: str = "") -> Answer:
        """Ask for a path under the folder's own, without following anything."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", PATH + path, headers={"Accept": accept} if accept else {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)


def find_program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


@contextmanager
def serve(name: str) -> Iterator[Server]:
    """Run `nginx` or `apache2` until the end of the block."""
    program = find_program(name)
    assert program
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="innograph-server-"))
    folder.chmod(0o777)
    template = NGINX if name == "nginx" else APACHE
    user = "user root;" if name == "nginx" else "User nobody\nGroup nogroup"
    (folder / "mime.types").write_text("text/html html\ntext/css css\ntext/javascript js\napplication/xml xml\n")
    config = folder / "server.conf"
    config.write_text(
        template.format(folder=folder, site=site(), port=port, path=PATH, user=user, modules="/usr/lib/apache2/modules")
    )
    command = [program, "-c", str(config)] if name == "nginx" else [program, "-D", "FOREGROUND", "-f", str(config)]
    with (folder / "said").open("w") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "said").read_text() + (folder / "error.log").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
