"""Each format that is read, known by its content: the article that comes of it, and what is said of what is wrong."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

from innograph.article import Article
from innograph.errors import InputError, UsageError
from innograph.read import Fields, Limits, Splitter, read_file, read_paths
from innograph.read.formats import tell_format

PROSE = (
    "Exempelverket och Provköpings kommun har bjudit in leverantörer att berätta om innovation. "
    "Projektet Grön mat leds av Vinnova och pågår till nästa år, säger Anna Ek, som är strateg på myndigheten. "
    "Det är viktigt att de som arbetar med upphandling får veta vad som finns på marknaden."
)
PAGE = f"""<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>Kommunen prövar nytt | Exempelverket</title>
<link rel="canonical" href="https://exempel.example/nyheter/2023/04/kommunen-provar">
<meta property="og:site_name" content="Exempelverket">
<meta property="article:published_time" content="2023-04-05T08:00:00+02:00"></head>
<body><header><nav><ul><li><a href="/">Hem</a></li><li><a href="/om">Om oss</a></li></ul></nav></header>
<main><article><h1>Kommunen prövar nytt</h1><p>{PROSE}</p><h2>Deltagare</h2>
<ul><li>Anna Ek, strateg, Vinnova</li><li>Bo Alm, Region Skåne</li></ul>
<p>Första raden<br>andra raden med <strong>fet</strong> text.</p></article></main>
<footer><p>Exempelverket, Box 1</p></footer></body></html>"""


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read_one(path: Path, **fields: str) -> Article:
    result = read_paths([path], Splitter(Fields(fields)))
    assert result.skipped == ()
    (article,) = result.articles
    return article


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (b"\xef\xbb\xbf  \n<!DOCTYPE HTML PUBLIC '-//W3C'><html>", "a.txt", "html"),
        (b"<?xml version='1.0'?><!-- x --><html xmlns='http://www.w3.org/1999/xhtml'>", "a", "html"),
        (b"<p>bara ett stycke", "a.html", "html"),
        (b"<p>bara ett stycke</p>\n\nText", "a.md", "markdown"),
        (b"HTTP stuff\n<html><body>", "a", "html"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "a.html", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "a", "feed"),
        (b"<?xml version='1.0'?><rdf:RDF xmlns:rdf='x'>", "a", "feed"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><sm:urlset>", "a", "sitemap"),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.txt", "jsonl"),
        (b'{"text": "a"}', "a", "jsonl"),
        (b'{\n "text": "a"\n}', "a", "json"),
        (b'{"items": [{"text": "a"}]}', "a", "json"),
        (b' [ {"text": "a"}]', "a", "json"),
        (b"[en l\xc3\xa4nk](x)", "a.md", "markdown"),
        (b"{en parentes}", "a.txt", "text"),
        (b"title;text\nA;B\n", "a.dat", "csv"),
        (b"Rubrik, och text\nmer", "a.txt", "text"),
        (b"a\tb\n1\t2\n", "a.tsv", "csv"),
        (b"WARC/1.0\r\n", "a", "warc"),
        (b"\x1f\x8b\x08", "a.warc", "gzip"),
        (b"junk\n%PDF-1.4", "a.txt", "pdf"),
        (b"# Rubrik", "a.md", "markdown"),
        (b"# Rubrik", "a", "text"),
    ],
)
def test_the_format_is_known_by_content(head: bytes, name: str, format: str) -> None:
    assert tell_format(head, name) == format


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"<?xml version='1.0'?><note>", "XML"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "e-book"),
    ],
)
def test_formats_that_are_not_read_are_named(head: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        tell_format(head, "a")


def test_a_web_page(tmp_path: Path) -> None:
    article = read_file(write(tmp_path / "sida.html", PAGE))
    assert article.id == "sida"
    assert article.text == (
        f"Kommunen prövar nytt\n\n{PROSE}\n\nDeltagare\n\nAnna Ek, strateg, Vinnova\nBo Alm, Region Skåne\n\n"
        "Första raden\nandra raden med fet text."
    )
    assert (article.title, article.date, article.language) == ("Kommunen prövar nytt", "2023-04-05", "sv")
    assert article.publisher == "Exempelverket"
    assert article.url == "https://exempel.example/nyheter/2023/04/kommunen-provar"
    kinds = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert kinds[0] == ("title", "Kommunen prövar nytt")
    assert ("heading", "Deltagare") in kinds
    assert ("item", "Bo Alm, Region Skåne") in kinds


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-16", "utf-8"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_a_page_that_says_a_wrong_encoding(tmp_path: Path, encoding: str, declared: str) -> None:
    page = PAGE.replace('<meta charset="utf-8">', f'<meta charset="{declared}">' if declared else "")
    article = read_file(write(tmp_path / "a.html", page.encode(encoding)))
    assert PROSE in article.text


def test_a_page_in_another_language_than_its_template_says(tmp_path: Path) -> None:
    assert read_file(write(tmp_path / "a.html", PAGE.replace('lang="sv"', 'lang="en-US"'))).language == "sv"
    assert read_file(write(tmp_path / "b.html", PAGE.replace('lang="sv"', 'lang="sv-FI"'))).language == "sv-FI"


def test_a_canonical_address_that_is_the_front_page_is_none(tmp_path: Path) -> None:
    page = PAGE.replace("https://exempel.example/nyheter/2023/04/kommunen-provar", "https://exempel.example/")
    warc = write(tmp_path / "a.warc", record("https://exempel.example/nyhet", page.encode()))
    assert read_one(warc).url == "https://exempel.example/nyhet"


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {
            "id": "a-1",
            "title": "En rubrik",
            "body": PROSE,
            "published": "Mon, 05 Jun 2023 00:30:00 +0200",
            "lang": "sv",
        },
        {
            "id": 7,
            "title": {"rendered": "Rubrik &amp; mer"},
            "content": {"rendered": f"<p>{PROSE}</p><ul><li>Ett</li></ul>"},
        },
        {
            "link": "https://www.exempel.example/nyhet/1",
            "text": [PROSE, "Sist."],
            "publisher": {"name": "Exempelverket"},
        },
    ]
    path = write(tmp_path / "export.txt", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    first, second, third = read_paths([path]).in_order
    assert (first.id, first.title, first.date) == ("a-1", "En rubrik", "2023-06-05")
    assert first.text == f"En rubrik\n\n{PROSE}"
    assert (second.id, second.text) == ("export-7", f"Rubrik & mer\n\n{PROSE}\n\nEtt")
    assert (third.id, third.publisher) == ("exempel-example-nyhet-1", "Exempelverket")
    assert third.text == f"{PROSE}\n\nSist."
    assert third.url == "https://www.exempel.example/nyhet/1"


def test_bad_lines_are_named_and_the_others_read(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": PROSE}, ensure_ascii=False).encode()
    lines = [
        good,
        b'{"text": "cut',
        b"[1, 2]",
        b'{"x": 1, "y": 2}',
        b'{"text": "\xe5"}',
        b"x" * 5_000,
        b"",
        good[:-1] + b', "id": "b"}',
    ]
    path = write(tmp_path / "a.jsonl", b"\n".join(lines))
    result = read_paths([path], Splitter(limits=Limits(record=4_000)))
    assert [article.id for article in result.articles] == ["a"]
    said = {source.removeprefix(str(tmp_path)): reason for source, reason in result.skipped}
    assert said.keys() == {f"/a.jsonl:{n}" for n in (2, 3, 4, 5, 6, 8)}
    assert said["/a.jsonl:2"].startswith("not JSON")
    assert said["/a.jsonl:4"] == "no text: its fields are x, y; name the one with the text: --field text=NAME"
    assert "not UTF-8" in said["/a.jsonl:5"]
    assert "longer than a record" in said["/a.jsonl:6"]
    assert "the same text as" in said["/a.jsonl:8"]


@pytest.mark.parametrize(
    "document",
    [
        [{"id": "a", "text": PROSE}, {"id": "b", "text": "Annan text."}],
        {"count": 2, "items": [{"id": "a", "text": PROSE}, {"id": "b", "text": "Annan text."}]},
        {"data": {"list": [{"id": "a", "text": PROSE, "tags": [{"text": "x"}]}, {"id": "b", "text": "Annan text."}]}},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_arrays_of_json(tmp_path: Path, document: object, encoding: str) -> None:
    path = write(tmp_path / "a.json", json.dumps(document, indent=1, ensure_ascii=False).encode(encoding))
    result = read_paths([path])
    assert [article.id for article in result.in_order] == ["a", "b"]
    assert not result.skipped


def test_a_document_of_json_that_is_one_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps({"title": "T", "text": PROSE}, indent=2))
    assert read_one(path).title == "T"


def test_a_document_that_is_cut_gives_what_was_whole(tmp_path: Path) -> None:
    whole = json.dumps([{"id": str(n) + "x", "text": f"{PROSE} {n}"} for n in range(5)], ensure_ascii=False).encode()
    result = read_paths([write(tmp_path / "a.json", whole[: len(whole) // 2])])
    assert [article.id for article in result.articles] == ["0x", "1x"]
    ((source, reason),) = result.skipped
    assert source.endswith("a.json")
    assert reason.startswith("not JSON from here on")


def test_named_fields(tmp_path: Path) -> None:
    row = {"rubriken": "R", "innehåll": {"brödet": PROSE}, "text": "fel fält"}
    path = write(tmp_path / "a.jsonl", json.dumps(row, ensure_ascii=False))
    article = read_one(path, text="innehåll.brödet", title="rubriken")
    assert article.text == f"R\n\n{PROSE}"
    with pytest.raises(UsageError, match="--field body=x: give one of id, title, text"):
        Fields.parse(["body=x"])
    assert Fields.parse(["text=a.b", "records=data"]) == Fields({"text": "a.b"}, "data")


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16"), (";", "utf-8-sig")]
)
def test_tables(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Rubrik", "Datum", "Brödtext"],
        ["En, två; tre", "2023-04-05", f'"{PROSE}\n\nNytt ""stycke""."'],
        ["B", "", "Kort text."],
    ]
    rows[1][0] = f'"{rows[1][0]}"'
    path = write(tmp_path / "tabell.csv", "\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    result = read_paths([path])
    assert not result.skipped
    first, second = result.in_order
    assert (first.title, first.date) == ("En, två; tre", "2023-04-05")
    assert first.text == f'En, två; tre\n\n{PROSE}\n\nNytt "stycke".'
    assert second.text == "B\n\nKort text."
    assert first.id != second.id


def test_bad_rows_are_named(tmp_path: Path) -> None:
    data = (
        f'title,text\nA,{json.dumps(PROSE, ensure_ascii=False)}\nB,\nC,"{"x" * 9_000}\nD,Kort text.\n'.encode()
        + b"E,bl\xe5\n"
    )
    result = read_paths([write(tmp_path / "a.csv", data)], Splitter(limits=Limits(record=4_000)))
    assert [article.title for article in result.in_order] == ["A", "D"]
    said = {source.rpartition(":")[2]: reason for source, reason in result.skipped}
    assert said.keys() == {"3", "4", "6"}
    assert "longer than a record" in said["4"]
    assert said["6"] == "wrong encoding: not UTF-8"


FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Exempelverket</title>
<language>sv</language><item><title>Första nyheten</title><link>https://exempel.example/1</link>
<pubDate>Mon, 05 Jun 2023 00:30:00 +0200</pubDate><description>Kort.</description>
<content:encoded><![CDATA[<p>{PROSE}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Andra nyheten</title><link>https://exempel.example/2</link>
<description>Kort sammanfattning av den.</description></item>
<item><title>Utan text</title><link>https://exempel.example/3</link></item></channel></rss>"""


def test_a_feed(tmp_path: Path) -> None:
    result = read_paths([write(tmp_path / "feed", FEED)])
    first, second = result.in_order
    assert first.text == f"Första nyheten\n\n{PROSE}"
    assert (first.id, first.date, first.publisher) == ("exempel-example-1", "2023-06-05", "Exempelverket")
    assert first.url == "https://exempel.example/1"
    assert second.text == "Andra nyheten\n\nKort sammanfattning av den."
    ((source, reason),) = result.skipped
    assert source.endswith("feed:3")
    assert "innograph fetch" in reason


def test_a_site_map_is_named_as_what_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "sitemap.xml", "<urlset xmlns='x'><url><loc>https://a.example/</loc></url></urlset>")
    ((_, reason),) = read_paths([path]).skipped
    assert "innograph fetch" in reason


def packed(members: dict[str, bytes], kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=out, mode=f"w:{kind}") as archive:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["zip", "", "gz", "bz2", "xz"])
def test_archives(tmp_path: Path, kind: str) -> None:
    members = {
        "site/2023/index.html": PAGE.encode(),
        "site/style.css": b"p {}",
        "site/logo": b"\x89PNG\r\n",
        "site/.hidden.html": PAGE.encode(),
        "site/page": PAGE.replace("Kommunen", "Regionen").encode(),
        "README.md": b"# Om arkivet",
        "texts.zip": packed({"a.md": b"# Rubrik\n\nText om upphandling.", "b.txt": b""}, "zip"),
        "rows.jsonl.gz": gzip.compress(json.dumps({"id": "r", "text": "En rad."}).encode()),
    }
    result = read_paths([write(tmp_path / "archive", packed(members, kind))])
    assert [article.id for article in result.articles] == ["a", "r", "site-2023", "site-page"]
    ((source, reason),) = result.skipped
    assert source == f"{tmp_path}/archive!texts.zip!b.txt"
    assert reason == "the file is empty"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files(tmp_path: Path, pack: object) -> None:
    article = read_one(write(tmp_path / "nyhet.html.gz", pack(PAGE.encode())))  # type: ignore[operator]
    assert article.id == "nyhet"
    assert article.title == "Kommunen prövar nytt"


def record(
    url: str,
    body: bytes,
    *,
    head: str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8",
    kind: str = "response",
) -> bytes:
    block = head.encode() + b"\r\n\r\n" + body if kind == "response" else body
    fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(block)}\r\n"
    fields += (
        "Content-Type: application/http; msgtype=response\r\n" if kind == "response" else "Content-Type: text/html\r\n"
    )
    return b"WARC/1.0\r\n" + fields.encode() + b"\r\n" + block + b"\r\n\r\n"


def records() -> list[bytes]:
    page = PAGE.replace('<link rel="canonical" href="https://exempel.example/nyheter/2023/04/kommunen-provar">', "")
    chunked = f"{len(page.encode()):x}\r\n".encode() + page.replace("Kommunen", "Region2").encode() + b"\r\n0\r\n\r\n"
    return [
        record("https://exempel.example/1", page.encode()),
        record(
            "https://exempel.example/2",
            chunked,
            head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
        ),
        record(
            "https://exempel.example/3",
            gzip.compress(page.replace("Kommunen", "Landet").encode()),
            head="HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        ),
        record("https://exempel.example/4", page.encode(), head="HTTP/1.1 404 Not Found\r\nContent-Type: text/html"),
        record(
            "https://exempel.example/robots.txt", b"User-agent: *", head="HTTP/1.1 200 OK\r\nContent-Type: text/plain"
        ),
        record("https://exempel.example/5", page.replace("Kommunen", "Staten").encode(), kind="resource"),
    ]


@pytest.mark.parametrize("packing", ["plain", "each", "whole"])
def test_web_archives(tmp_path: Path, packing: str) -> None:
    parts = records()
    data = b"".join(gzip.compress(part) for part in parts) if packing == "each" else b"".join(parts)
    path = write(tmp_path / "crawl.warc.gz", gzip.compress(data) if packing == "whole" else data)
    result = read_paths([path])
    assert not result.skipped
    assert [article.id for article in result.articles] == [f"exempel-example-{n}" for n in (1, 2, 3, 5)]
    assert result.articles[1].url == "https://exempel.example/2"


@pytest.mark.parametrize("packing", ["plain", "each"])
def test_a_damaged_record_costs_that_record(tmp_path: Path, packing: str) -> None:
    parts = records()
    first, second, third = (gzip.compress(part) if packing == "each" else part for part in parts[:3])
    damaged = second[: len(second) // 2] + b"\xff" * 20 + second[len(second) // 2 + 20 :]
    if packing == "plain":
        damaged = second.replace(b"Content-Length: ", b"Content-Length: 1", 1)
    path = write(tmp_path / "a.warc", first + damaged + third)
    result = read_paths([path])
    ids = [article.id for article in result.articles]
    assert "exempel-example-1" in ids
    assert result.skipped
    assert all("a.warc@" in source for source, _ in result.skipped)
    if packing == "each":
        assert ids == ["exempel-example-1", "exempel-example-3"]


def test_what_warcio_writes(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                "https://exempel.example/x", "response", payload=io.BytesIO(PAGE.encode()), http_headers=headers
            )
        )
    assert read_one(tmp_path / "a.warc.gz").url == "https://exempel.example/nyheter/2023/04/kommunen-provar"


def test_an_archive_that_unpacks_to_gigabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    inside = packed({"a.txt": PROSE.encode(), "b.txt.gz": bomb, "c.txt": b"Kommer inte med."}, "zip")
    limits = Limits(unpacked=1_000_000, ratio=10)
    result = read_paths([write(tmp_path / "a.zip", inside)], Splitter(limits=limits))
    assert [article.id for article in result.articles] == ["a"]
    ((source, reason),) = result.skipped
    assert source == str(tmp_path / "a.zip")
    assert "unpacks to far more" in reason


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = PROSE.encode()
    for depth in range(8):
        data = packed({f"{depth}.zip": data}, "zip")
    ((_, reason),) = read_paths([write(tmp_path / "a.zip", data)]).skipped
    assert "deep in each other" in reason


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    item = "<item><title>&e8;</title><description>Text &e8;.</description></item>"
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss version="2.0"><channel>{item}</channel></rss>'
    result = read_paths([write(tmp_path / "a.xml", bomb)])
    assert all(len(article.text) < 1_000 for article in result.articles)


def test_a_file_with_several_articles_is_not_read_as_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="more than one article"):
        read_file(write(tmp_path / "feed.xml", FEED))


def test_addresses_are_read_through_fsspec(tmp_path: Path) -> None:
    import fsspec

    with fsspec.open("memory://bucket/crawl.warc.gz", "wb") as file:
        file.write(b"".join(gzip.compress(part) for part in records()))
    result = read_paths(["memory://bucket/crawl.warc.gz", "memory://bucket/none.warc"])
    assert len(result.articles) == 4
    ((source, reason),) = result.skipped
    assert source == "memory://bucket/none.warc"
    assert reason.startswith("cannot be read")


def test_fields_and_formats_on_the_command_line(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from innograph.cli.extract import command

    rows = write(
        tmp_path / "a.json", json.dumps({"svar": [{"rubriken": "R", "innehåll": {"brödet": PROSE}}]}, indent=1)
    )
    page = write(tmp_path / "b", PAGE)
    asked = [str(rows), str(page), "--text", "--field", "text=innehåll.brödet", "--field", "title=rubriken"]
    done = CliRunner().invoke(command, [*asked, "--field", "records=svar"], standalone_mode=False)
    assert done.return_value == 0, done.output
    assert done.stdout.startswith(f"R\n\n{PROSE}\nKommunen prövar nytt\n\n{PROSE}")
    without = CliRunner().invoke(command, [str(rows), str(page), "--text"], standalone_mode=False)
    assert without.return_value == 1
    assert "its fields are rubriken, innehåll; name the one with the text" in without.stderr
