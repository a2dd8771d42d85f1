"""Dates as articles write them, in ISO 8601 of the precision that the source gives."""

from __future__ import annotations

import contextlib
import datetime
import email.utils
import re

# Month names and their usual abbreviations; the Finnish ones are partitive (`16. kesäkuuta 2020`).
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "en": "january february march april may june july august september october november december",
    "short": "jan feb mar apr maj jun jul aug sep okt nov dec",
    "shorter": "jän febr mrz apr. mai juni juli aug. sept oct nov. dez",
}
_MONTH_NUMBER = {name: number for names in _MONTHS.values() for number, name in enumerate(names.split(), start=1)}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORD = r"(?P<month>[^\W\d_]{3,12})\.?"
_ISO = re.compile(rf"{_YEAR}(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:[T ]\d\d:?\d\d.*)?", re.DOTALL)
_WRITTEN = (
    re.compile(rf"(?:[^\W\d_]{{2,12}},?\s+)?(?:den\s+)?(?P<day>\d{{1,2}})\.?\s+{_WORD},?\s+{_YEAR}"),
    re.compile(rf"{_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}"),
    re.compile(rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})[/ -]{_YEAR}"),
    re.compile(rf"{_WORD}\s+{_YEAR}"),
)
_CLOCK = re.compile(r"[\s,|·-]*(?:kl\.?|klo|um|at|om)?\s*\d{1,2}[:.]\d\d(?:\s*Uhr)?$")
_STAMP = re.compile(
    r"(?:published|updated|posted|last (?:modified|updated)|publicerad|publicerat|uppdaterad|"
    r"senast uppdaterad|senast ändrad|publisert|oppdatert|sist oppdatert|sist endret|offentliggjort|"
    r"opdateret|senest opdateret|"
    r"julkaistu|päivitetty|gepubliceerd(?: op)?|laatst gewijzigd|bijgewerkt|veröffentlicht(?: am)?|"
    r"aktualisiert(?: am)?|stand|date|datum|dato|päivämäärä|nyhet|nyheter|news|"
    r"pressmeddelande|pressemelding|pressemeddelelse|nieuwsbericht|persbericht|pressemitteilung|"
    r"press release|tiedote|uutinen|artikel|artikkel|article)\s*[:|–-]?\s+(?P<date>.+)",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_IN_URL = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?(?=/)")
_LONGEST = 60


#: A day of a month in words.
DAY = re.compile(
    rf"\d{{1,2}}\.\s(?:{'|'.join(sorted((re.escape(m) for m in _MONTH_NUMBER), key=lambda m: (-len(m), m)))})(?!\w)",
    re.IGNORECASE,
)


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    """ISO 8601 of these parts; a day or a month that does not exist is left out."""
    if not month or not 1 <= int(month) <= 12:
        return year
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat() if day else f"{year}-{int(month):02}"
    except ValueError:
        return f"{year}-{int(month):02}"


def parse_date(written: str) -> str | None:
    """A date in ISO 8601, of the precision it is written with; None when the string is not a date alone.

    >>> parse_date("16 juni 2020"), parse_date("2020-06"), parse_date("June 16, 2020"), parse_date("igår")
    ('2020-06-16', '2020-06', '2020-06-16', None)
    """
    written = written.strip()
    if not written or len(written) > _LONGEST:
        return None
    if match := _ISO.fullmatch(written):
        return _iso(match["year"], match["month"], match["day"])
    plain = _CLOCK.sub("", written).rstrip(" .,")
    if plain != written and (match := _ISO.fullmatch(plain)):
        return _iso(match["year"], match["month"], match["day"])
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(plain):
            parts = match.groupdict()
            month = parts["month"].casefold()
            number = month if month.isdecimal() else _MONTH_NUMBER.get(month)
            if number is not None and 1 <= int(number) <= 12:
                return _iso(parts["year"], str(number), parts.get("day"))
    return None


def parse_stamp(written: str) -> str | None:
    """The date of a time stamp as feeds, exports and servers write it, in the time zone that it is written in.

    >>> parse_stamp("Mon, 05 Jun 2023 00:30:00 +0200"), parse_stamp("2023-06-05T00:30:00Z"), parse_stamp("1685917800")
    ('2023-06-05', '2023-06-05', '2023-06-04')
    """
    written = written.strip()
    if date := parse_date(written):
        return date
    if re.fullmatch(r"\d{8}", written):
        return _day(int(written[:4]), int(written[4:6]), int(written[6:]))
    if re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.0+)?", written):
        seconds = int(written[:10] if len(written.partition(".")[0]) in (10, 13) else written[:9])
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    if len(written) <= _LONGEST:
        with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
            return email.utils.parsedate_to_datetime(written).date().isoformat()
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat() if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def date_of_line(line: str) -> str | None:
    """The date of a line that holds nothing else than a date, or `Publicerad: ` and a date."""
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    if match := _STAMP.fullmatch(line):
        return parse_date(match["date"])
    date = parse_date(line)
    # A bare year is a heading or a table cell as often as a date line.
    return date if date and len(date) > 4 else None


def date_of_name(name: str) -> str | None:
    """The last date in a file's name, at least a year and a month."""
    matches = _IN_NAME.findall(name)
    if not matches:
        return None
    year, month, day = matches[-1]
    return _iso(year, month, day or None)


def date_of_url(url: str) -> str | None:
    """The date in an address's path, as news sites write it: /2020/06/16/ or /2020/06/."""
    match = _IN_URL.search(url)
    return _iso(match[1], match[2], match[3]) if match else None
