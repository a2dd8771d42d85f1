"""Files, folders and what is wrong with them: each named with a reason, the rest read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from innograph.errors import InputError
from innograph.read import read_file, read_paths, read_text
from innograph.read.text import MAX_BYTES

PROSE = "Vinnova och Upphandlingsmyndigheten har bjudit in kommuner att berätta om innovation."


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def reason(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert caught.value.source == str(path)
    return caught.value.reason


def test_a_markdown_file_with_front_matter(tmp_path: Path) -> None:
    path = write(
        tmp_path / "007-kontrakt.2030.md",
        '---\ntitle: "Nio kommuner: ett kontrakt"\ndate: 2020-12\npublisher: Vinnova\nsource: https://a.example/1\n'
        "source2: https://a.example/2\nsource10: https://a.example/10\nsource_date: month only\n"
        f"quotes: paraphrased\nlanguage: sv\nlicence: CC0-1.0\n---\n\n{PROSE}\n",
    )
    article = read_file(path)
    assert article.id == "007-kontrakt.2030"
    assert article.text == f"Nio kommuner: ett kontrakt\n\n{PROSE}"
    assert (article.title, article.date, article.publisher) == (
        "Nio kommuner: ett kontrakt",
        "2020-12",
        "Vinnova",
    )
    assert article.sources == ("https://a.example/1", "https://a.example/2", "https://a.example/10")
    assert article.url == "https://a.example/1"
    assert article.own_words
    assert article.licence == "CC0-1.0"
    assert article.language == "sv"


@pytest.mark.parametrize(
    ("head", "own"), [("wording: own", True), ("quotes: paraphrased", True), ("quotes: literal", False)]
)
def test_whose_words_a_text_is_in(head: str, own: bool) -> None:
    assert read_text(f"---\n{head}\n---\n{PROSE}", id="a").own_words is own


def test_what_front_matter_does_not_say_is_inferred(tmp_path: Path) -> None:
    path = write(tmp_path / "nyhet-2021-03-04.md", f"# Kommuner bjuds in till samtal\n\n{PROSE}\n")
    article = read_file(path)
    assert article.title == "Kommuner bjuds in till samtal"
    assert article.date == "2021-03-04"
    assert article.language == "sv"
    assert article.url is None
    assert not article.own_words


def test_plain_text_stays_as_it_is_but_for_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeff« Alla nyheter\r\n\r\n  # Rubrik *här*\r\n\r\nText.\r\n")
    assert read_file(path).text == "« Alla nyheter\n\n  # Rubrik *här*\n\nText.\n"


def test_invisible_characters_hide_no_names() -> None:
    text = "Upp\u00adhandlings\u200bmyndigheten i Va\u0308xjo\u0308\x0c"
    assert read_text(text, id="a").text == "Upphandlingsmyndigheten i Växjö\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are(tmp_path: Path, encoding: str) -> None:
    assert read_file(write(tmp_path / "a.txt", PROSE.encode(encoding))).text == PROSE


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"", "empty"),
        ("a.md", b" \n\t\n", "empty"),
        ("a.md", b"---\npublisher: Vinnova\n---\n", "no text"),
        ("a.md", b"<!-- nothing -->\n", "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.txt", bytes(range(1, 256)) * 4, "binary"),
        ("a.txt", f"Rad ett\n{PROSE}".encode("latin-1"), "wrong encoding: line 2"),
        ("a.txt", b"\xff\xfeabc", "not valid utf-16"),
        ("a.md", b"---\ntitle: [a\n---\nText", "broken front matter: line 3"),
        ("a.md", b'---\ntitle: "a\nlanguage: sv\n---\nText', "broken front matter: line"),
        ("a.md", b"---\ntitle: a\n\nText without an end", "broken front matter: no second line"),
        ("a.md", b"---\ntitle: a\n- b\n---\nText", "broken front matter: line 3"),
        ("a.md", b"---\n# only a remark\n- b\n---\nText", "key: value"),
        ("a.md", b"---\na: " + b"[" * 60_000 + b"\n---\nText", "broken front matter"),
        ("a.pdf", b"%PDF-1.7", "a damaged PDF"),
        ("a.css", b"p { color: red }", "no kind that is read"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "office document"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    assert said in reason(write(tmp_path / name, data))


def test_fifty_megabytes_of_one_line_are_no_article(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB: larger than an article can be" in reason(path)
    assert "larger" in reason(write(tmp_path / "a.md", b"x" * (MAX_BYTES + 1)))


def test_missing_folder_pipe_and_odd_paths(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.md") == "no such file or folder"
    assert reason(tmp_path) == "a folder, not a file"
    os.mkfifo(tmp_path / "pipe.md")
    assert reason(tmp_path / "pipe.md") == "not a regular file"
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert "cannot be read" in reason(tmp_path / "loop.md")
    assert "cannot be read" in reason(Path("a\x00.md"))


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """The superuser may read everything: be somebody else meanwhile."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield
    os.seteuid(user)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    write(tmp_path / "a.md", PROSE).chmod(0)
    (tmp_path / "folder").mkdir(0)
    return tmp_path


def test_what_we_have_no_leave_to_read(closed: Path, ordinary_user: None) -> None:
    assert reason(closed / "a.md").startswith("cannot be read: Permission denied")
    result = read_paths([closed / "folder", closed / "a.md"])
    assert len(result.skipped) == 2
    assert all(reason.startswith("cannot be read") for _, reason in result.skipped)


def test_a_title_with_a_colon_and_without_quotes_is_read_as_it_stands() -> None:
    article = read_text(f"---\ntitle: Upphandling: ett verktyg\nlanguage: no\n---\n{PROSE}", id="a")
    assert article.title == "Upphandling: ett verktyg"
    assert article.language == "nb"


def test_rules_across_the_page_are_no_front_matter() -> None:
    assert read_text(f"---\n{PROSE}\n", id="a", format="markdown").text == PROSE
    assert PROSE in read_text(f"---\n\nHej.\n\n---\n\n{PROSE}", id="a", format="markdown").text


def test_a_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.md",
        "a.MD",
        ".git/x.md",
        ".hidden.md",
        "README.md",
        "photo.jpg",
        "b/c/3.markdown",
    ):
        write(tmp_path / name, f"{PROSE} {name}")
    result = read_paths([tmp_path])
    assert [article.id for article in result.articles] == ["1", "2", "3", "a"]
    assert [article.id for article in result.in_order] == ["a", "1", "2", "3"]
    assert result.skipped == ()


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    write(tmp_path / "notes.css", "x")
    assert read_paths([tmp_path]).skipped == ((str(tmp_path), "no articles in this folder"),)


def test_order_of_paths_makes_no_difference(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.md", f"{PROSE} {n}") for n in "cab"]
    paths += [write(tmp_path / "z" / "a.md", PROSE), tmp_path / "none.md", write(tmp_path / "e.txt", "")]
    forward, backward = read_paths(paths), read_paths(paths[::-1])
    assert forward.articles == backward.articles
    assert forward.skipped == backward.skipped
    assert [article.id for article in forward.in_order] == ["c", "a", "b", "a"]
    assert [article.id for article in backward.in_order] == ["a", "b", "a", "c"]


def test_the_same_article_twice_is_kept_once_and_named(tmp_path: Path) -> None:
    first = write(tmp_path / "1.md", PROSE)
    copy = write(tmp_path / "2.txt", PROSE)
    for paths in ([first, copy, first], [copy, first, first]):
        result = read_paths(paths)
        assert [article.id for article in result.articles] == ["1"]
        assert result.skipped == ((str(first), "given twice"), (str(copy), f"the same text as {first}"))


def test_one_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    write(tmp_path / "good.md", PROSE)
    write(tmp_path / "bad.md", b"\xff\xff")
    write(tmp_path / "empty.txt", b"")
    result = read_paths([tmp_path, tmp_path / "gone.md"])
    assert [article.id for article in result.articles] == ["good"]
    assert [Path(source).name for source, _ in result.skipped] == ["bad.md", "empty.txt", "gone.md"]
    assert all("\n" not in reason for _, reason in result.skipped)


def test_a_date_that_the_source_does_not_tell_is_none() -> None:
    head = "---\ntitle: A\ndate: 2026-11-22\nsource_date: unknown\nlanguage: sv\n---\n\nVinnova svarade.\n"
    assert read_text(head, id="a", format="markdown").date is None
    assert read_text(head.replace("unknown", "year only"), id="a", format="markdown").date == "2026-11-22"
