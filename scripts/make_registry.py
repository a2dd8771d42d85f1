"""Add to the registry's tables what they lack of reference files: `python scripts/make_registry.py REFERENCE_DIR`.

Adds rows to data/registry/{agencies,municipalities,research}.csv in the columns of actors.csv, each with its source.
What the tables hold is kept as it is: people correct them, and a row that is known (same organisation number, Wikidata
id or name) is not added again. Nothing is filled in that no file says. A second run changes nothing.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from innograph.extract.posts import site, squeeze
from innograph.iri import slugify

REGISTRY = Path(__file__).resolve().parents[1] / "data" / "registry"
COLUMNS = [
    "id", "prefLabel", "prefLabel_lang", "altLabels", "type", "country", "website", "orgnr", "wikidata",
    "valid_from", "valid_until", "evidence",
]  # fmt: skip
ALPHA3 = {"SE": "SWE", "NO": "NOR", "DK": "DNK", "FI": "FIN", "IS": "ISL", "NL": "NLD", "AT": "AUT", "DE": "DEU",
          "BE": "BEL", "LU": "LUX", "EE": "EST"}  # fmt: skip
LANGUAGE = {"SE": "sv", "NO": "nb", "DK": "da", "FI": "fi", "IS": "is", "NL": "nl", "AT": "de", "DE": "de"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(file)]


def write(name: str, rows: list[dict[str, str]]) -> None:
    with (REGISTRY / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda r: r["id"]))


def joined(names: list[str], label: str) -> str:
    return ";".join(dict.fromkeys(n for n in names if n and n.split("@")[0] != label))


#: A name of one word with more letters names one organisation.
_TELLING = 9


class Known:
    """What is listed already, by organisation number, Wikidata id and name."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.keys: set[str] = set()
        self.ids: set[str] = set()
        for row in rows:
            self.add(row)

    def add(self, row: dict[str, str]) -> None:
        self.ids.add(row["id"])
        self.keys |= {k for k in (row["orgnr"], row["wikidata"], row["prefLabel"].casefold()) if k}
        self.keys |= {m[1] for m in [re.search(r"https://ror\.org/(\w+)", row["evidence"])] if m}
        names = (re.split(r"[@\[]", n)[0].casefold() for n in row["altLabels"].split(";") if n)
        self.keys |= {n for n in names if " " in n}

    def has(self, *keys: str) -> bool:
        return any(k in self.keys for k in keys if k)

    def free_id(self, label: str, suffix: str) -> str:
        slug = slugify(label)
        return slug if slug not in self.ids else f"{slug}-{suffix}"


def with_usual_name(row: dict[str, str], known: Known) -> dict[str, str]:
    """The row with the name that the organisation goes by, where the source gives it and the organisation's own address
    spells it: one word in the language of its country (*Skolverket* for Statens skolverk, *Cancerfonden*). The other
    name stays among its names.
    """
    host = urlsplit(row["website"].split(";")[0]).hostname or ""
    home = {ALPHA3[code]: language for code, language in LANGUAGE.items() if code in ALPHA3}.get(row["country"])
    if row["valid_until"] or not host or (row["prefLabel_lang"] == home and row["type"] != "PublicAgency"):
        return row
    if home == "de":
        return row  # an Umweltbundesamt is in Vienna and in Berlin
    for name in row["altLabels"].split(";"):
        text, _, tag = name.rpartition("@")
        word = re.fullmatch(r"[^\W\d_][a-zåäöæøüß]{6,}", text) is not None and text[0].isupper()
        word = word and not known.has(text.casefold())
        if word and {"no": "nb"}.get(tag, tag) == home and squeeze(text) == site(host) != squeeze(row["prefLabel"]):
            others = [n for n in row["altLabels"].split(";") if n != name]
            former = f"{row['prefLabel']}@{row['prefLabel_lang']}"
            return {**row, "prefLabel": text, "prefLabel_lang": home or "", "altLabels": ";".join([former, *others])}
    return row


def agency_class(name: str) -> str:
    low = name.casefold()
    if re.search(r"universitet|högskola|konstfack", low):
        return "University"
    if low.endswith("departementet"):
        return "Ministry"
    return "PublicAgency"


def court(name: str) -> str:
    """A court as it writes itself: the source has capitals, and some names cut off after a second court's beginning."""
    name = re.split(r" OCH? (?=MIGRATION|MARK|PATENT)| O (?=MARK)", name)[0]
    place = re.search(r"(?<= I )\w+$|^\w+(?= TINGSRÄTT| HOVRÄTT)|(?<=FÖR )\w+ \w+$|(?<=ÖVER )\w+ OCH \w+$", name)
    label = name.replace("HYRES OCH", "HYRES- OCH").replace("NÄMNEN", "NÄMNDEN").capitalize()
    return label.replace(place[0].lower(), place[0].title().replace(" Och ", " och ")) if place else label


def county_boards(names: list[str]) -> list[str]:
    """What the county board so called is called too, with or without the "i" and the "län"."""
    counties = [m[1] for n in names if (m := re.match(r"Länsstyrelsen i (.+) län$", n))]
    shorts = [re.sub("s$", "", county) for county in counties]
    ways = [(f"i {s}", s, f"{county} län") for s, county in zip(shorts, counties, strict=True)]
    return [f"Länsstyrelsen {way}" for all_of_it in ways for way in all_of_it]


def agencies(reference: Path, known: Known) -> list[dict[str, str]]:
    rows = []
    sources = read(reference / "se-agencies.csv")
    numbers = Counter(r["orgnr"] for r in sources)
    for source in sorted(sources, key=lambda r: (r["end"], r["name"])):
        label = re.sub(r"\s*\((gamla|nya)\)$", "", source["name"])
        courts = source["group"].startswith("Sveriges domstolar")
        if courts and label != "Domstolsverket":
            # All courts stand under the number of Domstolsverket, which is its own and not theirs.
            source["orgnr"] = ""
            label = court(label) if label.isupper() else label
        elif label.isupper() and " " in label:
            label = label.capitalize()
        number = source["orgnr"] if numbers[source["orgnr"]] == 1 or label == "Domstolsverket" else ""
        named = known.has(label.casefold()) and (courts or label == source["name"])
        if named or known.has(number, source["wikidata"]):
            continue
        # short_name comes from a fuzzy merge ("VINOVA"): only what looks like an abbreviation of some length is kept.
        shorts = [s for s in (source["short_name"], source["handlingar_short"]) if len(s) >= 3]
        names = shorts + source["other_names"].split(";")
        names = [n for n in names if len(n) >= 3 and not re.search(r"\d|,", n)]
        names += [] if source["end"] else county_boards([label, *names])
        names = [f"{n}@sv" for n in dict.fromkeys(names)]
        english = re.sub(r"^The ", "", source["name_en"])
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "id": known.free_id(label, source["end"] or "old"),
            "prefLabel": label,
            "prefLabel_lang": "sv",
            "altLabels": joined([*names, f"{english}@en" if english else ""], label),
            "type": agency_class(label),
            "country": "SWE",
            "website": source["website"] if source["website"].startswith("http") else "",
            "orgnr": number,
            "wikidata": source["wikidata"],
            "valid_until": source["end"],
            "evidence": f"civictechsweden/myndighetsdata@e5b5c07 data/merged.json key '{source['name']}' (CC0)",
        }
        known.add(row)
        rows.append(with_usual_name(row, known))
    return rows


def municipalities(reference: Path, known: Known) -> list[dict[str, str]]:
    rows = []
    for source in read(reference / "se-municipalities-regions.csv"):
        label = source["label_sv"]
        if known.has(source["orgnr"], source["wikidata"], label.casefold()):
            continue
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "id": known.free_id(label, "kommun"),
            "prefLabel": label,
            "prefLabel_lang": "sv",
            "altLabels": f"{source['label_en']}@en" if source["label_en"] and source["label_en"] != label else "",
            "type": source["type"],
            "country": "SWE",
            "orgnr": source["orgnr"],
            "wikidata": source["wikidata"],
            "evidence": "Wikidata (CC0), as listed in salgo60/okfnLocal public-se-csv.csv",
        }
        known.add(row)
        rows.append(row)
    return rows


def research(reference: Path, known: Known) -> list[dict[str, str]]:
    rows = []
    for source in read(reference / "ror-subset.csv"):
        names = [n for n in source["names"].split(";") if n]
        plain = [n.rpartition("@")[0] if "@" in n else n for n in names]
        language = LANGUAGE.get(source["country"], "en")
        local = [n.rpartition("@")[0] for n in names if n.endswith(f"@{language}") and " " in n]
        label = local[0] if local else re.sub(r"\s*\([A-Z][a-z]+\)$", "", source["name"])
        ror = source["ror"].rsplit("/", 1)[-1]
        # A long word of Swedish (*Riksarkivet*) is one agency's, whatever it is called in English.
        telling = (p.casefold() for p in plain if " " in p or (source["country"] == "SE" and len(p) > _TELLING))
        if known.has(ror, source["wikidata"], label.casefold(), *telling):
            continue
        kinds = source["types"].casefold()
        if "education" in kinds:
            cls = "University"
        elif "facility" in kinds:
            cls = "ResearchInstitute"
        elif "company" in kinds:
            cls = "Company"
        elif "government" in kinds:
            cls = "PublicAgency"
        else:
            cls = "Organization"
        others = [n for n, p in zip(names, plain, strict=True) if p != label and len(p) >= 3 and "(" not in p]
        row = dict.fromkeys(COLUMNS, "")
        row |= {
            "id": known.free_id(label, slugify(source["ror"].rsplit("/", 1)[-1])),
            "prefLabel": label,
            "prefLabel_lang": language if local or language == "en" else "en",
            "altLabels": joined(others, label),
            "type": cls,
            "country": ALPHA3.get(source["country"], ""),
            "website": source["website"] if source["website"].startswith("http") else "",
            "wikidata": source["wikidata"],
            "evidence": f"ROR {source['release']} {source['ror']} (CC0)",
        }
        known.add(row)
        rows.append(with_usual_name(row, known))
    return rows


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    reference = Path(sys.argv[1])
    makers = {"agencies": agencies, "municipalities": municipalities, "research": research}
    tables = {name: read(REGISTRY / f"{name}.csv") for name in ("actors", *makers)}
    known = Known([row for rows in tables.values() for row in rows])
    for name, make in makers.items():
        added = make(reference, known)
        if added:
            write(f"{name}.csv", tables[name] + added)
        print(f"{name}.csv: {len(tables[name])} rows kept, {len(added)} added")


if __name__ == "__main__":
    main()
