"""`innograph query`, as people type it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from innograph.cli import main
from innograph.query import saved_queries
from samplegraph import sample_folder


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_folder(tmp_path_factory.mktemp("sample"))


def run(*arguments: str, stdin: str | bytes = "") -> Result:
    class Command:
        """`main` as the console script runs it, with exit codes and messages of its own."""

        name = "innograph"

        @staticmethod
        def main(args: list[str], prog_name: str, **_: object) -> None:
            main(args)

    return CliRunner().invoke(Command, list(arguments), input=stdin)  # type: ignore[arg-type]


def test_without_a_name_it_lists_the_questions_and_needs_no_graph() -> None:
    result = run("query")
    assert result.exit_code == 0
    for query in saved_queries():
        assert f"{query.name}\n    {query.question}\n" in result.stdout
    assert "actor=any  only the partners of this actor" in result.stdout


def test_the_list_is_also_json() -> None:
    entries = json.loads(run("query", "--format", "json").stdout)
    assert [e["name"] for e in entries] == [q.name for q in saved_queries()]
    first = next(e for e in entries if e["name"] == "who-works-with-whom")
    assert set(first["question"]) == {"en", "sv"}
    assert first["parameters"][0] == {
        "name": "actor",
        "kind": "thing",
        "description": "only the partners of this actor",
        "default": "any",
    }


def test_into_a_pipe_it_writes_csv(graph: Path) -> None:
    result = run("query", "actors-of-country", "--set", "country=NLD", "--graph", str(graph))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "in_country,actor,articles,website,country_iri,actor_iri"
    assert lines[1].startswith("Nederländerna,Ministerie van Economische Zaken en Klimaat,2,")
    assert all(line.startswith("Nederländerna,") for line in lines[1:])
    assert any(",PIANOo,1," in line for line in lines)


def test_a_table_of_a_width(graph: Path) -> None:
    result = run(
        "query", "actors-of-country", "-s", "country=NLD", "-f", "table", "--width", "60", "--graph", str(graph)
    )
    assert max(map(len, result.stdout.splitlines())) <= 60
    assert "PIANOo" in result.stdout


def test_sparql_from_option_file_and_standard_input(graph: Path, tmp_path: Path) -> None:
    text = "SELECT ?name { organization:vinnova skos:prefLabel ?name }"
    file = tmp_path / "mine.rq"
    file.write_text(text, encoding="utf-8")
    for result in (
        run("query", "-e", text, "--graph", str(graph)),
        run("query", str(file), "--graph", str(graph)),
        run("query", "-", "--graph", str(graph), stdin=text),
    ):
        assert result.exit_code == 0
        assert result.stdout == "name\nVinnova\n" or result.stdout == "name\r\nVinnova\r\n"


def test_a_shown_query_is_a_file_that_asks_the_same(graph: Path, tmp_path: Path) -> None:
    asked = ("who-works-with-whom", "--set", "actor=Vinnova")
    shown = run("query", "--show", *asked, "--graph", str(graph))
    assert "VALUES ?actor { <https://w3id.org/innograph/id/organization/vinnova> }" in shown.stdout
    file = tmp_path / "shown.rq"
    file.write_text(shown.stdout, encoding="utf-8")
    direct = run("query", *asked, "--graph", str(graph))
    assert direct.stdout.count("\n") > 5
    assert run("query", str(file), "--graph", str(graph)).stdout == direct.stdout


def test_a_file_of_ones_own_has_parameters_too(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# param who: somebody (default any)\nSELECT ?who { VALUES ?who { UNDEF } ?who a ?c }")
    result = run("query", str(file), "--set", "who=Vinnova", "--graph", str(graph))
    assert "organization/vinnova" in result.stdout


def test_triples_are_turtle_without_being_asked_for(graph: Path) -> None:
    result = run("query", "-e", "DESCRIBE organization:vinnova", "--graph", str(graph))
    assert "organization:vinnova" in result.stdout
    assert "@prefix" in result.stdout


def test_an_answer_in_a_file(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = run("query", "brokers", "-o", str(out), "--graph", str(graph))
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8").startswith("broker,")
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["who-works"], 3, "did you mean who-works-with-whom"),
        (["actors-of-country", "--set", "land=NLD"], 2, "it has country: "),
        (["actors-of-country", "--set", "NLD"], 2, "--set wants NAME=VALUE"),
        (["--set", "country=NLD"], 2, "needs the NAME"),
        (["brokers", "-e", "ASK {}"], 2, "not both"),
        (["missing.rq"], 2, "cannot read missing.rq: No such file"),
        (["-e", "SELECT"], 3, "line 1, column"),
        (["-e", "DELETE WHERE { ?s ?p ?o }"], 3, "only reads"),
        (["brokers", "--format", "turtle"], 2, "use --format csv"),
        (["brokers", "--format", "xlsx"], 2, "xlsx"),
        (["first-and-last-seen", "--set", "actor=Vinova"], 3, "did you mean Vinnova"),
    ],
)
def test_mistakes_end_with_one_message_and_a_code(graph: Path, arguments: list[str], code: int, words: str) -> None:
    result = run("query", *arguments, "--graph", str(graph))
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_a_file_that_is_no_text(graph: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin.rq"
    file.write_bytes("SELECT ?å { }".encode("latin-1"))
    result = run("query", str(file), "--graph", str(graph))
    assert result.exit_code == 3
    assert "is not UTF-8 text" in result.stderr


def test_without_a_graph_it_says_how_to_build_one(tmp_path: Path) -> None:
    result = run("query", "brokers", "--graph", str(tmp_path / "nowhere"))
    assert result.exit_code == 3
    assert "innograph build" in result.stderr


def test_help_has_examples_and_reads_no_rdf_library() -> None:
    result = run("query", "--help")
    assert "innograph query who-works-with-whom --set actor=Vinnova" in result.stdout
    for option in ("--set", "--format", "--show", "--width", "--graph", "--output", "--expression"):
        assert option in result.stdout
    code = (
        "import sys\nfrom innograph.cli import main\n"
        "try: main(['query', '--help'])\nexcept SystemExit: pass\n"
        "assert not {'rdflib', 'pyoxigraph', 'networkx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_same_bytes_whatever_the_locale_and_hash_seed(graph: Path) -> None:
    def bytes_of(environment: dict[str, str]) -> bytes:
        command = [sys.executable, "-c", "from innograph.cli import main; main()", "query", "events"]
        done = subprocess.run(
            [*command, "--format", "table", "--graph", str(graph)], env=environment, capture_output=True, check=True
        )
        return done.stdout

    plain = bytes_of({"PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert plain == bytes_of({"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "COLUMNS": "40"})
    assert "Lätt att sprida-priset 2020".encode() in plain
