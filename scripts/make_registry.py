"""Make the registry's tables from fetched reference files: `python scripts/make_registry.py REFERENCE_DIR`.

Writes data/registry/{agencies,municipalities,research}.csv in the columns of actors.csv, each row with its source.
actors.csv itself is kept by hand and wins: a row of the reference files that it already holds (same organisation
number, Wikidata id or name) only lends it further names. Nothing is filled in that no file says.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from innograph.iri import slugify

REGISTRY = Path(__file__).resolve().parents[1] / "data" / "registry"
COLUMNS = [
    "id", "prefLabel", "prefLabel_lang", "altLabels", "type", "country", "website", "orgnr", "wikidata",
    "valid_from", "valid_until", "evidence",
]  # fmt: skip
ALPHA3 = {"SE": "SWE", "NO": "NOR", "DK": "DNK", "FI": "FIN", "IS": "ISL", "NL": "NLD", "AT": "AUT", "DE": "DEU",
          "BE": "BEL", "LU": "LUX", "EE": "EST"}  # fmt: skip
LANGUAGE = {"SE": "sv", "NO": "nb", "DK": "da", "FI": "fi", "IS": "is", "NL": "nl", "AT": "de", "DE": "de"}
ACRONYM = re.compile(r"[A-ZÅÄÖ]{2}")


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
        if row.get("evidence", "").startswith("actors"):
            self.keys |= {n.casefold() for n in row["altLabels"].split(";") if n}

    def has(self, *keys: str) -> bool:
        return any(k in self.keys for k in keys if k)

    def free_id(self, label: str, suffix: str) -> str:
        slug = slugify(label)
        return slug if slug not in self.ids else f"{slug}-{suffix}"


def agency_class(name: str) -> str:
    low = name.casefold()
    if re.search(r"universitet|högskola|konstfack", low):
        return "University"
    if low.endswith("departementet"):
        return "Ministry"
    return "PublicAgency"


def agencies(reference: Path, known: Known) -> list[dict[str, str]]:
    rows = []
    for source in sorted(read(reference / "se-agencies.csv"), key=lambda r: (r["end"], r["name"])):
        label = re.sub(r"\s*\((gamla|nya)\)$", "", source["name"])
        if label.isupper() and " " in label:
            label = label.capitalize()
        if known.has(source["orgnr"], source["wikidata"]) or (label == source["name"] and known.has(label.casefold())):
            continue
        # short_name comes from a fuzzy merge ("VINOVA"): only what looks like an abbreviation of some length is kept.
        shorts = [s for s in (source["short_name"], source["handlingar_short"]) if len(s) >= 3]
        names = shorts + source["other_names"].split(";")
        names = [n for n in names if len(n) >= 3 and not re.search(r"\d|,", n)]
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
            "orgnr": source["orgnr"],
            "wikidata": source["wikidata"],
            "valid_until": source["end"],
            "evidence": f"civictechsweden/myndighetsdata@e5b5c07 data/merged.json key '{source['name']}' (CC0)",
        }
        known.add(row)
        rows.append(row)
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
        if known.has(source["wikidata"], label.casefold(), *(p.casefold() for p in plain if " " in p)):
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
        rows.append(row)
    return rows


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    reference = Path(sys.argv[1])
    kept = [{**row, "evidence": "actors"} for row in read(REGISTRY / "actors.csv")]
    known = Known(kept)
    for name, make in (("agencies", agencies), ("municipalities", municipalities), ("research", research)):
        rows = make(reference, known)
        write(f"{name}.csv", rows)
        print(f"{name}.csv: {len(rows)} rows")


if __name__ == "__main__":
    main()
