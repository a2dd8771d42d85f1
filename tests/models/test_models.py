"""The door for models: real entry points, a real server on loopback that speaks the protocol, and what is kept."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner

from innograph import build
from innograph.article import Article
from innograph.cli import cli
from innograph.errors import UsageError, WorkError
from innograph.link import load_linker
from innograph.models import FactSource, ProposedMention, available, load_source
from innograph.models.endpoint import EndpointFacts

TEXT = "Vinnova bjöd in. Kvartersligan och Vinnova höll ett möte med Xyzzi Plugh. Boverket var inte med."


class Server(ThreadingHTTPServer):
    """A chat server whose next answer a test chooses."""

    answer: ClassVar[Any] = {}
    status: ClassVar[int] = 200
    asked: ClassVar[list[dict[str, Any]]] = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        Server.asked.append({"path": self.path, "key": self.headers.get("Authorization"), **body})
        content = Server.answer if isinstance(Server.answer, str) else json.dumps(Server.answer)
        data = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        self.send_response(Server.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Tests print what they have to say themselves."""


@pytest.fixture
def url() -> Iterator[str]:
    Server.answer, Server.status, Server.asked = {"facts": []}, 200, []
    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def fact(**changes: str) -> dict[str, Any]:
    """A fact that the text states."""
    return {
        "subject": "Kvartersligan",
        "subject_type": "Organization",
        "predicate": "collaboratesWith",
        "object": "Vinnova",
        "object_type": "Organization",
        "quote": "Kvartersligan och Vinnova höll ett möte med Xyzzi Plugh.",
        "confidence": 0.95,
    } | changes


def ask(url: str, *rows: object) -> list[Any]:
    Server.answer = {"facts": list(rows)}
    source = EndpointFacts(url, "tiny", "secret")
    facts = load_linker().facts(Article("x", TEXT, "sv"), [source])
    return [c for c in facts.claims if c.extractor == source.name]


def test_a_fact_with_its_quote_is_kept_and_says_who_found_it(url: str) -> None:
    (claim,) = ask(url, fact())
    assert claim.quote == TEXT[claim.start : claim.end] == fact()["quote"]
    assert claim.extractor == "llm-tiny"
    assert claim.object.endswith("/organization/vinnova")
    assert claim.confidence <= 0.8
    (question,) = Server.asked
    assert question["path"] == "/v1/chat/completions"
    assert question["key"] == "Bearer secret"
    assert question["messages"][1]["content"] == TEXT


@pytest.mark.parametrize(
    "row",
    [
        fact(quote="Kvartersligan samarbetar med Vinnova."),
        fact(subject="Skatteverket"),
        fact(predicate="owns"),
        fact(predicate="worksFor"),
        fact(object_type="Theme", predicate="hasTheme"),
        fact(subject="Vinnova"),
        fact(quote=""),
        {"subject": "Vinnova"},
        "Vinnova",
        None,
        17,
    ],
    ids=["quote not in the text", "name not in the text", "unknown predicate", "wrong types", "themes are ours",
         "with itself", "no quote", "half a fact", "a word", "nothing", "a number"],
)  # fmt: skip
def test_what_the_text_does_not_literally_say_is_dropped(url: str, row: object) -> None:
    assert ask(url, row) == []


def test_an_answer_in_a_fence_is_read(url: str) -> None:
    Server.answer = f"Here you are:\n```json\n{json.dumps({'facts': [fact()]})}\n```"
    assert len(list(EndpointFacts(url).facts(Article("x", TEXT, "sv")))) == 1


@pytest.mark.parametrize("answer", ["no json", "{}", '{"facts": 3}', "[1]", '{"facts": '])
def test_nonsense_is_named(url: str, answer: str) -> None:
    Server.answer = answer
    with pytest.raises(WorkError, match="another model"):
        list(EndpointFacts(url).facts(Article("x", TEXT, "sv")))


def test_an_unwilling_or_missing_server_is_named(url: str) -> None:
    Server.status = 503
    with pytest.raises(WorkError, match="503"):
        list(EndpointFacts(url).facts(Article("x", TEXT, "sv")))
    with pytest.raises(WorkError, match="is the server running"):
        list(EndpointFacts("http://127.0.0.1:9/v1").facts(Article("x", TEXT, "sv")))
    with pytest.raises(UsageError, match="INNOGRAPH_LLM_URL"):
        EndpointFacts("file:///etc/passwd")


class Marks:
    """A model that knows one organisation, and errs about the rest."""

    name = "marks"

    def mentions(self, article: Article) -> Iterable[ProposedMention]:
        start = article.text.find("Kvartersligan")
        yield ProposedMention(start, start + len("Kvartersligan"), "Organization", 0.9)
        yield ProposedMention(0, 7, "Person", 0.99)
        yield ProposedMention(5, 100_000, "Organization", 0.9)
        yield ProposedMention(3, 3, "Organization", 0.9)
        yield ProposedMention(0, 4, "Colour", 0.9)


def test_marked_names_let_the_rules_read_on() -> None:
    article = Article("x", "Kvartersligan samarbetar med Vinnova.", "sv")
    without = load_linker().facts(article)
    assert not without.claims
    with_marks = load_linker().facts(article, [Marks()])
    (claim,) = [c for c in with_marks.claims if c.predicate == "collaboratesWith"]
    assert claim.rule.startswith("sv/")
    assert {e.label: e.type for e in with_marks.entities} == {
        "Kvartersligan": "Organization",
        "Vinnova": "Organization",
    }


def test_models_are_off_unless_asked_for_and_found_by_name() -> None:
    assert {"llm", "spacy"} <= set(available())
    with pytest.raises(UsageError, match="no model 'oracle'"):
        load_source("oracle")


def test_command(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    Server.answer = {"facts": [fact()]}
    plain = CliRunner().invoke(cli, ["extract", str(path), "--jsonl"], standalone_mode=False)
    assert Server.asked == []
    monkeypatch.setenv("INNOGRAPH_LLM_URL", url)
    asked = CliRunner().invoke(cli, ["extract", str(path), "--jsonl", "--with", "llm"], standalone_mode=False)
    assert len(json.loads(asked.stdout)["relations"]) == len(json.loads(plain.stdout)["relations"]) + 1
    assert isinstance(load_source("llm"), FactSource)


def test_build_writes_who_found_a_fact(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    Server.answer = {"facts": [fact()]}
    monkeypatch.setenv("INNOGRAPH_LLM_URL", url)
    monkeypatch.setenv("INNOGRAPH_LLM_MODEL", "tiny")
    build([articles], tmp_path / "graph", models=["llm"])
    turtle = (tmp_path / "graph" / "graph.ttl").read_text(encoding="utf-8")
    assert 'schema:name "llm-tiny"' in turtle
    assert "model/llm-tiny" in turtle
