"""The files of deploy/, as docs/deploy.md tells to use them: nginx for real, the others as far as they can be."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from served import serving

from conftest import ROOT, require
from ports import free_port

DEPLOY = ROOT / "deploy"
FRAME = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; {user}
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    {config}
}}
"""


@contextmanager
def nginx(folder: Path, port: int, server: int) -> Iterator[httpx.Client]:
    """Run nginx by the file of deploy/, on `port`, before a server."""
    programs = "/usr/sbin:/usr/local/sbin:/usr/bin"
    program, openssl = shutil.which("nginx", path=programs), shutil.which("openssl")
    require(program and openssl, "no nginx or no openssl on this machine")
    assert program and openssl
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=graph.example.org", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    plain = free_port()
    for ours, theirs in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("/etc/ssl/certs/graph.example.org.pem", str(certificate)),
        ("/etc/ssl/private/graph.example.org.key", str(key)), ("127.0.0.1:8080", f"127.0.0.1:{server}"),
    ):  # fmt: skip
        assert ours in text
        text = text.replace(ours, theirs)
    config = folder / "nginx.conf"
    user = "user root;" if Path("/").owner() == "root" and folder.owner() == "root" else ""
    config.write_text(FRAME.format(folder=folder, config=text, user=user), encoding="utf-8")
    with (folder / "said").open("w") as said:
        process = subprocess.Popen([program, "-c", str(config)], stdout=said, stderr=said)
    try:
        end = time.monotonic() + 120
        while True:
            assert process.poll() is None and time.monotonic() < end, (folder / "said").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        address = f"https://127.0.0.1:{port}"
        with httpx.Client(base_url=address, verify=False, timeout=60) as client:
            client.headers["host"] = "graph.example.org"
            plainly = httpx.get(f"http://127.0.0.1:{plain}/graph/x?y=1", headers={"host": "graph.example.org"})
            assert plainly.headers["location"] == "https://graph.example.org/graph/x?y=1"
            yield client
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_nginx_in_front(small_graph: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with serving(small_graph, "--root-path", "/graph") as behind:
        server = behind.base_url.port
        assert server
        with nginx(tmp_path, free_port(), server) as client:
            query = {"query": "SELECT ?l { organization:vinnova skos:prefLabel ?l }"}
            assert client.get("/graph/sparql", params=query).json()["results"]["bindings"][0]["l"]["value"] == "Vinnova"
            assert client.post("/graph/sparql", data=query).status_code == 200
            assert client.post("/graph/sparql", data={"query": "ASK {} #" + "x" * 150_000}).status_code == 413
            thing = client.get("/graph/id/organization/vinnova", headers={"accept": "text/turtle"})
            assert thing.status_code == 303 and thing.headers["location"] == "/graph/doc/organization/vinnova.ttl"
            document = client.get(thing.headers["location"])
            assert document.status_code == 200 and "max-age" in document.headers["strict-transport-security"]
            assert "<https://graph.example.org/graph/doc/organization/vinnova.html>; rel=" in document.headers["link"]
            catalogue = client.get("/graph/catalog", headers={"accept": "text/turtle"}).text
            assert "https://graph.example.org/graph/" in catalogue
            found = client.get("/graph/api/search", params={"q": "vinnova"}, headers={"accept-encoding": "gzip"})
            assert found.json()["items"][0]["label"] == "Vinnova"
            again = client.get("/graph/api/search?q=vinnova", headers={"if-none-match": found.headers["etag"]})
            assert again.status_code == 304
            # Every address on the front page that is the server's own leads somewhere.
            page = client.get("/graph/", headers={"accept": "text/html"})
            assert page.status_code == 200
            for link in set(re.findall(r'(?:href|src)="([^"#]+)"', page.text)):
                target = httpx.URL("https://graph.example.org/graph/").join(link)
                if target.host == "graph.example.org":
                    assert client.get(target.raw_path.decode()).status_code in (200, 303), link
            assert client.get("/elsewhere").status_code == 404
            assert client.get("/graph/metrics").status_code == 200  # from this machine
            answers = [client.get("/graph/sparql", params=query).status_code for _ in range(400)]
            assert set(answers) == {200, 429} and answers[0] == 200


def test_the_docker_file_copies_what_the_package_is_made_of() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    assert all((ROOT / name).exists() for name in names)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'^"(\w+)" = "innograph/resources', project, re.MULTILINE)
    assert {*needed, "src", "pyproject.toml", "README.md"} <= set(names)
    assert "USER innograph" in text and 'CMD ["serve"' in text and "HEALTHCHECK" in text


@pytest.mark.parametrize("name", ["innograph.service", "innograph-build.service"])
def test_the_units_call_commands_that_there_are(name: str, small_graph: Path) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    (line,) = re.findall(r"^ExecStart=\S+/innograph (.+)$", text, re.MULTILINE)
    command, *words = line.split()
    from innograph.cli import cli

    found = cli.get_command(None, command)  # type: ignore[arg-type]
    assert found is not None
    known = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known
    assert "NoNewPrivileges=true" in text and "ProtectSystem=strict" in text


def test_the_guide_names_every_file() -> None:
    guide = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    for file in DEPLOY.iterdir():
        assert f"deploy/{file.name}" in guide
    for target in re.findall(r"\]\(([^)#:]+)\)", guide):
        assert (ROOT / "docs" / target).exists(), target
