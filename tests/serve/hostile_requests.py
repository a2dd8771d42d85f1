"""Malformed and hostile requests, the same ones for the same seed."""
# ruff: noqa: E501 (the lists are data)

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import quote

#: What is put in everywhere: code, paths, broken escapes, control characters, right-to-left marks, long texts.
BITS = [
    "'", '"', "`", "<", ">", "{", "}", "\\", "%", "%00", "%ff", "%zz", "\x00", "\r\n", "\t", "\u202e", "\ufeff", "😀", "é",
    "../", "..%2f", "%2e%2e/", "....//", "/etc/passwd", "file:///etc/passwd", "C:\\windows\\win.ini", "~root", "$HOME",
    "; ls", "| id", "$(id)", "{{7*7}}", "${7*7}", "<script>alert(1)</script>", "' OR 1=1 --", '"; DROP TABLE things; --',
    "*", "?", "NEAR(", "AND", "^", "-1", "0", "9" * 30, "1e999", "NaN", "null", "true", "[]", "a" * 5000, "A" * 300,
    "http://127.0.0.1:9/x", "https://example.invalid/", "//example.invalid/", "javascript:alert(1)", "data:text/html,x",
    "organization/vinnova", "Vinnova", "person", "https://w3id.org/innograph/id/organization/vinnova", "sv", "xx-yy",
]  # fmt: skip
PATHS = [
    "", "sparql", "sparql/", "rdf-graph-store", "id/organization/vinnova", "id/", "doc/organization/vinnova.html",
    "doc/organization/vinnova.ttl", "def/worksFor", "def/", "catalog", "datasets/dcat", ".well-known/void", "article/one",
    "article/", "api/search", "api/quotes", "api/resolve", "api/things/organization/vinnova", "api/openapi.json",
    "api/things/organization/vinnova/relations", "api/things/person/anna-ek/articles", "api/path", "api/network",
    "api/statistics", "api/queries", "api/queries/who-works-with-whom", "metrics", "healthz", "readyz", "search", "explore",
    "query", "static/", "assets/pages.css", "assets/", "data/graph.ttl", "browse/organization", "favicon.ico", "robots.txt",
]  # fmt: skip
NAMES = [
    "query", "q", "thing", "start", "end", "focus", "limit", "offset", "kind", "predicate", "other", "sentences", "depth",
    "nodes", "steps", "set", "format", "output", "default-graph-uri", "named-graph-uri", "graph", "default", "update",
    "page", "language", "lang", "callback",
]  # fmt: skip
HEADERS = [
    "accept", "accept-language", "accept-encoding", "if-none-match", "if-modified-since", "range", "host", "cookie",
    "authorization", "content-type", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "origin",
    "referer", "user-agent", "expect", "transfer-encoding", "content-length", "connection", "upgrade", "te",
]  # fmt: skip
QUERIES = [
    "SELECT * { ?s ?p ?o } LIMIT 5", "ASK { ?s a inno:Claim }", "SELECT ?l { organization:vinnova skos:prefLabel ?l }",
    "DESCRIBE organization:vinnova", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3",
    "SELECT (COUNT(*) AS ?n) { ?c rdf:predicate ?p ; inno:quote ?q FILTER(CONTAINS(?q, 'Vinnova')) } GROUP BY ?p",
    "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://example.invalid/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o SERVICE ?o { ?a ?b ?c } }", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/x> { GRAPH ?g { ?s ?p ?o } }", "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
    "LOAD <file:///etc/passwd>", "LOAD <http://127.0.0.1:9/> INTO GRAPH <urn:x>", "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "DELETE WHERE { ?s ?p ?o }", "DROP ALL", "CLEAR DEFAULT", "PREFIX x: <urn:> INSERT { ?s x:p ?o } WHERE { ?s ?p ?o }",
    "SELECT (<http://127.0.0.1:9/function>(?s) AS ?x) { ?s ?p ?o } LIMIT 1", "SELECT * { ?s (!<urn:a>)* ?o } LIMIT 1",
    "SELECT (REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$') AS ?x) {}", "SELECT (GROUP_CONCAT(?s) AS ?x) { ?s ?p ?o }",
    "SELECT (REPLACE(REPLACE('aaaa', 'a', 'aaaaaaaaaa'), 'a', 'aaaaaaaaaa') AS ?x) {}", "SELECT (1/0 AS ?x) {}",
    "SELECT (xsd:integer('9999999999999999999999') AS ?x) {}", "SELECT * { VALUES (?a ?b) { (1) } }", "SELECT ?x ?x {}",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?a) }", "{" * 3000, "(" * 3000, "SELECT * " + "{" * 500 + "}" * 500,
    "SELECT (" + "(" * 2000 + "1" + ")" * 2000 + " AS ?x) {}", "SELECT * { ?s " + "/".join(["<urn:p>"] * 2000) + " ?o }",
    "ASK { FILTER(" + "!" * 3000 + "true) }", "\\u0053ERVICE <http://127.0.0.1:9/>", "trueSERVICE<http://127.0.0.1:9/>{}",
    "# " + "x" * 90_000, "", " ", "\ufeffASK {}", "ask{}", "SELECT*{?s?p?o}LIMIT 1", "BASE <file:///etc/> SELECT * FROM <passwd> {}",
    "PREFIX e: <file:///etc/> SELECT * FROM e:passwd { ?s ?p ?o }", "SELECT * { ?s ?p '" + "x\\'" * 9000,
]  # fmt: skip
Request = tuple[str, bytes, list[tuple[bytes, bytes]], bytes]


def requests(number: int, seed: int = 6) -> Iterator[Request]:
    """Method, target, headers and body, as bytes that are sent as they stand."""
    choose = random.Random(seed)

    def bit() -> str:
        return "".join(choose.choice(BITS) for _ in range(choose.choice([1, 1, 1, 2, 3])))

    def text() -> str:
        query = choose.choice(QUERIES)
        for _ in range(choose.choice([0, 0, 0, 1, 2])):
            at = choose.randrange(len(query) + 1)
            query = query[:at] + bit() + query[at + choose.randrange(3) :]
        return query

    for _ in range(number):
        asks = choose.random() < 0.35
        path = "sparql" if asks else choose.choice(PATHS)
        for _ in range(0 if asks else choose.choice([0, 0, 0, 1, 2])):
            at = choose.randrange(len(path) + 1)
            path = path[:at] + bit() + path[at:]
        # Some percent-encoded whole, some with the percent signs that they came with.
        target = "/" + quote(path, safe=choose.choice(["/", "/%", "/%;:@&=+$,"]))
        pairs = [f"query={quote(text(), safe='')}"] if asks and choose.random() < 0.7 else []
        for _ in range(choose.choice([0, 1, 1, 2, 3, 6])):
            name = choose.choice(NAMES)
            value = text() if name in ("query", "update") or choose.random() < 0.1 else bit()
            pairs.append(f"{name}={quote(value, safe=choose.choice(['', '%', '&=']))}")
        if pairs:
            target += "?" + "&".join(pairs)
        method = choose.choice(
            ["GET"] * 6 + ["POST"] * 3 + ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"]
        )
        headers = [(b"host", b"127.0.0.1")]
        for _ in range(choose.choice([0, 1, 2, 4])):
            value = bit().encode("utf-8", "replace").replace(b"\r", b"").replace(b"\n", b"").replace(b"\x00", b"")
            name = choose.choice(HEADERS)
            if name not in ("transfer-encoding", "content-length", "expect", "connection", "upgrade"):
                headers.append((name.encode(), value))
            elif choose.random() < 0.2:
                headers.append((name.encode(), value[:40]))
        body = b""
        if method in ("POST", "PUT", "PATCH"):
            kind = choose.choice(
                ["application/sparql-query", "application/x-www-form-urlencoded", "application/json", "text/plain", "",
                 "application/sparql-update", "multipart/form-data; boundary=x", "application/sparql-query; charset=utf-16"]
            )  # fmt: skip
            body = text().encode("utf-8", "replace")
            if kind == "application/x-www-form-urlencoded":
                body = f"query={quote(text())}&{choose.choice(NAMES)}={bit()}".encode("utf-8", "replace")
            if choose.random() < 0.1:
                body += bytes(choose.randrange(256) for _ in range(50))
            if kind:
                headers.append((b"content-type", kind.encode()))
            if not any(name == b"content-length" for name, _ in headers):
                headers.append((b"content-length", str(len(body)).encode()))
        yield method, target.encode("ascii", "replace")[:60_000], headers, body


def as_bytes(request: Request) -> bytes:
    """A request as it goes over the wire; the connection is closed after it."""
    method, target, headers, body = request
    lines = [method.encode() + b" " + target + b" HTTP/1.1", *(n + b": " + v for n, v in headers), b"connection: close"]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body
