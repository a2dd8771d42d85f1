from __future__ import annotations

import pytest

from innograph.read import read_text
from innograph.read.dates import date_of_line, date_of_name, date_of_url, parse_date


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020", "2020"), ("2020-06", "2020-06"), ("2020-06-16", "2020-06-16"),
        ("2020-06-16T08:00:00+02:00", "2020-06-16"),
        ("2020-06-16 kl. 10:30", "2020-06-16"), ("16 juni 2020", "2020-06-16"),
        ("Tisdag den 16 juni 2020", "2020-06-16"),
        ("16. juni 2020", "2020-06-16"), ("3.5.2021", "2021-05-03"), ("16. kesäkuuta 2020", "2020-06-16"),
        ("1 maart 2022", "2022-03-01"), ("4. März 2022, 10:30 Uhr", "2022-03-04"),
        ("June 16, 2020", "2020-06-16"),
        ("16th", None), ("March 2021", "2021-03"), ("2020-02-31", "2020-02"), ("2020-13-01", "2020"),
        ("31/12 2020", "2020-12-31"),
        ("99 juni 2020", "2020-06"), ("igår", None), ("", None), ("2020 var ett bra år", None),
        ("1234", None),
        ("5 kronor 2020", None),
    ],
)  # fmt: skip
def test_written_dates(written: str, date: str | None) -> None:
    assert parse_date(written) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [("Publicerad: 3 maj 2021", "2021-05-03"), ("Senast uppdaterad 2021-05-03", "2021-05-03"),
     ("Nieuwsbericht | 12-05-2022", None), ("Nieuwsbericht | 12 mei 2022 | 10:30", "2022-05-12"),
     ("2020", None),
     ("Julkaistu 3.5.2021", "2021-05-03"), ("Vinnova 3 maj 2021", "2021-05-03"),
     ("Den 3 maj 2021 möts de", None)],
)  # fmt: skip
def test_lines_with_a_date(line: str, date: str | None) -> None:
    assert date_of_line(line) == date


def test_dates_of_names_and_addresses() -> None:
    assert date_of_name("innovationsveckan-2020-06-16") == "2020-06-16"
    assert date_of_name("pressmeddelanden-2023-02-ny-ordforande") == "2023-02"
    assert date_of_name("dnr-12345678") is None
    assert date_of_name("klimatkontrakt-2030") is None
    assert date_of_url("https://a.example/nyheter/2020/12/kontrakt/") == "2020-12"
    assert date_of_url("https://a.example/p/2020") is None


PROSE = "Vinnova och DIGG har bjudit in kommuner att berätta om innovation. De möts i höst."


def test_the_head_goes_before_the_page_the_page_before_the_name_and_the_name_before_the_address() -> None:
    page = f"Kommuner berättar om innovation\n\nPublicerad: 2 maj 2019\n\n{PROSE}"
    head = "---\ndate: 2018\nsource: https://a.example/2017/01/x\n---\n"
    bare = "---\nsource: https://a.example/2017/01/x\n---\n"
    assert read_text(head + page, id="a-2016-01-01").date == "2018"
    assert read_text(bare + page, id="a-2016-01-01").date == "2019-05-02"
    assert read_text(bare + PROSE, id="a-2016-01-01").date == "2016-01-01"
    assert read_text(bare + PROSE, id="a").date == "2017-01"
    assert read_text(PROSE, id="a").date is None
